/** 利润: what customers bring and what they cost, by kind of customer, by product and by account manager; and how unequal it is. */
import { Decimal } from 'decimal.js'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { costsToServe, ruleOf } from '../../insight/index.ts'
import { both, type Block } from '../rules/answer.ts'
import { customersOf, opensCustomers, opensPurchases, purchasesOf, type Asking } from './asking.ts'
import { byChoice, byOwner, byValue, customers, money, ofValues } from './customer-sortings.ts'
import { mayRead } from './blocks.ts'
import { grouped } from './grouped.ts'
import { byCategory, byProduct, purchaseMeasures } from './purchase-sortings.ts'

export async function profit(ctx: Context, asking: Asking): Promise<Block[]> {
  const { amount, cost, margin, serve_cost: served, profit: net } = ofValues
  const opens = opensCustomers(asking)
  const rule = await ruleOf(ctx)
  const { discount, sold, earned } = purchaseMeasures(rule.assumed_margin)
  const [people, things, served_by, whale, losing] = await Promise.all([
    grouped(ctx, { from: customersOf(ctx, asking), sortings: [byChoice('tier'), byValue('abc_class'), byValue('segment'), byChoice('category'), byOwner], measures: [customers, amount, cost, margin, served, net], opens }),
    grouped(ctx, { from: purchasesOf(ctx, asking), sortings: [byCategory, byProduct], measures: [sold, discount, earned], opens: opensPurchases(asking) }),
    costs(ctx, asking),
    curve(ctx, asking),
    atLoss(ctx, asking),
  ])
  const off = things.columns.findIndex(({ key }) => key === 'discount')
  const whole: Block = {
    key: 'profit', draws: 'figures', total: null, columns: [...people.columns, ...(off < 0 ? [] : [{ key: 'discount', unit: 'money' as const, isOfOtherRows: true as const }])],
    rows: [{ name: { kind: 'word', key: 'all' }, figures: [...people.total, ...(off < 0 ? [] : [things.total[off] ?? '0.00'])], opens: opens({}) }],
  }
  return [whole, ...served_by, ...losing.slice(0, 1), ...whale, ...losing.slice(1), ...people.blocks, ...things.blocks.map((block) => ({ ...block, key: `profit_${block.key}` }))]
}

/** What the cost to serve is made of, each part with the rows behind it. */
async function costs(ctx: Context, asking: Asking): Promise<Block[]> {
  const parts = costsToServe(ctx, asking).filter(({ field }) => mayRead(ctx, [`customer_value.${field}`]))
  if (parts.length === 0) return []
  const { total } = await grouped(ctx, { from: customersOf(ctx, asking), sortings: [], measures: parts.map(({ field }) => money(field, field)), opens: opensCustomers(asking) })
  const whole = total.reduce((sum: Decimal, figure) => sum.plus(figure ?? 0), new Decimal(0)).toFixed(2)
  return [{
    key: 'costs', draws: 'bars', total: [whole], columns: [{ key: 'cost_part', unit: 'money' }],
    rows: parts.map(({ field, object, filter }, at) => ({ name: { kind: 'word', key: field }, figures: [total[at] ?? '0.00'], opens: mayRead(ctx, [object]) ? { object, filter: both(filter, Object.keys(asking.filter).length > 0 ? { customer: asking.filter } : {}) } : null })),
  }]
}

/** Customers who bought in the window or cost something, best first, in twenty steps of equal size: what all so far bring together, of the profit of all. */
async function curve(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['customer_value.profit'])) return []
  const rows = await ctx.db.rows<{ step: number; customers: number; profit: string; sofar: string; share: number | null }>(sql`select s.step, s.customers, s.profit::text as profit, s.sofar::text as sofar, round(100 * s.sofar / nullif(abs(s.whole), 0), 1)::float8 as share from (
      select g.step, g.customers, g.profit, sum(g.profit) over (order by g.step) as sofar, sum(g.profit) over () as whole from (
        select n.step, count(*)::int as customers, sum(n.profit) as profit from (select v.profit, ntile(20) over (order by v.profit desc, v.id) as step from ${customersOf(ctx, asking)} and (v.frequency > 0 or v.profit <> 0)) n group by n.step) g) s
    order by s.step`)
  if (rows.length < 3) return []
  return [{
    key: 'whale', draws: 'lines', total: null, columns: [{ key: 'so_far_share', unit: 'percent' }, { key: 'customers', unit: 'count' }, { key: 'profit', unit: 'money' }, { key: 'so_far', unit: 'money' }],
    rows: rows.map(({ step, customers: count, profit: own, sofar, share }) => ({ name: { kind: 'range', from: Math.round(((step - 1) * 100) / rows.length), to: Math.round((step * 100) / rows.length), unit: 'percent' }, figures: [share, count, own, sofar], opens: null })),
  }]
}

async function atLoss(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['customer_value.profit', 'customer_value.serve_cost', 'customer_value.margin', 'customer.name'])) return []
  const rows = await ctx.db.rows<{ id: string; name: string; margin: string; cost: string; profit: string; n: number; lost: string }>(sql`select v.id::text as id, c.name, v.margin::text as margin, v.serve_cost::text as cost, v.profit::text as profit, (count(*) over ())::int as n, (sum(v.profit) over ())::text as lost
    from ${customersOf(ctx, asking)} and v.profit < 0 order by v.profit, v.id limit 12`)
  const opens = opensCustomers(asking)
  const [first] = rows
  return [
    { key: 'losing', draws: 'figures', total: null, columns: [{ key: 'customers', unit: 'count' }, { key: 'profit', unit: 'money' }], rows: [{ name: { kind: 'word', key: 'losing' }, figures: [first?.n ?? 0, first?.lost ?? '0.00'], opens: opens({ value: { profit: { lt: 0 } } }) }] },
    ...(first ? [{
      key: 'losers', draws: 'table' as const, total: null, columns: [{ key: 'profit', unit: 'money' as const }, { key: 'margin', unit: 'money' as const }, { key: 'serve_cost', unit: 'money' as const }],
      rows: rows.map(({ id, name, margin, cost, profit: own }) => ({ name: { kind: 'text' as const, text: name }, figures: [own, margin, cost], opens: { object: 'customer', filter: { id } } })),
    }] : []),
  ]
}
