/** Rules that see a complaint coming: each occasion opens one preventive case, whoever evaluates it how often, and nothing before it was switched on. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
const wednesday = new Date('2026-03-04T02:00:00Z')
let now = wednesday
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
})
beforeEach(async () => {
  now = wednesday
  admin = await signIn(world.app.server, { login: 'admin', password: castPassword })
  for (const { id } of await admin.list('warning-rules')) await admin.del(`/api/v1/warning-rules/${id}`)
})
afterAll(() => world.close())

const aRule = (input: object) => create(admin, 'warning-rules', { name: '预警', window_days: 60, severity: 'serious', plan: '主动致电', is_active: true, ...input })
const casesOf = (customer: string) => admin.list('complaints', { filter: { customer, origin: 'warning' }, sort: 'created_at' })
const night = async () => world.app.registry.modules.find(({ name }) => name === 'complaints')!.daily![0]!.run(await world.contextOf('admin'))
const aFault = (customer: string, input: object = {}) => create(admin, 'service-requests', { subject: '空调坏了', kind: 'fault', customer, ...input })
const simulate = async (client: Client, input: object) => client.post('/api/v1/warning-rules/simulate', { window_days: 60, ...input })
const solve = async (id: string, evaluation: number) => {
  for (const [verb, input] of [['check-terms'], ['diagnose'], ['complete', { solution: '修好' }], ['evaluate', { evaluation }]] as const) expect((await admin.post(`/api/v1/service-requests/${id}/${verb}`, input ?? {})).status).toBe(200)
}

/** Asks until there is something. */
const until = async (text: string) => {
  for (let tries = 0; tries < 200; tries++) {
    if ((await world.query(text)).length > 0) return
    await pause(20)
  }
  throw new Error(`It never came to: ${text}`)
}

test('a repeated fault opens a case as soon as it is entered, for whoever looks after the customer, with the plan and the reason', async () => {
  const rule = await aRule({ kind: 'repeated_fault', threshold: 2 })
  const product = await create(admin, 'products', { name: '空调' })
  const customer = (await aCustomer(admin, { owner: world.ids.lin })).id
  await aFault(customer, { product: product.id })
  await aFault(customer)
  await world.settle()
  expect(await casesOf(customer)).toEqual([])
  await aFault(customer, { product: product.id })
  await world.settle()
  const [found, ...more] = await casesOf(customer)
  expect(more).toEqual([])
  expect(found).toMatchObject({ origin: 'warning', status: 'opened', subject: '预警', severity: 'serious', plan: '主动致电', owner: { id: world.ids.lin }, product: { id: product.id }, rule: { id: rule.id } })
  expect(await world.query('select kind from notifications where receiver_id = $1 and record = $2', [world.ids.lin, found.id])).toEqual([{ kind: 'complaint_warning' }])
  expect(await world.query('select facts from complaints where id = $1', [found.id])).toEqual([{ facts: [{ zh: '60 天内报修 2 次', en: '2 faults within 60 days' }] }])
  // It goes on, and is the same case: another one only when its days are over.
  await aFault(customer, { product: product.id })
  await world.settle()
  await night()
  expect(await casesOf(customer)).toHaveLength(1)
  now = new Date(wednesday.getTime() + 61 * 86_400_000)
  admin = await signIn(world.app.server, { login: 'admin', password: castPassword })
  await aFault(customer, { product: product.id })
  await aFault(customer, { product: product.id })
  await world.settle()
  expect(await casesOf(customer)).toHaveLength(2)
})

test('a late order opens one case an order, however many evaluate it at once, also where the case was thrown away', async () => {
  await aRule({ kind: 'late_order', threshold: 3, window_days: 30 })
  const customer = (await aCustomer(admin)).id
  const anOrder = async (wanted: string, isConfirmed = true) => {
    const order = await create(admin, 'orders', { customer, wanted_on: wanted, lines: [{ name: '床品', quantity: 1, price: '100' }] })
    if (isConfirmed) expect((await admin.post(`/api/v1/orders/${order.id}/confirm`, {})).status).toBe(200)
    return order.id
  }
  const late = await anOrder('2026-02-28')
  await anOrder('2026-03-01')
  await anOrder('2026-01-01')
  await anOrder('2026-02-20', false)
  await Promise.all([night(), night(), night(), night()])
  const [found, ...more] = await casesOf(customer)
  expect([found.order.id, more]).toEqual([late, []])
  await night()
  await admin.del(`/api/v1/complaints/${found.id}`)
  await night()
  expect(await casesOf(customer)).toEqual([])
})

