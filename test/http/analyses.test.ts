/** The seven analyses: every figure is the list it opens, parts come to the whole, and nobody is told of what may not be seen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { keepAnswers } from '../../src/modules/analyses/queries/kept.ts'
import type { AnalysisAnswer, Block, Row } from '../../src/modules/analyses/rules/answer.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const names = ['overview', 'loyalty', 'profit', 'behaviour', 'trend', 'product', 'promotion'] as const
const paths: Record<string, string> = { customer: 'customers', transaction: 'transactions', price: 'prices', price_list: 'price-lists', order: 'orders', quote: 'quotes', interaction: 'interactions', complaint: 'complaints', field_job: 'field-jobs', lead: 'leads', opportunity: 'opportunities' }

let world: TestApp
let admin: Client
let seller: Client
const tea: string[] = []
/** What was entered: the figures are computed from it once more, by hand. */
const entered: { customer: string; tier: string; owner: string; at: string; amount: number; cost: number | null; product: string; kind: string }[] = []

/** What came by the campaign. */
const brought = new Set<string>()
const leads: { id: string }[] = []
const opportunities: { id: string }[] = []

beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  ;[admin, seller] = [await world.asUser('admin'), await world.asUser('chen')]
  for (const [name, category] of [['龙井', '茶'], ['碧螺春', '茶'], ['花雕', '酒']] as const) tea.push((await create(admin, 'products', { name, category, price: '100.00' })).id)
  const referrer = await aCustomer(admin, { kind: 'person', name: '钱月', birthday: '1990-05-20', tier: 'vip' })
  for (let number = 0; number < 14; number++) {
    const isPerson = number % 3 === 0
    const client = number % 4 === 0 ? seller : admin
    const customer = await aCustomer(client, {
      tier: ['vip', 'a', 'b', 'c'][number % 4], kind: isPerson ? 'person' : 'organisation', ...(isPerson ? { birthday: `${1950 + number * 4}-05-2${number % 3}`, occupation_group: '教师' } : { industry: number % 2 ? '酒店' : '餐饮', size_band: 'small' }),
      ...(number % 5 === 0 && client === admin ? { source: 'referral', referrer: referrer.id } : {}), addresses: [{ province: number % 2 ? '浙江省' : '上海市', city: '杭州市' }],
    })
    if (number % 2 === 0) await create(admin, 'preferences', { customer: customer.id, kind: number % 4 ? 'habit' : 'preference', area: 'dining', text: '少盐' })
    await create(admin, 'interactions', { customer: customer.id, channel: 'call', at: '2026-04-03T02:00:00Z', minutes: number === 3 ? 4000 : 20, content: '回访', satisfaction: 1 + (number % 5) })
    for (let line = 0; line < number; line++) {
      const purchase = { at: `${line % 5 === 0 ? 2024 : 2025}-${String(1 + ((line * 3 + number) % 12)).padStart(2, '0')}-1${line % 9}T0${line % 8}:30:00Z`, amount: 100 + 37.5 * line, cost: line % 2 ? 60 : null, product: tea[(line + number) % 3]!, kind: 'purchase' }
      entered.push({ ...purchase, customer: customer.id, tier: ['vip', 'a', 'b', 'c'][number % 4]!, owner: number % 4 === 0 ? 'chen' : 'admin' })
      await aTransaction(admin, customer.id, { ...purchase, amount: purchase.amount.toFixed(2), ...(purchase.cost ? { cost: '60.00', discount: '5.00' } : {}), place: line % 2 ? '总店' : '网店', channel: line % 3 ? '官网' : null })
    }
    if (number === 9) await aTransaction(admin, customer.id, { at: '2026-03-01T01:00:00Z', kind: 'refund', amount: '-5000.00' })
  }
  const list = await create(admin, 'price-lists', { name: '春茶节', currency: 'CNY', from_on: '2026-02-01', until_on: '2026-03-31' })
  await create(admin, 'prices', { product: tea[0], price: '90.00', from_on: '2025-09-01', reason: '定价' })
  await create(admin, 'prices', { product: tea[0], price: '95.00', from_on: '2026-01-15', reason: '调价' })
  await create(admin, 'prices', { product: tea[1], price_list: list.id, price: '70.00', from_on: '2026-02-01', reason: '促销' })
  const campaign = await create(admin, 'campaigns', { name: '春茶品鉴会', from_on: '2025-07-01', until_on: '2025-10-30' })
  await create(admin, 'campaigns', { name: '无人理会', from_on: '2025-06-01', until_on: '2025-06-30' })
  const [first, second, third] = [...new Set(entered.map(({ customer }) => customer))].slice(3)
  for (const name of ['甲', '乙', '丙']) leads.push(await create(admin, 'leads', { name, phones: ['+86 139 0000 000' + leads.length], campaign: campaign.id }))
  const acts = async (path: string, verb: string, input: object = {}) => {
    const reply = await admin.post(`/api/v1/${path}/${verb}`, input)
    if (reply.status !== 200) throw new Error(`${verb} answered ${reply.status}: ${reply.text}`)
  }
  for (const [verb, input] of [['work', {}], ['qualify', {}], ['convert', { customer: { id: first } }]] as const) await acts(`leads/${leads[0]!.id}`, verb, input)
  for (const [customer, amount] of [[second, '800.00'], [third, '500.00'], [third, '300.00']] as const) {
    opportunities.push(await create(admin, 'opportunities', { name: `商机 ${amount}`, customer, amount, campaign: campaign.id, close_on: '2026-05-30' }))
  }
  await acts(`opportunities/${opportunities[0]!.id}`, 'win', { reason: 'fit' })
  await acts(`opportunities/${opportunities[1]!.id}`, 'lose', { reason: 'price' })
  for (const customer of [first, second, third]) brought.add(customer!)
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full' })
}, 120_000)
afterAll(() => world.close())

