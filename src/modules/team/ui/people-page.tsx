/** People: the list of them and the page of one, which tells what that person may do and by which role. */
import { ListPage } from '../../../web/records/list-page.tsx'
import { RecordPage } from '../../../web/records/record-page.tsx'
import { usersPath } from './people.ts'

export function PeoplePage({ id }: { id?: string }) {
  return id ? <RecordPage path={usersPath} /> : <ListPage path={usersPath} />
}