test('a falling rating and a second breach open one case each', async () => {
  await aRule({ name: '评价', kind: 'falling_rating', threshold: 2 })
  const customer = (await aCustomer(admin)).id
  for (const [at, stars] of [5, 4, 3, 2].entries()) {
    now = new Date(wednesday.getTime() + at * 3_600_000)
    const request = await aFault(customer, { kind: 'question' })
    await solve(request.id, stars)
    await world.settle()
    // 5; 4 below 5; 3 below 4.5; 2 below 4.
    expect([stars, (await casesOf(customer)).length]).toEqual([stars, stars === 2 ? 1 : 0])
  }
  await aRule({ name: '超时', kind: 'sla_breached', threshold: 2 })
  const other = (await aCustomer(admin)).id
  for (const count of [0, 1]) {
    const { id } = await aFault(other)
    await world.settle()
    await world.query("update service_requests set solution_state = 'breached' where id = $1", [id])
    await night()
    expect((await casesOf(other)).length).toBe(count)
  }
})

test('what a rule would open is told before it is switched on, is what it then opens, and nothing is written by asking', async () => {
  const customer = (await aCustomer(admin, { owner: world.ids.lin })).id
  await aFault(customer)
  await aFault(customer)
  const events = async () => (await world.query('select count(*)::int as count from events'))[0].count
  await world.settle()
  const before = await events()
  const asked = await simulate(admin, { kind: 'repeated_fault', threshold: 2, window_days: 1 })
  const told = asked.body.data.filter((one: any) => one.customer.id === customer)
  expect(told).toEqual([{ customer: { id: customer, name: expect.any(String) }, facts: [{ zh: '1 天内报修 2 次', en: '2 faults within 1 days' }] }])
  expect(await events()).toBe(before)
  expect(await casesOf(customer)).toEqual([])
  const off = await aRule({ kind: 'repeated_fault', threshold: 2, window_days: 1, is_active: false })
  await night()
  expect(await casesOf(customer)).toEqual([])
  expect((await admin.patch(`/api/v1/warning-rules/${off.id}`, { is_active: true })).status).toBe(200)
  await night()
  expect(await casesOf(customer)).toHaveLength(1)
  const after = await simulate(admin, { id: off.id, kind: 'repeated_fault', threshold: 2, window_days: 1 })
  expect(after.body.data.filter((one: any) => one.customer.id === customer)).toEqual([])
  expect((await simulate(await world.asUser('lin'), { kind: 'late_order', threshold: 1 })).status).toBe(403)
  for (const input of [{}, { kind: 'x', threshold: 1 }, { kind: 'late_order', threshold: -1 }, { kind: 'late_order', threshold: 1.5 }, { kind: 'late_order', threshold: 1, window_days: 0 }]) expect((await simulate(admin, input)).status).toBe(422)
})

test('killed while it opens them, it leaves none behind, and the next run opens each once', async () => {
  await aRule({ kind: 'repeated_fault', threshold: 2, window_days: 30, name: '断电' })
  const customer = (await aCustomer(admin)).id
  await create(admin, 'service-requests', { subject: '一', kind: 'question', customer, owner: null })
  await world.settle()
  await world.query("update service_requests set kind = 'fault' where customer_id = $1", [customer])
  await world.query("insert into service_requests (workspace_id, id, created_at, updated_at, number, subject, customer_id, channel, kind, priority, received_at) select workspace_id, gen_random_uuid(), created_at, updated_at, number || 'b', subject, customer_id, channel, kind, priority, received_at from service_requests where customer_id = $1", [customer])
  await world.query('update customers set owner_id = $1 where id = $2', [world.ids.lin, customer])
  const holding = world.query('begin; lock table notifications in share row exclusive mode; select pg_sleep(4); commit')
  await until("select 1 from pg_locks where relation = 'notifications'::regclass and mode = 'ShareRowExclusiveLock' and granted")
  // It has written its cases and waits to tell people: the connection breaks here, as it does when the process dies.
  const run = night().then(() => 'done', () => 'broken')
  await until("select pg_terminate_backend(a.pid) from pg_stat_activity a join pg_locks k on k.pid = a.pid and k.relation = 'complaints'::regclass and k.mode = 'RowExclusiveLock' and k.granted where a.wait_event_type = 'Lock'")
  expect(await run).toBe('broken')
  await holding
  expect(await world.query('select 1 from complaints where customer_id = $1', [customer])).toEqual([])
  await Promise.all([night(), night()])
  expect(await casesOf(customer)).toHaveLength(1)
})
