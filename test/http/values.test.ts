import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
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
})
