import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

/** Another one whenever a layout that concerns the caller is other than before: open pages ask for their panels anew. */
export async function layoutMark(ctx: Context): Promise<string> {
  const [row] = await ctx.db.rows<{ mark: string }>(
    sql`select md5(coalesce(string_agg(l.id || ' ' || l.version, ',' order by l.id), '')) as mark from layouts l
      left join roles r on r.workspace_id = ${sql.workspace} and r.id = l.role_id
      where l.workspace_id = ${sql.workspace} and l.deleted_at is null
        and (l.role_id is null or (r.deleted_at is null and r.key = any(${ctx.actor.roles.map(({ key }) => key)}::text[])))`,
  )
  return row?.mark ?? ''
}
