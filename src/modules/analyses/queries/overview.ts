/** 客户概况: who the customers are, by level, kind and place, what they like, and how they wish to be reached. */
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { both, type Block } from '../rules/answer.ts'
import { customersOf, opensCustomers, type Asking } from './asking.ts'
import { byAge, byChoice, byOwner, byText, byValue, customers, ofValues } from './customer-sortings.ts'
import { mayRead } from './blocks.ts'
import { grouped } from './grouped.ts'

export async function overview(ctx: Context, asking: Asking): Promise<Block[]> {
  const sortings = [
    byChoice('tier'), byValue('abc_class'), byValue('segment'), byValue('lifecycle_stage'), byChoice('kind'), byChoice('category'), byChoice('status'), byText('industry'), byText('occupation_group'), byChoice('size_band'),
    byText('province'), byAge(asking.asOf), byChoice('gender'), byChoice('income_band'), byChoice('communication_style'), byOwner,
  ]
  const { blocks, columns, total } = await grouped(ctx, { from: customersOf(ctx, asking), sortings, measures: [customers, ofValues.amount, ofValues.profit], opens: opensCustomers(asking) })
  const whole: Block = { key: 'customers', draws: 'figures', columns, rows: [{ name: { kind: 'word', key: 'all' }, figures: total, opens: opensCustomers(asking)({}) }], total: null }
  const [liked, wished] = await Promise.all([preferences(ctx, asking), channels(ctx, asking)])
  return [whole, ...blocks, ...liked, ...wished]
}

/** Hobbies and habits: a customer counts once in each area and kind, however often something was noted. */
async function preferences(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['preference.kind', 'preference.area', 'preference.customer'])) return []
  const filter = both(Object.keys(asking.filter).length > 0 ? { customer: asking.filter } : {})
  const rows = await ctx.db.rows<{ kind: string; area: string | null; customers: number }>(sql`select n.kind, n.area, count(distinct n.customer_id)::int as customers from preferences n
    where ${whereOf(ctx, objectOf(ctx, 'preference'), 'n', { filter })} group by n.kind, n.area order by 3 desc, 1, 2`)
  const opens = opensCustomers(asking)
  return ['preference', 'habit', 'special_need', 'taboo'].flatMap((kind): Block[] => {
    const own = rows.filter((row) => row.kind === kind)
    if (own.length === 0) return []
    return [{
      key: `likes_${kind}`, draws: 'bars', total: null, columns: [{ key: 'customers', unit: 'count' }],
      rows: own.map(({ area, customers: count }) => ({
        name: area === null ? { kind: 'unknown' } : { kind: 'option', object: 'preference', field: 'area', key: area }, figures: [count],
        opens: opens({ preferences: { some: { kind, area: area ?? { is_empty: true } } } }),
      })),
    }]
  })
}

/** By which channel somebody may be reached, of those who said so. Consents are kept in the customer; no list is narrowed by them. */
async function channels(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['customer.consents'])) return []
  const rows = await ctx.db.rows<{ channel: string; granted: number; refused: number }>(sql`select e->>'channel' as channel, count(distinct c.id) filter (where e->>'state' = 'granted')::int as granted,
      count(distinct c.id) filter (where e->>'state' <> 'granted')::int as refused
    from customers c cross join lateral jsonb_array_elements(c.consents) e where ${whereOf(ctx, objectOf(ctx, 'customer'), 'c', { filter: asking.filter })} group by 1 order by 2 desc, 1`)
  if (rows.length === 0) return []
  return [{ key: 'channels', draws: 'bars', total: null, columns: [{ key: 'granted', unit: 'count' }, { key: 'refused', unit: 'count' }], rows: rows.map(({ channel, granted, refused }) => ({ name: { kind: 'option', object: 'consent', field: 'channel', key: channel }, figures: [granted, refused], opens: null })) }]
}
