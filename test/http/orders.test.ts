import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let chen: Client
let customer: any
let room: any
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date('2026-03-02T02:00:00Z') } })
  ;[admin, lin, chen] = [await world.asUser('admin'), await world.asUser('lin'), await world.asUser('chen')]
  customer = await aCustomer(lin, { credit_days: 30 })
  room = await create(admin, 'products', { code: 'KF-001', name: '豪华大床房', unit: '间夜', price: '880', cost: '310', tax_rate: 6 })
})
afterAll(() => world.close())

const anOrder = (input: Record<string, unknown> = {}, client = lin) => create(client, 'orders', { customer: customer.id, lines: [{ product: room.id, quantity: 3 }], ...input })
const act = async (id: string, action: string, input: Record<string, unknown> = {}, client = lin, path = 'orders') => client.post(`/api/v1/${path}/${id}/${action}`, input)
const done = async (...asked: Parameters<typeof act>) => {
  const reply = await act(...asked)
  if (reply.status !== 200) throw new Error(`${asked[1]} answered ${reply.status}: ${reply.text}`)
  return reply.body
}
const consumed = (order: string) => admin.list('transactions', { filter: { order } })
const balance = async (order: string) => (await consumed(order)).reduce((total, { amount }) => total + Math.round(Number(amount) * 100), 0)

