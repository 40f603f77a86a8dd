/** A sale as a whole by program: what the pages do in test/journeys/sale.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let chen: Client
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date('2026-03-02T02:00:00Z') } })
  ;[admin, chen] = [await world.asUser('admin'), await world.asUser('chen')]
})
afterAll(() => world.close())

test('a call to the hot line becomes an accepted quote, an order through all its steps, a paid invoice and consumption', async () => {
  const act = async (path: string, id: string, action: string, input: object = {}) => {
    const { status, text, body } = await chen.post(`/api/v1/${path}/${id}/${action}`, input)
    if (status !== 200) throw new Error(`${path} ${action} answered ${status}: ${text}`)
    return body
  }
  await create(admin, 'assignment-rules', { name: '热线线索', object: 'lead', condition: { source: 'hot_line' }, departments: [], people: [world.ids.chen], is_active: true })
  const room = await create(admin, 'products', { code: 'KF-001', name: '豪华大床房', unit: '间夜', price: '880', tax_rate: 6 })
  const lead = await create(admin, 'leads', { name: '顾晓雯', company: '杭州云起会展', source: 'hot_line', wants: '经销商大会 90 人', phones: ['13800138111'] })
  await world.settle()
  await act('leads', lead.id, 'log-contact', { content: '要两天，先发报价' })
  await act('leads', lead.id, 'qualify')
  const { customer, contact } = await act('leads', lead.id, 'convert')
  const opportunity = await create(chen, 'opportunities', { name: '经销商大会', customer: customer.id, amount: '30000' })

  const quote = await create(chen, 'quotes', { name: '经销商大会报价', customer: customer.id, contact: contact.id, opportunity: opportunity.id, lines: [{ product: room.id, quantity: 20 }, { name: '欢迎晚宴', quantity: 9, price: '2888', unit: '桌' }] })
  expect((await act('quotes', quote.id, 'submit')).status).toBe('approved')
  const paper = await chen.get(`/api/v1/quotes/${quote.id}/pdf`)
  for (const word of ['杭州云起会展', '豪华大床房', '欢迎晚宴', '合计', '43,592.00', '人民币肆万叁仟伍佰玖拾贰元整']) expect(pdfText(paper.bytes)).toContain(word)
  const { link } = await act('quotes', quote.id, 'send')
  expect((await world.anonymous().post(`/api/v1/public-quotes/${link.split('/q/')[1]}/accept`, { name: '顾晓雯', agreed: true })).status).toBe(200)

  const order = await act('quotes', quote.id, 'to_order')
  expect(order).toMatchObject({ customer: { id: customer.id }, opportunity: { id: opportunity.id }, total: { amount: '43592.00' } })
  for (const step of ['confirm', 'start_production', 'finish_production', 'await_payment']) await act('orders', order.id, step)
  const invoice = await act('orders', order.id, 'invoice')
  await act('invoices', invoice.id, 'issue', { tax_number: '26330000088' })
  const receipt = await create(chen, 'receipts', { customer: customer.id, amount: '43592' })
  await act('receipts', receipt.id, 'match', { matches: [{ invoice: invoice.id, amount: '43592' }] })
  expect((await chen.get(`/api/v1/invoices/${invoice.id}`)).body).toMatchObject({ status: 'paid', open_amount: { amount: '0.00' } })
  expect((await chen.get(`/api/v1/orders/${order.id}`)).body.status).toBe('paid')
  await act('orders', order.id, 'ship', { carrier: '顺丰', tracking_number: 'SF100' })
  await act('orders', order.id, 'arrive', { confirmed_by: '顾晓雯' })
  const completed = await act('orders', order.id, 'complete')
  expect(completed.steps.every(({ done_at: at, by_name: by }: { done_at?: string; by_name?: string }) => at && by)).toBe(true)

  const consumed = await chen.list('transactions', { filter: { customer: customer.id } })
  expect(consumed.map(({ product, amount }) => [product?.name ?? null, amount]).toSorted()).toEqual([[null, '25992.00'], ['豪华大床房', '17600.00']].toSorted())
})
