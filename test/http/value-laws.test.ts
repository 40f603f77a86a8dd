import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMonths } from '../../src/platform/calendar/days.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { aCustomer, create } from '../support/builders.ts'
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
/** All that was computed, without when it was written. */
const everything = () => world.query(`select to_jsonb(v) - '{created_at,updated_at,version}'::text[] as value from customer_values v order by v.id`)

/** One purchase, only refunds, the far future and past, all equal, ten a second, absurd amounts. */
const purchase = fc.record({
  at: fc.constantFrom('2026-05-19T16:30:00Z', '2026-05-20T03:00:00Z', '2026-05-20T03:00:00.1Z', '2026-04-01T01:00:00Z', '2025-11-02T01:00:00Z', '2025-05-20T01:00:00Z', '2024-02-29T01:00:00Z', '1970-01-01T00:00:00Z', '2190-01-01T00:00:00Z'),
  amount: fc.constantFrom('100.00', '100.00', '0.01', '12.34', '0.00', '-30.00', '-0.01', '999999999999.99'),
  kind: fc.constantFrom('purchase', 'purchase', 'purchase', 'refund', 'adjustment'),
  cost: fc.constantFrom(null, '0.00', '70.00', '1000.00'),
})
const worldOfPurchases = fc.array(fc.array(purchase, { maxLength: 12 }), { minLength: 1, maxLength: 6 })

async function buy(purchases: object[][], customers: { id: string }[]): Promise<void> {
  const lines = purchases.flatMap((of, index) => of.map((one) => ({ customer: customers[index % customers.length]!.id, ...one })))
  if (lines.length > 0) expect((await admin.post('/api/v1/transactions/batch', { create: lines })).status).toBe(200)
}

describe('values of customers', () => {
  test('of those who changed come to the same as computing everything from nothing', async () => {
    await fc.assert(
      fc.asyncProperty(worldOfPurchases, worldOfPurchases, fc.boolean(), async (before, after, isDeleted) => {
        const customers = await Promise.all([1, 2, 3].map(() => aCustomer(admin, { tier: isDeleted ? 'vip' : 'c' })))
        await buy(before, customers)
        await run('full')
        await buy(after, customers)
        await create(admin, 'interactions', { customer: customers[0]!.id, channel: 'visit_out', minutes: 90, at: '2026-05-02T01:00:00Z', cost: '35.50', satisfaction: 2 })
        await admin.patch(`/api/v1/customers/${customers[1]!.id}`, { source: 'referral', referrer: customers[2]!.id, personal_quality: 80 })
        if (isDeleted) await admin.del(`/api/v1/customers/${customers[0]!.id}`)
        expect(await run('changed')).toMatchObject({ kind: 'changed' })
        const followed = await everything()
        await run('full')
        expect(await everything()).toEqual(followed)
        await world.query('truncate value_inputs; delete from customer_values')
        await run('full')
        expect(await everything()).toEqual(followed)
        if (!isDeleted) return
        await admin.post(`/api/v1/customers/${customers[0]!.id}/restore`)
        await run('changed')
        const restored = await everything()
        await run('full')
        expect(await everything()).toEqual(restored)
      }),
      { numRuns: 6 },
    )
  }, 300_000)

  test('are defined for whatever was bought, and profits add up to the company\'s', async () => {
    await fc.assert(
      fc.asyncProperty(worldOfPurchases, async (purchases) => {
        const customers = await Promise.all([1, 2].map(() => aCustomer(admin)))
        await buy(purchases, customers)
        await run('full')
        const rows = await everything()
        for (const { value } of rows) {
          for (const [name, one] of Object.entries(value)) expect([name, ['NaN', 'Infinity', '-Infinity'].includes(String(one))]).toEqual([name, false])
          expect(value.purchase_days === 0 || (value.segment !== null && value.abc_class !== null && value.lifecycle_stage !== null && value.lifetime_value !== null)).toBe(true)
        }
        const [company] = await world.query(`select sum(coalesce(t.amount - t.cost, t.amount * 0.3)) as margin from transactions t join customers c on c.id = t.customer_id
          where c.deleted_at is null and (t.at at time zone 'Asia/Shanghai')::date > date '2026-05-20' - 365 and t.at < '2026-05-20T16:00:00Z'`)
        const [served] = await world.query(`select coalesce(sum(i.cost + i.minutes * 3), 0) as cost from interactions i join customers c on c.id = i.customer_id where c.deleted_at is null`)
        const [sum] = await world.query('select sum(profit) as profit, sum(margin) as margin from customer_values')
        // Each customer's is told to the cent.
        expect(Math.abs(Number(sum.profit) - (Number(company.margin ?? 0) - Number(served.cost)))).toBeLessThan(0.005 * rows.length + 1e-6)
      }),
      { numRuns: 8 },
    )
  }, 300_000)

  test('scores never fall when the figure rises, and equal figures score equal; A, B and C are a cut through contributions', async () => {
    const rows = await world.query(`select v.monetary::float8 as monetary, v.monetary_score, v.frequency, v.frequency_score, v.last_purchase_on, v.recency_score, greatest(v.margin, 0)::text as margin, v.abc_class, v.contribution_part, v.profit::float8 as profit
      from customer_values v where v.purchase_days > 0`)
    const pairs = [['monetary', 'monetary_score'], ['frequency', 'frequency_score'], ['last_purchase_on', 'recency_score'], ['profit', 'contribution_part']] as const
    for (const one of rows) for (const other of rows) for (const [figure, score] of pairs) {
      if (+one[figure] === +other[figure]) expect(one[score]).toBe(other[score])
      if (+one[figure] > +other[figure]) expect(Number(one[score])).toBeGreaterThanOrEqual(Number(other[score]))
    }
    // In cents: shares that lie on the very boundary are told apart.
    const cents = ({ margin }: { margin: string }) => BigInt(margin.replace('.', ''))
    const sum = (some: { margin: string }[]) => some.reduce((total, one) => total + cents(one), 0n)
    const total = sum(rows)
    for (const one of rows) {
      const before = sum(rows.filter((other) => cents(other) > cents(one)))
      const wanted = cents(one) <= 0n ? 'C' : before * 100n < total * 80n ? 'A' : before * 100n < total * 95n ? 'B' : 'C'
      expect([one.margin, one.abc_class]).toEqual([one.margin, wanted])
    }
  })
})