describe('an order', () => {
  test('is filled from its products and comes to the sum of its lines', async () => {
    const order = await anOrder({ discount_percent: 10 })
    expect(order.number).toMatch(/^DD-2026-\d{6}$/)
    expect(order.lines).toMatchObject([{ name: '豪华大床房', unit: '间夜', price: '880.0000', tax_rate: 6, amount: '2640.00', total: '2376.00' }])
    expect(order).toMatchObject({ status: 'draft', subtotal: { amount: '2640.00', currency: 'CNY' }, total: { amount: '2376.00', currency: 'CNY' }, tax_total: { amount: '134.49' }, base_total: '2376.00', kind: { name: '货物 Goods' } })
    expect(order.products).toMatchObject([{ name: '豪华大床房' }])
  })

  test('in another currency is told in it, and added up in the company’s', async () => {
    const order = await anOrder({ currency: 'USD', exchange_rate: 7.1, lines: [{ name: 'Room', quantity: 2, price: '120' }] })
    expect(order).toMatchObject({ total: { amount: '240.00', currency: 'USD' }, base_total: '1704.00' })
    expect((await lin.post('/api/v1/orders', { customer: customer.id, currency: 'USD', discount_amount: { amount: '5', currency: 'EUR' } })).body.errors).toMatchObject([{ path: 'discount_amount', code: 'other_currency' }])
  })

  test('that names a product which is not there is refused, and nothing is written', async () => {
    const before = await lin.list('orders', {})
    const refused = await lin.post('/api/v1/orders', { customer: customer.id, lines: [{ product: room.id }, { product: customer.id, name: '?', quantity: 1, price: '1' }] })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject([{ path: 'lines[1].product', code: 'reference_not_found' }])
    expect((await lin.post('/api/v1/orders', { customer: customer.id, lines: [{ product: 'x', quantity: 1 }] })).body.errors).toMatchObject([{ path: 'lines[0].product', code: 'invalid_reference' }])
    expect(await lin.list('orders', {})).toHaveLength(before.length)
  })

  test('goes through every step of its kind, each stamped with who and when', async () => {
    const order = await anOrder()
    for (const action of ['confirm', 'start_production', 'finish_production', 'await_payment']) await done(order.id, action)
    await done(order.id, 'mark_paid', { note: '现金收讫' })
    await done(order.id, 'ship', { carrier: '顺丰', tracking_number: 'SF1234567890', expected_on: '2026-03-05' })
    await done(order.id, 'arrive', { confirmed_by: '周敏' })
    const completed = await done(order.id, 'complete')
    expect(completed).toMatchObject({ status: 'completed', due_on: null, cost: '930.00', margin: '1560.57' })
    expect(completed.steps.map(({ step, by_name: by, done_at: at }: any) => [step, by, at !== undefined])).toEqual(
      ['confirmed', 'in_production', 'produced', 'awaiting_payment', 'paid', 'shipped', 'arrived', 'completed'].map((step) => [step, '林晓', true]),
    )
    expect(await lin.list('shipments', { filter: { order: order.id } })).toMatchObject([{ carrier: '顺丰', tracking_number: 'SF1234567890', confirmed_by: '周敏', customer: { id: customer.id } }])
  })

  test('knows by when its next step is due, for the follow-through sheet', async () => {
    const order = await anOrder()
    expect(order.due_on).toBeNull()
    expect(await done(order.id, 'confirm')).toMatchObject({ due_on: '2026-03-04' })
    expect(await done(order.id, 'start_production')).toMatchObject({ due_on: '2026-03-14' })
  })

  test('cannot skip a step: by action, by change, by batch, by bulk', async () => {
    const order = await anOrder()
    const skipped = await act(order.id, 'ship')
    expect(skipped.status).toBe(409)
    expect(skipped.body.detail ?? skipped.body.title).toContain('已确认')
    expect((await lin.patch(`/api/v1/orders/${order.id}`, { status: 'completed' })).status).toBe(422)
    expect((await lin.post('/api/v1/orders', { customer: customer.id, status: 'paid' })).status).toBe(422)
    const batch = await lin.post('/api/v1/orders/batch', { update: [{ id: order.id, status: 'paid' }] })
    expect(batch.body.results[0]).toMatchObject({ status: 'failed', problem: { status: 422 } })
    expect((await lin.get(`/api/v1/orders/${order.id}`)).body).toMatchObject({ status: 'draft', version: order.version })
    expect(await balance(order.id)).toBe(0)
  })

  test('confirmed counts as consumption to the cent, cancelled leaves nothing', async () => {
    const order = await anOrder({ lines: [{ product: room.id, quantity: 3 }, { name: '会议室', quantity: 1, price: '0.01' }, { name: '茶歇', quantity: 7, price: '33.33', discount: 12.5 }], discount_amount: '100' })
    const confirmed = await done(order.id, 'confirm')
    expect(await balance(order.id)).toBe(Math.round(Number(confirmed.base_total) * 100))
    expect(await consumed(order.id)).toMatchObject([{ staff: { name: '林晓' } }, {}, {}])
    await done(order.id, 'take_back')
    expect(await balance(order.id)).toBe(0)
    await done(order.id, 'confirm')
    await done(order.id, 'cancel', { reason: '客户改期' })
    expect(await balance(order.id)).toBe(0)
    expect((await act(order.id, 'confirm')).status).toBe(409)
    await world.settle()
    expect((await lin.get(`/api/v1/orders/${order.id}`)).body).toMatchObject({ status: 'cancelled', cancel_reason: '客户改期' })
  })

  test('cancelled it leaves nothing of its claims either, and is not cancelled nor taken back to a draft while it is invoiced', async () => {
    const order = await anOrder({ lines: [{ name: '床', quantity: 3, price: '100' }] })
    await done(order.id, 'confirm')
    const settle = async (amount: string) => {
      const claim = await create(lin, 'claims', { order: order.id, description: '破损' })
      await done(claim.id, 'propose', { settlement: 'refund', proposal: '退款', amount }, lin, 'claims')
      return (await act(claim.id, 'settle', {}, lin, 'claims')).status
    }
    expect([await settle('200'), await settle('150'), await settle('60')]).toEqual([200, 422, 200])
    const invoice = await done(order.id, 'invoice')
    await done(invoice.id, 'issue', {}, lin, 'invoices')
    for (const verb of ['cancel', 'take_back']) expect((await act(order.id, verb, verb === 'cancel' ? { reason: '改期' } : {})).body).toMatchObject({ status: 409, type: '/problems/invoiced' })
    expect(await balance(order.id)).toBe(4000)
    await done(invoice.id, 'void', { reason: '改期' }, lin, 'invoices')
    await done(order.id, 'take_back')
    await done(order.id, 'confirm')
    expect(await balance(order.id)).toBe(4000)
    const draft = await done(order.id, 'invoice')
    await done(order.id, 'cancel', { reason: '改期' })
    expect(await balance(order.id)).toBe(0)
    expect((await act(draft.id, 'issue', {}, lin, 'invoices')).status).toBe(409)
    expect(await settle('1')).toBe(422)
  })

  test('what keeps it from being cancelled, or a claim from being paid, tells nobody what they may not see', async () => {
    const order = await anOrder({ lines: [{ name: '床', quantity: 1, price: '100' }] })
    await done(order.id, 'confirm')
    const invoice = await done(order.id, 'invoice')
    await done(invoice.id, 'issue', {}, lin, 'invoices')
    const { number } = (await lin.get(`/api/v1/invoices/${invoice.id}`)).body
    const claim = await create(lin, 'claims', { order: order.id, description: '破损' })
    await done(claim.id, 'propose', { settlement: 'refund', proposal: '退款', amount: '777' }, lin, 'claims')
    const refusals = async () => [await act(order.id, 'cancel', { reason: '改期' }), await act(claim.id, 'settle', {}, lin, 'claims')].map(({ status, text }) => [status, text.includes(number), text.includes('100.00')])
    expect(await refusals()).toEqual([[409, true, false], [422, false, true]])
    const [{ id, grants }] = await admin.list('roles', { filter: { key: 'staff' } })
    await admin.patch(`/api/v1/roles/${id}`, { grants: { ...grants, invoice: {}, order: { ...(grants.order ?? grants['*']), fields: { base_total: 'hidden' } } } })
    try {
      expect((await lin.get(`/api/v1/invoices/${invoice.id}`)).status).not.toBe(200)
      expect(await refusals()).toEqual([[409, false, false], [422, false, false]])
    } finally {
      await admin.patch(`/api/v1/roles/${id}`, { grants })
    }
  })

  test('confirmed stands: its lines are changed only after it was taken back', async () => {
    const order = await anOrder()
    await done(order.id, 'confirm')
    const refused = await lin.patch(`/api/v1/orders/${order.id}`, { lines: [{ name: '别的', quantity: 1, price: '1' }] })
    expect(refused.body.errors).toMatchObject([{ path: 'lines', code: 'confirmed' }])
    expect((await lin.patch(`/api/v1/orders/${order.id}`, { remark: '请提前备货' })).status).toBe(200)
    expect((await lin.del(`/api/v1/orders/${order.id}`)).status).toBe(403)
    await done(order.id, 'take_back')
    expect((await lin.patch(`/api/v1/orders/${order.id}`, { lines: [{ name: '别的', quantity: 1, price: '1' }] })).body.total.amount).toBe('1.00')
  })

  test('of before is complete from the beginning, written only by whoever may change every order, and moves no more', async () => {
    expect((await lin.post('/api/v1/orders', { customer: customer.id, is_historic: true })).status).toBe(422)
    const old = await anOrder({ is_historic: true }, admin)
    expect(old.status).toBe('completed')
    expect((await act(old.id, 'take_back', {}, admin)).status).toBe(409)
    expect((await admin.patch(`/api/v1/orders/${old.id}`, { is_historic: false })).status).toBe(422)
  })

  test('stays readable when its product is gone', async () => {
    const fleeting = await create(admin, 'products', { code: 'LS-1', name: '临时产品', price: '10' })
    const order = await anOrder({ lines: [{ product: fleeting.id, quantity: 2 }] })
    await admin.del(`/api/v1/products/${fleeting.id}`)
    const read = (await lin.get(`/api/v1/orders/${order.id}`)).body
    expect(read.lines).toMatchObject([{ name: '临时产品', total: '20.00' }])
    expect((await lin.patch(`/api/v1/orders/${order.id}`, { lines: [...read.lines, { name: '加一行', quantity: 1, price: '5' }] })).body.total.amount).toBe('25.00')
  })

  test('of somebody else’s customer is not there', async () => {
    const order = await anOrder()
    expect((await chen.get(`/api/v1/orders/${order.id}`)).status).toBe(404)
    expect((await act(order.id, 'confirm', {}, chen)).status).toBe(404)
    expect((await lin.get(`/api/v1/orders/${order.id}`)).body.version).toBe(order.version)
  })

  test('confirmed by two at once is confirmed once', async () => {
    const order = await anOrder()
    const replies = await Promise.all([act(order.id, 'confirm'), act(order.id, 'confirm', {}, admin), act(order.id, 'confirm')])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await consumed(order.id)).toHaveLength(1)
  })
})

