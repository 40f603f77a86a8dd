import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { notifyAll } from '../../notices/index.ts'

/** Customers of the two best tiers are key customers. */
const keyLevels = 2

/** Whoever looks after a key customer that went down is told once a run: of the customer, or of how many. */
export async function tellKeepers(ctx: Context, run: string): Promise<void> {
  const rows = await ctx.db.rows<{ owner: string; customers: number; one: string }>(
    sql`select c.owner_id as owner, count(*)::int as customers, min(c.id::text) as one
      from tier_moves m
        join tier_schemes s on s.workspace_id = ${sql.workspace} and s.id = m.scheme_id
        join customers c on c.workspace_id = ${sql.workspace} and c.id = m.customer_id and c.owner_id is not null and c.deleted_at is null
      where m.workspace_id = ${sql.workspace} and m.run_id = ${run}::uuid and m.direction = 'down' and m.state = 'done'
        and m.from_tier in (select l.level ->> 'tier' from jsonb_array_elements(s.levels) with ordinality as l(level, place) where l.place <= ${keyLevels}::int)
      group by c.owner_id order by c.owner_id`,
  )
  await notifyAll(ctx, rows.map(({ owner, customers, one }) => ({
    kind: 'key_customer_down', to: [owner], from: null, object: 'customer', key: `key_customer_down:${run}`, values: { customers }, ...(customers === 1 ? { record_id: one } : {}),
  })))
}
