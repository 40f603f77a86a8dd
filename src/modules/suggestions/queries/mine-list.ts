/** What good customers of a kind buy: the lines of a list, to be looked at before it is kept. */
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden } from '../../../platform/problems.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { asOfDay } from '../../insight/index.ts'
import { ruleOf } from '../engine/rule.ts'

export interface MinedLine {
  product: { id: string; name: string }
  code: string | null
  category: string | null
  unit: string | null
  /** Of a customer that buys it, as it is bought most often at once. */
  quantity: number
  buyers: number
  /** 0 to 100: of the good customers. */
  share: number
}

export interface MinedList {
  /** Of that kind that the caller sees and that bought anything in the window of the value rule. */
  customers: number
  good: number
  /** In percent of those customers. */
  good_share: number
  /** False: too few to say anything, and no lines. */
  is_enough: boolean
  lines: MinedLine[]
}

/** Fewer good customers than these are single cases; of more, the best say enough. */
const fewestGood = 5
const mostGood = 2000
const mostLines = 40

/**
 * Good is who belongs to the best part of that kind by the amount in the window of the value rule, as of the day that values are told for.
 * @throws Problem 422 for a filter that does not fit; 403 where the amount may not be read
 */
export async function mineList(ctx: Context, condition: Record<string, unknown>): Promise<MinedList> {
  const customer = objectOf(ctx, 'customer')
  if (!readableField(ctx, objectOf(ctx, 'customer_value'), 'monetary')) throw forbidden()
  const rule = await ruleOf(ctx)
  const { timeZone } = ctx.workspace
  const day = await asOfDay(ctx)
  const [start, end] = [startOfDay(addDays(day, 1 - rule.window_days), timeZone), startOfDay(addDays(day, 1), timeZone)]
  const [row] = await ctx.db.rows<{ customers: number; good: number; lines: MinedLine[] }>(sql`with those as materialized (select c.id, v.monetary from customers c join customer_values v on v.workspace_id = ${sql.workspace} and v.id = c.id and v.monetary > 0 where ${whereOf(ctx, customer, 'c', { filter: condition })}),
    good as materialized (
      select o.id from those o order by o.monetary desc, o.id limit (select least(greatest(ceil(count(*) * ${rule.good_share}::numeric / 100), ${fewestGood}::int), ${mostGood}::int) from those)),
    counted as (
      select t.product_id, count(distinct t.customer_id) as buyers, percentile_disc(0.5) within group (order by coalesce(t.quantity, 1)) as quantity
      from good g join transactions t on t.workspace_id = ${sql.workspace} and t.customer_id = g.id and t.at >= ${start} and t.at < ${end} and t.kind = 'purchase' and t.amount > 0 and t.product_id is not null and t.deleted_at is null and ${allowed(ctx, 'transaction', 'see', 't')} group by 1),
    total as (select (select count(*) from those) as customers, (select count(*) from good) as good)
    select t.customers, t.good, (select coalesce(json_agg(row_to_json(x)), '[]'::json) from (
        select json_build_object('id', p.id, 'name', p.name) as product, p.code, p.category, p.unit, greatest(n.quantity, 0.001)::float8 as quantity, n.buyers, round(n.buyers * 100.0 / t.good, 2)::float8 as share
        from counted n join products p on p.workspace_id = ${sql.workspace} and p.id = n.product_id and p.deleted_at is null and p.is_active and ${allowed(ctx, 'product', 'see', 'p')}
        where t.good >= ${fewestGood} and n.buyers * 100.0 >= t.good * ${rule.list_share}::numeric order by n.buyers desc, p.name, p.id limit ${mostLines}) x) as lines
    from total t`)
  const { customers = 0, good = 0, lines = [] } = row ?? {}
  return { customers, good, good_share: customers === 0 ? rule.good_share : Math.round((good / customers) * 100), is_enough: good >= fewestGood, lines }
}
