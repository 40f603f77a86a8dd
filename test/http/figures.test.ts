import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { refreshAllPurchaseTotals } from '../../src/modules/sales/actions/refresh-purchase-totals.ts'
import { fixedClock } from '../../src/platform/clock.ts'

interface Line {
  customer: string
  tier: string
  city: string | null
  at: string
  /** In Shanghai. */
  day: string
  item: string
  kind: string
  amount: string
  quantity: number
}

let world: TestApp
let admin: Client
let lines: Line[]
const idOf = new Map<string, string>()

beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-03-11T04:00:00Z') })
  admin = await world.asUser('admin')
  for (const [index, name] of ['甲', '乙', '丙', '丁'].entries()) {
    const owner = index % 2 ? world.ids.chen : world.ids.lin
    const customer = await create(admin, 'customers', { name, owner, tier: ['vip', 'a', 'a', 'b'][index], addresses: index === 3 ? [] : [{ city: ['宁波市', '杭州市', '宁波市'][index] }] })
    idOf.set(name, customer.id)
  }
  lines = Array.from({ length: 160 }, (_, index) => {
    // Between 22:00 and 02:00 in Shanghai, so that the zone decides the day.
    const at = new Date(Date.UTC(2025, 0, 1, 14 + (index % 4), 30) + ((index * 2_654_435) % 435) * 24 * 3600_000)
    return {
      customer: ['甲', '乙', '丙', '丁'][(index * 7) % 4]!,
      tier: ['vip', 'a', 'a', 'b'][(index * 7) % 4]!,
      city: ['宁波市', '杭州市', '宁波市', null][(index * 7) % 4]!,
      at: at.toISOString(),
      day: new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10),
      item: ['茶', '酒', '茶具'][index % 3]!,
      kind: index % 10 === 0 ? 'refund' : 'purchase',
      amount: (index % 10 === 0 ? -1 : 1) * ((index * 37) % 1000) + '.' + String(index % 100).padStart(2, '0'),
      quantity: (index % 5) + 0.5,
    }
  })
  const input = lines.map(({ customer, at, item, kind, amount, quantity }) => ({ customer: idOf.get(customer), at, item, kind, amount, quantity }))
  const reply = await admin.post('/api/v1/transactions/batch', { create: input })
  if (reply.status !== 200) throw new Error(reply.text)
})
afterAll(() => world.close())

const query = async (body: object, client = admin) => {
  const reply = await client.post('/api/v1/query', { object: 'transactions', ...body })
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.body.data as any[]
}
const sum = (amounts: string[]) => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))