describe('the order of a quote', () => {
  test('is made once of what was accepted, with nothing typed twice; cancelled it leaves nothing, and may be made again', async () => {
    const quote = await create(lin, 'quotes', { name: '年会', customer: customer.id, discount_percent: 5, lines: [{ product: room.id, quantity: 10 }, { name: '场地', quantity: 1, price: '5000', tax_rate: 6 }] })
    expect((await act(quote.id, 'to_order', {}, lin, 'quotes')).status).toBe(409)
    await done(quote.id, 'submit', {}, lin, 'quotes')
    expect((await lin.post(`/api/v1/quotes/${quote.id}/send`, {})).status).toBe(200)
    await done(quote.id, 'accept', { by: '周敏' }, lin, 'quotes')
    const order = await done(quote.id, 'to_order', {}, lin, 'quotes')
    expect(order).toMatchObject({ status: 'draft', quote: { id: quote.id }, customer: { id: customer.id }, total: quote.total })
    expect((await act(quote.id, 'to_order', {}, lin, 'quotes')).body.type).toContain('ordered-already')
    await done(order.id, 'confirm')
    expect(await balance(order.id)).toBe(Math.round(Number(quote.base_total) * 100))
    await done(order.id, 'cancel', { reason: '改期' })
    expect(await balance(order.id)).toBe(0)
    expect((await done(quote.id, 'to_order', {}, lin, 'quotes')).id).not.toBe(order.id)
  })
})

