/** Steps of orders that are late and invoices that are overdue are told, on the day, once, to those who look after them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMornings } from '../../src/commands/mornings.ts'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword, type Login } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let now = new Date('2026-03-02T02:00:00Z')
let customer: any
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  customer = await aCustomer(await as('lin'), { credit_days: 30 })
})
afterAll(() => world.close())

const as = (login: Login, language?: 'en'): Promise<Client> => signIn(world.app.server, { login, password: castPassword, ...(language ? { language } : {}) })
/** At half past seven by the clock of the company. */
const morning = async (day: string) => {
  now = new Date(`${day}T00:00:00Z`)
  now = new Date(now.getTime() - 30 * 60_000)
  await runMornings(world.app.runtime)
  now = new Date(now.getTime() + 3 * 3_600_000)
}
const told = async (login: Login, kind: string, record: string) =>
  (await world.query('select details, done_at is not null as done from notifications where receiver_id = $1 and kind = $2 and record = $3 order by id', [world.ids[login], kind, record])).map(({ details, done }: any) => [details.step?.en ?? null, details.day, done])
const act = async (client: Client, path: string, input: object = {}) => {
  const reply = await client.post(`/api/v1/${path}`, input)
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${reply.text}`)
  return reply.body
}
const anOrder = async () => create(await as('lin'), 'orders', { customer: customer.id, lines: [{ name: '布草', quantity: 2, price: '100' }] })

test('the owner of an order is told of a late step the day after it was due, once for each delay, and nobody else', async () => {
  now = new Date('2026-03-02T02:00:00Z')
  const order = await anOrder()
  expect(await act(await as('lin'), `orders/${order.id}/confirm`)).toMatchObject({ due_on: '2026-03-04' })
  await morning('2026-03-04')
  expect(await told('lin', 'order_late', order.id)).toEqual([])
  await morning('2026-03-05')
  await morning('2026-03-05')
  await morning('2026-03-06')
  expect(await told('lin', 'order_late', order.id)).toEqual([['In production', '2026-03-04', false]])
  for (const other of ['ma', 'mei', 'admin'] as const) expect([other, await told(other, 'order_late', order.id)]).toEqual([other, []])
  const texts = async (language?: 'en') => (await (await as('lin', language)).get('/api/v1/inbox?limit=100')).body.data.map(({ text }: any) => text)
  expect((await texts()).join()).toContain(`订单 ${order.number} 的“生产中”应于 2026-03-04 前完成，已经逾期`)
  expect((await texts('en')).join()).toContain(`Order ${order.number}: “In production” was due by 4 Mar 2026 and is late`)
  // Taken at last, it need not be read any more. Taken back and taken again, it is the same delay.
  await act(await as('lin'), `orders/${order.id}/start_production`)
  await world.settle()
  expect(await told('lin', 'order_late', order.id)).toEqual([['In production', '2026-03-04', true]])
  await act(await as('lin'), `orders/${order.id}/take_back`)
  await morning('2026-03-07')
  await world.settle()
  expect(await told('lin', 'order_late', order.id)).toEqual([['In production', '2026-03-04', false]])
  await act(await as('lin'), `orders/${order.id}/start_production`)
  await morning('2026-03-15')
  await world.settle()
  expect(await told('lin', 'order_late', order.id)).toEqual([['In production', '2026-03-04', true], ['Produced', '2026-03-14', false]])
})

test('an order that comes late to a step that is late already tells of that one, too; drafts, cancelled ones and the past are not told', async () => {
  now = new Date('2026-03-16T02:00:00Z')
  const [slow, draft, cancelled, old, gone] = await Promise.all(Array.from({ length: 5 }, anOrder))
  const lin = await as('lin')
  for (const one of [slow, cancelled, old, gone]) await act(lin, `orders/${one.id}/confirm`)
  await act(lin, `orders/${cancelled.id}/cancel`, { reason: '改期' })
  expect((await lin.patch(`/api/v1/orders/${gone.id}`, { owner: null })).status).toBe(200)
  // The morning work was away for a long time: what lay untouched is not told of now.
  await morning('2026-04-20')
  for (const one of [slow, draft, cancelled, old, gone]) expect(await told('lin', 'order_late', one.id)).toEqual([])
  await act(await as('lin'), `orders/${slow.id}/start_production`)
  await morning('2026-04-21')
  await world.settle()
  expect(await told('lin', 'order_late', slow.id)).toEqual([['Produced', '2026-03-28', false]])
  expect(await told('lin', 'order_late', old.id)).toEqual([])
})

test('an overdue invoice is told once to who looks after the customer, who owns it and who made it, as long as they see it', async () => {
  now = new Date('2026-04-22T02:00:00Z')
  const lin = await as('lin')
  const ma = await as('ma')
  const invoice = await create(ma, 'invoices', { customer: customer.id, owner: world.ids.mei, lines: [{ name: '房费', quantity: 1, price: '500' }] })
  const prompt = await create(lin, 'invoices', { customer: customer.id, lines: [{ name: '茶歇', quantity: 1, price: '50' }] })
  for (const { id } of [invoice, prompt]) await act(lin, `invoices/${id}/issue`, { due_on: '2026-04-25' })
  const receipt = await create(lin, 'receipts', { customer: customer.id, amount: '50' })
  await act(lin, `receipts/${receipt.id}/match`, { matches: [{ invoice: prompt.id }] })
  await morning('2026-04-25')
  expect(await told('lin', 'invoice_overdue', invoice.id)).toEqual([])
  await morning('2026-04-26')
  await morning('2026-04-27')
  for (const who of ['lin', 'mei', 'ma'] as const) expect([who, await told(who, 'invoice_overdue', invoice.id)]).toEqual([who, [[null, '2026-04-25', false]]])
  for (const who of ['admin', 'chen'] as const) expect([who, await told(who, 'invoice_overdue', invoice.id)]).toEqual([who, []])
  expect(await told('lin', 'invoice_overdue', prompt.id)).toEqual([])
  // Paid, nobody need read of it; the match taken back, it is open again and not told anew.
  const money = await create(await as('lin'), 'receipts', { customer: customer.id, amount: '500' })
  await act(await as('lin'), `receipts/${money.id}/match`, { matches: [{ invoice: invoice.id }] })
  await world.settle()
  expect(await told('mei', 'invoice_overdue', invoice.id)).toEqual([[null, '2026-04-25', true]])
  await act(await as('lin'), `receipts/${money.id}/unmatch`)
  await world.settle()
  await morning('2026-04-28')
  expect(await told('mei', 'invoice_overdue', invoice.id)).toEqual([[null, '2026-04-25', false]])
  // Another day to pay by is another delay.
  expect((await (await as('lin')).patch(`/api/v1/invoices/${invoice.id}`, { due_on: '2026-04-29' })).status).toBe(200)
  await world.settle()
  expect(await told('lin', 'invoice_overdue', invoice.id)).toEqual([[null, '2026-04-25', true]])
  await morning('2026-04-30')
  expect((await told('lin', 'invoice_overdue', invoice.id)).map(([, day]: any) => day)).toEqual(['2026-04-25', '2026-04-29'])
})

test('whoever made an invoice and does not see it any more is told nothing of it', async () => {
  now = new Date('2026-05-04T02:00:00Z')
  const mei = await as('mei')
  const own = await aCustomer(mei)
  const invoice = await create(mei, 'invoices', { customer: own.id, lines: [{ name: '房费', quantity: 1, price: '80' }] })
  await act(mei, `invoices/${invoice.id}/issue`, { due_on: '2026-05-05' })
  const admin = await as('admin')
  expect((await admin.patch(`/api/v1/customers/${own.id}`, { owner: world.ids.chen })).status).toBe(200)
  expect((await admin.patch(`/api/v1/invoices/${invoice.id}`, { owner: world.ids.chen })).status).toBe(200)
  expect((await (await as('mei')).get(`/api/v1/invoices/${invoice.id}`)).status).toBe(404)
  await morning('2026-05-06')
  expect([await told('mei', 'invoice_overdue', invoice.id), await told('chen', 'invoice_overdue', invoice.id)]).toEqual([[], [[null, '2026-05-05', false]]])
})

test('killed in the middle of the morning, the work tells nobody twice and leaves nobody out', async () => {
  now = new Date('2026-05-11T02:00:00Z')
  const order = await anOrder()
  await act(await as('lin'), `orders/${order.id}/confirm`)
  now = new Date('2026-05-14T00:00:00Z')
  const breaking = { name: 'breaking', run: () => Promise.reject(new Error('killed')) }
  const orders = world.app.runtime.registry.modules.find(({ name }) => name === 'orders')!
  const before = orders.mornings
  orders.mornings = [...(before ?? []), breaking]
  await runMornings(world.app.runtime).catch(() => null)
  expect(await told('lin', 'order_late', order.id)).toEqual([])
  orders.mornings = before
  await runMornings(world.app.runtime)
  await runMornings(world.app.runtime)
  expect(await told('lin', 'order_late', order.id)).toEqual([['In production', '2026-05-13', false]])
})
