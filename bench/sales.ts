/**
 * node bench/sales.ts --data FOLDER: 300,000 opportunities, 1,000,000 orders and two years of kept forecasts in a seeded company (bin/seed
 * --customers 100000): board, funnel, forecast, lists of orders and ageing by HTTP beside the same by raw SQL in the same run. Prints a table for bench/RESULTS.md.
 */
import { parseArgs } from 'node:util'
import { measureSeeded, type Case, type Seeded } from './beside-sql.ts'
import type { Ask } from './client.ts'
import { enterSales } from './sales-rows.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' }, turns: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: a folder made by bin/seed')

await measureSeeded({ data: words.data, turns: Number(words.turns ?? 8), enter: enterSales, cases })

async function cases({ session, ws }: Seeded): Promise<Case[]> {
  const one = async (text: string) => (await session.query<{ id: string }>(text, [ws])).rows[0]?.id ?? ''
  const pipeline = await one('select id from pipelines where workspace_id = $1 order by position limit 1')
  const stage = await one(`select s.id from stages s where s.workspace_id = $1 and s.kind = 'open' order by s.position limit 1`)
  const owner = await one('select owner_id as id from orders where workspace_id = $1 group by owner_id order by count(*) desc limit 1')
  const room = await one('select p as id from orders, unnest(product_ids) p where workspace_id = $1 limit 1')
  const day = new Date().toISOString().slice(0, 10)
  const post = (path: string, body: object): Ask => ({ method: 'POST', path: `/api/v1/${path}`, body: JSON.stringify(body) })
  const list = (path: string, filter: object, sort: string, more: Record<string, string> = {}): Ask => ({ method: 'GET', path: `/api/v1/${path}?${new URLSearchParams({ filter: JSON.stringify(filter), sort, limit: '50', ...more })}` })
  const orders = (filter: object, sort = '-ordered_on', more = {}) => list('orders', filter, sort, more)
  const filters: [string, Ask, string][] = [
    ['status', orders({ status: 'shipped' }), `status = 'shipped' order by ordered_on desc, id desc`],
    ['two states and an owner', orders({ status: { in: ['confirmed', 'produced'] }, owner }), `status in ('confirmed', 'produced') and owner_id = '${owner}' order by ordered_on desc, id desc`],
    ['sums and days', orders({ total: { gte: '4000' }, ordered_on: { in_last: '90d' } }), `total >= 4000 and ordered_on > current_date - 90 order by ordered_on desc, id desc`],
    ['overdue, of what is on its way', orders({ due_on: { lt: 'today' }, status: { nin: ['completed', 'cancelled'] } }, 'due_on'), `due_on < current_date and status <> all ('{completed,cancelled}') order by due_on, id`],
    ['open view', orders({ status: { nin: ['completed', 'cancelled'] } }, 'due_on'), `status <> all ('{completed,cancelled}') order by due_on, id`],
    ['product', orders({ products: { contains: room } }), `product_ids @> array['${room}'::uuid] order by ordered_on desc, id desc`],
    ['city of the customer', orders({ customer: { city: '杭州市' } }), `exists (select 1 from customers c where c.workspace_id = $1 and c.id = customer_id and c.city = '杭州市') order by ordered_on desc, id desc`],
    ['words', orders({}, '-ordered_on', { q: 'B-99' }), `number ilike '%B-99%' order by ordered_on desc, id desc`],
    ['none such, by sum', orders({ total: { gt: '999999' } }), `total > 999999 order by ordered_on desc, id desc`],
  ]
  const raw = (where: string) => `select * from orders where workspace_id = $1 and deleted_at is null and ${where} limit 50`
  return [
    { what: 'board: heads of its columns', goal: 1000, asks: [post('opportunities/board', { pipeline })], raw: `select stage_id, count(*), sum(amount), sum(weighted_amount) from opportunities where workspace_id = $1 and pipeline_id = '${pipeline}' and status = 'open' and deleted_at is null group by stage_id` },
    { what: 'board: cards of a column', goal: 1000, asks: [list('opportunities', { stage }, '-stage_since', { fields: 'name,customer,amount,weighted_amount,currency,close_on,owner,stage,status,stage_since,stage_due_on,version,can' })], raw: `select * from opportunities where workspace_id = $1 and stage_id = '${stage}' and deleted_at is null order by stage_since desc, id desc limit 50` },
    { what: 'funnel of a year', goal: 1000, asks: [post('opportunities/funnel', { pipeline, from: '2026-01-01', to: '2026-12-31' })], raw: null },
    { what: 'funnel of all', goal: 1000, asks: [post('opportunities/funnel', { pipeline, from: '2000-01-01', to: '2100-01-01' })], raw: `select s.stage_id, count(*), avg(coalesce(s.until_at, now()) - s.from_at) from stage_stays s join opportunities o on o.workspace_id = $1 and o.id = s.opportunity_id where s.workspace_id = $1 group by s.stage_id` },
    { what: 'win and loss of all', goal: 1000, asks: [post('opportunities/win-loss', { pipeline, from: '2000-01-01', to: '2100-01-01' })], raw: null },
    { what: 'ageing, whole', goal: 1000, asks: [post('invoices/ageing', {})], raw: `select least(4, greatest(0, (current_date - due_on + 29) / 30)), sum(open_amount) from invoices where workspace_id = $1 and status = 'issued' and deleted_at is null group by 1` },
    { what: 'ageing by customer', goal: 1000, asks: [post('invoices/ageing', { by: 'customer' })], raw: `select customer_id, sum(open_amount) from invoices where workspace_id = $1 and status = 'issued' and deleted_at is null group by 1 order by 2 desc limit 100` },
    { what: 'ageing by owner', goal: 1000, asks: [post('invoices/ageing', { by: 'owner' })], raw: null },
    { what: 'quotas, all measures', goal: 1000, asks: [post('quotas/attainment', { period: 'quarter', day })], raw: null },
    { what: 'forecast of the quarter', goal: 1000, asks: [post('opportunities/forecast', { period: 'quarter', day, scope: 'all' })], raw: null },
    ...(['month', 'quarter'] as const).map((period) => ({ what: `accuracy of forecasts by ${period}`, goal: 1000, asks: [post('forecasts/accuracy', { period, scope: 'all' })], raw: null })),
    ...filters.map(([name, ask, where]) => ({ what: `orders by ${name}`, goal: 300, asks: [ask], raw: raw(where) })),
  ]
}
