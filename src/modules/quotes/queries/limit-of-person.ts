import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { limitOf, type Limit } from '../rules/discounts.ts'

/** The most discount in percent that the caller may give without approval; null where nothing limits it. */
export async function limitOfCaller(ctx: Context): Promise<number | null> {
  if (ctx.actor.kind !== 'user') return null
  const [person] = await ctx.db.rows<{ id: string; roles: string[] }>(sql`select u.id::text as id, u.role_ids::text[] as roles from users u where u.workspace_id = ${sql.workspace} and u.id = ${ctx.actor.id}::uuid`)
  if (!person) return null
  const limits = await ctx.db.rows<Limit>(
    sql`select l.percent::float8 as percent, l.person_id::text as person, l.role_id::text as role, l.department_id::text as department from discount_limits l where l.workspace_id = ${sql.workspace} and l.deleted_at is null`,
  )
  return limitOf({ ...person, departments: ctx.actor.departmentPath }, limits)
}
