/** Every night: what is bought together and what kinds of customers buy, written anew in one transaction. */
import { longTransaction } from '../../../platform/db/database.ts'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { asOfDay } from '../../insight/index.ts'
import { countTogether, type Counted, type CountedPair } from './count-together.ts'
import { ruleOf } from './rule.ts'

export interface Computed {
  as_of: string
  customers: number
  products: number
  rules: number
}

export function computeSuggestions(ctx: Context): Promise<Computed> {
  return longTransaction(ctx, async (ctx) => {
    // Two at the same time come one after the other, and to the same.
    await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`suggestions ${ctx.workspace.id}`}, 0))`)
    const rule = await ruleOf(ctx)
    const asOf = await asOfDay(ctx)
    await ctx.db.rows(sql`delete from product_shares s where s.workspace_id = ${sql.workspace}`)
    const counted = await countTogether(ctx, rule, asOf)
    await writePairs(ctx, counted, asOf)
    const standing = { as_of: asOf, customers: counted.customers, products: counted.products, rules: counted.pairs.length }
    await ctx.db.rows(sql`insert into suggestion_standings as s (workspace_id, as_of, computed_at, window_days, customers, large_baskets, products, rules)
      values (${sql.workspace}, ${asOf}::date, ${ctx.clock.now()}, ${rule.window_days}, ${counted.customers}, ${counted.large_baskets}, ${counted.products}, ${counted.pairs.length})
      on conflict (workspace_id) do update set as_of = excluded.as_of, computed_at = excluded.computed_at, window_days = excluded.window_days, customers = excluded.customers, large_baskets = excluded.large_baskets, products = excluded.products, rules = excluded.rules`)
    return standing
  })
}

/** A pair that is there keeps its id; what is not said any more goes. */
async function writePairs(ctx: Context, { customers, pairs }: Counted, asOf: string): Promise<void> {
  const now = ctx.clock.now()
  const rows = pairs.map((pair) => ({ id: newId(), ...pair, ...figuresOf(pair, customers) }))
  await ctx.db.rows(sql`with given as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) g(id uuid, product uuid, also uuid, together bigint, buyers bigint, also_buyers bigint, support numeric, confidence numeric, lift numeric)),
    gone as (
      delete from product_associations a where a.workspace_id = ${sql.workspace} and not exists (select 1 from given g where g.product = a.product_id and g.also = a.also_id))
    insert into product_associations as a (workspace_id, id, created_at, created_by, updated_at, updated_by, name, product_id, also_id, together, buyers, also_buyers, customers, support, confidence, lift, as_of)
    select ${sql.workspace}, g.id, ${now}, ${ctx.actor.id}::uuid, ${now}, ${ctx.actor.id}::uuid, p.name || ' → ' || q.name, g.product, g.also, g.together, g.buyers, g.also_buyers, ${customers}, g.support, g.confidence, g.lift, ${asOf}::date
    from given g join products p on p.workspace_id = ${sql.workspace} and p.id = g.product and p.deleted_at is null join products q on q.workspace_id = ${sql.workspace} and q.id = g.also and q.deleted_at is null
    on conflict (workspace_id, product_id, also_id) do update set name = excluded.name, together = excluded.together, buyers = excluded.buyers, also_buyers = excluded.also_buyers, customers = excluded.customers,
      support = excluded.support, confidence = excluded.confidence, lift = excluded.lift, as_of = excluded.as_of, updated_at = excluded.updated_at, updated_by = excluded.updated_by`)
  announceAfterCommit(ctx, objectOf(ctx, 'product_association'))
}

function figuresOf({ together, buyers, also_buyers: also }: CountedPair, customers: number) {
  const hundredth = (value: number) => Math.round(value * 100) / 100
  return { support: hundredth((together / customers) * 100), confidence: hundredth((together / buyers) * 100), lift: hundredth((together / buyers) * (customers / also)) }
}
