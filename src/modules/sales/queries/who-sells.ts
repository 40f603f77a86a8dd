import { systemActor, type Grants } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { sql } from '../../../platform/db/sql.ts'

/** Who works here, may make quotes and reads prices: asked of the policies for each set of roles, not for each person. */
export async function whoSells(ctx: Context): Promise<string[]> {
  const rows = await ctx.db.rows<{ people: string[]; roles: { key: string; grants: Grants }[] }>(
    sql`select array_agg(u.id::text) as people, (select coalesce(json_agg(json_build_object('key', r.key, 'grants', r.grants)), '[]') from roles r where r.workspace_id = ${sql.workspace} and r.id = any(u.role_ids) and r.deleted_at is null) as roles
      from users u where u.workspace_id = ${sql.workspace} and u.is_active and u.deleted_at is null group by u.role_ids`,
  )
  return rows.flatMap(({ people, roles }) => (mayRead({ ...ctx, actor: { ...systemActor('prices'), kind: 'user', roles } }) ? people : []))
}

function mayRead(ctx: Context): boolean {
  const reads = (name: string) => verdictOf(ctx, name, 'see') === true && readableField(ctx, objectOf(ctx, name), 'price') !== null
  return verdictOf(ctx, 'quote', 'create') !== false && reads('product') && reads('price')
}
