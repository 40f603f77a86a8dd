/** What campaigns cost joins what it costs to win and to keep customers, and nothing of it is lost: against a reckoning of its own in whole cents. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { keepIndicators } from '../../src/modules/analyses/index.ts'
import type { IndicatorStanding } from '../../src/modules/analyses/queries/indicators.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
/** Some had bought long ago, some in between, some never; of people of several departments. */
const customers: { id: string; department: string; boughtOn: string | null }[] = []
const months = Array.from({ length: 13 }, (_, index) => new Date(Date.UTC(2025, 4 + index, 1)).toISOString().slice(0, 7))

beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  admin = await world.asUser('admin')
  const logins = ['lin', 'chen', 'admin', 'ma', 'lin', 'chen', 'mei'] as const
  for (const [index, login] of logins.entries()) {
    const { id } = await aCustomer(await world.asUser(login))
    const boughtOn = [null, '2025-01-10', '2025-09-15'][index % 3] ?? null
    if (boughtOn) await aTransaction(admin, id, { at: `${boughtOn}T02:00:00Z` })
    customers.push({ id, department: await departmentOf(login), boughtOn })
  }
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full' })
}, 120_000)
afterAll(() => world.close())

async function departmentOf(login: string): Promise<string> {
  const [row] = await world.query(`select coalesce(department_id::text, '') as department from users where user_name = $1`, [login])
  return row.department
}

interface Given {
  began: string
  owner: 'lin' | 'chen'
  expenses: { cents: number; on: string | null }[]
  /** Places in `customers`; the first is by a converted lead as well. */
  won: number[]
}

const day = fc.tuple(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 28 })).map(([month, at]) => new Date(Date.UTC(2025, 3 + month, at)).toISOString().slice(0, 10))
const campaign: fc.Arbitrary<Given> = fc.record({
  began: day, owner: fc.constantFrom('lin', 'chen'),
  expenses: fc.array(fc.record({ cents: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 1e9 })), on: fc.option(day, { nil: null }) }), { minLength: 1, maxLength: 4 }),
  won: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 }),
})

async function plant(given: Given): Promise<string> {
  const expenses = given.expenses.map(({ cents, on }) => ({ kind: 'media', amount: (cents / 100).toFixed(2), on, note: '"on": "2026-04' }))
  const made = await create(admin, 'campaigns', { name: '春茶品鉴会', from_on: given.began, owner: world.ids[given.owner], expenses })
  for (const [index, place] of given.won.entries()) {
    const customer = customers[place]!.id
    const opportunity = await create(admin, 'opportunities', { name: '年会', customer, campaign: made.id })
    expect((await admin.post(`/api/v1/opportunities/${opportunity.id}/win`, { reason: 'fit' })).status).toBe(200)
    if (index > 0) continue
    const lead = await create(admin, 'leads', { name: '王女士', source: 'campaign', campaign: made.id })
    await world.query(`update leads set status = 'converted', customer_id = $2 where id = $1`, [lead.id, customer])
  }
  return made.id
}

/** Of each indicator, month and department what is expected of the campaigns, in cents. */
async function reckoned(all: readonly Given[]): Promise<Map<string, bigint>> {
  const sums = new Map<string, bigint>()
  const add = (key: string, cents: bigint) => sums.set(key, (sums.get(key) ?? 0n) + cents)
  for (const { began, owner, expenses, won } of all) {
    for (const [month, those] of Map.groupBy(expenses, ({ on }) => (on ?? began).slice(0, 7))) {
      if (!months.includes(month)) continue
      const spent = those.reduce((sum, { cents }) => sum + BigInt(cents), 0n)
      const winners = won.map((place) => customers[place]!).toSorted((one, other) => (one.id < other.id ? -1 : 1))
      if (winners.length === 0) add(`acquisition_cost ${month} ${await departmentOf(owner)}`, spent)
      let left = spent
      for (const [index, { department, boughtOn }] of winners.entries()) {
        // What is left is dealt to who is left, rounded up: another way to the same shares.
        const others = BigInt(winners.length - index)
        const share = (left + others - 1n) / others
        left -= share
        add(`${boughtOn !== null && boughtOn < began ? 'retention_cost' : 'acquisition_cost'} ${month} ${department}`, share)
      }
    }
  }
  return sums
}

async function kept(): Promise<Map<string, bigint>> {
  const rows = await world.query(`select indicator || ' ' || to_char(month, 'YYYY-MM') || ' ' || department as key, (part * 100)::text as cents from indicator_months where indicator in ('acquisition_cost', 'retention_cost') and part <> 0`)
  return new Map(rows.map(({ key, cents }) => [key, BigInt(Number(cents))]))
}

const nonZero = (sums: Map<string, bigint>) => Object.fromEntries([...sums].filter(([, cents]) => cents !== 0n).map(([key, cents]) => [key, String(cents)]).toSorted())

test('shares come to all that was spent, to the cent, in the month of the expense and the department of the customer; of what won nobody in that of its owner', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(campaign, { minLength: 1, maxLength: 3 }), async (given) => {
      await world.query(`update campaigns set deleted_at = now() where deleted_at is null`)
      for (const one of given) await plant(one)
      await keepIndicators(await world.contextOf('admin'))
      const [expected, came] = [await reckoned(given), await kept()]
      expect(nonZero(came)).toEqual(nonZero(expected))
      const spent = given.flatMap(({ began, expenses }) => expenses.filter(({ on }) => months.includes((on ?? began).slice(0, 7)))).reduce((sum, { cents }) => sum + BigInt(cents), 0n)
      expect([...came.values()].reduce((sum, cents) => sum + cents, 0n)).toBe(spent)
    }),
    { numRuns: 8 },
  )
}, 120_000)

test('the card opens the campaigns of the month, and a department those that concern it; a note that looks like a day is none', async () => {
  await world.query(`update campaigns set deleted_at = now() where deleted_at is null`)
  const [lin] = [customers.findIndex(({ department }) => department !== customers[1]!.department)]
  const within = await plant({ began: '2026-04-03', owner: 'chen', expenses: [{ cents: 1000, on: null }], won: [lin] })
  const alone = await plant({ began: '2026-02-03', owner: 'chen', expenses: [{ cents: 1000, on: '2026-04-30' }], won: [] })
  await plant({ began: '2026-02-03', owner: 'lin', expenses: [{ cents: 1000, on: '2026-03-31' }], won: [lin] })
  await keepIndicators(await world.contextOf('admin'))
  const opened = async (department?: string) => {
    const told: IndicatorStanding = (await admin.post('/api/v1/indicator-targets/standing', department ? { department } : {})).body
    const { also } = told.indicators.find(({ key }) => key === 'acquisition_cost')!
    expect(also!.object).toBe('campaign')
    return (await admin.list('campaigns', { filter: also!.filter })).map(({ id }) => id).toSorted()
  }
  expect(await opened()).toEqual([within, alone].toSorted())
  expect(await opened(customers[lin]!.department)).toEqual([within])
  expect((await admin.get(`/api/v1/campaigns/${within}`)).body.expenses).toMatchObject([{ on: '2026-04-03' }])
})
