/** What good customers of a kind buy: the lines of a list, to be looked at before it is kept. */
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay, today } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
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
  /** Of that kind that the caller sees and that bought anything in the window. */
  customers: number
  good: number
  window_days: number
  good_share: number
  /** False: too few to say anything, and no lines. */
  is_enough: boolean
  lines: MinedLine[]
}

/** Fewer good customers than these are single cases. */
const fewestGood = 5
const mostLines = 40

/** Good is who belongs to the best part of that kind by amount in the window. @throws Problem 422 for a filter that does not fit. */
export async function mineList(ctx: Context, condition: Record<string, unknown>): Promise<MinedList> {
  const rule = await ruleOf(ctx)
  const { timeZone } = ctx.workspace
  const day = today(ctx.clock, timeZone)
  const [start, end] = [startOfDay(addDays(day, 1 - rule.window_days), timeZone), startOfDay(addDays(day, 1), timeZone)]
  const [row] = await ctx.db.rows<{ customers: number; good: number; lines: MinedLine[] }>(sql`with bought as materialized (
      select t.customer_id, t.product_id, t.kind, t.amount, t.quantity from customers c join transactions t on t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.at >= ${start} and t.at < ${end} and t.deleted_at is null and ${allowed(ctx, 'transaction', 'see', 't')}
      where ${whereOf(ctx, objectOf(ctx, 'customer'), 'c', { filter: condition })}),
    summed as materialized (select b.customer_id, sum(b.amount) as amount from bought b group by 1 having sum(b.amount) > 0),
    good as materialized (
      select r.customer_id from (select s.customer_id, row_number() over (order by s.amount desc, s.customer_id) as place, count(*) over () as n from summed s) r where r.place <= greatest(ceil(r.n * ${rule.good_share}::numeric / 100), ${fewestGood}::int)),
    counted as (
      select b.product_id, count(distinct b.customer_id) as buyers, percentile_disc(0.5) within group (order by coalesce(b.quantity, 1)) as quantity
      from bought b join good g on g.customer_id = b.customer_id where b.kind = 'purchase' and b.amount > 0 and b.product_id is not null group by 1),
    total as (select (select count(*) from summed) as customers, (select count(*) from good) as good)
    select t.customers, t.good, (select coalesce(json_agg(row_to_json(x)), '[]'::json) from (
        select json_build_object('id', p.id, 'name', p.name) as product, p.code, p.category, p.unit, greatest(n.quantity, 0.001)::float8 as quantity, n.buyers, round(n.buyers * 100.0 / t.good, 2)::float8 as share
        from counted n join products p on p.workspace_id = ${sql.workspace} and p.id = n.product_id and p.deleted_at is null and p.is_active and ${allowed(ctx, 'product', 'see', 'p')}
        where t.good >= ${fewestGood} and n.buyers * 100.0 >= t.good * ${rule.list_share}::numeric order by n.buyers desc, p.name, p.id limit ${mostLines}) x) as lines
    from total t`)
  const { customers = 0, good = 0, lines = [] } = row ?? {}
  return { customers, good, window_days: rule.window_days, good_share: rule.good_share, is_enough: good >= fewestGood, lines }
}
