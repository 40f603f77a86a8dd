/** People: the list of them and the page of one, which tells what that person may do and by which role. */
import { lazy } from 'react'

import { usersPath } from './people.ts'

// One of the two is seen at a time.
const ListPage = lazy(async () => ({ default: (await import('../../../web/records/list-page.tsx')).ListPage }))
const RecordPage = lazy(async () => ({ default: (await import('../../../web/records/record-page.tsx')).RecordPage }))

export function PeoplePage({ id }: { id?: string }) {
  return id ? <RecordPage path={usersPath} /> : <ListPage path={usersPath} />
}
