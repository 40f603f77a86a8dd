import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let chen: Client
let customer: any
let sale: Record<string, any>
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date('2026-03-02T02:00:00Z') } })
  ;[admin, lin, chen] = [await world.asUser('admin'), await world.asUser('lin'), await world.asUser('chen')]
  customer = await aCustomer(lin)
  sale = await aSaleOfLead()
})
afterAll(() => world.close())

const done = async (path: string, id: string, action: string, input: object = {}) => {
  const reply = await lin.post(`/api/v1/${path}/${id}/${action}`, input)
  if (reply.status !== 200) throw new Error(`${path} ${action} answered ${reply.status}: ${reply.text}`)
  return reply.body
}

/** From the lead to the money, each made from the one before. */
async function aSaleOfLead(): Promise<Record<string, any>> {
  const lead = await create(lin, 'leads', { name: '王女士', company: '链上公司', source: 'hot_line', budget: '90000' })
  await done('leads', lead.id, 'log-contact', { content: '年会' })
  await done('leads', lead.id, 'qualify')
  const converted = await done('leads', lead.id, 'convert', { customer: { id: customer.id }, contact: 'none', opportunity: { name: '年会' } })
  const lines = [{ name: '会议套餐', quantity: 10, price: '880' }]
  const quote = await create(lin, 'quotes', { name: '年会报价', customer: customer.id, opportunity: converted.opportunity.id, lines })
  const contract = await create(lin, 'contracts', { name: '年会合同', customer: customer.id, opportunity: converted.opportunity.id, lines })
  const order = await create(lin, 'orders', { customer: customer.id, quote: quote.id, contract: contract.id, lines })
  for (const step of ['confirm', 'start_production', 'finish_production', 'await_payment']) await done('orders', order.id, step)
  await done('orders', order.id, 'mark_paid', { note: '线下' })
  await done('orders', order.id, 'ship', { carrier: '顺丰', tracking_number: 'SF1' })
  const [shipment] = await lin.list('shipments', { filter: { order: order.id } })
  const claim = await create(lin, 'claims', { order: order.id, description: '破损', claimed_amount: '120' })
  const purchase = await create(lin, 'purchases', { supplier: customer.id, order: order.id, lines: [{ name: '布草', quantity: 1, price: '9' }] })
  const invoice = await done('orders', order.id, 'invoice')
  await done('invoices', invoice.id, 'issue')
  const receipt = await create(lin, 'receipts', { customer: customer.id, amount: '8800' })
  await done('receipts', receipt.id, 'match')
  return { lead, opportunity: converted.opportunity, quote, contract, order, purchase, shipment, claim, invoice, receipt }
}

const paths: Record<string, string> = { lead: 'leads', opportunity: 'opportunities', quote: 'quotes', contract: 'contracts', order: 'orders', purchase: 'purchases', shipment: 'shipments', claim: 'claims', invoice: 'invoices', receipt: 'receipts' }
const trail = (client: Client, object: string, id = sale[object].id) => client.post(`/api/v1/${paths[object]}/${id}/trail`, {})
const told = async (client: Client, object: string, id?: string) => {
  const { status, body } = await trail(client, object, id)
  expect(status).toBe(200)
  return body.data.map((entry: any) => `${entry.way} ${entry.object}`)
}

