/** Roles: what each may do, and the editor of one. */
import { useRecord } from '../../../../web/client/records.ts'
import { useObject } from '../../../../web/client/metadata.tsx'
import { RecordProblem, RecordSkeleton } from '../../../../web/records/record/record-view.tsx'
import { NotFound } from '../../../../web/shell/not-found.tsx'
import { RoleEditor } from './role-editor.tsx'
import { RoleList } from './role-list.tsx'
import { roleOf, rolesPath } from './role.ts'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'

export function RolesPage({ id }: { id?: string }) {
  const object = useObject('role')
  if (!object) return <NotFound />
  return id ? <RolePage key={id} object={object} id={id} /> : <RoleList object={object} />
}

function RolePage({ object, id }: { object: ObjectMetadata; id: string }) {
  const answer = useRecord(rolesPath, id)
  if (answer.data) return <RoleEditor object={object} role={roleOf(answer.data)} record={answer.data} />
  if (answer.isError) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  return <RecordSkeleton />
}