async function ask(client: Client, analysis: string, filter: object = {}): Promise<AnalysisAnswer> {
  const reply = await client.post('/api/v1/customer-values/analyse', { analysis, filter })
  if (reply.status !== 200) throw new Error(`${analysis} answered ${reply.status}: ${reply.text}`)
  return reply.body
}

const blockOf = ({ blocks }: AnalysisAnswer, key: string): Block => {
  const found = blocks.find((block) => block.key === key)
  if (!found) throw new Error(`no block ${key} among ${blocks.map((block) => block.key).join(' ')}`)
  return found
}
const figureOf = (block: Block, row: Row, key: string) => row.figures[block.columns.findIndex((column) => column.key === key)]

async function totalOf(client: Client, { object, filter }: { object: string; filter: object }): Promise<number> {
  const reply = await client.get(`/api/v1/${paths[object]}?${new URLSearchParams({ filter: JSON.stringify(filter), count: 'exact', limit: '1' })}`)
  if (reply.status !== 200) throw new Error(`${object} ${JSON.stringify(filter)} answered ${reply.status}: ${reply.text}`)
  return reply.body.total
}

describe.each(names)('%s', (name) => {
  test.each(['admin', 'chen'] as const)('opens to as many rows as each figure says, for %s', async (who) => {
    const client = await world.asUser(who)
    const told: unknown[][] = []
    for (const filter of [{}, { tier: { in: ['vip', 'a'] } }, { value: { purchase_days: { gt: 3 } } }]) {
      const { blocks } = await ask(client, name, filter)
      for (const block of blocks) {
        for (const row of block.rows) {
          if (!row.opens) continue
          const counted = await totalOf(client, row.opens)
          const of = { customer: ['customers', 'brought'], transaction: ['lines'], order: ['documents'], quote: ['documents'], lead: ['leads'], opportunity: ['opportunities'] }[row.opens.object] ?? []
          if (of.includes(block.columns[0]?.key ?? '')) told.push([block.key, JSON.stringify(row.name), counted, row.figures[0]])
          for (const [at, { key, unit, narrows }] of block.columns.entries()) {
            if (narrows && unit === 'count') told.push([`${block.key} ${key}`, JSON.stringify(row.name), await totalOf(client, { ...row.opens, filter: { and: [row.opens.filter, narrows] } }), row.figures[at]])
          }
        }
      }
    }
    expect(told.filter(([, , counted, figure]) => counted !== figure)).toEqual([])
  }, 60_000)

  test('has parts that come to the whole', async () => {
    const { blocks } = await ask(admin, name)
    const sums = blocks.filter(({ total }) => total !== null).flatMap((block) => block.columns.flatMap(({ key, unit }, at) => (unit === 'percent' || unit === 'number' ? [] : [{ of: `${block.key} ${key}`, sum: block.rows.reduce((sum, { figures }) => sum + Number(figures[at]), 0).toFixed(2), total: Number(block.total![at]).toFixed(2) }])))
    expect(sums.filter(({ sum, total }) => sum !== total)).toEqual([])
  })

  test('is told of nobody, of one who never bought and of one who only returned, in figures that are numbers', async () => {
    const only = await aCustomer(admin, { name: `只退 ${name}` })
    await aTransaction(admin, only.id, { at: '2026-05-02T01:00:00Z', kind: 'refund', amount: '-10.00' })
    await evaluate(await world.contextOf('admin'), { kind: 'changed' })
    for (const filter of [{ name: 'nobody of this name' }, { id: only.id }, { name: '钱月' }]) {
      const { blocks, forecasts } = await ask(admin, name, filter)
      const figures = [...blocks.flatMap(({ rows, total }) => [...rows.flatMap((row) => row.figures), ...(total ?? [])]), ...forecasts.flatMap(({ values, ahead }) => [...values, ...ahead.flatMap(({ value, low, high }) => [value, low, high])])]
      for (const figure of figures) expect(figure === null || Number.isFinite(Number(figure)), `${name} ${JSON.stringify(filter)} ${figure}`).toBe(true)
    }
    await admin.del(`/api/v1/customers/${only.id}`)
    await evaluate(await world.contextOf('admin'), { kind: 'changed' })
  })
})