describe('an invoice', () => {
  const invoiced = async (order: any) => done(order.id, 'invoice')
  const issued = async (order: any) => done((await invoiced(order)).id, 'issue', {}, lin, 'invoices')

  test('takes the lines of its order, is due after the credit days, and comes to the same', async () => {
    const order = await anOrder({ discount_amount: '40.01' })
    await done(order.id, 'confirm')
    const invoice = await issued(order)
    expect(invoice).toMatchObject({ status: 'issued', issued_on: '2026-03-02', due_on: '2026-04-01', total: order.total, open_amount: order.total })
    expect((await act(order.id, 'invoice')).body.type).toContain('nothing-left')
  })

  test('of a part leaves the rest for the next, and never more than was ordered', async () => {
    const order = await anOrder()
    await done(order.id, 'confirm')
    const first = await invoiced(order)
    await lin.patch(`/api/v1/invoices/${first.id}`, { lines: [{ ...first.lines[0], quantity: 1 }] })
    const second = await invoiced(order)
    expect(second.lines).toMatchObject([{ quantity: 2 }])
    await lin.patch(`/api/v1/invoices/${second.id}`, { lines: [{ ...second.lines[0], quantity: 3 }] })
    await done(first.id, 'issue', {}, lin, 'invoices')
    expect((await act(second.id, 'issue', {}, lin, 'invoices')).body.type).toContain('more-than-ordered')
  })

  test('issued stands; void takes it out of what is open', async () => {
    const order = await anOrder()
    await done(order.id, 'confirm')
    const invoice = await issued(order)
    expect((await lin.patch(`/api/v1/invoices/${invoice.id}`, { lines: [] })).body.errors).toMatchObject([{ code: 'issued' }])
    expect((await act(invoice.id, 'void', {}, lin, 'invoices')).status).toBe(422)
    expect(await done(invoice.id, 'void', { reason: '开错抬头' }, lin, 'invoices')).toMatchObject({ status: 'void', open_amount: { amount: '0.00' } })
    expect((await invoiced(order)).total).toEqual(order.total)
  })

  test('that was paid fills a plan made afterwards, and whatever part of it changes or goes', async () => {
    const order = await anOrder()
    await done(order.id, 'confirm')
    const invoice = await issued(order)
    const receipt = await create(lin, 'receipts', { customer: customer.id, amount: '1500' })
    await done(receipt.id, 'match', { matches: [{ invoice: invoice.id }] }, lin, 'receipts')
    const parts = []
    for (const [due_on, amount] of [['2026-04-10', '1640'], ['2026-03-10', '1000']]) parts.push(await create(lin, 'instalments', { order: order.id, due_on, amount }))
    const received = async () => {
      await world.settle()
      return (await lin.list('instalments', { filter: { order: order.id }, sort: 'due_on' })).map((part) => [part.due_on, part.received.amount, part.status])
    }
    expect(await received()).toEqual([['2026-03-10', '1000.00', 'received'], ['2026-04-10', '500.00', 'partly']])
    expect((await lin.patch(`/api/v1/instalments/${parts[1].id}`, { amount: '1200' })).status).toBe(200)
    expect(await received()).toEqual([['2026-03-10', '1200.00', 'received'], ['2026-04-10', '300.00', 'partly']])
    expect((await lin.del(`/api/v1/instalments/${parts[1].id}`)).status).toBe(204)
    expect(await received()).toEqual([['2026-04-10', '1500.00', 'partly']])
  })

  test('keeps what hangs on it: parts of its plan and claims do not move to another order', async () => {
    const [order, other] = [await anOrder(), await anOrder()]
    const part = await create(lin, 'instalments', { order: order.id, due_on: '2026-04-10', amount: '10' })
    const claim = await create(lin, 'claims', { order: order.id, description: '破损' })
    // It has the customer from the first, however the order was named: nothing offers to be undone.
    expect(await create(lin, 'claims', { order: { number: order.number }, description: '短少' })).toMatchObject({ order: { id: order.id }, customer: claim.customer, version: 1 })
    expect(claim).toMatchObject({ customer: { id: expect.any(String) }, version: 1 })
    for (const [path, { id }] of [['instalments', part], ['claims', claim]]) {
      const reply = await lin.patch(`/api/v1/${path}/${id}`, { order: other.id })
      expect([path, reply.status, reply.body.errors]).toMatchObject([path, 422, [{ path: 'order', code: 'fixed' }]])
    }
  })

  test('is paid by receipts, and its order goes on by itself', async () => {
    const order = await anOrder()
    for (const action of ['confirm', 'start_production', 'finish_production', 'await_payment']) await done(order.id, action)
    for (const [due_on, amount] of [['2026-03-10', '1000'], ['2026-04-10', '1640']]) await create(lin, 'instalments', { order: order.id, due_on, amount })
    const invoice = await issued(order)
    expect((await act(order.id, 'mark_paid')).body.type).toContain('not-paid')
    const first = await create(lin, 'receipts', { customer: customer.id, amount: '1500' })
    expect(await done(first.id, 'match', { matches: [{ invoice: invoice.id }] }, lin, 'receipts')).toMatchObject({ status: 'matched', open_amount: { amount: '0.00' } })
    expect(await lin.list('instalments', { filter: { order: order.id }, sort: 'due_on' })).toMatchObject([{ status: 'received', received: { amount: '1000.00' } }, { status: 'partly', received: { amount: '500.00' } }])
    expect((await lin.get(`/api/v1/orders/${order.id}`)).body).toMatchObject({ status: 'awaiting_payment', paid_total: { amount: '1500.00' } })
    const second = await create(lin, 'receipts', { customer: customer.id, amount: '2000' })
    expect(await done(second.id, 'match', { matches: [{ invoice: invoice.id }] }, lin, 'receipts')).toMatchObject({ status: 'partly', open_amount: { amount: '860.00' } })
    expect((await lin.get(`/api/v1/invoices/${invoice.id}`)).body).toMatchObject({ status: 'paid', open_amount: { amount: '0.00' }, paid_on: '2026-03-02' })
    expect((await lin.get(`/api/v1/orders/${order.id}`)).body).toMatchObject({ status: 'paid', paid_total: { amount: '2640.00' } })
    // Taken back, everything is as it was, but the step that was reached stays reached.
    await done(second.id, 'unmatch', {}, lin, 'receipts')
    expect((await lin.get(`/api/v1/invoices/${invoice.id}`)).body).toMatchObject({ status: 'issued', open_amount: { amount: '1140.00' }, paid_on: null })
    expect((await lin.get(`/api/v1/receipts/${second.id}`)).body).toMatchObject({ status: 'open', matched_total: { amount: '0.00' } })
    expect((await lin.get(`/api/v1/orders/${order.id}`)).body.paid_total.amount).toBe('1500.00')
  })

  test('is never paid twice by receipts that come at once', async () => {
    const order = await anOrder()
    await done(order.id, 'confirm')
    const invoice = await issued(order)
    const receipts = await Promise.all(Array.from({ length: 6 }, () => create(lin, 'receipts', { customer: customer.id, amount: '1000' })))
    const replies = await Promise.all(receipts.map(({ id }) => act(id, 'match', { matches: [{ invoice: invoice.id, amount: '1000' }] }, lin, 'receipts')))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 200, 422, 422, 422, 422])
    expect((await lin.get(`/api/v1/invoices/${invoice.id}`)).body).toMatchObject({ paid_total: { amount: '2000.00' }, open_amount: { amount: '640.00' } })
    const matches = await lin.list('receipt-matches', { filter: { invoice: invoice.id } })
    expect(matches.reduce((total, { amount }) => total + Number(amount.amount), 0)).toBe(2000)
  })

  test('a receipt without more words pays the oldest first', async () => {
    const payer = await aCustomer(lin)
    const orders = []
    for (let index = 0; index < 2; index++) {
      const order = await anOrder({ customer: payer.id, lines: [{ name: '房费', quantity: 1, price: '100' }] })
      await done(order.id, 'confirm')
      orders.push(order)
    }
    const late = await done((await invoiced(orders[0])).id, 'issue', { due_on: '2026-05-01' }, lin, 'invoices')
    const soon = await done((await invoiced(orders[1])).id, 'issue', { due_on: '2026-03-05' }, lin, 'invoices')
    const receipt = await create(lin, 'receipts', { customer: payer.id, amount: '150' })
    await done(receipt.id, 'match', {}, lin, 'receipts')
    expect((await lin.get(`/api/v1/invoices/${soon.id}`)).body.status).toBe('paid')
    expect((await lin.get(`/api/v1/invoices/${late.id}`)).body.open_amount.amount).toBe('50.00')
  })

  test('a match of more than is open, of another currency or of what is not there is refused whole', async () => {
    const order = await anOrder()
    await done(order.id, 'confirm')
    const invoice = await issued(order)
    const dollars = await create(lin, 'receipts', { customer: customer.id, amount: { amount: '10', currency: 'USD' } })
    expect((await act(dollars.id, 'match', { matches: [{ invoice: invoice.id }] }, lin, 'receipts')).body.errors).toMatchObject([{ path: 'matches[0].invoice', code: 'other_currency' }])
    const receipt = await create(lin, 'receipts', { customer: customer.id, amount: '9000' })
    const refused = await act(receipt.id, 'match', { matches: [{ invoice: invoice.id, amount: '2640.01' }, { invoice: customer.id, amount: '1' }] }, lin, 'receipts')
    expect(refused.body.errors).toMatchObject([{ path: 'matches[0].amount', code: 'too_large' }, { path: 'matches[1].invoice', code: 'reference_not_found' }])
    expect((await lin.get(`/api/v1/receipts/${receipt.id}`)).body).toMatchObject({ version: 1, status: 'open' })
    expect((await lin.del(`/api/v1/invoices/${invoice.id}`)).status).toBe(403)
  })
})

