import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../src/platform/calendar/days.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate, follow } from '../../src/modules/insight/index.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const run = async (kind: 'full' | 'changed') => {
  await world.settle()
  return evaluate(await world.contextOf('admin'), { kind })
}
const everything = () => world.query('select * from customer_values order by id')
const plain = ({ updated_at: _at, ...row }: Record<string, unknown>) => row
const valuesOf = async (client: Client, id: string) => (await client.get(`/api/v1/customer-values/${id}`)).body

describe('values of customers', () => {
  test('are computed from purchases and contacts and read like any record', async () => {
    const customer = await aCustomer(admin)
    for (const at of ['2026-01-10', '2026-02-10', '2026-05-10']) await aTransaction(admin, customer.id, { at: `${at}T01:00:00Z`, amount: '200.00', cost: '120.00' })
    await aTransaction(admin, customer.id, { at: '2026-05-10T03:00:00Z', amount: '-50.00', kind: 'refund' })
    await create(admin, 'interactions', { customer: customer.id, channel: 'call', minutes: 20, at: '2026-05-01T01:00:00Z', satisfaction: 5 })
    expect(await run('full')).toMatchObject({ kind: 'full', as_of: '2026-05-20' })
    expect(await valuesOf(admin, customer.id)).toMatchObject({
      last_purchase_on: '2026-05-10', recency_days: 10, purchase_days: 3, frequency: 3, monetary: '550.00', margin: '225.00', serve_cost: '30.00', profit: '195.00', segment: expect.any(String), abc_class: 'A', lifecycle_stage: 'formation', attitude_part: 100, loyalty_kind: 'true',
    })
  })

  test('stand on the customer where they are asked for, in filters and figures too', async () => {
    const [customer] = (await admin.get('/api/v1/customers?fields=name,value.segment,value.monetary&filter=' + encodeURIComponent('{"value":{"monetary":{"gt":500}}}'))).body.data
    expect(customer.value).toMatchObject({ monetary: '550.00', segment: expect.any(String) })
    expect((await admin.get(`/api/v1/customers/${customer.id}`)).body).not.toHaveProperty('value')
    const { body } = await admin.post('/api/v1/query', { object: 'customer', group_by: ['value.abc_class'], measures: [{ fn: 'sum', field: 'value.profit', as: 'profit' }] })
    expect(body.data).toContainEqual({ 'value.abc_class': 'A', profit: '195.00' })
    const sorted = await admin.get('/api/v1/customer-values?sort=-profit&fields=customer,profit')
    expect(sorted.body.data[0]).toMatchObject({ customer: { id: customer.id }, profit: '195.00' })
  })

  test('go with the customer: nobody sees those of a customer that is not seen, nor of purchases that may not be seen', async () => {
    const mine = await aCustomer(admin, { owner: world.ids.lin })
    const other = await aCustomer(admin, { owner: world.ids.admin })
    for (const { id } of [mine, other]) await aTransaction(admin, id, { at: '2026-04-01T01:00:00Z' })
    await run('changed')
    const lin = await world.asUser('lin')
    const seen = (await lin.list('customer-values')).map((value: any) => value.customer.id)
    expect([seen.includes(mine.id), seen.includes(other.id)]).toEqual([true, false])
    expect((await lin.get(`/api/v1/customer-values/${other.id}`)).status).toBe(404)
    for (const action of ['bucket', 'cohorts', 'models', 'evaluate']) expect((await lin.post(`/api/v1/customer-values/${action}`, {})).status).toBe(403)
    // As of when is everybody's who reads values; the company's curves are not.
    expect((await lin.post('/api/v1/customer-values/standing', {})).body).toMatchObject({ as_of: '2026-05-20', curves: null })
    const engineer = await create(admin, 'roles', { key: 'without_purchases', name: '看不到消费', grants: { customer: { see: 'all' }, customer_value: { see: 'all' } } })
    await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [engineer.id] })
    expect((await (await world.asUser('mei')).get('/api/v1/customer-values')).status).toBe(403)
  })

  test('are written by the engine alone', async () => {
    const [value] = await admin.list('customer-values')
    const before = await everything()
    const replies = [
      await admin.post('/api/v1/customer-values', { customer: value.customer.id, monetary: '1.00' }), await admin.patch(`/api/v1/customer-values/${value.id}`, { monetary: '1.00' }), await admin.del(`/api/v1/customer-values/${value.id}`),
      await admin.post('/api/v1/customer-values/batch', { update: [{ id: value.id, monetary: '1.00' }] }), await admin.patch(`/api/v1/customers/${value.customer.id}`, { value: value.id }),
    ]
    expect(replies.map(({ status }) => status >= 400 && status < 500)).toEqual(replies.map(() => true))
    expect(await everything()).toEqual(before)
  })

  test('keep what they were before the day on which they changed, once a day', async () => {
    const customer = await aCustomer(admin)
    await aTransaction(admin, customer.id, { at: '2026-05-01T01:00:00Z', amount: '10.00' })
    await run('changed')
    for (const amount of ['20.00', '30.00']) {
      await aTransaction(admin, customer.id, { at: '2026-05-02T01:00:00Z', amount })
      await run('changed')
    }
    const kept = await world.query(`select day::text as day, "values" ->> 'monetary' as monetary from value_changes where customer_id = $1 and metric_set = 'purchases'`, [customer.id])
    expect(kept).toEqual([{ day: '2026-05-20', monetary: '10.00' }])
    expect(await valuesOf(admin, customer.id)).toMatchObject({ monetary: '60.00', frequency: 2 })
  })
})

