/** What is told of customers goes by one day: that of the value rule, also in suggestions, tiers and indicators. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { keepIndicators } from '../../src/modules/analyses/index.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { computeSuggestions } from '../../src/modules/suggestions/index.ts'
import { applyNightly } from '../../src/modules/tiers/actions/apply.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const asOf = '2011-12-09'
let world: TestApp
let admin: Client
let product: string
const customers: string[] = []

beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  admin = await world.asUser('admin')
  product = (await create(admin, 'products', { name: '茶杯', unit: '只', price: '5.00' })).id
  for (let number = 0; number < 6; number++) {
    const { id } = await aCustomer(admin, { category: 'business', industry: '旧账' })
    customers.push(id)
    for (const day of ['2011-09-01', '2011-10-01', '2011-11-01']) await aTransaction(admin, id, { product, item: '茶杯', at: `${day}T02:00:00Z`, amount: '400.00' })
    // After the day that is told for: nobody knows of it.
    await aTransaction(admin, id, { product, item: '茶杯', at: '2012-03-01T02:00:00Z', amount: '9000.00' })
  }
  const [rule] = await admin.list('value-rules')
  expect((await admin.patch(`/api/v1/value-rules/${rule.id}`, { as_of: asOf })).status).toBe(200)
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full', fit: false })
}, 120_000)
afterAll(() => world.close())

test('suggestions are those of that day: habits, standing and the lists that are mined', async () => {
  expect(await computeSuggestions(await world.contextOf('admin'))).toMatchObject({ as_of: asOf, customers: 6 })
  const ask = async () => (await admin.post(`/api/v1/customers/${customers[0]}/suggestions`, {})).body.data
  expect(await ask()).toMatchObject([{ product: { id: product }, source: 'due', last_bought_on: '2011-11-01', interval: 30, gap: 38 }])
  expect((await admin.post('/api/v1/suggestion-lists/mine', { condition: { industry: '旧账' } })).body).toMatchObject({ customers: 6, good: 5, is_enough: true, lines: [{ product: { id: product }, buyers: 5 }] })
  // What is put off is put off by the calendar on the wall, and is offered again when it has passed.
  const { id } = await create(admin, 'product-exclusions', { customer: customers[0], product, until: '2026-05-20' })
  expect(await ask()).toEqual([])
  await admin.patch(`/api/v1/product-exclusions/${id}`, { until: '2026-05-19' })
  expect(await ask()).toHaveLength(1)
})

test('tiers move as of that day, also customers who were entered after it', async () => {
  const levels = [{ tier: 'vip' }, { tier: 'potential' }]
  const { id } = await create(admin, 'tier-schemes', { name: '旧账分级', levels, conditions: { vip: { value: { monetary: { gte: '1000.00' } } } }, scope: { industry: '旧账' }, most_up: 5, most_down: 1, stay_days: 10, hold_days: 0, hand_days: 60 })
  expect((await admin.post(`/api/v1/tier-schemes/${id}/switch-on`, {})).status).toBe(200)
  const preview = await admin.post('/api/v1/tier-schemes/preview', { levels, conditions: { vip: { value: { monetary: { gte: '1000.00' } } } }, scope: { industry: '旧账' }, most_up: 5, most_down: 1, stay_days: 10, hold_days: 0, hand_days: 60 })
  expect(preview.body).toMatchObject({ as_of: asOf, groups: [{ next: 'vip', outcome: 'moves', customers: 6 }] })
  await applyNightly(await world.contextOf('admin'))
  expect((await admin.list('tier-runs'))[0]).toMatchObject({ as_of: asOf, state: 'done', went_up: 6 })
  expect((await admin.post(`/api/v1/customers/${customers[0]}/tier`, {})).body).toMatchObject({ tier: 'vip', since: asOf, outcome: 'fits' })
})

test('the months of indicators end with that of the day', async () => {
  await keepIndicators(await world.contextOf('admin'))
  const { indicators } = (await admin.post('/api/v1/indicator-targets/standing', {})).body
  const amount = indicators.find(({ key }: any) => key === 'amount')
  expect(amount.months.at(-1).month).toBe('2011-12-01')
  expect(amount.current).toMatchObject({ month: '2011-11-01', value: 2400 })
})
