/** What the pages of customer value ask: two metrics in bands, the calculator, and how values stand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { aCustomer, aTransaction } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let seller: Client
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  ;[admin, seller] = [await world.asUser('admin'), await world.asUser('chen')]
  const amounts = [100, 250, 250, 900, 1200, 5000, 70, 0.01, 333, 12]
  for (const [index, amount] of amounts.entries()) {
    const customer = await aCustomer(index % 3 === 0 ? seller : admin, { tier: index % 2 === 0 ? 'a' : 'c' })
    await aTransaction(admin, customer.id, { at: `2026-0${1 + (index % 5)}-10T01:00:00Z`, amount: amount.toFixed(2) })
    if (index % 4 === 0) await aTransaction(admin, customer.id, { at: '2026-05-11T01:00:00Z', amount: '45.00' })
  }
  await aCustomer(admin)
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full' })
})
afterAll(() => world.close())

const gridOf = async (client: Client, across: string, up: string) => (await client.post('/api/v1/customer-values/grid', { across, up })).body
const countOf = async (client: Client, filter: object) => (await client.get(`/api/v1/customer-values?${new URLSearchParams({ filter: JSON.stringify(filter), count: 'exact', limit: '1' })}`)).body.total
const condition = (ends: (string | number)[], band: number) => ({ ...(band > 0 ? { gt: ends[band - 1] } : {}), ...(band < 3 ? { lte: ends[band] } : {}) })

describe('sixteen cells', () => {
  test('hold everybody who bought once, and each as many as its list', async () => {
    const { cells, across, up, without } = await gridOf(admin, 'recency_days', 'monetary')
    expect(cells.reduce((sum: number, { customers }: { customers: number }) => sum + customers, without)).toBe(10)
    for (const cell of cells) {
      const filter = { purchase_days: { gt: 0 }, recency_days: condition(across.ends.map(Number), Number(cell.across)), monetary: condition(up.ends, Number(cell.up)) }
      expect([cell.across, cell.up, await countOf(admin, filter)]).toEqual([cell.across, cell.up, cell.customers])
    }
    const sum = cells.reduce((total: number, { amount }: { amount: string }) => total + Number(amount), 0)
    expect(sum).toBeCloseTo(8115.01 + 3 * 45, 2)
  })

  test('are those that the reader may see, with the tier of the customer as an axis', async () => {
    const { cells, across } = await gridOf(seller, 'tier', 'segment')
    expect(across.ends).toBeNull()
    const seen = await countOf(seller, { purchase_days: { gt: 0 } })
    expect(seen).toBeLessThan(10)
    expect(cells.reduce((sum: number, { customers }: { customers: number }) => sum + customers, 0)).toBe(seen)
    for (const cell of cells) expect(await countOf(seller, { customer: { tier: cell.across }, segment: cell.up })).toBe(cell.customers)
  })

  test('are refused by what is no figure, in both languages', async () => {
    for (const across of ['first_purchase_on', 'customer', 'nothing', '', 'id']) {
      expect(await admin.post('/api/v1/customer-values/grid', { across, up: 'profit' })).toMatchObject({ status: 422, body: { errors: [{ path: 'across', code: 'not_an_axis' }] } })
    }
    expect((await admin.post('/api/v1/customer-values/grid', { across: 'profit' })).status).toBe(422)
  })
})

describe('the calculator', () => {
  test('says what fifty a week are worth over ten years, and refuses what is no number', async () => {
    const ask = (body: object) => admin.post('/api/v1/customer-values/calculate', { amount: 50, purchases_per_year: 52, years: 10, ...body })
    expect((await ask({})).body).toMatchObject({ own: '26000', satisfied: '52000', dissatisfied: '-78000' })
    expect(await ask({ amount: 'fifty', years: -1 })).toMatchObject({ status: 422, body: { errors: [{ path: 'amount' }, { path: 'years' }] } })
  })
})

describe('how values stand', () => {
  test('is told to whoever reads some, the figures of the company to whoever may see all', async () => {
    expect((await admin.post('/api/v1/customer-values/standing', {})).body).toMatchObject({ as_of: '2026-05-20', customers: 11, curves: { eighty: expect.any(Number) } })
    expect((await seller.post('/api/v1/customer-values/standing', {})).body).toMatchObject({ as_of: '2026-05-20', customers: null, curves: null })
    expect((await seller.post('/api/v1/customer-values/bucket', {})).status).toBe(403)
  })
})

// Last: its customers would be counted by the others.
describe('sixteen cells of a large company', () => {
  test('have ends from customers drawn, the same each time, and count all; of a figure that few have all are sorted', async () => {
    await world.query(`with made as (
        insert into customers (workspace_id, id, created_at, updated_at, number, kind, name, category, status, tier)
        select w.id, gen_random_uuid(), now(), now(), 'G-' || n, 'person', 'G-' || n, 'consumer', 'active', 'b' from workspaces w, generate_series(1, 6000) n where w.name = '青山商贸' returning workspace_id, id, number)
      insert into customer_values (workspace_id, id, customer_id, created_at, updated_at, purchase_days, monetary, frequency, margin, serve_cost, profit, historic_value, contact_cost, complaint_cost, field_cost)
      select m.workspace_id, m.id, m.id, now(), now(), 1, substr(m.number, 3)::int, 0, 0, 0, 0, 0, 0, 0, 0 from made m`)
    await world.query(`update value_runs set customers = 250000`)
    const [first, again] = [await gridOf(admin, 'monetary', 'tier'), await gridOf(admin, 'monetary', 'tier')]
    expect(first).toMatchObject({ drawn: true, across: { ends: [expect.any(String), expect.any(String), expect.any(String)] } })
    expect(again).toEqual(first)
    expect(first.cells.reduce((sum: number, { customers }: { customers: number }) => sum + customers, first.without)).toBe(6010)
    // About a quarter of each is below each end.
    for (const [at, end] of first.across.ends.entries()) expect(Math.abs(Number(end) - (at + 1) * 1500)).toBeLessThan(300)
    for (const cell of first.cells) {
      expect([cell.across, cell.up, await countOf(admin, { purchase_days: { gt: 0 }, monetary: condition(first.across.ends, Number(cell.across)), customer: { tier: cell.up } })]).toEqual([cell.across, cell.up, cell.customers])
    }
    expect(await gridOf(admin, 'lifetime_value', 'tier')).toMatchObject({ drawn: false, across: { ends: [expect.any(String), expect.any(String), expect.any(String)] } })
  })
})