describe('a run', () => {
  test('that was killed between two phases is taken up where it stood, and comes to the same', async () => {
    const whole = (await run('full'))!
    const values = await everything()
    const ctx = await world.contextOf('admin')
    for (const phase of [1, 2]) {
      let told = 0
      const killed = () => (++told === phase ? Promise.reject(new Error('killed')) : Promise.resolve(true))
      await expect(evaluate(ctx, { kind: 'full', report: killed })).rejects.toThrow('killed')
      const [left] = await world.query(`select id, phase from value_runs where state = 'running'`)
      expect(left.phase).toBe(phase === 1 ? 'inputs' : 'values')
      expect(await evaluate(ctx, { kind: 'changed' })).toMatchObject({ kind: 'full', customers: whole.customers })
      expect(await world.query('select state from value_runs where id = $1', [left.id])).toEqual([{ state: 'done' }])
      expect((await everything()).map(plain)).toEqual(values.map(plain))
    }
  })

  test('that somebody stops leaves values as they are, and the next one is whole', async () => {
    const before = await everything()
    expect(await evaluate(await world.contextOf('admin'), { kind: 'full', report: () => Promise.resolve(false) })).toBeNull()
    expect(await everything()).toEqual(before)
    expect(await run('full')).toMatchObject({ kind: 'full' })
  })

  test('is a full one when the day is another, or inputs were lost in a crash', async () => {
    expect(await run('changed')).toMatchObject({ kind: 'changed' })
    await world.query('truncate value_inputs')
    expect(await run('changed')).toMatchObject({ kind: 'full' })
    await world.query(`update value_runs set as_of = as_of - 1`)
    expect(await run('changed')).toMatchObject({ kind: 'full' })
  })

  test('follows by itself only where something happened, and never beside another', async () => {
    const ctx = await world.contextOf('admin')
    await run('full')
    await run('changed')
    expect(await follow(ctx)).toBeNull()
    const customer = await aCustomer(admin)
    await aTransaction(admin, customer.id, { at: '2026-05-03T01:00:00Z' })
    await world.settle()
    const [one, other] = await Promise.all([follow(ctx), follow(ctx)])
    expect([one, other].filter((done) => done?.kind === 'changed').length).toBeGreaterThan(0)
    expect(await valuesOf(admin, customer.id)).toMatchObject({ frequency: 1, monetary: '100.00' })
    expect(await follow(ctx)).toBeNull()
  })

  test('goes on with the rule it began with; the next one takes the rule as it is then', async () => {
    const [rule] = await admin.list('value-rules')
    expect((await admin.patch(`/api/v1/value-rules/${rule.id}`, { abc_a: 96 })).status).toBe(422)
    await admin.patch(`/api/v1/value-rules/${rule.id}`, { call_rate: '10.00' })
    await run('full')
    expect(await admin.list('customer-values')).toContainEqual(expect.objectContaining({ monetary: '550.00', serve_cost: '200.00' }))
  })
})

/** Lanczos. */
function lnGamma(z: number): number {
  const [first, ...rest] = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7]
  const sum = rest.reduce((total, c, i) => total + c / (z + i), first)
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(z + 6.5) - (z + 6.5) + Math.log(sum)
}

