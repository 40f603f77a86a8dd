import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { fixedClock } from '../../src/platform/clock.ts'

const now = '2026-03-11T04:00:00.000Z'

let world: TestApp
let lin: Client
let ma: Client
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock(now) })
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
})
afterAll(() => world.close())

const tasksOf = (customer: any, client = lin) => client.list('tasks', { filter: { customer: customer.id }, sort: 'due_on' })

describe('logging a contact', () => {
  test('takes no more than the customer and what was said: now, by the one who logs', async () => {
    const customer = await aCustomer(lin)
    const interaction = await create(lin, 'interactions', { customer: customer.id, content: '谈了\n  价格' })
    expect(interaction).toMatchObject({ channel: 'call', direction: 'out', owner: { id: world.ids.lin }, summary: '谈了 价格' })
    expect(new Date(interaction.at).toISOString()).toBe(now)
  })

  test('makes a task of every promise, for the one who made it, with its day, in the same transaction', async () => {
    const customer = await aCustomer(lin)
    const contact = await aContact(lin, customer.id)
    const interaction = await create(lin, 'interactions', { customer: customer.id, contacts: [contact.id], content: '走访', promises: [{ what: '寄样品', due_on: '2026-03-15' }, { what: '报价' }] })
    const tasks = await tasksOf(customer)
    expect(tasks).toMatchObject([
      { name: '寄样品', due_on: '2026-03-15', is_promise: true, status: 'open', owner: { id: world.ids.lin }, customer: { id: customer.id }, contact: { id: contact.id }, interaction: { id: interaction.id } },
      { name: '报价', due_on: null, is_promise: true },
    ])
    const rows = await world.query('select tx::text as tx, kind from events where record_id = any($1)', [[interaction.id, ...tasks.map((task) => task.id)]])
    expect(rows.map((row) => row.kind).sort()).toEqual(['interactions.interaction.created', 'interactions.task.created', 'interactions.task.created'])
    expect(new Set(rows.map((row) => row.tx)).size).toBe(1)
  })

  test('leaves nothing when one of its parts is wrong', async () => {
    const customer = await aCustomer(lin)
    const before = await world.query('select (select count(*) from events) as events, (select count(*) from tasks) as tasks, (select count(*) from interactions) as interactions')
    for (const input of [{ promises: [{ what: '好的' }, { due_on: '2026-03-15' }] }, { promises: [{ what: '好的' }, { what: '错日', due_on: '2026-02-30' }] }, { promises: [{ what: '好的' }], contacts: ['01900000-0000-7000-8000-000000000000'] }, { promises: [{ what: 'x'.repeat(600) }] }]) {
      expect((await lin.post('/api/v1/interactions', { customer: customer.id, content: 'x', ...input })).status).toBe(422)
    }
    const batch = await lin.post('/api/v1/interactions/batch', { create: [{ customer: customer.id, promises: [{ what: '一' }] }, { customer: customer.id, channel: 'pigeon' }] })
    expect(batch.status).toBe(422)
    expect(await world.query('select (select count(*) from events) as events, (select count(*) from tasks) as tasks, (select count(*) from interactions) as interactions')).toEqual(before)
    expect((await lin.get(`/api/v1/customers/${customer.id}`)).body.last_contact_at).toBeNull()
  })

  test('also a promise that is added later becomes a task, and none becomes two', async () => {
    const customer = await aCustomer(lin)
    const interaction = await create(lin, 'interactions', { customer: customer.id, content: '话', promises: [{ what: '寄样品' }] })
    await lin.patch(`/api/v1/interactions/${interaction.id}`, { promises: [{ what: '寄样品' }, { what: '回电', due_on: '2026-04-01' }] })
    await world.settle()
    expect((await tasksOf(customer)).map((task) => task.name).sort()).toEqual(['回电', '寄样品'])
    await lin.patch(`/api/v1/interactions/${interaction.id}`, { result: '谈妥' })
    await lin.patch(`/api/v1/interactions/${interaction.id}`, { promises: [{ what: '回电', due_on: '2026-04-01' }] })
    await world.settle()
    expect(await tasksOf(customer)).toHaveLength(2)
  })

  test('moves the last contact of the customer forward, never back', async () => {
    const customer = await aCustomer(lin)
    const last = async () => (await lin.get(`/api/v1/customers/${customer.id}`)).body.last_contact_at
    await create(lin, 'interactions', { customer: customer.id, at: '2026-02-01T00:00:00Z' })
    expect(Date.parse(await last())).toBe(Date.parse('2026-02-01T00:00:00Z'))
    await create(lin, 'interactions', { customer: customer.id, at: '2026-01-01T00:00:00Z' })
    expect(Date.parse(await last())).toBe(Date.parse('2026-02-01T00:00:00Z'))
    expect((await lin.get(`/api/v1/customers/${customer.id}`)).body.version).toBe(1)
  })

  test('of a role that may not know some of its fields works all the same', async () => {
    const admin = await world.asUser('admin')
    const role = await create(admin, 'roles', { key: 'clerk', name: '文员', grants: { '*': { see: 'all', create: 'all' }, interaction: { see: 'all', create: 'all', fields: { promises: 'hidden', contacts: 'hidden', owner: 'hidden', at: 'hidden' } } } })
    await create(admin, 'users', { name: '文员', user_name: 'clerk', password: 'paper-lantern-9', roles: [role.id] })
    const { signIn } = await import('../support/client.ts')
    const clerk = await signIn(world.app.server, { login: 'clerk', password: 'paper-lantern-9' })
    const customer = await aCustomer(lin)
    expect((await clerk.post('/api/v1/interactions', { customer: customer.id, content: '登记' })).status).toBe(201)
    expect(Date.parse((await lin.get(`/api/v1/customers/${customer.id}`)).body.last_contact_at)).toBe(Date.parse(now))
  })
})

