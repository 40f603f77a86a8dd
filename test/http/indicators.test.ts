/** Indicators: what they count, whom they are told to, and what becomes of a target. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { keepIndicators } from '../../src/modules/analyses/index.ts'
import type { IndicatorStanding, ToldIndicator } from '../../src/modules/analyses/queries/indicators.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let manager: Client
const purchases: { customer: string; of: string; month: string; day: string; amount: number }[] = []

beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  ;[admin, manager] = [await world.asUser('admin'), await world.asUser('ma')]
  for (let number = 0; number < 12; number++) {
    const login = number % 3 === 0 ? 'chen' : number % 3 === 1 ? 'lin' : 'admin'
    const client = await world.asUser(login)
    const customer = await aCustomer(client)
    await create(admin, 'interactions', { customer: customer.id, channel: 'visit_out', at: '2026-04-10T02:00:00Z', minutes: 30, content: '走访', satisfaction: 1 + (number % 5), cost: '10.00' })
    for (let step = 0; step <= number; step++) {
      const day = `${step * 2 + number > 15 ? '2026' : '2025'}-${String(1 + ((step * 2 + number + 3) % 12)).padStart(2, '0')}-0${1 + (step % 8)}`
      if (day > '2026-05-20') continue
      purchases.push({ customer: customer.id, of: login, month: day.slice(0, 7), day, amount: 100 + step })
      await aTransaction(admin, customer.id, { at: `${day}T02:00:00Z`, amount: (100 + step).toFixed(2) })
    }
  }
  const request = await create(admin, 'service-requests', { subject: '空调不制冷', kind: 'fault' })
  expect(request.id).toBeTruthy()
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full' })
  await keepIndicators(await world.contextOf('admin'))
}, 120_000)
afterAll(() => world.close())

const standing = async (client: Client, department?: string): Promise<IndicatorStanding> => (await client.post('/api/v1/indicator-targets/standing', department ? { department } : {})).body
const indicatorOf = ({ indicators }: IndicatorStanding, key: string): ToldIndicator => indicators.find((indicator) => indicator.key === key)!
const valueIn = (told: IndicatorStanding, key: string, month: string) => indicatorOf(told, key).months.find((each) => each.month.startsWith(month))!.value
const distinct = (values: string[]) => new Set(values).size
const addMonth = (month: string, count: number) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + count, 1)).toISOString().slice(0, 7)

describe('the indicators of the company', () => {
  test('are those of a plain count, month by month', async () => {
    const told = await standing(admin)
    const active = (await admin.get('/api/v1/value-rules')).body.data[0].active_months
    for (const { month } of indicatorOf(told, 'amount').months.map((each) => ({ month: each.month.slice(0, 7) }))) {
      const own = purchases.filter((line) => line.month === month)
      const buyers = distinct(own.map(({ customer }) => customer))
      expect([month, valueIn(told, 'amount', month) ?? 0]).toEqual([month, own.reduce((sum, { amount }) => sum + amount, 0)])
      expect([month, valueIn(told, 'frequency', month)]).toEqual([month, buyers ? Math.round((100 * distinct(own.map(({ customer, day }) => `${customer} ${day}`))) / buyers) / 100 : null])
      const known = distinct(own.filter(({ customer }) => purchases.some((line) => line.customer === customer && line.month < month)).map(({ customer }) => customer))
      expect([month, valueIn(told, 'repeat_rate', month)]).toEqual([month, buyers ? Math.round((10_000 * known) / buyers) / 100 : null])
      const customers = [...new Set(purchases.map(({ customer }) => customer))]
      const boughtIn = (customer: string, from: string, to: string) => purchases.some((line) => line.customer === customer && line.month >= from && line.month <= to)
      const opening = customers.filter((customer) => boughtIn(customer, addMonth(month, -active), addMonth(month, -1)))
      const lost = opening.filter((customer) => !boughtIn(customer, addMonth(month, 1 - active), month))
      expect([month, valueIn(told, 'churn_rate', month)]).toEqual([month, opening.length ? Math.round((10_000 * lost.length) / opening.length) / 100 : null])
    }
  })

  test('of churn agree with the leaky bucket', async () => {
    const told = await standing(admin)
    const bucket = (await admin.post('/api/v1/customer-values/bucket', {})).body.months as { month: string; opening: number; lost: number }[]
    for (const { month, opening, lost } of bucket.slice(-12)) expect([month, valueIn(told, 'churn_rate', month)]).toEqual([month, opening ? Math.round((10_000 * lost) / opening) / 100 : null])
  })

  test('of costs are contacts with those who had bought, and with those who had not', async () => {
    const told = await standing(admin)
    const rate = Number((await admin.get('/api/v1/value-rules')).body.data[0].visit_rate)
    const each = 10 + 30 * rate
    const known = [...new Set(purchases.filter(({ month }) => month < '2026-04').map(({ customer }) => customer))]
    const gained = [...new Set(purchases.map(({ customer }) => customer))].filter((customer) => purchases.filter((line) => line.customer === customer).every(({ month }) => month >= '2026-04') && purchases.some((line) => line.customer === customer && line.month === '2026-04'))
    expect(valueIn(told, 'acquisition_cost', '2026-04')).toBe(gained.length ? Math.round((100 * each * (12 - known.length)) / gained.length) / 100 : null)
    expect(valueIn(told, 'satisfaction_felt', '2026-04')).toBe(Math.round((100 * Array.from({ length: 12 }, (_, number) => 1 + (number % 5)).reduce((sum, value) => sum + value, 0)) / 12) / 100)
  })

  test('of costs go by the rate of a person, as the cost to serve does', async () => {
    const [rule] = (await admin.get('/api/v1/value-rules')).body.data
    const rated = await admin.patch(`/api/v1/value-rules/${rule.id}`, { person_rates: [{ person: world.ids.admin, rate: '7.00' }] })
    expect(rated.status).toBe(200)
    await keepIndicators(await world.contextOf('admin'))
    const bucket = (await admin.post('/api/v1/customer-values/bucket', {})).body.months as { month: string; opening: number }[]
    const known = new Set(purchases.filter(({ month }) => month < '2026-04').map(({ customer }) => customer)).size
    const opening = bucket.find(({ month }) => month.startsWith('2026-04'))!.opening
    expect(valueIn(await standing(admin), 'retention_cost', '2026-04')).toBe(Math.round((100 * known * (10 + 30 * 7)) / opening) / 100)
    expect((await admin.patch(`/api/v1/value-rules/${rule.id}`, { person_rates: [] })).status).toBe(200)
    await keepIndicators(await world.contextOf('admin'))
  })

  test('come to the same when they are kept twice', async () => {
    const before = await standing(admin)
    await keepIndicators(await world.contextOf('admin'))
    expect((await standing(admin)).indicators).toEqual(before.indicators)
  })

  test('open to the rows behind them', async () => {
    const paths: Record<string, string> = { transaction: 'transactions', request: 'service-requests', customer: 'customers', interaction: 'interactions' }
    for (const { key, rows } of (await standing(admin)).indicators) {
      const reply = await admin.get(`/api/v1/${paths[rows.object]}?${new URLSearchParams({ filter: JSON.stringify(rows.filter), count: 'exact' })}`)
      expect([key, reply.status]).toEqual([key, 200])
      if (key === 'amount') expect(reply.body.data.reduce((sum: number, { amount }: { amount: string }) => sum + Number(amount), 0)).toBe(valueIn(await standing(admin), 'amount', '2026-04'))
    }
  })
})

describe('rights', () => {
  test('a manager is told of the department and those below, and of nothing else; its parts come to it', async () => {
    const told = await standing(manager)
    expect(told.sees_company).toBe(false)
    expect(told.departments.map(({ name }) => name).toSorted()).toEqual(['一组', '二组', '销售部'])
    const own = purchases.filter(({ of }) => of !== 'admin')
    for (const month of ['2026-03', '2026-04']) expect([month, valueIn(told, 'amount', month) ?? 0]).toEqual([month, own.filter((line) => line.month === month).reduce((sum, { amount }) => sum + amount, 0)])
    const [one, two] = await Promise.all(told.departments.filter(({ name }) => name !== '销售部').map(({ id }) => standing(manager, id)))
    expect((valueIn(one!, 'amount', '2026-04') ?? 0) + (valueIn(two!, 'amount', '2026-04') ?? 0)).toBe(valueIn(told, 'amount', '2026-04') ?? 0)
    const [other] = (await standing(admin)).departments.filter(({ name }) => !told.departments.some((each) => each.name === name))
    if (other) expect((await manager.post('/api/v1/indicator-targets/standing', { department: other.id })).status).toBe(403)
    expect((await (await world.asUser('lin')).post('/api/v1/indicator-targets/standing', {})).status).toBe(403)
    expect((await manager.post('/api/v1/indicator-targets', { indicator: 'amount', target: 1 })).status).toBe(403)
  })
})

describe('a target', () => {
  test('turns its indicator, has its usual direction, and is there once', async () => {
    expect(indicatorOf(await standing(admin), 'churn_rate').target).toBeNull()
    const { id, version, direction } = await create(admin, 'indicator-targets', { indicator: 'amount', target: 1 })
    expect(direction).toBe('at_least')
    expect(indicatorOf(await standing(admin), 'amount').target).toMatchObject({ id, state: 'reached', target: 1, period: '2026' })
    expect((await admin.patch(`/api/v1/indicator-targets/${id}`, { target: 1_000_000, version })).status).toBe(200)
    expect(indicatorOf(await standing(admin), 'amount').target).toMatchObject({ id, state: 'missed' })
    expect((await admin.post('/api/v1/indicator-targets', { indicator: 'amount', target: 5, first_on: '2026-11-30' })).status).toBe(409)
    expect(await create(admin, 'indicator-targets', { indicator: 'churn_rate', target: 5 })).toMatchObject({ direction: 'at_most', last_on: '2026-12-31' })
    await create(admin, 'indicator-targets', { indicator: 'amount', target: 2, period: 'month', first_on: '2026-04-15' })
    expect(indicatorOf(await standing(admin), 'amount').target).toMatchObject({ target: 2, period: '2026-04', state: 'reached' })
  })

  test('of the company says nothing of a department', async () => {
    const { departments } = await standing(admin)
    expect(indicatorOf(await standing(admin, departments[0]!.id), 'amount').target).toBeNull()
    await create(admin, 'indicator-targets', { indicator: 'amount', target: 3, scope: 'department', department: departments[0]!.id })
    expect(indicatorOf(await standing(admin, departments[0]!.id), 'amount').target).toMatchObject({ target: 3 })
    expect(await admin.post('/api/v1/indicator-targets', { indicator: 'amount', target: 3, scope: 'department' })).toMatchObject({ status: 422, body: { errors: [{ path: 'department' }] } })
  })
})
