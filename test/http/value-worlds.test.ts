/** Worlds at the edge, data of the past by the ordinary import, and values after an undo. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { cdnowPurchases, hasPublishedData } from '../../src/modules/insight/models/test-data.ts'
import { analysisNames, keepIndicators } from '../../src/modules/analyses/index.ts'
import { aCustomer, aTransaction } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { importFile, work } from '../support/upload.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const clock = fixedClock('2026-05-20T04:00:00Z')

async function run(world: TestApp, kind: 'full' | 'changed', fit = false) {
  await world.settle()
  return evaluate(await world.contextOf('admin'), { kind, fit })
}

/** Every figure of an answer, however deep, that is no number. */
function faultsIn(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path]
  if (typeof value === 'string') return /^-?(NaN|Infinity)$/i.test(value) ? [path] : []
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => faultsIn(inner, `${path}.${key}`)) : []
}

type Bought = [at: string, amount: string, kind?: 'purchase' | 'refund']
const sameSecond: Bought[] = Array.from({ length: 10 }, (_, at): Bought => [`2026-05-19T03:00:00.${at}00Z`, '10.00'])
const worlds: [name: string, customers: Bought[][]][] = [
  ['nobody', []],
  ['a single customer who never bought', [[]]],
  ['a single customer who bought once', [[['2026-05-01T01:00:00Z', '100.00']]]],
  ['customers who never bought', [[], [], []]],
  ['only refunds', [[['2026-05-01T01:00:00Z', '-10.00', 'refund']], [['2026-04-01T01:00:00Z', '-10.00', 'refund'], ['2026-05-02T01:00:00Z', '-0.01', 'refund']]]],
  ['nothing but what is to come', [[['2190-01-01T00:00:00Z', '50.00']], [['2026-05-21T00:00:00Z', '50.00']]]],
  ['equal amounts on equal days', Array.from({ length: 6 }, (): Bought[] => [['2026-03-01T01:00:00Z', '100.00'], ['2026-04-01T01:00:00Z', '100.00']])],
  ['ten purchases in a second', [sameSecond, sameSecond]],
  ['amounts of nothing', [[['2026-05-01T01:00:00Z', '0.00']], [['2026-05-02T01:00:00Z', '0.00'], ['2026-05-03T01:00:00Z', '0.00']]]],
]

