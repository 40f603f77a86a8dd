import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { mostLevels, type Link } from '../rules/bundles.ts'

/**
 * Which bundles contain what around one of them, a level further than is allowed. Deleted ones count, and so do parts kept by what is no bundle
 * at the moment: either can come back.
 */
export function bundleLinks(ctx: Context, id: string): Promise<Link[]> {
  return ctx.db.rows<Link>(sql`
    with recursive links as materialized (
      select b.id as bundle, c.product from products b cross join lateral jsonb_to_recordset(b.components) as c(product uuid)
        where b.workspace_id = ${sql.workspace} and b.components <> '[]'::jsonb
    ), below as (
      select ${id}::uuid as product, 0 as level
      union
      select l.product, d.level + 1 from below d join links l on l.bundle = d.product where d.level <= ${mostLevels}
    ), above as (
      select ${id}::uuid as bundle, 0 as level
      union
      select l.bundle, u.level + 1 from above u join links l on l.product = u.bundle where u.level <= ${mostLevels}
    )
    select distinct l.bundle::text as bundle, l.product::text as product from links l
      where l.bundle in (select d.product from below d) or l.product in (select u.bundle from above u)`)
}
