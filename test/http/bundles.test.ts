import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let visitor: Client
let customer: any
let hall: any
let tea: any
let bundle: any
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date('2026-03-02T02:00:00Z') } })
  ;[admin, lin, visitor] = [await world.asUser('admin'), await world.asUser('lin'), world.anonymous()]
  customer = await aCustomer(lin)
  hall = await create(admin, 'products', { code: 'HY-1', name: '会议厅', unit: '场', price: '16800', cost: '4000' })
  tea = await create(admin, 'products', { code: 'HY-2', name: '会议茶歇', unit: '位', price: '68', cost: '20.5' })
  bundle = await create(admin, 'products', { code: 'HY-9', name: '会议套餐', unit: '天', kind: 'bundle', price: '20000', tax_rate: 6, components: [{ product: hall.id, quantity: 1 }, { product: tea.id, quantity: 50 }] })
})
afterAll(() => world.close())

const done = async (path: string, id: string, action: string, input: object = {}, client = lin) => {
  const reply = await client.post(`/api/v1/${path}/${id}/${action}`, input)
  if (reply.status !== 200) throw new Error(`${path} ${action} answered ${reply.status}: ${reply.text}`)
  return reply.body
}
const aQuote = (more: object = {}) => create(lin, 'quotes', { name: '年会', customer: customer.id, lines: [{ product: bundle.id, quantity: 2 }, { name: '接送', quantity: 1, price: '380' }], ...more })
const inside = (document: any) => document.components.map(({ name, quantity }: any) => [name, quantity])

test('a bundle on a line shows what it is made of, in the quantity of the line; other lines show nothing', async () => {
  const quote = await aQuote()
  expect(quote.lines.map(({ contents }: any) => contents)).toEqual(['会议厅 2 场 + 会议茶歇 100 位', undefined])
  expect(quote.components).toEqual([
    { line: quote.lines[0].id, product: hall.id, code: 'HY-1', name: '会议厅', unit: '场', quantity: 1 },
    { line: quote.lines[0].id, product: tea.id, code: 'HY-2', name: '会议茶歇', unit: '位', quantity: 50 },
  ])
  expect(quote.total.amount).toBe('40380.00')
  // A part finds its documents.
  expect((await lin.list('quotes', { filter: { products: { contains: tea.id } } })).map(({ id }) => id)).toContain(quote.id)
  const { body } = await lin.patch(`/api/v1/quotes/${quote.id}`, { lines: [{ ...quote.lines[0], quantity: 3 }] })
  expect(body.lines[0].contents).toBe('会议厅 3 场 + 会议茶歇 150 位')
  expect((await lin.patch(`/api/v1/quotes/${quote.id}`, { lines: [{ name: '只有接送', quantity: 1, price: '380' }] })).body.components).toEqual([])
})

test('what it is made of may differ for one customer, of products that are there', async () => {
  const quote = await aQuote()
  const [line] = quote.lines
  const own = [{ line: line.id, product: tea.id, name: '会议茶歇（加量）', unit: '位', quantity: 80 }]
  expect(inside((await lin.patch(`/api/v1/quotes/${quote.id}`, { components: own })).body)).toEqual([['会议茶歇（加量）', 80]])
  expect(inside((await lin.patch(`/api/v1/quotes/${quote.id}`, { lines: [{ ...line, quantity: 5 }] })).body)).toEqual([['会议茶歇（加量）', 80]])
  for (const [components, path] of [
    [[{ ...own[0], product: customer.id }], 'components[0].product'], [[{ ...own[0], quantity: 0 }], 'components[0].quantity'], [[{ line: line.id, quantity: 1 }], 'components[0].name'], ['x', 'components'], [[null], 'components[0]'],
  ] as const) {
    const refused = await lin.patch(`/api/v1/quotes/${quote.id}`, { components })
    expect([path, refused.status, refused.body.errors?.[0]?.path]).toEqual([path, 422, path])
  }
})

test('what was sent stays as it was sent: a bundle that changes later changes new lines only', async () => {
  const quote = await aQuote()
  await done('quotes', quote.id, 'submit')
  const { link } = await done('quotes', quote.id, 'send')
  const draft = await aQuote()
  await admin.patch(`/api/v1/products/${bundle.id}`, { components: [{ product: hall.id, quantity: 1 }] })
  const token = String(link).split('/').at(-1)
  expect((await visitor.get(`/api/v1/public-quotes/${token}`)).body.paper.lines[0].contents).toBe('会议厅 2 场 + 会议茶歇 100 位')
  expect((await lin.patch(`/api/v1/quotes/${quote.id}`, { components: [] })).status).toBe(422)
  expect(inside((await lin.patch(`/api/v1/quotes/${draft.id}`, { lines: draft.lines })).body)).toEqual([['会议厅', 1], ['会议茶歇', 50]])
  expect(inside(await aQuote())).toEqual([['会议厅', 1]])
  await admin.patch(`/api/v1/products/${bundle.id}`, { components: [{ product: hall.id, quantity: 1 }, { product: tea.id, quantity: 50 }] })
  // What was made of it takes it along.
  await done('quotes', quote.id, 'accept', { by: '周敏' })
  const contract = await done('quotes', quote.id, 'to_contract')
  const order = await done('quotes', quote.id, 'to_order')
  expect([inside(contract), inside(order)]).toEqual([[['会议厅', 1], ['会议茶歇', 50]], [['会议厅', 1], ['会议茶歇', 50]]])
  await done('orders', order.id, 'confirm')
  expect((await done('orders', order.id, 'invoice')).lines[0].contents).toBe('会议厅 2 场 + 会议茶歇 100 位')
})

test('the cost of a bundle without one of its own is that of its parts; without all of them known there is no margin', async () => {
  const order = await create(lin, 'orders', { customer: customer.id, lines: [{ product: bundle.id, quantity: 2 }] })
  // 2 × (4,000 + 50 × 20.50)
  expect(await done('orders', order.id, 'confirm')).toMatchObject({ cost: '10050.00', margin: '27685.85' })
  const [counted] = await admin.list('transactions', { filter: { order: order.id } })
  expect(counted).toMatchObject({ quantity: 2, cost: '10050.00' })
  await admin.patch(`/api/v1/products/${tea.id}`, { cost: null })
  const unknown = await create(lin, 'orders', { customer: customer.id, lines: [{ product: bundle.id, quantity: 1 }] })
  expect(await done('orders', unknown.id, 'confirm')).toMatchObject({ cost: null, margin: null })
  await admin.patch(`/api/v1/products/${bundle.id}`, { cost: '9000' })
  const own = await create(lin, 'orders', { customer: customer.id, lines: [{ product: bundle.id, quantity: 2 }] })
  expect(await done('orders', own.id, 'confirm')).toMatchObject({ cost: '18000.00' })
})

test('whoever may not read the lines reads nothing of what is in them', async () => {
  const order = await create(lin, 'orders', { customer: customer.id, lines: [{ product: bundle.id, quantity: 2 }] })
  const role = await create(admin, 'roles', { key: 'no_lines', name: '看不到明细', grants: { '*': { see: 'all' }, order: { see: 'all', fields: { lines: 'hidden' } } } })
  expect((await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })).status).toBe(200)
  const seen = (await (await world.asUser('mei')).get(`/api/v1/orders/${order.id}`)).body
  expect([seen.id, seen.lines, seen.components]).toEqual([order.id, undefined, undefined])
})