/** Gauss's series; 0 <= z < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let [term, sum] = [1, 1]
  for (let n = 0; n < 100_000 && Math.abs(term) > 1e-15 * Math.abs(sum); n++) sum += term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1))
  return sum
}

/** The likelihood of the parameters told, and what they expect in the time held out, by the formulas of the papers as they are printed, from the purchases themselves. */
async function countedAnew({ purchases, spend, hold_out: held }: any): Promise<void> {
  const histories = (until: string) => world.query<{ x: number; tx: number; T: number; mean: number }>(`with lines as (select t.customer_id, (t.at at time zone 'Asia/Shanghai')::date as day, t.amount, t.kind = 'purchase' and t.amount > 0 as is_purchase
      from transactions t join customers c on c.id = t.customer_id where c.deleted_at is null and t.deleted_at is null and (t.at at time zone 'Asia/Shanghai')::date <= $1::date),
    firsts as (select customer_id, min(day) as first_on, max(day) as last_on, count(distinct day)::int - 1 as x from lines where is_purchase group by 1)
    select f.x, f.last_on - f.first_on as tx, $1::date - f.first_on as "T", (select sum(l.amount) from lines l where l.customer_id = f.customer_id and l.day > f.first_on)::float8 / nullif(f.x, 0) as mean from firsts f`, [until])
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const all = await histories('2026-05-20')
  const { r, alpha, a, b } = purchases.parameters
  const likelihood = sum(all.map(({ x, tx, T }) => lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha) + lnGamma(a + b) + lnGamma(b + x) - lnGamma(b) - lnGamma(a + b + x)
    + Math.log((alpha + T) ** -(r + x) + (x > 0 ? (a / (b + x - 1)) * (alpha + tx) ** -(r + x) : 0))))
  expect(likelihood).toBeCloseTo(purchases.log_likelihood, 3)
  const { p, q, v } = spend.parameters
  const spent = all.filter(({ x, mean }) => x > 0 && mean > 0)
  expect(spent.length).toBe(spend.customers)
  expect(sum(spent.map(({ x, mean }) => lnGamma(p * x + q) - lnGamma(p * x) - lnGamma(q) + q * Math.log(v) + (p * x - 1) * Math.log(mean) + p * x * Math.log(x) - (p * x + q) * Math.log(x * mean + v)))).toBeCloseTo(spend.log_likelihood, 3)
  const { r: r2, alpha: alpha2, a: a2, b: b2 } = held.fit.parameters
  const before = await histories(addDays(held.from, -1))
  const ahead = (Date.parse(held.until) - Date.parse(held.from)) / 86_400_000 + 1
  const expected = sum(before.map(({ x, tx, T }) => ((a2 + b2 + x - 1) / (a2 - 1)) * (1 - ((alpha2 + T) / (alpha2 + T + ahead)) ** (r2 + x) * hypergeometric(r2 + x, b2 + x, a2 + b2 + x - 1, ahead / (alpha2 + T + ahead)))
    / (1 + (x > 0 ? (a2 / (b2 + x - 1)) * ((alpha2 + T) / (alpha2 + tx)) ** (r2 + x) : 0))))
  expect(before.length).toBe(held.customers)
  expect(expected / held.outcome.expected).toBeCloseTo(1, 6)
}

