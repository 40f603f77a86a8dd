import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { openMailbox, type Mailbox } from '../support/mailbox.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let mailbox: Mailbox<string>
let lin: Client
let chen: Client
let shipment: any
let number: string
beforeAll(async () => {
  mailbox = await openMailbox({ read: (_to, source) => source.toString('utf8') })
  world = await startTestApp({ background: true, clock: { now: () => new Date('2026-03-02T02:00:00Z') }, smtpUrl: mailbox.url })
  ;[lin, chen] = [await world.asUser('lin'), await world.asUser('chen')]
  const customer = await aCustomer(lin)
  const contact = await aContact(lin, customer.id, { emails: ['min@ningbo.example'] })
  const order = await create(lin, 'orders', { customer: customer.id, contact: contact.id, ship_to: '宁波市海曙区 8 号', lines: [{ name: '布草', unit: '套', quantity: 12, price: '80' }] })
  number = order.number
  for (const step of ['confirm', 'start_production', 'finish_production', 'await_payment']) expect((await lin.post(`/api/v1/orders/${order.id}/${step}`, {})).status).toBe(200)
  expect((await lin.post(`/api/v1/orders/${order.id}/mark_paid`, { note: '现金' })).status).toBe(200)
  expect((await lin.post(`/api/v1/orders/${order.id}/ship`, { carrier: '顺丰', tracking_number: 'SF1234567890', expected_on: '2026-03-05' })).status).toBe(200)
  ;[shipment] = await lin.list('shipments', { filter: { order: order.id } })
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

const tell = (input: object = {}, client = lin) => client.post(`/api/v1/shipments/${shipment.id}/tell-customer`, { to: ['min@ningbo.example'], ...input })
const mailTo = async (address: string) => {
  const mailed = () => mailbox.mails.find((mail) => mail.includes(address))
  for (let attempt = 0; attempt < 200 && !mailed(); attempt++) await new Promise((resolve) => setTimeout(resolve, 50))
  const mail = mailed() ?? ''
  return Buffer.from(mail.split('\r\n\r\n').slice(1).join('').replaceAll(/\s/g, ''), 'base64').toString('utf8')
}

describe('a shipping notice', () => {
  test('is refused without an address, to whoever does not see the order, and by writing its day', async () => {
    expect((await tell({ to: [] })).status).toBe(422)
    expect((await tell({ to: ['nobody'] })).status).toBe(422)
    expect((await tell({}, chen)).status).toBe(404)
    expect((await lin.patch(`/api/v1/shipments/${shipment.id}`, { notified_at: '2026-03-02T02:00:00Z' })).status).toBe(422)
    expect((await lin.get(`/api/v1/shipments/${shipment.id}`)).body).toMatchObject({ notified_at: null, notified_to: [], version: shipment.version })
  })

  test('says by mail who carries what under which number, and is kept with the shipment', async () => {
    const { status, body } = await tell({ message: '请安排人收货。', language: 'zh' })
    expect([status, body]).toMatchObject([200, { notified_at: expect.stringMatching(/^2026-03-02T02:00:00/), notified_to: ['min@ningbo.example'], tracking_number: 'SF1234567890' }])
    const text = await mailTo('min@ningbo.example')
    for (const said of [number, '顺丰', 'SF1234567890', '2026-03-05', '宁波市海曙区 8 号', '布草 × 12 套', '请安排人收货。']) expect(text).toContain(said)
    expect(await world.query('select kind from events where record_id = $1 order by id', [shipment.id])).toMatchObject([{ kind: 'orders.shipment.created' }, { kind: 'orders.shipment.customer_told' }])
  })

  test('mails nothing that is hidden from whoever sends it', async () => {
    const admin = await world.asUser('admin')
    const role = await create(admin, 'roles', { key: 'shipper', name: '发货员', grants: { '*': { see: 'all', change: 'all' }, order: { see: 'all', change: 'all', fields: { ship_to: 'hidden' } }, shipment: { see: 'all', change: 'all', fields: { tracking_number: 'hidden' } } } })
    expect((await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })).status).toBe(200)
    const shipper = await world.asUser('mei')
    expect((await tell({ to: ['hidden@ningbo.example'], language: 'zh' }, shipper)).status).toBe(200)
    const text = await mailTo('hidden@ningbo.example')
    for (const said of [number, '顺丰', '布草 × 12 套']) expect(text).toContain(said)
    for (const hidden of ['海曙区', 'SF1234567890']) expect(text).not.toContain(hidden)
  })

  test('tells of nothing once it has arrived', async () => {
    expect((await lin.post(`/api/v1/orders/${shipment.order.id}/arrive`, { confirmed_by: '周敏' })).status).toBe(200)
    expect((await tell()).body).toMatchObject({ status: 409, type: '/problems/arrived' })
  })
})