describe('figures', () => {
  test('of profit are those of a plain sum over what was entered', async () => {
    const profit = await ask(admin, 'profit')
    const { from, to } = profit.window
    const inside = entered.filter(({ at }) => at.slice(0, 10) >= from && at.slice(0, 10) < to)
    const amount = inside.reduce((sum, { amount: each }) => sum + each, 0) - 5000
    const whole = blockOf(profit, 'profit')
    expect(Number(figureOf(whole, whole.rows[0]!, 'amount'))).toBeCloseTo(amount, 2)
    const tiers = blockOf(profit, 'tier')
    for (const row of tiers.rows) {
      const key = row.name.kind === 'option' ? row.name.key : ''
      const own = inside.filter(({ tier }) => tier === key).reduce((sum, { amount: each }) => sum + each, 0) - (key === 'a' ? 5000 : 0)
      expect([key, Number(figureOf(tiers, row, 'amount')).toFixed(2)]).toEqual([key, own.toFixed(2)])
    }
    // Products and customers are two ways through the same purchases.
    const products = blockOf(profit, 'profit_product')
    expect(Number(products.total![0])).toBeCloseTo(amount, 2)
    expect(Number(figureOf(products, { ...products.rows[0]!, figures: products.total! }, 'margin'))).toBeCloseTo(Number(figureOf(whole, whole.rows[0]!, 'margin')), 1)
    expect(Number(figureOf(whole, whole.rows[0]!, 'profit'))).toBeCloseTo(Number(figureOf(whole, whole.rows[0]!, 'margin')) - Number(figureOf(whole, whole.rows[0]!, 'serve_cost')), 1)
    expect(figureOf(blockOf(profit, 'losing'), blockOf(profit, 'losing').rows[0]!, 'customers')).toBeGreaterThan(0)
  })

  test('of the overview are those of plain SQL over purchases and contacts: customers, amount and profit, of all and by every level', async () => {
    const overview = await ask(admin, 'overview')
    const { from, to } = overview.window
    // A call costs 1.50 a minute; where the cost of a product is not known the assumed margin stands in.
    const counted = await world.query<{ tier: string; customers: number; amount: string; profit: string }>(`select coalesce(c.tier, 'all') as tier, count(*)::int as customers, sum(coalesce(t.amount, 0))::numeric(20,2)::text as amount, sum(coalesce(t.margin, 0) - coalesce(i.cost, 0))::numeric(20,2)::text as profit
      from customers c cross join (select assumed_margin from value_rules where workspace_id = (select workspace_id from customers limit 1)) r
      cross join lateral (select sum(t.amount) as amount, round(sum(case when t.cost is null then t.amount * r.assumed_margin / 100 else t.amount - t.cost end), 2) as margin from transactions t
        where t.customer_id = c.id and t.deleted_at is null and (t.at at time zone 'Asia/Shanghai')::date >= $1::date and (t.at at time zone 'Asia/Shanghai')::date < $2::date) t
      cross join lateral (select sum(i.minutes * 1.5 + coalesce(i.cost, 0)) as cost from interactions i where i.customer_id = c.id and i.deleted_at is null and (i.at at time zone 'Asia/Shanghai')::date >= $1::date and (i.at at time zone 'Asia/Shanghai')::date < $2::date) i
      where c.deleted_at is null group by grouping sets ((), (c.tier)) order by 1`, [from, to])
    const [whole, tiers] = [blockOf(overview, 'customers'), blockOf(overview, 'tier')]
    const told = [['all', ...whole.rows[0]!.figures], ...tiers.rows.map(({ name, figures }) => [name.kind === 'option' ? name.key : '', ...figures])]
    expect(told.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1))).toEqual(counted.map(({ tier, ...figures }) => [tier, ...Object.values(figures)]).toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)))
    expect(counted.some(({ profit }) => Number(profit) < 0)).toBe(true)
  })

  test('of loyalty are the weighted means of the parts of each customer, and their mean', async () => {
    const loyalty = await ask(admin, 'loyalty')
    const whole = blockOf(loyalty, 'loyalty')
    // Counted from the rows themselves: three categories are two here; months of 30.4375 days; nobody complained.
    const [{ mean, n } = { mean: 0, n: 0 }] = await world.query<{ mean: number; n: number }>(`with d as (select c.id, count(distinct (t.at at time zone 'Asia/Shanghai')::date) as days, max((t.at at time zone 'Asia/Shanghai')::date) - min((t.at at time zone 'Asia/Shanghai')::date) as span, count(distinct coalesce(p.category, t.category)) as categories
        from customers c join transactions t on t.customer_id = c.id and t.kind = 'purchase' and t.amount > 0 and t.deleted_at is null left join products p on p.id = t.product_id where c.deleted_at is null group by 1),
      k as (select count(distinct coalesce(p.category, t.category))::numeric as all_of_them from transactions t left join products p on p.id = t.product_id where t.deleted_at is null and t.kind = 'purchase'),
      parts as (select d.id, round(100.0 * (d.days - 1) / d.days) as repeats, least(100, round(d.span / 30.4375 * 100 / 36)) as tenure, least(100, round(100.0 * d.categories / nullif(k.all_of_them, 0))) as range,
          least(100, round((select count(*) from customers r where r.referrer_id = d.id and r.deleted_at is null) * 100.0 / 3)) as referrals,
          round(((select avg(i.satisfaction) from interactions i where i.customer_id = d.id and i.deleted_at is null and i.at >= '2025-05-20T16:00:00Z') - 1) * 25) as attitude from d cross join k)
      select avg(x.index)::float8 as mean, count(*)::int as n from (select round((repeats * 30 + tenure * 20 + range * 20 + referrals * 15 + coalesce(attitude * 15, 0) + 100 * 15) / (30 + 20 + 20 + 15 + (case when attitude is null then 0 else 15 end) + 15), 1) as index from parts) x`)
    expect(n).toBeGreaterThan(5)
    expect(figureOf(whole, whole.rows[0]!, 'loyalty_index')).toBeCloseTo(mean, 1)
  })

  test('of the trend are the months of what was entered, and say when there is too little', async () => {
    const { forecasts } = await ask(admin, 'trend')
    const amount = forecasts.find(({ key }) => key === 'amount')!
    for (const [at, month] of amount.months.entries()) {
      const own = entered.filter((line) => line.at.slice(0, 7) === month.slice(0, 7)).reduce((sum, { amount: each }) => sum + each, 0) - (month === '2026-03-01' ? 5000 : 0)
      expect([month, amount.values[at]!.toFixed(2)]).toEqual([month, own.toFixed(2)])
    }
    expect(amount.months.at(-1)).toBe('2026-04-01')
    expect(amount.ahead.map(({ month }) => month)).toEqual(['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01'])
    expect((await ask(admin, 'trend', { name: '钱月' })).forecasts).toEqual([])
  })

  test('of a price are told before, while and after, against the same customers a year before', async () => {
    const promotion = await ask(admin, 'promotion')
    const changes = blockOf(promotion, 'price_changes')
    expect(changes.rows[0]!.name).toEqual({ kind: 'text', text: '龙井  90 → 95', days: ['2026-01-15', '2026-04-14'] })
    const sumOf = (product: string, from: string, to: string, of?: Set<string>) => entered.filter((line) => line.product === product && line.at.slice(0, 10) >= from && line.at.slice(0, 10) < to && (!of || of.has(line.customer))).reduce((sum, { amount }) => sum + amount, 0)
    const lists = blockOf(promotion, 'price_lists')
    const row = lists.rows[0]!
    const buyers = new Set(entered.filter((line) => line.product === tea[1] && line.at >= '2026-02-01' && line.at < '2026-04-01').map(({ customer }) => customer))
    expect([Number(figureOf(lists, row, 'before')), Number(figureOf(lists, row, 'during')), Number(figureOf(lists, row, 'after')), figureOf(lists, row, 'buyers'), Number(figureOf(lists, row, 'same_year_before'))])
      .toEqual([sumOf(tea[1]!, '2025-12-04', '2026-02-01'), sumOf(tea[1]!, '2026-02-01', '2026-04-01'), sumOf(tea[1]!, '2026-04-01', '2026-05-21'), buyers.size, sumOf(tea[1]!, '2025-02-01', '2025-04-01', buyers)])
  })

  test('of a campaign are what names it: leads, opportunities, and what its customers bought; nothing of others', async () => {
    const told = await ask(admin, 'promotion')
    const leads = blockOf(told, 'campaign_leads')
    expect(leads.rows.map(({ name, figures }) => [name, figures])).toEqual([[{ kind: 'text', text: '春茶品鉴会' }, [3, 1, 33.3]]])
    const opportunities = blockOf(told, 'campaign_opportunities')
    expect(opportunities.rows.map(({ figures }) => figures)).toEqual([[3, 1, 1, 50, '800.00']])
    const [row] = blockOf(told, 'campaign_purchases').rows
    const sumOf = (from: string, to: string) => entered.filter((line) => brought.has(line.customer) && line.at.slice(0, 10) >= from && line.at.slice(0, 10) < to).reduce((sum, { amount }) => sum + amount, 0)
    expect(brought.size).toBeGreaterThan(1)
    // It was over on 30 October: what came after is not what came after the first ninety days.
    expect(row!.figures.slice(0, 3).map(Number)).toEqual([sumOf('2025-07-01', '2025-09-29'), sumOf('2025-04-02', '2025-07-01'), sumOf('2025-10-31', '2026-01-29')])
    expect(await totalOf(admin, row!.opens!)).toBe(entered.filter((line) => brought.has(line.customer) && line.at.slice(0, 10) >= '2025-07-01' && line.at.slice(0, 10) < '2025-09-29').length)
    expect((await ask(seller, 'promotion')).blocks.find(({ key }) => key === 'campaign_leads')?.rows[0]?.figures[0] ?? 0).toBeLessThan(3)
  })

  test('of a campaign what it cost, what it won and the return, for whoever sees all that came of it', async () => {
    const [campaign] = await admin.list('campaigns')
    const url = `/api/v1/campaigns/${campaign.id}`
    expect((await admin.get(url)).body).toMatchObject({ cost: null, expenses: [] })
    expect((await ask(admin, 'promotion')).blocks.find(({ key }) => key === 'campaign_return')).toBeUndefined()
    const written = await admin.patch(url, { budget: '500', expenses: [{ kind: 'gift', amount: '120.50', on: '2025-07-02' }, { kind: 'points', amount: '79.50' }] })
    expect(written).toMatchObject({ status: 200, body: { budget: '500.00', cost: '200.00' } })
    // The sum is nobody's to write.
    expect((await admin.patch(url, { cost: '1' })).body.cost ?? '200.00').toBe('200.00')
    for (const [expenses, path] of [[[{ kind: 'gift', amount: '-1' }], 'expenses[0].amount'], [[{ kind: 'bribe', amount: '1' }], 'expenses[0].kind'], [[{ kind: 'gift' }], 'expenses[0].amount'], [[{ kind: 'gift', amount: '1e15' }], 'expenses[0].amount']] as const) {
      expect([path, await admin.patch(url, { expenses })]).toMatchObject([path, { status: 422, body: { errors: [{ path }] } }])
    }
    const block = blockOf(await ask(admin, 'promotion'), 'campaign_return')
    // Three leads; a converted lead and a won opportunity.
    const [won] = await world.query(`select count(distinct x.id)::int as n from (select customer_id as id from leads where campaign_id = $1 and status = 'converted' union select customer_id from opportunities where campaign_id = $1 and status = 'won') x where x.id is not null`, [campaign.id])
    expect(block.rows).toMatchObject([{ name: { kind: 'text', text: '春茶品鉴会' }, figures: [won!.n, '200.00', '500.00', '66.67', (200 / won!.n).toFixed(2), '800.00', 300], opens: { object: 'customer' } }])
    expect([won!.n > 1, await totalOf(admin, block.rows[0]!.opens!)]).toEqual([true, won!.n])
    // Of a part of the customers, and to whoever sees a part, the whole cost says nothing.
    expect((await ask(admin, 'promotion', { tier: 'a' })).blocks.find(({ key }) => key === 'campaign_return')).toBeUndefined()
    expect((await ask(seller, 'promotion')).blocks.find(({ key }) => key === 'campaign_return')).toBeUndefined()
    const [last] = (await admin.get(`${url}/history`)).body.data
    expect((await admin.post(`${url}/undo`, { event: last.id })).status).toBe(200)
    expect((await admin.get(url)).body).toMatchObject({ budget: null, cost: null })
  })

  test('of products bought together are counted by hand', async () => {
    const product = await ask(admin, 'product', { tier: 'a' })
    const { from, to } = product.window
    const inside = entered.filter(({ at, tier }) => tier === 'a' && at.slice(0, 10) >= from && at.slice(0, 10) < to)
    const buyersOf = (id: string) => new Set(inside.filter((line) => line.product === id).map(({ customer }) => customer))
    const both = (one: string, other: string) => [...buyersOf(one)].filter((id) => buyersOf(other).has(id)).length
    const pairs = blockOf(product, 'together')
    const row = pairs.rows.find(({ name }) => name.kind === 'text' && name.text === '龙井 + 碧螺春')!
    const [n, all] = [both(tea[0]!, tea[1]!), new Set(inside.map(({ customer }) => customer)).size]
    expect(row.figures).toEqual([n, Math.round((1000 * n) / buyersOf(tea[0]!).size) / 10, Math.round((100 * n * all) / (buyersOf(tea[0]!).size * buyersOf(tea[1]!).size)) / 100])
  })
})

