import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, aTask, create } from '../support/builders.ts'
import { signIn, type Client } from '../support/client.ts'
import { castPassword } from '../support/cast.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let now = new Date()
let world: TestApp
let admin: Client
let lin: Client
let mei: Client
beforeAll(async () => {
  world = await startTestApp({ background: true, clock: { now: () => now } })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  mei = await world.asUser('mei')
})
afterAll(() => world.close())

let counter = 0
const anIndustry = () => `交${++counter}`
const ownerOf = async (objects: string, id: string) => (await admin.get(`/api/v1/${objects}/${id}`)).body.owner?.id ?? null
const itemsOf = (handover: string) => admin.list('handover-items', { filter: { handover } })

async function settled(handover: { id: string }, state = 'done', client = admin): Promise<any> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const { body } = await client.get(`/api/v1/handovers/${handover.id}`)
    if (body.state === state) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The handover does not become ${state}`)
}

const start = (client: Client, more: object) => client.post('/api/v1/handovers', { from: world.ids.lin, to: world.ids.mei, reason: '调岗', ...more })

describe('a handover', () => {
  test('moves the customer with its open work, leaves what others do, and asks for an introduction', async () => {
    const customer = await aCustomer(lin)
    const [open, done, foreign] = [await aTask(lin, { customer: customer.id }), await aTask(lin, { customer: customer.id }), await aTask(admin, { customer: customer.id, owner: world.ids.chen })]
    await lin.post(`/api/v1/tasks/${done.id}/complete`)
    const started = await start(lin, { customers: [customer.id] })
    expect([started.status, started.body.state, started.body.total, started.body.number]).toEqual([201, 'running', 1, expect.stringMatching(/^JJ-\d{4}-\d{4}$/)])
    await settled(started.body)
    expect(await ownerOf('customers', customer.id)).toBe(world.ids.mei)
    expect([await ownerOf('tasks', open.id), await ownerOf('tasks', done.id), await ownerOf('tasks', foreign.id)]).toEqual([world.ids.mei, world.ids.lin, world.ids.chen])
    const [item] = await itemsOf(started.body.id)
    expect(item).toMatchObject({ state: 'moved', to: { id: world.ids.mei }, acknowledged_at: null })
    expect(await ownerOf('tasks', item.task.id)).toBe(world.ids.mei)
    const [event] = await world.query("select before, after, cause, actor_id from events where record_id = $1 and kind = 'customers.customer.handed_over'", [customer.id])
    expect(event).toMatchObject({ before: { owner: world.ids.lin }, after: { owner: world.ids.mei }, cause: { handover: started.body.id }, actor_id: world.ids.lin })
    // The successor is told of it, and sees it.
    expect(await world.query("select kind from notifications where receiver_id = $1 and record = $2", [world.ids.mei, started.body.id])).toMatchObject([{ kind: 'handover_received' }])
    expect((await mei.get(`/api/v1/handovers/${started.body.id}`)).status).toBe(200)
    expect((await (await world.asUser('chen')).get(`/api/v1/handovers/${started.body.id}`)).status).toBe(404)
  })

  test('is acknowledged by the successor, one by one or all, and by nobody else', async () => {
    const customers = [await aCustomer(lin), await aCustomer(lin), await aCustomer(lin)]
    const { body: handover } = await start(lin, { customers: customers.map(({ id }) => id) })
    await settled(handover)
    const [first] = await mei.list('handover-items', { filter: { handover: handover.id } })
    expect((await lin.post(`/api/v1/handover-items/${first.id}/acknowledge`)).status).toBe(409)
    expect((await mei.post(`/api/v1/handover-items/${first.id}/acknowledge`)).body).toEqual({ acknowledged: 1 })
    expect((await mei.post(`/api/v1/handover-items/${first.id}/acknowledge`)).status).toBe(409)
    expect((await lin.post(`/api/v1/handovers/${handover.id}/acknowledge`)).status).toBe(409)
    expect((await mei.post(`/api/v1/handovers/${handover.id}/acknowledge`)).body).toEqual({ acknowledged: 2 })
    expect((await itemsOf(handover.id)).every((item) => item.acknowledged_at !== null)).toBe(true)
  })

  test('by a rule is split by load', async () => {
    const industry = anIndustry()
    const people = await Promise.all(['一', '二'].map((name, index) => create(admin, 'users', { name, user_name: `successor-${counter}-${index}`, password: 'long-enough-7' })))
    await create(admin, 'abilities', { person: people[0].id, weight: 3 })
    const rule = await create(admin, 'assignment-rules', { name: industry, people: [world.ids.lin, ...people.map(({ id }) => id)], is_active: false })
    for (let index = 0; index < 8; index++) await aCustomer(lin, { industry })
    const { body: handover } = await start(admin, { to: null, rule: rule.id, condition: { industry } })
    await settled(handover)
    const counts = await world.query('select owner_id, count(*)::int as n from customers where industry = $1 group by 1', [industry])
    expect(Object.fromEntries(counts.map(({ owner_id, n }) => [owner_id, n]))).toEqual({ [people[0].id]: 6, [people[1].id]: 2 })
  })

  test('can be taken back: customers, open work and introductions, but not what has gone on since', async () => {
    const [customer, gone] = [await aCustomer(lin), await aCustomer(lin)]
    const [task, taken] = [await aTask(lin, { customer: customer.id }), await aTask(lin, { customer: customer.id })]
    const { body: handover } = await start(lin, { customers: [customer.id, gone.id] })
    await settled(handover)
    await admin.patch(`/api/v1/customers/${gone.id}`, { owner: world.ids.chen })
    await admin.patch(`/api/v1/tasks/${taken.id}`, { owner: world.ids.chen })
    expect((await mei.post(`/api/v1/handovers/${handover.id}/revoke`)).status).toBe(403)
    expect((await lin.post(`/api/v1/handovers/${handover.id}/revoke`)).status).toBe(200)
    await settled(handover, 'undone')
    expect([await ownerOf('customers', customer.id), await ownerOf('customers', gone.id)]).toEqual([world.ids.lin, world.ids.chen])
    expect([await ownerOf('tasks', task.id), await ownerOf('tasks', taken.id)]).toEqual([world.ids.lin, world.ids.chen])
    const items = await itemsOf(handover.id)
    expect(items.map(({ state }) => state).toSorted()).toEqual(['passed_over', 'undone'])
    expect(await world.query("select 1 from tasks where customer_id = $1 and deleted_at is null and name like '%介绍%'", [customer.id])).toEqual([])
    expect((await lin.post(`/api/v1/handovers/${handover.id}/revoke`)).body.type).toContain('wrong-state')
  })

  test('takes the right to change each customer and its owner; else nothing is begun', async () => {
    const [own, other] = [await aCustomer(lin), await aCustomer(await world.asUser('chen'))]
    const before = await world.query('select count(*) from events')
    const refused: [Client, object, number][] = [
      [lin, { customers: [own.id, other.id] }, 422],
      [mei, { customers: [own.id] }, 422],
      [lin, { customers: [own.id], to: world.ids.lin }, 422],
      [lin, { customers: [own.id], to: null }, 422],
      [lin, { customers: [own.id], to: world.ids.stranger }, 422],
      [lin, { customers: [own.id], rule: own.id }, 422],
      [lin, { customers: [] }, 422],
      [lin, {}, 422],
      [lin, { condition: { no_such: 1 } }, 422],
      [lin, { condition: { industry: '没有这个行业' } }, 422],
      [lin, { customers: [own.id], reason: ' ' }, 422],
      [lin, { customers: [own.id], state: 'done' }, 422],
      [lin, { customers: ['x'] }, 422],
    ]
    for (const [client, more, status] of refused) expect([more, (await start(client, more)).status]).toEqual([more, status])
    expect((await admin.patch(`/api/v1/handovers/${own.id}`, {})).status).toBe(404)
    expect(await world.query('select count(*) from events')).toEqual(before)
  })

  test('of a thousand customers can be stopped on the way, and what has not gone stays', async () => {
    const industry = anIndustry()
    for (let slice = 0; slice < 4; slice++) await lin.post('/api/v1/customers/batch', { create: Array.from({ length: 500 }, (_, index) => ({ name: `众 ${slice} ${index}`, industry })) })
    const { body: handover } = await start(lin, { condition: { industry } })
    expect(handover.total).toBe(2000)
    const [{ job }] = await world.query('select job from handovers where id = $1', [handover.id])
    while ((await lin.get(`/api/v1/jobs/${job}`)).body.done === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect((await lin.post(`/api/v1/jobs/${job}/cancel`)).status).toBeLessThan(300)
    await settled(handover, 'cancelled')
    const counts = Object.fromEntries((await world.query('select state, count(*)::int as n from handover_items where handover_id = $1 group by 1', [handover.id])).map(({ state, n }) => [state, n]))
    expect(counts.moved).toBeGreaterThan(0)
    expect(counts.moved + counts.passed_over).toBe(2000)
    expect((await world.query('select count(*)::int as n from customers where industry = $1 and owner_id = $2', [industry, world.ids.mei]))[0].n).toBe(counts.moved)
  })

  test('is not taken back after thirty days', async () => {
    const customer = await aCustomer(lin)
    const { body: handover } = await start(lin, { customers: [customer.id] })
    await settled(handover)
    const real = now
    now = new Date(now.getTime() + 31 * 24 * 3600_000)
    const fresh = await signIn(world.app.server, { login: 'lin', password: castPassword })
    expect((await fresh.post(`/api/v1/handovers/${handover.id}/revoke`)).body.type).toContain('too-late')
    now = real
  })
})
