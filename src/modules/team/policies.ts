import { sql } from '../../platform/db/sql.ts'
import { anyOf, byRole, everyone, readWrite, type Policy } from '../../kernel/access/policy.ts'

/** One's own views are one's own to make and change, whatever the role. */
const ownView: Policy = (ctx) => (row) => sql`${sql.id(row, 'owner_id')} = ${ctx.actor.id}::uuid`
const sharedView: Policy = () => (row) => sql`${sql.id(row, 'is_shared')}`

/** Everybody sees colleagues, departments and roles; who may change them is a matter of roles. */
export const policies: Record<string, Policy> = {
  user: readWrite(everyone, byRole('user')),
  department: readWrite(everyone, byRole('department')),
  role: readWrite(everyone, byRole('role')),
  custom_field: readWrite(everyone, byRole('custom_field')),
  saved_view: readWrite(anyOf(ownView, sharedView), ownView),
}
