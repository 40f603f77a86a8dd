/** 忠诚度: how loyal customers are, of which parts it is made, and who brings others. */
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import type { Block } from '../rules/answer.ts'
import { customersOf, opensCustomers, type Asking } from './asking.ts'
import { byBand, byChoice, byOwner, byTenure, byValue, customers, meanOf, ofValues } from './customer-sortings.ts'
import { mayRead } from './blocks.ts'
import { grouped } from './grouped.ts'

const parts = ['repeat_part', 'tenure_part', 'range_part', 'referral_part', 'attitude_part', 'complaint_part'] as const

export async function loyalty(ctx: Context, asking: Asking): Promise<Block[]> {
  const sortings = [byBand('loyalty_index', [20, 40, 60, 80], 'points'), byValue('loyalty_kind'), byTenure(asking.asOf), byBand('purchase_days', [1, 2, 3, 5, 10, 20], 'times'), byChoice('category'), byChoice('tier'), byOwner]
  const measures = [customers, ofValues.buyers, ofValues.loyalty_index, ofValues.repeat, ofValues.amount]
  const opens = opensCustomers(asking)
  const [{ blocks, columns, total }, means, referrers] = await Promise.all([
    grouped(ctx, { from: customersOf(ctx, asking), sortings, measures, opens }),
    grouped(ctx, { from: customersOf(ctx, asking), sortings: [], measures: parts.map(meanOf), opens }),
    referring(ctx, asking),
  ])
  const whole: Block = { key: 'loyalty', draws: 'figures', columns, rows: [{ name: { kind: 'word', key: 'all' }, figures: total, opens: opens({}) }], total: null }
  const made: Block = {
    key: 'loyalty_parts', draws: 'table', columns: [{ key: 'points', unit: 'number' }], total: null,
    rows: means.columns.map(({ key }, at) => ({ name: { kind: 'word', key }, figures: [means.total[at] ?? null], opens: opens({ value: { [key]: { is_empty: false } } }) })),
  }
  return [whole, ...blocks.slice(0, 2), made, ...referrers, ...blocks.slice(2)]
}

/** Whoever brought others, of the customers asked for; counted are those who were brought and may be seen. */
async function referring(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['customer.referrer', 'customer.name'])) return []
  const customer = objectOf(ctx, 'customer')
  const rows = await ctx.db.rows<{ id: string; name: string; brought: number }>(sql`select c.id::text as id, c.name, count(*)::int as brought
    from customers r join customers c on c.workspace_id = ${sql.workspace} and c.id = r.referrer_id
    where ${whereOf(ctx, customer, 'r', {})} and r.referrer_id is not null and ${whereOf(ctx, customer, 'c', { filter: asking.filter })} group by 1, 2 order by 3 desc, 1 limit 12`)
  if (rows.length === 0) return []
  return [{ key: 'referrers', draws: 'bars', total: null, columns: [{ key: 'brought', unit: 'count' }], rows: rows.map(({ id, name, brought }) => ({ name: { kind: 'text', text: name }, figures: [brought], opens: { object: 'customer', filter: { referrer: id } } })) }]
}
