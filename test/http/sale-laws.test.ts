/** What holds in a sale whatever people do: no state is skipped by no way of writing, money is matched once, what was sold stays readable, a cancelled sale leaves nothing. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { prepareImport } from '../support/upload.ts'

let world: TestApp
let admin: Client
let lin: Client
let customer: any
beforeAll(async () => {
  world = await startTestApp({ background: true, clock: { now: () => new Date('2026-03-02T02:00:00Z') } })
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
  customer = await aCustomer(lin, { credit_days: 30 })
})
afterAll(() => world.close())

const line = { name: '布草', quantity: 3, price: '100', tax_rate: 13 }
const act = async (path: string, input: object = {}, client = lin) => client.post(`/api/v1/${path}`, input)
const done = async (path: string, input: object = {}, client = lin) => {
  const reply = await act(path, input, client)
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${reply.text}`)
  return reply.body
}
const read = async (path: string, client = lin) => (await client.get(`/api/v1/${path}`)).body

describe('no state is skipped', () => {
  /** How one of each is made, as it begins. */
  const made: Record<string, { object: string; input: () => Promise<object> | object }> = {
    leads: { object: 'lead', input: () => ({ name: '王女士', source: 'hot_line' }) },
    opportunities: { object: 'opportunity', input: () => ({ name: '年会' }) },
    quotes: { object: 'quote', input: () => ({ name: '年会', customer: customer.id, lines: [line] }) },
    contracts: { object: 'contract', input: () => ({ name: '年会', customer: customer.id, lines: [line] }) },
    orders: { object: 'order', input: () => ({ customer: customer.id, lines: [line] }) },
    invoices: { object: 'invoice', input: () => ({ customer: customer.id, lines: [line] }) },
    receipts: { object: 'receipt', input: () => ({ customer: customer.id, amount: '100' }) },
    purchases: { object: 'purchase', input: async () => ({ supplier: (await aCustomer(lin, { category: 'supplier' })).id, lines: [line] }) },
    claims: { object: 'claim', input: async () => ({ order: (await create(lin, 'orders', { customer: customer.id, lines: [line] })).id, description: '破损' }) },
    instalments: { object: 'instalment', input: async () => ({ order: (await create(lin, 'orders', { customer: customer.id, lines: [line] })).id, due_on: '2026-04-01', amount: '10' }) },
  }

  test.each(Object.entries(made))('of %s by creating, changing, a batch, a change of many or a file', async (path, { object, input }) => {
    const { objects } = (await lin.get('/api/v1/metadata')).body
    const states: string[] = objects.find(({ name }: any) => name === object).fields.find(({ name }: any) => name === 'status').options.map(({ key }: any) => key)
    expect(states.length).toBeGreaterThan(2)
    const begun = await create(lin, path, { ...(await input()) })
    const others = states.filter((state) => state !== begun.status)
    const count = async () => (await world.query(`select count(*)::int as n from ${path}`))[0].n
    const rows = await count()
    for (const status of others) {
      const given = { ...(await input()), status }
      const before = await count()
      expect([status, (await act(path, given)).status]).toEqual([status, 422])
      expect([status, (await lin.patch(`/api/v1/${path}/${begun.id}`, { status })).status]).toEqual([status, 422])
      const batch = (await act(`${path}/batch`, { create: [given], update: [{ id: begun.id, status }], atomic: false }))
      expect([status, batch.status === 422 || batch.body.results.every((result: any) => result.status === 'failed')]).toEqual([status, true])
      expect([status, (await admin.post(`/api/v1/${path}/bulk`, { filter: { id: begun.id }, change: { status }, expected: 1 })).status]).toEqual([status, 422])
      expect(await count()).toBe(before)
    }
    // A file may name no state; where the object takes no files at all there is no way either.
    await expect(prepareImport(admin, { object, file: `名称,状态\nx,${others[0]}\n`, mapping: { 状态: 'status' }, options: {} })).rejects.toThrow(/422.*status|403|404/s)
    expect(await count()).toBeGreaterThanOrEqual(rows)
    expect(await read(`${path}/${begun.id}`)).toMatchObject({ status: begun.status, version: begun.version })
  })

  test('of an order by any sequence of acts: it stands where its stamps say, each stamped in its order', async () => {
    const acts = ['confirm', 'start_production', 'finish_production', 'await_payment', 'mark_paid', 'ship', 'arrive', 'complete', 'take_back', 'cancel'] as const
    const inputs: Record<string, object> = { mark_paid: { note: '现金' }, ship: { carrier: '顺丰', tracking_number: 'SF1' }, arrive: { confirmed_by: '周敏' }, cancel: { reason: '改期' } }
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 12 }), async (sequence) => {
      const { id } = await create(lin, 'orders', { customer: customer.id, lines: [line] })
      for (const verb of sequence) {
        const before = await read(`orders/${id}`)
        const reply = await act(`orders/${id}/${verb}`, inputs[verb])
        expect([200, 409]).toContain(reply.status)
        const after = await read(`orders/${id}`)
        if (reply.status === 409) expect(after).toEqual(before)
        const stamps = (after.steps ?? []).map((step: any) => step.done_at !== undefined)
        // Nothing is stamped behind what is not.
        expect(stamps).toEqual(stamps.toSorted((one: boolean, other: boolean) => Number(other) - Number(one)))
        const reached = (after.steps ?? []).filter((step: any) => step.done_at !== undefined).at(-1)?.step ?? 'draft'
        if (after.status !== 'cancelled') expect(after.status).toBe(reached)
      }
    }), { numRuns: 25 })
  }, 120_000)
})