describe('ageing', () => {
  test('puts what is open into buckets that sum to it, of what the caller may see', async () => {
    const debtor = await aCustomer(lin)
    const days: [string, string, string][] = [['2025-11-01', '2025-11-20', '10'], ['2025-12-01', '2025-12-20', '20'], ['2026-01-01', '2026-01-10', '40'], ['2026-02-01', '2026-02-20', '80'], ['2026-03-01', '2026-03-31', '160']]
    for (const [issued_on, due_on, price] of days) {
      const invoice = await create(lin, 'invoices', { customer: debtor.id, lines: [{ name: '房费', quantity: 1, price }] })
      await done(invoice.id, 'issue', { issued_on, due_on }, lin, 'invoices')
    }
    const asked = { by: 'customer', filter: { customer: debtor.id } }
    const { rows, total } = (await lin.post('/api/v1/invoices/ageing', asked)).body
    expect(rows).toEqual([{ key: { id: debtor.id, name: debtor.name }, invoices: 5, open: '310.00', current: '160.00', to_30: '80.00', to_60: '40.00', to_90: '20.00', over_90: '10.00' }])
    expect(total).toMatchObject({ open: '310.00', invoices: 5 })
    expect((await chen.post('/api/v1/invoices/ageing', asked)).body).toMatchObject({ rows: [], total: { open: '0', invoices: 0 } })
  })
})

