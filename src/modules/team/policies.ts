import { sql } from '../../platform/db/sql.ts'
import { mayAll } from '../../kernel/access/actor.ts'
import { administersRoles } from '../../kernel/access/administers-roles.ts'
import { anyOf, byRole, everyone, readWrite, type Policy } from '../../kernel/access/policy.ts'

/** One's own views are one's own to make and change, whatever the role. */
const ownView: Policy = (ctx) => [{ why: { zh: '本人的视图', en: 'own view' }, where: (row) => sql`${sql.id(row, 'owner_id')} = ${ctx.actor.id}::uuid` }]
const sharedView: Policy = () => [{ why: { zh: '已共享的视图', en: 'shared view' }, where: (row) => sql`${sql.id(row, 'is_shared')}` }]

/**
 * Who may change people but not roles must not reach those who may: a new password or mail address for an administrator would be
 * that administrator's rights.
 */
const people: Policy = (ctx, verb) => {
  const rules = byRole('user')(ctx, verb)
  if (rules.length === 0 || mayAll(ctx.actor, 'role', 'change')) return rules
  return [{ why: { zh: '角色可及不管理角色的员工', en: 'a role reaches people who do not administer roles' }, where: (row) => sql`not exists (select 1 from roles r
    where r.workspace_id = ${sql.workspace} and r.id = any(${sql.id(row, 'role_ids')}) and r.deleted_at is null
      and ${administersRoles('r')})` }]
}

/** Everybody sees colleagues, departments, territories and roles; who may change them is a matter of roles. */
export const policies: Record<string, Policy> = {
  user: readWrite(everyone, people),
  department: readWrite(everyone, byRole('department')),
  territory: readWrite(everyone, byRole('territory')),
  role: readWrite(everyone, byRole('role')),
  custom_field: readWrite(everyone, byRole('custom_field')),
  // What others have on their pages, and what their fields are called, is for administrators; everybody gets their own by the metadata.
  layout: byRole('layout'),
  number_format: readWrite(everyone, byRole('number_format')),
  calendar: readWrite(everyone, byRole('calendar')),
  calendar_day: readWrite(everyone, byRole('calendar_day')),
  saved_view: readWrite(anyOf(ownView, sharedView), ownView),
}