describe('POST /api/v1/query', () => {
  test('agrees with a plain computation, for any group, measure and filter', async () => {
    const groups: Record<string, { ask: unknown; of: (line: Line) => unknown }> = {
      tier: { ask: 'customer.tier', of: (line) => line.tier },
      city: { ask: { field: 'customer.city', as: 'city' }, of: (line) => line.city },
      item: { ask: 'item', of: (line) => line.item },
      kind: { ask: 'kind', of: (line) => line.kind },
      month: { ask: { field: 'at', by: 'month', as: 'month' }, of: (line) => line.day.slice(0, 7) },
      year: { ask: { field: 'at', by: 'year', as: 'year' }, of: (line) => `${line.day.slice(0, 4)}-01-01` },
      day: { ask: { field: 'at', by: 'day', as: 'day' }, of: (line) => line.day },
      customer: { ask: 'customer', of: (line) => JSON.stringify({ id: idOf.get(line.customer), name: line.customer }) },
      owner: { ask: 'customer.owner.name', of: (line) => (['甲', '丙'].includes(line.customer) ? '林晓' : '陈宇') },
    }
    const filters: [unknown, (line: Line) => boolean][] = [
      [undefined, () => true],
      [{ kind: 'purchase' }, (line) => line.kind === 'purchase'],
      [{ customer: { tier: { in: ['a', 'b'] } } }, (line) => line.tier !== 'vip'],
      [{ at: { gte: '2025-06-01', lte: '2025-12-31' }, amount: { gt: '100' } }, (line) => line.day >= '2025-06-01' && line.day <= '2025-12-31' && new Decimal(line.amount).gt(100)],
      [{ item: '没有' }, () => false],
    ]
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...Object.keys(groups)), { maxLength: 3 }), fc.constantFrom(...filters), async (names, [filter, isIn]) => {
        const data = await query({
          filter,
          group_by: names.map((name) => groups[name]!.ask),
          measures: [{ fn: 'sum', field: 'amount', as: 'sum' }, { fn: 'count', as: 'count' }, { fn: 'avg', field: 'quantity', as: 'mean' }, { fn: 'min', field: 'amount', as: 'least' }, { fn: 'max', field: 'at', as: 'last' }, { fn: 'count_distinct', field: 'item', as: 'items' }],
          limit: 1000,
        })
        const keyOf = (line: Line) => names.map((name) => String(groups[name]!.of(line))).join('|')
        const wanted = Map.groupBy(lines.filter(isIn), keyOf)
        if (names.length === 0 && wanted.size === 0) {
          expect(data).toMatchObject([{ count: 0, sum: null }])
          return
        }
        const outputs = names.map((name) => ({ tier: 'customer.tier', owner: 'customer.owner.name' })[name] ?? name)
        const got = new Map(data.map((row) => [outputs.map((name) => (typeof row[name] === 'object' && row[name] ? JSON.stringify(row[name]) : String(row[name]))).join('|'), row]))
        expect([...got.keys()].sort()).toEqual([...wanted.keys()].sort())
        for (const [key, group] of wanted) {
          const row = got.get(key)
          expect(new Decimal(row.sum).eq(sum(group.map((line) => line.amount)))).toBe(true)
          expect(row.count).toBe(group.length)
          expect(row.mean).toBeCloseTo(group.reduce((total, line) => total + line.quantity, 0) / group.length, 3)
          expect(new Decimal(row.least).eq(Decimal.min(...group.map((line) => line.amount)))).toBe(true)
          expect(Date.parse(row.last)).toBe(Math.max(...group.map((line) => Date.parse(line.at))))
          expect(row.items).toBe(new Set(group.map((line) => line.item)).size)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('amounts are exact texts', async () => {
    const [row] = await query({ measures: [{ fn: 'sum', field: 'amount', as: 'sum' }] })
    expect(row.sum).toBe(sum(lines.map((line) => line.amount)).toFixed(2))
  })

  test('is sorted as asked and cut after the limit', async () => {
    const data = await query({ group_by: ['item'], measures: [{ fn: 'count', as: 'n' }], sort: ['-n', 'item'], limit: 2 })
    expect(data).toHaveLength(2)
    expect(data[0].n).toBeGreaterThanOrEqual(data[1].n)
    const byReference = await query({ group_by: ['customer'], sort: [{ field: 'customer', descending: true }] })
    expect(byReference).toHaveLength(4)
  })

  test('counts, when no measure is named, and takes objects by any of their names', async () => {
    expect(await query({})).toEqual([{ count: 160 }])
    for (const object of ['transaction', 'transactions']) expect(await query({ object })).toEqual([{ count: 160 }])
    expect(await query({ object: 'special-days' })).toEqual([{ count: 0 }])
  })

  test('groups by lists, booleans and days of other objects', async () => {
    expect(await query({ object: 'customers', group_by: ['tags'] })).toHaveLength(1)
    expect(await query({ object: 'customers', group_by: ['owner', 'tier', 'kind'], measures: [{ fn: 'avg', field: 'completeness' }] })).toHaveLength(4)
    expect(await query({ object: 'users', group_by: ['is_active', 'department.name'] })).toHaveLength(4)
    expect(await query({ object: 'customers', group_by: [{ field: 'founded_on', by: 'quarter' }] })).toHaveLength(1)
    expect(await query({ object: 'customers', group_by: ['phones', 'addresses', 'created_by', 'id'] })).toHaveLength(4)
  })

  test('answers a name of many bytes as it was given', async () => {
    const name = '一'.repeat(30)
    const reply = await admin.post('/api/v1/query', { object: 'customers', measures: [{ fn: 'count', as: name }] })
    expect(reply.status === 422 || reply.body.data[0][name] === 4).toBe(true)
  })

  test('sees only what the caller sees', async () => {
    const lin = await world.asUser('lin')
    const own = lines.filter((line) => ['甲', '丙'].includes(line.customer))
    expect(await query({}, lin)).toEqual([{ count: own.length }])
    expect((await query({ group_by: ['customer.owner.name'] }, lin)).map((row) => row['customer.owner.name'])).toEqual(['林晓'])
    expect(await query({}, await world.asUser('stranger'))).toEqual([{ count: 0 }])
  })

  test('what does not fit is refused with its place', async () => {
    const cases: [object, string][] = [
      [{ object: 'planets' }, 'object'],
      [{ group_by: ['colour'] }, 'group_by[0]'],
      [{ group_by: ['customer.owner.password'] }, 'group_by[0]'],
      [{ group_by: ['item.name'] }, 'group_by[0]'],
      [{ object: 'customers', group_by: ['contact_facts'] }, 'group_by[0]'],
      [{ group_by: [{ field: 'item', by: 'month' }] }, 'group_by[0]'],
      [{ measures: [{ fn: 'sum' }] }, 'measures[0].field'],
      [{ measures: [{ fn: 'sum', field: 'item' }] }, 'measures[0].field'],
      [{ measures: [{ fn: 'median', field: 'amount' }] }, 'measures[0].fn'],
      [{ measures: [{ fn: 'count', as: 'x"; drop table events' }] }, 'measures[0].as'],
      [{ measures: [{ fn: 'count', as: 'n' }, { fn: 'count', as: 'n' }] }, 'measures'],
      [{ sort: ['nothing'] }, 'sort[0]'],
      [{ limit: 0 }, 'limit'],
      [{ filter: { colour: 1 } }, 'filter.colour'],
      [{ having: {} }, 'having'],
    ]
    for (const [body, path] of cases) {
      const reply = await admin.post('/api/v1/query', { object: 'transactions', ...body })
      expect([body, reply.status, reply.body.errors?.[0].path]).toEqual([body, 422, path])
    }
  })
})

describe('statistics of consumption', () => {
  const statistics = async (body: object, client = admin) => {
    const reply = await client.post('/api/v1/transactions/statistics', body)
    if (reply.status !== 200) throw new Error(reply.text)
    return reply.body
  }

  function figures(of: Line[]) {
    const total = sum(of.map((line) => line.amount))
    return { count: of.length, sum: of.length === 0 ? '0' : total.toFixed(2), mean: of.length === 0 ? null : total.div(of.length).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2) }
  }

  test('agree with a plain computation, for one customer and for any group, in a period and against the one before', async () => {
    const day = fc.integer({ min: 0, max: 430 }).map((offset) => new Date(Date.UTC(2025, 0, 1) + offset * 24 * 3600_000).toISOString().slice(0, 10))
    const group = fc.constantFrom<[(line: Line) => boolean, () => object | undefined][]>(
      [() => true, () => undefined],
      [(line) => line.customer === '甲', () => ({ customer: idOf.get('甲') })],
      [(line) => line.tier === 'a', () => ({ customer: { tier: 'a' } })],
      [(line) => line.kind === 'refund', () => ({ kind: 'refund' })],
    )
    await fc.assert(
      fc.asyncProperty(day, day, group, async (one, other, [isIn, filter]) => {
        const [from, to] = one < other ? [one, other] : [other, one]
        const answer = await statistics({ filter: filter(), from, to })
        // Whole months are compared with whole months; that has a test of its own.
        fc.pre(!(from.endsWith('-01') && new Date(Date.parse(to) + 86_400_000).getUTCDate() === 1))
        const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
        const start = new Date(Date.parse(from) - length * 86_400_000).toISOString().slice(0, 10)
        const current = lines.filter((line) => isIn(line) && line.day >= from && line.day <= to)
        expect(answer.total).toEqual(figures(current))
        expect(answer.previous).toEqual(figures(lines.filter((line) => isIn(line) && line.day >= start && line.day < from)))
        const months = [...Map.groupBy(current, (line) => line.day.slice(0, 7))].map(([month, those]) => ({ month, count: those.length, sum: sum(those.map((line) => line.amount)).toFixed(2) }))
        expect(answer.by_month).toEqual(months.sort((a, b) => (a.month < b.month ? -1 : 1)))
        const products = [...Map.groupBy(current, (line) => line.item)].map(([product, those]) => ({ product, count: those.length, sum: sum(those.map((line) => line.amount)).toFixed(2) }))
        expect(answer.by_product.toSorted((a: any, b: any) => (a.product < b.product ? -1 : 1))).toEqual(products.sort((a, b) => (a.product < b.product ? -1 : 1)))
        expect(answer.last_at === null ? null : Date.parse(answer.last_at)).toBe(current.length === 0 ? null : Math.max(...current.map((line) => Date.parse(line.at))))
      }),
      { numRuns: 40 },
    )
  })

  test('without a period take everything, and nothing is before', async () => {
    const answer = await statistics({})
    expect(answer.total).toEqual(figures(lines))
    expect(answer.previous).toBeNull()
  })

  test('see only what the caller sees', async () => {
    const answer = await statistics({}, await world.asUser('lin'))
    expect(answer.total).toEqual(figures(lines.filter((line) => ['甲', '丙'].includes(line.customer))))
    expect((await statistics({}, await world.asUser('stranger'))).total.count).toBe(0)
  })

  test('a period that ends before it begins, or is none, is refused', async () => {
    for (const body of [{ from: '2026-02-01', to: '2026-01-01' }, { from: 'today' }, { from: '2026-02-30' }, { from: '0001-01-01' }, { to: '9999-12-31' }, { filter: [] }, { filter: { colour: 1 } }]) {
      expect([body, (await admin.post('/api/v1/transactions/statistics', body)).status]).toEqual([body, 422])
    }
  })
})

describe('the totals in the file of a customer', () => {
  test('follow every consumption line, and the last twelve months are counted apart', async () => {
    await world.settle()
    for (const name of ['甲', '乙', '丙', '丁']) {
      const of = lines.filter((line) => line.customer === name)
      const year = of.filter((line) => line.day >= '2025-03-11' && Date.parse(line.at) <= Date.parse('2026-03-11T04:00:00Z'))
      const { body } = await admin.get(`/api/v1/customers/${idOf.get(name)}`)
      expect(body).toMatchObject({
        total_amount: sum(of.map((line) => line.amount)).toFixed(2),
        annual_amount: sum(year.map((line) => line.amount)).toFixed(2),
        purchase_count: of.filter((line) => line.kind === 'purchase').length,
        version: 1,
      })
      expect(Date.parse(body.first_purchase_at)).toBe(Math.min(...of.filter((line) => line.kind === 'purchase').map((line) => Date.parse(line.at))))
      expect(Date.parse(body.last_purchase_at)).toBe(Math.max(...of.map((line) => Date.parse(line.at))))
    }
  })

  test('of whoever gave everything back grow older like those of others', async () => {
    const even = await create(admin, 'customers', { name: '退清' })
    await create(admin, 'transactions', { customer: even.id, amount: '100.00', at: '2024-01-05T02:00:00Z' })
    await create(admin, 'transactions', { customer: even.id, amount: '-100.00', kind: 'refund', at: '2024-02-05T02:00:00Z' })
    await world.settle()
    // As it stood while the refund was less than a year ago.
    await world.query('update customers set annual_amount = -100 where id = $1', [even.id])
    const ctx = await world.contextOf('admin')
    await refreshAllPurchaseTotals(ctx)
    expect((await admin.get(`/api/v1/customers/${even.id}`)).body).toMatchObject({ total_amount: '0.00', annual_amount: '0.00' })
  })

  test('amounts beyond any sum do not stop the totals of the others', async () => {
    const huge = await create(admin, 'customers', { name: '天文数字' })
    expect((await admin.post('/api/v1/transactions', { customer: huge.id, amount: '9999999999999999.99' })).status).toBe(422)
    for (let count = 0; count < 3; count++) await create(admin, 'transactions', { customer: huge.id, amount: '1000000000000.00' })
    await world.query('update transactions set amount = 9999999999999999.99 where customer_id = $1', [huge.id])
    const other = await create(admin, 'customers', { name: '普通' })
    await create(admin, 'transactions', { customer: other.id, amount: '12.00' })
    await world.settle()
    expect((await admin.get(`/api/v1/customers/${other.id}`)).body.total_amount).toBe('12.00')
  })
})