describe('receipts', () => {
  test('that come and are taken back at once never pay an invoice beyond its total, and all sums agree', async () => {
    const cents = fc.integer({ min: 1, max: 40_000 })
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cents, fc.boolean()), { minLength: 2, maxLength: 7 }), async (payments) => {
      const invoice = await create(lin, 'invoices', { customer: customer.id, lines: [line] })
      await done(`invoices/${invoice.id}/issue`)
      const receipts = await Promise.all(payments.map(([amount]) => create(lin, 'receipts', { customer: customer.id, amount: (amount / 100).toFixed(2) })))
      const replies = await Promise.all(receipts.map(async ({ id }, at) => {
        const amount = ((payments[at]?.[0] ?? 0) / 100).toFixed(2)
        const matched = await act(`receipts/${id}/match`, { matches: [{ invoice: invoice.id, amount }] })
        return payments[at]?.[1] && matched.status === 200 ? [matched.status, (await act(`receipts/${id}/unmatch`)).status] : [matched.status]
      }))
      expect(replies.flat().every((status) => status === 200 || status === 422)).toBe(true)
      const [sums] = await world.query(
        `select i.total::text as total, i.paid_total::text as paid, i.open_amount::text as open, i.status, coalesce(sum(m.amount) filter (where m.deleted_at is null), 0)::numeric(18,2)::text as matched
          from invoices i left join receipt_matches m on m.invoice_id = i.id where i.id = $1 group by i.id, i.total, i.paid_total, i.open_amount, i.status`, [invoice.id])
      expect(sums.matched).toBe(sums.paid)
      expect(Number(sums.paid)).toBeLessThanOrEqual(Number(sums.total))
      expect((Number(sums.total) - Number(sums.paid)).toFixed(2)).toBe(sums.open)
      expect(sums.status).toBe(Number(sums.open) === 0 ? 'paid' : 'issued')
    }), { numRuns: 15 })
    expect(await world.query('select count(*)::int as n from receipts where matched_total > amount or matched_total < 0')).toEqual([{ n: 0 }])
  }, 120_000)
})