describe('tasks', () => {
  const act = (task: any, action: string, client = lin) => client.post(`/api/v1/tasks/${task.id}/${action}`, {})

  test('are completed and reopened, and it is kept when and by whom', async () => {
    const task = await create(lin, 'tasks', { name: '回访', customer: (await aCustomer(lin)).id })
    const done = await act(task, 'complete', ma)
    expect(done).toMatchObject({ status: 200, body: { status: 'done', done_by: { id: world.ids.ma }, version: 2 } })
    expect(Date.parse(done.body.done_at)).toBe(Date.parse(now))
    expect((await act(task, 'complete')).status).toBe(409)
    expect((await act(task, 'reopen')).body).toMatchObject({ status: 'open', done_at: null, done_by: null, version: 3 })
    expect((await act(task, 'reopen')).status).toBe(409)
    const kinds = await world.query('select kind from events where record_id = $1 order by version', [task.id])
    expect(kinds.map((row) => row.kind)).toEqual(['interactions.task.created', 'interactions.task.completed', 'interactions.task.reopened'])
  })

  test('that are moved on the board keep the time as well', async () => {
    const task = await create(lin, 'tasks', { name: '看板' })
    const { body } = await lin.patch(`/api/v1/tasks/${task.id}`, { status: 'done' })
    expect(Date.parse(body.done_at)).toBe(Date.parse(now))
    expect((await lin.patch(`/api/v1/tasks/${task.id}`, { status: 'open' })).body).toMatchObject({ done_at: null, done_by: null })
  })

  test('a completion can be taken back', async () => {
    const task = await create(lin, 'tasks', { name: '误点' })
    await act(task, 'complete')
    const { data } = (await lin.get(`/api/v1/tasks/${task.id}/history`)).body
    expect((await lin.post(`/api/v1/tasks/${task.id}/undo`, { event: data[0].id })).status).toBe(200)
    expect((await lin.get(`/api/v1/tasks/${task.id}`)).body).toMatchObject({ status: 'open', done_at: null, done_by: null })
  })

  test('of others are 404 for actions, and two completions at once are one', async () => {
    const task = await create(lin, 'tasks', { name: '他人' })
    expect((await act(task, 'complete', await world.asUser('chen'))).status).toBe(404)
    const replies = await Promise.all(Array.from({ length: 6 }, () => act(task, 'complete')))
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  })

  test('that are due are found by words for days', async () => {
    for (const [name, due_on] of [['迟', '2026-03-10'], ['今', '2026-03-11'], ['明', '2026-03-12']]) await create(ma, 'tasks', { name, due_on, priority: 'high' })
    const due = async (filter: object) => (await ma.list('tasks', { filter: { owner: '@me', status: 'open', priority: 'high', ...filter } })).map((task) => task.name).sort()
    expect(await due({ due_on: { lt: 'today' } })).toEqual(['迟'])
    expect(await due({ due_on: 'today' })).toEqual(['今'])
    expect(await due({ due_on: { in_next: '2d' } })).toEqual(['今', '明'])
  })
})
