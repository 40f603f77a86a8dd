/** A run over changed customers where the models are fitted: whom it computes, and that all stand as after computing everything. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { simulatedHistories } from '../../src/modules/insight/models/simulate-purchases.ts'
import { aCustomer } from '../support/builders.ts'
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
  return evaluate(await world.contextOf('admin'), { kind, fit: false })
}
/** All that was computed but the mark of this test, without when it was written. */
const everything = () => world.query(`select to_jsonb(v) - '{created_at,updated_at,version,tenure_part}'::text[] as value from customer_values v order by v.id`)

/** The same numbers in (0, 1) in every run. */
const random = (() => {
  let state = 42
  return () => ((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647)
})()

const purchase = fc.record({
  at: fc.constantFrom('2026-05-20T03:00:00Z', '2026-04-01T01:00:00Z', '2025-05-20T01:00:00Z', '1970-01-01T00:00:00Z', '2190-01-01T00:00:00Z'),
  amount: fc.constantFrom('100.00', '0.01', '12.34', '0.00', '-30.00', '99999.99'),
  kind: fc.constantFrom('purchase', 'purchase', 'refund'),
  cost: fc.constantFrom(null, '0.00', '70.00'),
})

async function buy(customers: { id: string }[], purchases: object[][]): Promise<void> {
  const lines = purchases.flatMap((of, index) => of.map((one) => ({ customer: customers[index]!.id, ...one })))
  expect((await admin.post('/api/v1/transactions/batch', { create: lines })).status).toBe(200)
}

describe('where the models are fitted', () => {
  test('only those who changed, or score otherwise by it, are computed, and all stand as after computing everything', async () => {
    const { x, tx, T } = simulatedHistories({ r: 0.9, alpha: 40, a: 0.8, b: 2.4 }, 200, 700, random)
    const customers = await Promise.all(Array.from({ length: 200 }, () => aCustomer(admin)))
    await buy(customers, customers.map((_, at) => {
      const days = [0, ...Array.from({ length: Math.max(0, x[at]! - 1) }, () => random() * tx[at]!), ...(x[at]! > 0 ? [tx[at]!] : [])]
      // Gamma-gamma with q = 3 and p = 2.
      const mean = 60 / -Math.log(random() * random() * random())
      return days.map((day) => ({ at: new Date(Date.parse('2026-05-19T02:00:00Z') - (T[at]! - day) * 86_400_000).toISOString(), amount: (1 - mean * Math.log(random() * random())).toFixed(2), kind: 'purchase', cost: at % 3 ? '20.00' : null }))
    }))
    await world.query('delete from value_models')
    await run('full')
    expect((await world.query(`select model ->> 'kind' as kind from value_models where kind in ('purchases', 'spend')`)).map(({ kind }) => kind)).toEqual(['fitted', 'fitted'])
    // Whoever is computed would lose this mark.
    await world.query('update customer_values set tenure_part = 101')
    const changing = fc.record({ who: fc.nat({ max: 199 }), purchase })
    await fc.assert(
      fc.asyncProperty(fc.array(changing, { minLength: 1, maxLength: 4 }), async (changes) => {
        for (const { who, purchase } of changes) await buy([customers[who]!], [[purchase]])
        await run('changed')
        const left = await world.query('select id from customer_values where tenure_part = 101')
        expect(left.length).toBeGreaterThan(0)
        for (const { who, purchase } of changes) if (Number(purchase.amount) !== 0 && purchase.at < '2026-05-20T16:00:00Z') expect(left).not.toContainEqual({ id: customers[who]!.id })
        const followed = await everything()
        await run('full')
        expect(await everything()).toEqual(followed)
        await world.query('update customer_values set tenure_part = 101')
      }),
      { numRuns: 8 },
    )
  }, 300_000)
})
