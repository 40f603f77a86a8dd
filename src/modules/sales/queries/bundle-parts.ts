import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { mostLevels } from '../rules/bundles.ts'

export interface BundlePart {
  /** The outermost bundle. */
  bundle: string
  level: number
  product: string
  code: string | null
  name: string
  unit: string | null
  /** In one of what it stands in. */
  quantity: number
}

/** What bundles are made of today, bundles in bundles unfolded: each part before what stands in it. What the caller may not see is left out, with what stands in it. */
export async function bundlePartsOf(ctx: Context, products: readonly string[]): Promise<BundlePart[]> {
  if (products.length === 0) return []
  const parts = sql`cross join lateral rows from (jsonb_to_recordset(b.components) as (product uuid, quantity numeric)) with ordinality as c(product, quantity, place)`
  return ctx.db.rows<BundlePart>(sql`
    with recursive inside as (
      select b.id as bundle, c.product, c.quantity, array[c.place] as path, 1 as level from products b ${parts}
        where b.workspace_id = ${sql.workspace} and b.id = any(${products}::uuid[]) and b.kind = 'bundle'
      union all
      select i.bundle, c.product, c.quantity, i.path || c.place, i.level + 1 from inside i
        join products b on b.workspace_id = ${sql.workspace} and b.id = i.product and b.kind = 'bundle' and b.deleted_at is null and ${allowed(ctx, 'product', 'see', 'b')} ${parts}
        where i.level < ${mostLevels}
    )
    select i.bundle::text as bundle, i.level, p.id::text as product, p.code, p.name, p.unit, i.quantity::float8 as quantity from inside i
      join products p on p.workspace_id = ${sql.workspace} and p.id = i.product and p.deleted_at is null and ${allowed(ctx, 'product', 'see', 'p')}
      order by i.bundle, i.path`)
}