describe('ageing of many', () => {
  const names = ['current', 'to_30', 'to_60', 'to_90', 'over_90'] as const
  const cents = (text: string) => Math.round(Number(text) * 100)
  const bucketOf = (days: number) => (days <= 0 ? 'current' : days <= 30 ? 'to_30' : days <= 60 ? 'to_60' : days <= 90 ? 'to_90' : 'over_90')

  test('tells of each the same as their invoices do, of the largest first, however many are shown', async () => {
    const today = Date.parse('2026-03-02')
    const debtors = await Promise.all(Array.from({ length: 5 }, () => aCustomer(lin)))
    const expected = new Map<string, Record<string, number>>()
    for (let at = 0; at < 18; at++) {
      const debtor = debtors[(at * at) % 5]!
      const days = [-5, 0, 1, 30, 31, 60, 61, 90, 91][at % 9]!
      const due_on = new Date(today - days * 86_400_000).toISOString().slice(0, 10)
      const invoice = await create(lin, 'invoices', { customer: debtor.id, lines: [{ name: '房费', quantity: 1, price: `${at * 7 + 1}.${at % 10}3` }] })
      await done(invoice.id, 'issue', { issued_on: '2025-11-01', due_on }, lin, 'invoices')
      if (at % 6 === 0) expect((await lin.patch(`/api/v1/invoices/${invoice.id}`, { owner: null })).status).toBe(200)
      const row = expected.get(debtor.id) ?? { open: 0, invoices: 0, ...Object.fromEntries(names.map((name) => [name, 0])) }
      const open = cents(`${at * 7 + 1}.${at % 10}3`)
      expected.set(debtor.id, { ...row, open: row.open! + open, invoices: row.invoices! + 1, [bucketOf(days)]: row[bucketOf(days)]! + open })
    }
    const filter = { customer: { in: debtors.map(({ id }) => id) } }
    const asked = async (more: object) => (await lin.post('/api/v1/invoices/ageing', { filter, ...more })).body
    const figures = (row: any) => ({ open: cents(row.open), invoices: row.invoices, ...Object.fromEntries(names.map((name) => [name, cents(row[name])])) })
    const all = await asked({ by: 'customer' })
    expect(new Map(all.rows.map((row: any) => [row.key.id, figures(row)]))).toEqual(expected)
    expect(all.rows.map((row: any) => cents(row.open))).toEqual([...expected.values()].map(({ open }) => open!).sort((a, b) => b - a))
    for (const limit of [1, 2, 3]) expect(await asked({ by: 'customer', limit })).toEqual({ ...all, rows: all.rows.slice(0, limit) })
    const byOwner = await asked({ by: 'owner' })
    // What is nobody's is a row, too.
    expect(byOwner.rows.map((row: any) => [row.key?.id ?? null, row.invoices]).sort()).toEqual([[null, 3], [world.ids.lin, 15]].sort())
    for (const by of [undefined, 'customer', 'owner']) {
      const { rows, total } = await asked({ by })
      expect(figures(total)).toEqual(figures(all.total))
      if (by) for (const name of ['open', 'invoices', ...names] as const) expect([by, name, rows.reduce((sum: number, row: any) => sum + (figures(row) as any)[name], 0)]).toEqual([by, name, (figures(total) as any)[name]])
    }
  })
})