describe('the leaky bucket', () => {
  test('holds what it held, and what was gained and won back less what was lost, in every month and segment; it counts those who bought in twelve months', async () => {
    await run('full')
    for (const dimension of ['all', 'tier', 'category']) {
      const { body } = await admin.post('/api/v1/customer-values/bucket', { dimension })
      expect(body.months.length).toBeGreaterThan(0)
      for (const [index, month] of body.months.entries()) {
        expect(month.opening + month.gained + month.won_back - month.lost).toBe(month.closing)
        const before = body.months[index - 1]
        if (before?.value === month.value) expect(month.opening).toBe(before.closing)
        const [counted] = await world.query(
          `select count(distinct t.customer_id)::int as n from transactions t join customers c on c.id = t.customer_id where c.deleted_at is null and t.kind = 'purchase' and t.amount > 0 and t.at < '2026-05-20T16:00:00Z'
            and date_trunc('month', t.at at time zone 'Asia/Shanghai') <= $1::date and date_trunc('month', t.at at time zone 'Asia/Shanghai') > $1::date - interval '12 months' and ($2 = '' or c.tier = $2 or c.category = $2)
            and (select sum(d.amount) is not null from transactions d where d.customer_id = t.customer_id)`,
          [month.month, month.value],
        )
        expect([month.month, month.value, month.closing]).toEqual([month.month, month.value, counted.n])
      }
    }
  })

  test('every figure opens to as many customers as it counts, in all and by tier; so does every cell of the cohorts', async () => {
    const count = async (filter: object) => Number((await admin.post('/api/v1/query', { object: 'customer', filter })).body.data[0].count)
    for (const dimension of ['all', 'tier']) {
      const { months, lists } = (await admin.post('/api/v1/customer-values/bucket', { dimension })).body
      const moving = months.filter((month: any) => lists[month.month] && (month.gained > 0 || month.won_back > 0 || month.lost > 0))
      expect(moving.length).toBeGreaterThan(2)
      for (const month of moving) for (const figure of ['opening', 'gained', 'won_back', 'lost', 'closing']) {
        const filter = { ...lists[month.month][figure], ...(dimension === 'tier' ? { tier: month.value } : {}) }
        expect([month.month, month.value, figure, await count(filter)]).toEqual([month.month, month.value, figure, month[figure]])
      }
    }
    const { cells, lists } = (await admin.post('/api/v1/customer-values/cohorts', { months: 12 })).body
    const known = cells.filter(({ cohort }: any) => cohort > '2025-01')
    expect(known.length).toBeGreaterThan(2)
    for (const { cohort, age, customers } of known) expect([cohort, age, await count({ and: [lists.first[cohort], lists.bought[addMonths(cohort, age)]] })]).toEqual([cohort, age, customers])
  })
})