describe('answers that take long', () => {
  test('are kept of the whole company, told to whoever may read all of it, and forgotten when they are quick', async () => {
    const system = await world.contextOf('admin')
    const live = await ask(admin, 'profit')
    await keepAnswers(system, 0)
    const kept = await ask(admin, 'profit')
    expect([live.is_kept, kept.is_kept]).toEqual([false, true])
    expect(kept.blocks).toEqual(live.blocks)
    expect((await ask(admin, 'profit', { tier: 'vip' })).is_kept).toBe(false)
    expect((await ask(seller, 'profit')).is_kept).toBe(false)
    await keepAnswers(system, Number.POSITIVE_INFINITY)
    expect((await ask(admin, 'profit')).is_kept).toBe(false)
  })
})

describe('rights', () => {
  test('leave out what a role may not read, and what follows from it', async () => {
    const [role] = (await admin.get(`/api/v1/roles?${new URLSearchParams({ filter: JSON.stringify({ key: 'staff' }) })}`)).body.data
    const grants = (await admin.get(`/api/v1/roles/${role.id}`)).body.grants
    expect((await admin.patch(`/api/v1/roles/${role.id}`, { grants: { ...grants, customer_value: { see: 'own', fields: { profit: 'hidden', margin: 'hidden' } } } })).status).toBe(200)
    const told = await ask(await world.asUser('chen'), 'profit')
    expect(told.blocks.map(({ key }) => key).filter((key) => ['whale', 'losing', 'losers'].includes(key))).toEqual([])
    expect(blockOf(told, 'tier').columns.map(({ key }) => key)).toEqual(['customers', 'amount', 'serve_cost'])
    await admin.patch(`/api/v1/roles/${role.id}`, { grants })
  })

  test('are those of the reader: a seller is told of the own customers, an engineer of none', async () => {
    const own = await ask(seller, 'overview')
    expect(own.blocks[0]!.rows[0]!.figures[0]).toBe(await totalOf(seller, { object: 'customer', filter: {} }))
    expect(own.blocks[0]!.rows[0]!.figures[0]).toBeLessThan(Number((await ask(admin, 'overview')).blocks[0]!.rows[0]!.figures[0]))
  })

  test('refuse what is no analysis, and a filter that is none', async () => {
    expect((await admin.post('/api/v1/customer-values/analyse', { analysis: 'weather' })).status).toBe(422)
    expect((await admin.post('/api/v1/customer-values/analyse', { analysis: 'overview', filter: { weather: 'fine' } })).status).toBe(422)
  })
})
