import { sql } from '../../platform/db/sql.ts'
import { scopesOf } from '../../kernel/access/actor.ts'
import type { Policy } from '../../kernel/access/policy.ts'

/** Set by whoever reaches the whole company; read as well by whoever reaches a department, for that department. */
const ofDepartments: Policy = (ctx, verb) => {
  const scopes = scopesOf(ctx.actor, 'indicator_target', verb)
  if (scopes.has('all')) return [{ why: { zh: '角色可处理全公司的指标目标', en: 'the role reaches all targets of indicators' }, where: null }]
  const own = ctx.actor.departmentId
  if (!own || (verb !== 'see' && verb !== 'export')) return []
  if (scopes.has('team_below')) {
    return [{ why: { zh: '本部门或下级部门的目标', en: 'a target of the own department or one below' }, where: (row) => sql`${sql.id(row, 'department_id')} = any(array(with recursive below as (
      select d.id from departments d where d.workspace_id = ${sql.workspace} and d.id = ${own}::uuid and d.deleted_at is null
      union select d.id from departments d join below b on d.parent_id = b.id where d.workspace_id = ${sql.workspace} and d.deleted_at is null) select b.id from below b))` }]
  }
  if (scopes.has('team')) return [{ why: { zh: '本部门的目标', en: 'a target of the own department' }, where: (row) => sql`${sql.id(row, 'department_id')} = ${own}::uuid` }]
  return []
}

export const policies: Record<string, Policy> = { indicator_target: ofDepartments }