describe('the trail of a document', () => {
  test('tells from any of them where it came from and what became of it, and nothing of its neighbours', async () => {
    const all = ['lead', 'opportunity', 'quote', 'contract', 'order', 'purchase', 'shipment', 'claim', 'invoice', 'receipt']
    const cut: Record<string, [string[], string[]]> = {
      lead: [[], all.slice(1)],
      opportunity: [['lead'], all.slice(2)],
      quote: [['lead', 'opportunity'], all.slice(4)],
      contract: [['lead', 'opportunity'], all.slice(4)],
      order: [['lead', 'opportunity', 'quote', 'contract'], all.slice(5)],
      ...Object.fromEntries(['purchase', 'shipment', 'claim'].map((each) => [each, [['lead', 'opportunity', 'quote', 'contract', 'order'], []]])),
      invoice: [['lead', 'opportunity', 'quote', 'contract', 'order'], ['receipt']],
      receipt: [['lead', 'opportunity', 'quote', 'contract', 'order', 'invoice'], []],
    }
    for (const object of all) {
      const [back = [], on = []] = cut[object] ?? []
      const wanted = all.flatMap((each) => (each === object ? [`here ${each}`] : back.includes(each) ? [`back ${each}`] : on.includes(each) ? [`on ${each}`] : []))
      expect([object, await told(lin, object)]).toEqual([object, wanted])
    }
  })

  test('says number, words, state, amount and day', async () => {
    const { body } = await trail(lin, 'order')
    const of = (object: string) => body.data.find((entry: any) => entry.object === object)
    expect(body.has_more).toBe(false)
    expect(of('lead')).toEqual({ object: 'lead', id: sale.lead.id, way: 'back', number: 'XS-2026-000001', title: '王女士', status: 'converted', amount: '90000.00', currency: null, day: '2026-03-02' })
    expect(of('quote')).toMatchObject({ number: 'BJ-2026-000001', title: '年会报价', status: 'draft', amount: '8800.00', currency: 'CNY' })
    expect(of('shipment')).toMatchObject({ title: 'SF1', status: null, amount: null, day: '2026-03-02' })
    expect(of('receipt')).toMatchObject({ number: sale.receipt.number, status: 'matched', amount: '8800.00', day: '2026-03-02' })
  })

  test('goes through the versions of a quote in their order', async () => {
    const first = await create(lin, 'quotes', { name: '客房报价', customer: customer.id, lines: [{ name: '大床房', quantity: 1, price: '880' }] })
    await done('quotes', first.id, 'submit')
    await done('quotes', first.id, 'send', {})
    const second = await done('quotes', first.id, 'revise')
    expect(await told(lin, 'quote', first.id)).toEqual(['here quote', 'on quote'])
    expect((await trail(lin, 'quote', second.id)).body.data).toMatchObject([{ id: first.id, way: 'back' }, { id: second.id, way: 'here' }])
  })

  test('of an invoice does not tell of what else its receipt paid; that of the receipt tells of both', async () => {
    const bills = []
    for (const price of ['100', '200']) {
      const order = await create(lin, 'orders', { customer: customer.id, lines: [{ name: '早餐', quantity: 1, price }] })
      await done('orders', order.id, 'confirm')
      const bill = await done('orders', order.id, 'invoice')
      await done('invoices', bill.id, 'issue')
      bills.push(bill.id)
    }
    const receipt = await create(lin, 'receipts', { customer: customer.id, amount: '300' })
    await done('receipts', receipt.id, 'match')
    expect(await told(lin, 'receipt', receipt.id)).toEqual(['back order', 'back order', 'back invoice', 'back invoice', 'here receipt'])
    for (const id of bills) expect(await told(lin, 'invoice', id)).toEqual(['back order', 'here invoice', 'on receipt'])
  })

  test('leaves out what lies in the recycle bin', async () => {
    const claim = await create(lin, 'claims', { order: sale.order.id, description: '误报' })
    expect((await told(lin, 'order')).filter((one: string) => one === 'on claim')).toHaveLength(2)
    expect((await lin.del(`/api/v1/claims/${claim.id}`)).status).toBe(204)
    expect((await told(lin, 'order')).filter((one: string) => one === 'on claim')).toHaveLength(1)
  })
})

test('quotes, contracts, orders and invoices are found by number, by whoever may see them', async () => {
  const invoice = (await lin.get(`/api/v1/invoices/${sale.invoice.id}`)).body
  await lin.patch(`/api/v1/invoices/${invoice.id}`, { tax_number: '24332000000012345678' })
  for (const [object, words] of [['quote', sale.quote.number], ['contract', sale.contract.number], ['order', sale.order.number], ['invoice', invoice.number], ['order', sale.order.number.slice(-9)], ['invoice', '24332000000012345678']] as const) {
    const hits = async (client: Client) => (await client.get(`/api/v1/search?q=${encodeURIComponent(words)}`)).body.data.filter((hit: any) => hit.object === object).map(({ id }: any) => id)
    expect([words, await hits(lin)]).toEqual([words, expect.arrayContaining([sale[object].id])])
    expect([words, await hits(chen)]).toEqual([words, []])
  }
})

describe('what one may not see', () => {
  test('has no trail', async () => {
    for (const object of Object.keys(paths)) {
      expect([object, (await trail(chen, object)).status]).toEqual([object, 404])
      expect([object, (await trail(await world.asUser('stranger'), object)).status]).toEqual([object, 404])
    }
    expect((await trail(lin, 'order', 'no-id')).status).toBe(404)
    expect((await lin.post(`/api/v1/orders/${sale.order.id}/trail`, { depth: 9 })).status).toBe(422)
  })

  test('is not there in the trail of what one may, nor what lies behind it', async () => {
    expect((await lin.post(`/api/v1/orders/${sale.order.id}/share`, { person: world.ids.chen, right: 'read' })).status).toBe(201)
    // The lead is chen's; the opportunity between it and the order is not.
    expect((await admin.patch(`/api/v1/leads/${sale.lead.id}`, { owner: world.ids.chen })).status).toBe(200)
    expect((await admin.patch(`/api/v1/contracts/${sale.contract.id}`, { owner: world.ids.chen })).status).toBe(200)
    expect((await chen.get(`/api/v1/leads/${sale.lead.id}`)).status).toBe(200)
    const { body } = await trail(chen, 'order')
    expect(body.data.map((entry: any) => `${entry.way} ${entry.object}`)).toEqual(['back contract', 'here order', 'on shipment', 'on claim'])
    expect(body.has_more).toBe(false)
    expect(await told(chen, 'lead')).toEqual(['here lead'])
  })

  test('a field that may not be read is neither told nor followed, in either direction', async () => {
    const role = await create(admin, 'roles', { key: 'no_quote_of_order', name: '看不到来源', grants: { '*': { see: 'all' }, order: { see: 'all', fields: { quote: 'hidden', total: 'hidden' } } } })
    expect((await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })).status).toBe(200)
    const mei = await world.asUser('mei')
    const { body } = await trail(mei, 'order')
    expect(body.data.filter((entry: any) => entry.way === 'back').map((entry: any) => entry.object)).toEqual(['lead', 'opportunity', 'contract'])
    expect(body.data.find((entry: any) => entry.way === 'here')).toMatchObject({ number: sale.order.number, amount: null })
    expect(await told(mei, 'quote')).toEqual(['back lead', 'back opportunity', 'here quote'])
  })
})