describe('a claim', () => {
  test('is proposed and settled; what was paid back is a refund', async () => {
    const order = await anOrder()
    const claim = await create(lin, 'claims', { order: order.id, kind: 'transit', description: '到货时两件破损', claimed_amount: '300' })
    expect(claim).toMatchObject({ status: 'open', customer: { id: customer.id } })
    expect((await act(claim.id, 'settle', {}, lin, 'claims')).status).toBe(409)
    expect((await act(claim.id, 'propose', { settlement: 'refund' }, lin, 'claims')).status).toBe(422)
    await done(claim.id, 'propose', { settlement: 'refund', proposal: '退款两件', amount: '260' }, lin, 'claims')
    expect(await done(claim.id, 'settle', {}, lin, 'claims')).toMatchObject({ status: 'settled', settled_amount: '260.00' })
    expect(await lin.list('transactions', { filter: { document: claim.number } })).toMatchObject([{ kind: 'refund', amount: '-260.00' }])
    expect((await act(claim.id, 'reject', { reason: '重复' }, lin, 'claims')).status).toBe(409)
  })
})

describe('a purchase', () => {
  test('for an order becomes its cost, and its margin is sale less purchase', async () => {
    const supplier = await aCustomer(lin, { category: 'supplier' })
    const order = await anOrder()
    expect(await done(order.id, 'confirm')).toMatchObject({ cost: '930.00', margin: '1560.57' })
    const purchase = await create(lin, 'purchases', { supplier: supplier.id, order: order.id, prices_include_tax: false, lines: [{ product: room.id, quantity: 3, price: '400' }] })
    expect((await create(lin, 'purchases', { supplier: supplier.id, lines: [{ name: '布草', quantity: 1, price: '9' }] })).order).toBeNull()
    await done(purchase.id, 'place', {}, lin, 'purchases')
    expect((await lin.get(`/api/v1/orders/${order.id}`)).body).toMatchObject({ cost: '1200.00', margin: '1290.57' })
    await done(purchase.id, 'receive', {}, lin, 'purchases')
    expect((await act(purchase.id, 'cancel', {}, lin, 'purchases')).status).toBe(409)
    expect(await done(purchase.id, 'pay', { on: '2026-03-09' }, lin, 'purchases')).toMatchObject({ status: 'paid', paid_on: '2026-03-09' })
  })
})