describe('the models', () => {
  test('are told with what they were fitted on, and with how they did on what they had not seen', async () => {
    // Purchases that come and end as the model has it: half of the customers leave after a while.
    await world.query(`insert into customers (workspace_id, id, created_at, updated_at, number, kind, name, category, status, tier)
      select w.id, gen_random_uuid(), now(), now(), 'M-' || n, 'person', 'M-' || n, 'consumer', 'active', 'c' from workspaces w, generate_series(1, 400) n where w.name = '青山商贸'`)
    await world.query(`insert into transactions (workspace_id, id, created_at, updated_at, customer_id, at, item, kind, amount)
      select c.workspace_id, gen_random_uuid(), now(), now(), c.id, '2024-06-01T04:00:00Z'::timestamptz + (h % 200 + k * (10 + h % 50)) * interval '1 day', '消费', 'purchase', 20 + h % 80 + k % 7
      from (select c.*, abs(hashtext(c.number)) as h from customers c where c.number like 'M-%') c, generate_series(0, case when h % 2 = 0 then h % 6 else 60 end) k
      where '2024-06-01T04:00:00Z'::timestamptz + (h % 200 + k * (10 + h % 50)) * interval '1 day' < '2026-05-20T04:00:00Z'`)
    // All of the second day was taken back: there is no mean to learn from.
    const returned = await aCustomer(admin)
    for (const [at, amount, kind] of [['2025-06-01', '100', 'purchase'], ['2025-09-01', '50', 'purchase'], ['2025-09-01', '-50', 'refund']] as const) await aTransaction(admin, returned.id, { at: `${at}T04:00:00Z`, amount, kind })
    await world.settle()
    await evaluate(await world.contextOf('admin'), { kind: 'full', fit: true })
    const { models } = (await admin.post('/api/v1/customer-values/models', {})).body
    const kept = Object.fromEntries(models.map(({ kind, model }: any) => [kind, model]))
    expect(kept).toMatchObject({ purchases: { kind: 'fitted', log_likelihood: expect.any(Number) }, spend: { kind: 'fitted' }, hold_out: { fit: { kind: 'fitted' }, until: '2026-05-20' } })
    const { outcome, weeks } = kept.hold_out
    const [counted] = await world.query(`select count(*)::int as n from (select distinct t.customer_id, (t.at at time zone 'Asia/Shanghai')::date from transactions t join customers c on c.id = t.customer_id where c.deleted_at is null
      and t.kind = 'purchase' and t.amount > 0 and (t.at at time zone 'Asia/Shanghai')::date between $1::date and '2026-05-20' and exists (select 1 from transactions e where e.customer_id = t.customer_id and e.kind = 'purchase' and e.amount > 0 and (e.at at time zone 'Asia/Shanghai')::date < $1::date)) x`, [kept.hold_out.from])
    expect(outcome.actual).toBe(counted.n)
    // Each figure opens to its customers: all of them, and those of each band; their sums are those told.
    const heldOut = async (filter: object) => (await admin.post('/api/v1/query', { object: 'held_out_customer', filter, measures: [{ fn: 'count', as: 'n' }, { fn: 'sum', field: 'actual', as: 'actual' }, { fn: 'sum', field: 'expected', as: 'expected' }] })).body.data[0]
    const all = await heldOut({})
    expect([all.n, Number(all.actual)]).toEqual([kept.hold_out.customers, outcome.actual])
    expect(Number(all.expected)).toBeCloseTo(outcome.expected, 0)
    for (const band of outcome.bands) {
      const { n, actual, expected } = await heldOut({ repeats: band.from >= 7 ? { gte: 7 } : band.from })
      expect([band.from, n, Number(actual) / n]).toEqual([band.from, band.customers, band.actual])
      expect(Number(expected) / n).toBeCloseTo(band.expected, 3)
    }
    expect((await (await world.asUser('chen')).list('held-out-customers')).length).toBeLessThan(all.n)
    expect([kept.spend.left_out, kept.spend.apart]).toEqual([1, [returned.id]])
    for (const [model, days] of [['purchases', 0], ['spend', 1]] as const) {
      expect([model, (await admin.get(`/api/v1/customer-values?${new URLSearchParams({ filter: JSON.stringify({ purchase_days: { gt: days }, first_purchase_on: { lte: '2026-05-20' }, ...(model === 'spend' ? { customer: { nin: kept.spend.apart } } : {}) }), count: 'exact', limit: '1' })}`)).body.total]).toEqual([model, kept[model].customers])
    }
    await countedAnew(kept)
    expect(outcome.expected / outcome.actual).toBeGreaterThan(0.5)
    expect(outcome.expected / outcome.actual).toBeLessThan(2)
    expect(weeks.at(-1).actual_so_far).toBe(weeks.reduce((sum: number, { actual }: any) => sum + actual, 0))
    const [value] = await world.query(`select count(*)::int as n, min(alive_probability)::float8 as least, max(alive_probability)::float8 as most, bool_and(lifetime_by = 'model' and lifetime_value >= 0) as by_model from customer_values v join customers c on c.id = v.customer_id where c.number like 'M-%'`)
    expect(value).toMatchObject({ n: 400, by_model: true })
    expect([value.least < 20, value.most > 80]).toEqual([true, true])
  })
})
