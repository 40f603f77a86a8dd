/** The whole engine on a published file: UCI Online Retail (Chen et al. 2012), against a plain computation of the same figures beside it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { hasPublishedData, publishedRows } from '../../src/modules/insight/models/test-data.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

interface Bought {
  /** Amount in cents by day. */
  days: Map<string, number>
  total: number
}

const asOf = '2011-12-10'
const customers = new Map<string, Bought>()
let world: TestApp

beforeAll(async () => {
  if (!hasPublishedData) return
  world = await startTestApp({ clock: fixedClock(`${asOf}T04:00:00Z`) })
  // The file spans 374 days.
  await world.query('update value_rules set window_days = 400')
  const lines: { customer: string; at: string; amount: number }[] = []
  for (const row of publishedRows('online-retail/online_retail_2010_2011.csv.gz')) {
    // Descriptions have commas of their own.
    const [quantity, time, price, customer] = [Number(row.at(-5)), row.at(-4) ?? '', Number(row.at(-3)), (row.at(-2) ?? '').replace('.0', '')]
    if (!customer || quantity <= 0 || price <= 0) continue
    const cents = Math.round(Number((quantity * price * 100).toFixed(4)))
    const day = time.slice(0, 10)
    const bought = customers.get(customer) ?? { days: new Map<string, number>(), total: 0 }
    customers.set(customer, bought)
    bought.days.set(day, (bought.days.get(day) ?? 0) + cents)
    bought.total += cents
    lines.push({ customer, at: `${time.replace(' ', 'T')}+08:00`, amount: cents / 100 })
  }
  const made = await world.query<{ id: string; number: string }>(`insert into customers (workspace_id, id, created_at, updated_at, number, kind, name, category, status, tier)
    select w.id, gen_random_uuid(), now(), now(), n, 'organisation', n, 'business', 'active', 'c' from workspaces w, unnest($1::text[]) n where w.name = '青山商贸' returning id, number`, [[...customers.keys()]])
  const ids = new Map(made.map(({ id, number }) => [number, id]))
  for (let at = 0; at < lines.length; at += 50_000) {
    const part = lines.slice(at, at + 50_000)
    await world.query(`insert into transactions (workspace_id, id, created_at, updated_at, customer_id, at, item, kind, amount)
      select w.id, gen_random_uuid(), now(), now(), l.customer, l.at, '消费', 'purchase', l.amount from workspaces w, unnest($1::uuid[], $2::timestamptz[], $3::numeric[]) l(customer, at, amount) where w.name = '青山商贸'`,
      [part.map(({ customer }) => ids.get(customer)), part.map(({ at: moment }) => moment), part.map(({ amount }) => amount)])
  }
  await world.query('analyze customers, transactions')
  await evaluate(await world.contextOf('admin'), { kind: 'full' })
}, 300_000)
afterAll(() => world?.close())

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const median = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
const values = () => world.query(`select c.number, v.recency_days::int as recency, v.frequency::int as frequency, v.monetary::float8 as monetary, v.recency_score as r, v.frequency_score as f, v.monetary_score as m, v.abc_class, v.lifetime_by, v.alive_probability
  from customer_values v join customers c on c.id = v.customer_id where v.purchase_days > 0`)

describe.skipIf(!hasPublishedData)('on Online Retail', () => {
  test('recency, frequency and monetary of all 4,338 customers are those published and those of a plain computation', async () => {
    const rows = await values()
    expect(rows.length).toBe(4338)
    expect(median(rows.map(({ recency }) => recency))).toBe(51)
    expect(mean(rows.map(({ recency }) => recency))).toBeCloseTo(93.059, 3)
    expect(mean(rows.map(({ monetary }) => monetary))).toBeCloseTo(2054.266, 1)
    expect(median(rows.map(({ monetary }) => monetary))).toBeCloseTo(674.485, 2)
    expect(Math.max(...rows.map(({ monetary }) => monetary))).toBeCloseTo(280206.02, 2)
    for (const row of rows) {
      const { days, total } = customers.get(row.number)!
      const last = [...days.keys()].sort().at(-1)!
      expect(row).toMatchObject({ recency: daysBetween(last, asOf), frequency: days.size, monetary: total / 100 })
    }
  })

  test('scores are the fifths of a plain computation: as many as lie below, equal ones equal', async () => {
    const rows = await values()
    const fifth = (all: number[], value: number) => {
      const below = all.filter((one) => one < value).length
      return 1 + [0.2, 0.4, 0.6, 0.8].filter((share) => below >= Math.ceil(share * all.length - 1e-9)).length
    }
    const [recency, frequency, monetary] = [rows.map((row) => -row.recency), rows.map((row) => row.frequency), rows.map((row) => row.monetary)]
    for (const row of rows) expect([row.number, row.r, row.f, row.m]).toEqual([row.number, fifth(recency, -row.recency), fifth(frequency, row.frequency), fifth(monetary, row.monetary)])
  })

  test('A, B and C are the cut through contributions from the largest', async () => {
    const rows = (await values()).toSorted((one, other) => other.monetary - one.monetary)
    const total = rows.reduce((sum, { monetary }) => sum + monetary, 0)
    let before = 0
    for (const row of rows) {
      expect([row.number, row.abc_class]).toEqual([row.number, before < 0.8 * total ? 'A' : before < 0.95 * total ? 'B' : 'C'])
      before += row.monetary
    }
  })

  test('drop-out cannot be told apart here: the model says so, and means of cohorts stand in', async () => {
    const rows = await values()
    expect(new Set(rows.map(({ lifetime_by: by }) => by))).toEqual(new Set(['cohort']))
    expect(rows.every(({ alive_probability: alive }) => alive === null)).toBe(true)
    const [kept] = await world.query(`select model from value_models where kind = 'purchases'`)
    expect(kept.model).toMatchObject({ kind: 'not_identified', why: 'drop_out' })
  })

  test('cohorts and the leaky bucket are those of a plain count', async () => {
    const admin = await world.asUser('admin')
    const { cells } = (await admin.post('/api/v1/customer-values/cohorts', { months: 24 })).body
    const counted = new Map<string, { customers: number; cents: number }>()
    const firsts = new Map<string, number>()
    for (const { days } of customers.values()) {
      const months = new Map<string, number>()
      for (const [day, cents] of days) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + cents)
      const first = [...months.keys()].sort()[0]!
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
      for (const [month, cents] of months) {
        const age = (Number(month.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(month.slice(5)) - Number(first.slice(5))
        const cell = counted.get(`${first} ${age}`) ?? { customers: 0, cents: 0 }
        counted.set(`${first} ${age}`, { customers: cell.customers + 1, cents: cell.cents + cents })
      }
    }
    expect(new Map(cells.map((cell: any) => [`${cell.cohort.slice(0, 7)} ${cell.age}`, { customers: cell.customers, cents: Math.round(Number(cell.amount) * 100) }]))).toEqual(counted)
    const { months } = (await admin.post('/api/v1/customer-values/bucket', {})).body
    // Within the first year nobody can be lost yet.
    expect(months.map(({ month, gained, won_back, lost }: any) => [month.slice(0, 7), gained, won_back, lost > 0])).toEqual([...firsts].sort().map(([month, gained], index) => [month, gained, 0, index === 12]))
  })
})
