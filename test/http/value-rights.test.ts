/** Who is told what things cost and what is earned by them, by the roles a company begins with; and what a person's copy says of values. */
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const costs = ['margin', 'contact_cost', 'complaint_cost', 'field_cost', 'serve_cost', 'profit', 'profit_percent', 'historic_value']

let world: TestApp
let admin: Client
let customer: any
let product: any
const people: Record<string, Client> = {}
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z'), background: true })
  admin = await world.asUser('admin')
  const ids: Record<string, string> = {}
  for (const key of ['account_manager', 'customer_service', 'service_engineer', 'partner', 'finance', 'executive']) {
    const [role] = await admin.list('roles', { filter: { key } })
    ids[key] = (await create(admin, 'users', { name: key, email: `${key}@test.example`, user_name: key, password: castPassword, roles: [role.id] })).id
    people[key] = await signIn(world.app.server, { login: key, password: castPassword })
  }
  product = await create(admin, 'products', { name: '龙井', price: '100.00', cost: '60.00' })
  customer = await aCustomer(admin, { kind: 'person', owner: ids.account_manager })
  await aTransaction(admin, customer.id, { at: '2026-05-01T01:00:00Z', amount: '100.00', cost: '60.00', product: product.id })
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full' })
})
afterAll(() => world.close())

const pathOf = () => `/api/v1/customer-values/${customer.id}`

describe('costs and what is earned', () => {
  test.each(['account_manager', 'customer_service'])('are not told to the role %s, who reads how and how often a customer buys', async (role) => {
    const { status, body } = await people[role]!.get(pathOf())
    expect(status).toBe(200)
    expect(body).toMatchObject({ monetary: '100.00', segment: expect.any(String), lifecycle_stage: expect.any(String) })
    expect(costs.filter((name) => name in body)).toEqual([])
    for (const name of costs) expect([name, (await people[role]!.get(`/api/v1/customers?sort=value.${name}`)).status]).toEqual([name, 422])
    const [line] = (await people[role]!.get('/api/v1/transactions')).body.data
    expect(line).not.toHaveProperty('cost')
    const { body: profit } = await people[role]!.post('/api/v1/customer-values/analyse', { analysis: 'profit', filter: {} })
    const told = profit.blocks.flatMap(({ columns }: any) => columns.map(({ key }: any) => key))
    expect(told.filter((key: string) => ['margin', 'serve_cost', 'profit', 'cost', 'cost_part', 'so_far'].includes(key))).toEqual([])
    // A list that is chosen by them is not offered.
    const { body: metadata } = await people[role]!.get('/api/v1/metadata')
    expect(metadata.objects.find(({ name }: any) => name === 'customer_value').views.map(({ key }: any) => key)).not.toContain('costly')
  })

  test('are kept where somebody who is not told of them confirms an order', async () => {
    const order = await create(people.account_manager!, 'orders', { customer: customer.id, lines: [{ product: product.id, quantity: 3 }] })
    const { status, body } = await people.account_manager!.post(`/api/v1/orders/${order.id}/confirm`, {})
    expect([status, body.status, 'cost' in body, 'margin' in body]).toEqual([200, 'confirmed', false, false])
    expect((await admin.get(`/api/v1/orders/${order.id}`)).body).toMatchObject({ cost: '180.00' })
    expect((await people.account_manager!.patch(`/api/v1/orders/${order.id}`, { cost: '1.00' })).body.errors).toMatchObject([{ path: 'cost', code: 'unknown_field' }])
  })

  test.each(['service_engineer', 'partner'])('are not told to the role %s, nor any values', async (role) => {
    expect((await people[role]!.get(pathOf())).status).toBeGreaterThanOrEqual(403)
    expect((await people[role]!.get(`/api/v1/products/${product.id}`)).body).not.toHaveProperty('cost')
  })

  test.each(['finance', 'executive'])('are read by the role %s', async (role) => {
    expect((await people[role]!.get(pathOf())).body).toMatchObject({ margin: '40.00', serve_cost: '0.00', profit: '40.00' })
    expect((await people[role]!.get(`/api/v1/products/${product.id}`)).body).toMatchObject({ cost: '60.00' })
  })
})

test('the copy of a person has what was computed of it', async () => {
  const { body } = await admin.post('/api/v1/person-exports', { object: 'customer', record: customer.id })
  await world.settle()
  let job = (await admin.get(`/api/v1/jobs/${body.job}`)).body
  while (job.state === 'queued' || job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 20))
    job = (await admin.get(`/api/v1/jobs/${body.job}`)).body
  }
  const session = await world.anonymous().post('/api/v1/session', { login: 'admin', password: castPassword })
  const reply = await world.app.server.inject({ url: job.result.file, headers: { cookie: String(session.headers['set-cookie']).split(';', 1)[0] } })
  const data = JSON.parse(strFromU8(unzipSync(reply.rawPayload)['data.json']!))
  expect(data.records.customer_values).toMatchObject([{ id: customer.id, profit: '40.00', segment: expect.any(String), loyalty_index: expect.any(Number) }])
})
