/** What came of what was proposed: bought within the days of a hit, or not once they have passed. Judged is judged. */
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { insertsOfEvents, updateMany } from '../../../kernel/records/write-many.ts'
import { ruleOf } from './rule.ts'

const slice = 500
const day = 86_400_000

export async function settleProposals(ctx: Context): Promise<number> {
  const { hit_days: days } = await ruleOf(ctx)
  let settled = 0
  for (;;) {
    const count = await transaction(ctx, (ctx) => settleSlice(ctx, days))
    settled += count
    if (count < slice) return settled
  }
}

interface Due {
  id: string
  version: number
  customer: string
  /** Null: the days have passed without it. */
  bought_at: string | null
}

async function settleSlice(ctx: Context, days: number): Promise<number> {
  const object = objectOf(ctx, 'product_proposal')
  const over = new Date(ctx.clock.now().getTime() - days * day)
  const rows = await ctx.db.rows<Due>(sql`select p.id, p.version, p.customer_id as customer, b.at as bought_at from product_proposals p
    left join lateral (
      select t.at from transactions t where t.workspace_id = ${sql.workspace} and t.customer_id = p.customer_id and t.product_id = p.product_id and t.kind = 'purchase' and t.amount > 0 and t.deleted_at is null
        and t.at > p.proposed_at and t.at <= p.proposed_at + make_interval(days => ${days}::int) and t.at <= ${ctx.clock.now()} order by t.at limit 1) b on true
    where p.workspace_id = ${sql.workspace} and p.outcome = 'open' and p.deleted_at is null and (b.at is not null or p.proposed_at <= ${over})
    order by p.id limit ${slice} for no key update of p`)
  const changed = rows.map(({ bought_at: at, ...row }) => ({ ...row, after: { outcome: at ? 'bought' : 'not_bought', bought_at: at ? new Date(at).toISOString() : null } }))
  const fields = ['outcome', 'bought_at'].flatMap((name) => object.fields.get(name) ?? [])
  await updateMany(ctx, object, changed.map(({ id, version, after }) => ({ id, version: version + 1, record: after })), fields)
  const events = changed.map(({ id, version, customer, after }) => ({ verb: after.outcome, recordId: id, aboutId: customer, before: { outcome: 'open' }, after, version: version + 1 }))
  for (const statement of insertsOfEvents(ctx, object, events)) await ctx.db.rows(statement)
  return rows.length
}