describe('a sale that is taken back', () => {
  const lines = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 40 }), price: fc.integer({ min: 1, max: 9_999_999 }), discount: fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }), tax_rate: fc.constantFrom(0, 6, 9, 13) }), { minLength: 1, maxLength: 4 })
  const document = fc.record({ lines, discount_percent: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }), prices_include_tax: fc.boolean(), currency: fc.constantFrom('CNY', 'USD', 'JPY') })

  test('leaves every balance at zero: quote, order, confirmed, cancelled', async () => {
    await fc.assert(fc.asyncProperty(document, async ({ lines: drawn, currency, ...more }) => {
      const [digits, rate] = currency === 'JPY' ? [0, { exchange_rate: 0.048 }] : [2, currency === 'USD' ? { exchange_rate: 7.13 } : {}]
      const quote = await create(admin, 'quotes', {
        name: '法则', customer: customer.id, currency, ...rate, ...more,
        lines: drawn.map(({ price, ...one }, at) => ({ name: `第 ${at} 行`, ...one, price: (price / 10 ** digits).toFixed(digits) })),
      })
      await done(`quotes/${quote.id}/submit`, {}, admin)
      expect((await read(`quotes/${quote.id}`, admin)).status).toBe('approved')
      expect((await admin.post(`/api/v1/quotes/${quote.id}/send`, {})).status).toBe(200)
      await done(`quotes/${quote.id}/accept`, { by: '周敏' }, admin)
      const order = await done(`quotes/${quote.id}/to_order`, {}, admin)
      expect(order.total).toEqual(quote.total)
      const counted = async () => (await world.query('select coalesce(sum(amount), 0)::text as amount, count(*)::int as n from transactions where order_id = $1 and deleted_at is null', [order.id]))[0]
      await done(`orders/${order.id}/confirm`, {}, admin)
      expect(Number((await counted()).amount)).toBe(Number(order.base_total))
      const invoice = await done(`orders/${order.id}/invoice`, {}, admin)
      await done(`invoices/${invoice.id}/issue`, {}, admin)
      expect((await read(`invoices/${invoice.id}`, admin)).open_amount).toEqual(order.total)
      await done(`invoices/${invoice.id}/void`, { reason: '改期' }, admin)
      await done(`orders/${order.id}/cancel`, { reason: '改期' }, admin)
      expect(Number((await counted()).amount)).toBe(0)
      expect((await read(`invoices/${invoice.id}`, admin)).open_amount.amount).toMatch(/^0(\.00)?$/)
      expect((await read(`orders/${order.id}`, admin)).paid_total.amount).toMatch(/^0(\.00)?$/)
    }), { numRuns: 8 })
  }, 240_000)
})

describe('what was sold', () => {
  test('stays readable, printed and going on when its product, its price list and its people are gone', async () => {
    const owner = await world.asUser('chen')
    const buyer = await aCustomer(owner)
    const list = await create(admin, 'price-lists', { name: '春季价' })
    const product = await create(admin, 'products', { code: 'LS-9', name: '限定套房', unit: '间夜', price: '900' })
    await create(admin, 'prices', { price_list: list.id, product: product.id, price: '800', from_on: '2026-01-01' })
    const quote = await create(owner, 'quotes', { name: '春季', customer: buyer.id, lines: [{ product: product.id, quantity: 2, price: '800' }] })
    await done(`quotes/${quote.id}/submit`, {}, owner)
    expect((await owner.post(`/api/v1/quotes/${quote.id}/send`, {})).status).toBe(200)
    await done(`quotes/${quote.id}/accept`, { by: '周敏' }, owner)
    const order = await done(`quotes/${quote.id}/to_order`, {}, owner)
    await done(`orders/${order.id}/confirm`, {}, owner)
    const invoice = await done(`orders/${order.id}/invoice`, {}, owner)
    await done(`invoices/${invoice.id}/issue`, {}, owner)
    const documents = [`quotes/${quote.id}`, `orders/${order.id}`, `invoices/${invoice.id}`]
    const kept = async () => Promise.all(documents.map(async (path) => {
      const { lines, total, owner: who, customer: whose, number, steps } = (await admin.get(`/api/v1/${path}`)).body
      return { lines, total, who, whose, number, steps }
    }))
    const before = await kept()
    const paper = (await admin.get(`/api/v1/quotes/${quote.id}/pdf`)).text
    expect((await admin.del(`/api/v1/products/${product.id}`)).status).toBeLessThan(300)
    expect((await admin.del(`/api/v1/price-lists/${list.id}`)).status).toBeLessThan(300)
    expect((await admin.patch(`/api/v1/users/${world.ids.chen}`, { is_active: false })).status).toBe(200)
    const removed = await admin.del(`/api/v1/users/${world.ids.chen}`)
    expect(removed.status).toBeLessThan(500)
    expect(await kept()).toEqual(before)
    expect((await admin.get(`/api/v1/quotes/${quote.id}/pdf`)).text).toBe(paper)
    expect(before[1]?.lines).toMatchObject([{ name: '限定套房', code: 'LS-9', total: '1600.00' }])
    expect(before[1]?.steps[0]).toMatchObject({ step: 'confirmed', by_name: '陈宇' })
    // Others find them and go on with them.
    expect(await admin.list('orders', { filter: { customer: buyer.id } })).toHaveLength(1)
    expect((await admin.post(`/api/v1/orders/${order.id}/start_production`, {})).status).toBe(200)
    expect((await admin.list('transactions', { filter: { order: order.id } })).map(({ amount, item }) => [amount, item])).toEqual([['1600.00', '限定套房']])
  })
})