describe('a world of', () => {
  test.each(worlds)('%s has values, pages and figures that are defined', async (_name, customers) => {
    const world = await startTestApp({ clock })
    try {
      const admin = await world.asUser('admin')
      for (const bought of customers) {
        const { id } = await aCustomer(admin)
        for (const [at, amount, kind = 'purchase'] of bought) await aTransaction(admin, id, { at, amount, kind })
      }
      expect(await run(world, 'full', true)).toMatchObject({ customers: customers.length })
      await keepIndicators(await world.contextOf('admin'))
      const asked: [path: string, body: object][] = [
        ...['standing', 'bucket', 'cohorts', 'models'].map((name): [string, object] => [`customer-values/${name}`, {}]),
        ['customer-values/bucket', { dimension: 'tier' }], ['customer-values/grid', { across: 'alive_probability', up: 'profit' }], ['customer-values/grid', { across: 'monetary', up: 'recency_days' }],
        ...analysisNames.map((analysis): [string, object] => ['customer-values/analyse', { analysis, filter: {} }]),
        ['indicator-targets/standing', {}], ['suggestion-lists/mine', { condition: {} }], ['product-proposals/hit-rate', {}], ['contract-risks/model', {}],
        ['query', { object: 'customer', measures: [{ fn: 'sum', field: 'value.profit', as: 'sum' }, { fn: 'avg', field: 'value.lifetime_value', as: 'mean' }] }],
      ]
      for (const [path, body] of asked) {
        const reply = await admin.post(`/api/v1/${path}`, body)
        expect([path, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([path, 200, ''])
        expect([path, faultsIn(reply.body)]).toEqual([path, []])
      }
      const { curves } = (await admin.post('/api/v1/customer-values/standing', {})).body
      // JSON says null for what is no number.
      for (const point of [...curves.whale, ...curves.pareto]) expect(point).toEqual([expect.any(Number), expect.any(Number)])
      for (const value of await admin.list('customer-values')) {
        expect(faultsIn(value)).toEqual([])
        for (const path of [`customer-values/${value.id}/curve`, `customers/${value.customer.id}/suggestions`, `customers/${value.customer.id}/fitting-lists`, `customers/${value.customer.id}/tier`]) {
          const reply = await admin.post(`/api/v1/${path}`, {})
          expect([path, reply.status, faultsIn(reply.body)]).toEqual([path, 200, []])
        }
      }
    } finally {
      await world.close()
    }
  }, 60_000)
})

describe('values', () => {
  let world: TestApp
  let admin: Client
  beforeAll(async () => {
    world = await startTestApp({ background: true, clock })
    admin = await world.asUser('admin')
  })
  afterAll(() => world.close())
  /** All that was computed, without when it was written. */
  const everything = () => world.query(`select to_jsonb(v) - '{created_at,updated_at,version}'::text[] as value from customer_values v order by v.id`)
  const fromNothing = async () => {
    await world.query('truncate value_inputs; delete from customer_values')
    await run(world, 'full')
    return everything()
  }

  test('after the undo of an import are those from before it, and those of computing everything from nothing', async () => {
    const customers = await Promise.all(['甲', '乙', '丙'].map((name) => aCustomer(admin, { name: `${name}商行` })))
    for (const { id } of customers) await aTransaction(admin, id, { at: '2026-04-01T01:00:00Z', amount: '80.00', cost: '30.00' })
    await run(world, 'full')
    const before = await everything()
    const done = await importFile(admin, { object: 'transaction', file: `customer,date,amount,cost\n${customers.flatMap(({ name }) => ['2026-05-02', '2026-05-09', '2024-01-05'].map((day) => `${name},${day},300.00,20.00\n`)).join('')}` })
    expect(done.result).toMatchObject({ created: 9, failed: 0 })
    await run(world, 'changed')
    expect(await everything()).not.toEqual(before)
    expect((await work(admin, done.id, 'undo')).result.undone).toMatchObject({ records: 9, kept: 0 })
    expect(await run(world, 'changed')).toMatchObject({ kind: 'changed' })
    expect(await everything()).toEqual(before)
    expect(await fromNothing()).toEqual(before)
  })

  test('after a merge are those of the one customer, and after its undo those of both again', async () => {
    const [survivor, loser] = [await aCustomer(admin, { name: '合并甲' }), await aCustomer(admin, { name: '合并乙' })]
    await aTransaction(admin, survivor.id, { at: '2026-04-01T01:00:00Z', amount: '70.00' })
    for (const at of ['2026-01-05T01:00:00Z', '2026-05-05T01:00:00Z']) await aTransaction(admin, loser.id, { at, amount: '500.00' })
    await run(world, 'changed')
    const before = await everything()
    const merged = await admin.post(`/api/v1/customers/${survivor.id}/merge`, { with: loser.id, take: {} })
    expect(merged.status).toBe(200)
    await run(world, 'changed')
    const [joint] = await admin.list('customer-values', { filter: { customer: survivor.id } })
    expect(joint).toMatchObject({ monetary: '1070.00', purchase_days: 3 })
    const followed = await everything()
    expect(await fromNothing()).toEqual(followed)
    expect((await admin.post(`/api/v1/merges/${merged.body.id}/undo`)).status).toBe(200)
    await run(world, 'changed')
    expect(await everything()).toEqual(before)
    expect(await fromNothing()).toEqual(before)
  })

  test('as of a day of the past are of what was bought until then, leave no history, and are those of today again when the day is taken away', async () => {
    const customer = await aCustomer(admin, { name: '从前' })
    for (const [at, amount] of [['2024-11-05T01:00:00Z', '40.00'], ['2024-12-05T01:00:00Z', '60.00'], ['2026-05-10T01:00:00Z', '900.00']] as const) await aTransaction(admin, customer.id, { at, amount })
    await run(world, 'full')
    const [before, kept] = [await everything(), await world.query('select count(*)::int as n from value_changes')]
    const [rule] = await admin.list('value-rules')
    const asOf = async (as_of: string | null) => expect((await admin.patch(`/api/v1/value-rules/${rule.id}`, { as_of })).status).toBe(200)
    await asOf('2024-12-31')
    // Another day is another world: everything is computed anew.
    expect(await run(world, 'changed')).toMatchObject({ kind: 'full', as_of: '2024-12-31' })
    expect((await admin.list('customer-values', { filter: { customer: customer.id } }))[0]).toMatchObject({ monetary: '100.00', purchase_days: 2, recency_days: 26, last_purchase_on: '2024-12-05' })
    expect((await admin.post('/api/v1/customer-values/standing', {})).body).toMatchObject({ as_of: '2024-12-31' })
    await asOf('2190-01-01')
    expect(await run(world, 'changed')).toMatchObject({ kind: 'full', as_of: '2026-05-20' })
    await asOf(null)
    await run(world, 'full')
    expect(await everything()).toEqual(before)
    expect(await world.query('select count(*)::int as n from value_changes')).toEqual(kept)
  })
})

describe.skipIf(!hasPublishedData)('the CDNOW sample', () => {
  test('imported as its two columns of customers and purchases and valued as of the published day gives the published model', async () => {
    const world = await startTestApp({ background: true, clock })
    try {
      const admin = await world.asUser('admin')
      // As its readers find it: ids with leading zeros, days as an American writes them, dollars with their sign.
      const purchases = cdnowPurchases()
      const number = (at: number) => String(at + 1).padStart(5, '0')
      const american = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}/${day.slice(0, 4)}`
      const customers = await importFile(admin, { object: 'customer', file: `customer_id\n${purchases.map((_, at) => `${number(at)}\n`).join('')}`, options: { constants: { name: 'Guest {customer_id}' } }, mapping: { customer_id: 'number' } })
      expect(customers.result).toMatchObject({ created: 2357, failed: 0 })
      const lines = purchases.flatMap((of, at) => of.map(({ day, amount }) => `${number(at)},${american(day)},$${amount?.toFixed(2)}\n`))
      const bought = await importFile(admin, { object: 'transaction', file: `customer_id,date,amount\n${lines.join('')}` })
      expect(bought.result).toMatchObject({ created: 6919, failed: 0 })
      const [rule] = await admin.list('value-rules')
      await admin.patch(`/api/v1/value-rules/${rule.id}`, { as_of: '1997-09-30' })
      expect(await run(world, 'full', true)).toMatchObject({ as_of: '1997-09-30', customers: 2357 })
      const { models } = (await admin.post('/api/v1/customer-values/models', {})).body
      const fit = models.find(({ kind }: any) => kind === 'purchases').model
      // Eight customers have nothing but purchases of 0.00, which are none here; the file with them comes to the published digits (bg-nbd.test.ts).
      expect(fit).toMatchObject({ kind: 'fitted', customers: purchases.filter((of) => of.some(({ day, amount }) => day <= '1997-09-30' && Number(amount) > 0)).length })
      // Times are in days here, in weeks there: alpha is seven times as large.
      const { r, alpha, a, b } = fit.parameters
      for (const [name, found, published] of [['r', r, 0.24259], ['alpha', alpha / 7, 4.41353], ['a', a, 0.79289], ['b', b, 2.42575]] as const) expect([name, Math.abs(found / published - 1) < 0.01]).toEqual([name, true])
    } finally {
      await world.close()
    }
  }, 120_000)
})
