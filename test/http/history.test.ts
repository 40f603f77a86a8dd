import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let ma: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
})
afterAll(() => world.close())

const page = async (client: Client, url: string) => {
  const reply = await client.get(url)
  if (reply.status !== 200) throw new Error(`${url} ${reply.text}`)
  return reply.body as { data: any[]; next_cursor: string | null }
}

async function walk(client: Client, url: string): Promise<any[]> {
  const all: any[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { data, next_cursor } = await page(client, `${url}${url.includes('?') ? '&' : '?'}cursor=${cursor}`)
    all.push(...data)
    cursor = next_cursor
  }
  return all
}

describe('the history of a record', () => {
  test('tells newest first who changed what from what to what', async () => {
    const { id } = await aCustomer(lin, { remark: '一' })
    await ma.patch(`/api/v1/customers/${id}`, { remark: '二', owner: world.ids.chen })
    const { data } = await page(ma, `/api/v1/customers/${id}/history`)
    expect(data.map((entry) => [entry.kind, entry.version, entry.actor.name])).toEqual([['customers.customer.updated', 2, '马丽'], ['customers.customer.created', 1, '林晓']])
    expect(data[0].fields.toSorted((a: any, b: any) => (a.field < b.field ? -1 : 1))).toEqual([
      { field: 'owner', before: { id: world.ids.lin, name: '林晓' }, after: { id: world.ids.chen, name: '陈宇' } },
      { field: 'remark', before: '一', after: '二' },
    ])
    expect(data[0].can_undo).toBe(true)
  })

  test('is walked page by page, each entry once', async () => {
    const { id } = await aCustomer(lin)
    for (let count = 0; count < 12; count++) await lin.patch(`/api/v1/customers/${id}`, { remark: String(count) })
    const entries = await walk(lin, `/api/v1/customers/${id}/history?limit=5`)
    expect(entries.map((entry) => entry.version)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  })

  test('of a record that may not be seen is not there', async () => {
    const { id } = await aCustomer(lin)
    const chen = await world.asUser('chen')
    const stranger = await world.asUser('stranger')
    for (const client of [chen, stranger]) {
      for (const part of ['history', 'timeline', 'page']) expect((await client.get(`/api/v1/customers/${id}/${part}`)).status).toBe(404)
    }
  })

  test('cannot be written, not even by the application', async () => {
    const ctx = await world.contextOf('admin')
    for (const text of ["update events set actor_name = 'x'", 'delete from events', 'truncate events']) {
      await expect(ctx.db.withConnection((connection) => connection.query(text))).rejects.toThrow(/permission denied/)
    }
  })
})

describe('the time line of a customer', () => {
  test('merges contacts, tasks, consumption and changes, newest first', async () => {
    const { id } = await aCustomer(lin)
    await aTransaction(lin, id, { at: '2026-01-05T02:00:00Z', item: '茶' })
    await create(lin, 'interactions', { customer: id, at: '2026-01-03T02:00:00Z', content: '电话' })
    await create(lin, 'tasks', { customer: id, name: '回访' })
    await lin.patch(`/api/v1/customers/${id}`, { tier: 'vip' })
    const { data } = await page(lin, `/api/v1/customers/${id}/timeline`)
    expect(data.map((entry) => entry.kind)).toEqual(['change', 'task', 'change', 'transaction', 'interaction'])
    expect(data.map((entry) => entry.at)).toEqual(data.map((entry) => entry.at).toSorted().toReversed())
    expect(data[0]).toMatchObject({ actor: { name: '林晓' }, object: 'customer', change: { kind: 'customers.customer.updated', fields: [{ field: 'tier', before: 'potential', after: 'vip' }] } })
    expect(data[3]).toMatchObject({ object: 'transaction', record: { item: '茶', amount: '100.00' } })
    expect(data[3]?.record).not.toHaveProperty('customer')
  })

  test('also tells of changes of what belongs to the customer', async () => {
    const { id } = await aCustomer(lin)
    const contact = await aContact(lin, id, { name: '周敏' })
    await lin.patch(`/api/v1/contacts/${contact.id}`, { position: '厂长' })
    await lin.del(`/api/v1/contacts/${contact.id}`)
    const { data } = await page(lin, `/api/v1/customers/${id}/timeline?kinds=change`)
    expect(data.map((entry) => [entry.object, entry.change.kind])).toEqual([
      ['contact', 'customers.contact.deleted'], ['contact', 'customers.contact.updated'], ['contact', 'customers.contact.created'], ['customer', 'customers.customer.created'],
    ])
  })

  test('is filtered by kinds and walked page by page, each entry once, also at the same moment', async () => {
    const { id } = await aCustomer(lin)
    const at = '2026-01-05T02:00:00Z'
    await admin.post('/api/v1/transactions/batch', { create: Array.from({ length: 23 }, (_, index) => ({ customer: id, at, item: `第${index}`, amount: '1.00' })) })
    await admin.post('/api/v1/interactions/batch', { create: Array.from({ length: 17 }, () => ({ customer: id, at, content: '话' })) })
    expect(await walk(lin, `/api/v1/customers/${id}/timeline?limit=7`)).toHaveLength(41)
    for (const limit of [1, 3, 7, 40]) {
      const entries = await walk(lin, `/api/v1/customers/${id}/timeline?limit=${limit}&kinds=transaction,interaction`)
      expect(entries).toHaveLength(40)
      expect(new Set(entries.map((entry) => entry.key)).size).toBe(40)
    }
    expect(await walk(lin, `/api/v1/customers/${id}/timeline?kinds=interaction`)).toHaveLength(17)
    expect((await lin.get(`/api/v1/customers/${id}/timeline?kinds=gossip`)).status).toBe(422)
    expect((await lin.get(`/api/v1/customers/${id}/timeline?cursor=x`)).status).toBe(422)
  })

  test('shows nothing of objects that the caller may not see, not even that they changed', async () => {
    const role = await create(admin, 'roles', { key: 'clerk', name: '文员', grants: { customer: { see: 'all' } } })
    await create(admin, 'users', { name: '文员', user_name: 'clerk', password: 'paper-lantern-9', roles: [role.id] })
    const { signIn } = await import('../support/client.ts')
    const clerk = await signIn(world.app.server, { login: 'clerk', password: 'paper-lantern-9' })
    const { id } = await aCustomer(lin)
    const task = await create(lin, 'tasks', { customer: id, name: '秘密' })
    await lin.patch(`/api/v1/tasks/${task.id}`, { name: '秘密二' })
    await aContact(lin, id)
    const { data } = await page(clerk, `/api/v1/customers/${id}/timeline`)
    expect(data.map((entry) => entry.object)).toEqual(['customer'])
    const whole = await clerk.get(`/api/v1/customers/${id}/page`)
    expect(whole.status).toBe(200)
    expect(whole.text).not.toContain('秘密')
    expect(whole.body).toMatchObject({ contacts: null, tasks: null })
  })
})

describe('the page of a customer in one request', () => {
  test('has the record, what belongs to it, its figures and the beginning of its time line', async () => {
    const customer = await aCustomer(lin)
    await aContact(lin, customer.id, { name: '周敏', is_primary: true })
    await create(lin, 'preferences', { customer: customer.id, kind: 'taboo', text: '不吃花生' })
    await create(lin, 'special_days'.replace('_', '-'), { customer: customer.id, name: '成立日', day: '2001-05-01', kind: 'founding' })
    await create(lin, 'relationships', { customer: customer.id, kind: 'partner', other: (await aCustomer(lin)).id })
    await create(lin, 'tasks', { customer: customer.id, name: '回访' })
    await aTransaction(lin, customer.id)
    const { status, body, headers } = await lin.get(`/api/v1/customers/${customer.id}/page`)
    expect([status, headers.etag]).toEqual([200, '"1"'])
    expect(body.record).toEqual((await lin.get(`/api/v1/customers/${customer.id}`)).body)
    expect(body.contacts).toMatchObject([{ name: '周敏' }])
    expect(body.preferences).toMatchObject([{ kind: 'taboo', text: '不吃花生' }])
    expect(body.special_days).toMatchObject([{ name: '成立日' }])
    expect(body.relationships).toMatchObject([{ kind: 'partner' }])
    expect(body.tasks).toMatchObject([{ name: '回访' }])
    expect(body.statistics.total).toMatchObject({ count: 1, sum: '100.00' })
    expect(body.timeline.data.length).toBeGreaterThan(5)
  })
})

describe('taking a change back', () => {
  const eventsOf = async (id: string, client = ma) => (await page(client, `/api/v1/customers/${id}/history`)).data
  const undo = (id: string, event: string, client = ma) => client.post(`/api/v1/customers/${id}/undo`, { event })

  test('gives the changed fields their former values, as a change of its own', async () => {
    const { id } = await aCustomer(lin, { remark: '一', tags: ['a'] })
    await ma.patch(`/api/v1/customers/${id}`, { remark: '二', tags: ['b'], owner: world.ids.chen })
    const [event] = await eventsOf(id)
    expect((await undo(id, event.id)).status).toBe(200)
    expect((await ma.get(`/api/v1/customers/${id}`)).body).toMatchObject({ remark: '一', tags: ['a'], owner: { id: world.ids.lin }, version: 3 })
    const [back] = await eventsOf(id)
    expect(back).toMatchObject({ kind: 'customers.customer.updated', version: 3, cause: { undo: event.id } })
    await undo(id, back.id)
    expect((await ma.get(`/api/v1/customers/${id}`)).body).toMatchObject({ remark: '二', tags: ['b'] })
  })

  test('is refused when one of the fields was changed again', async () => {
    const { id } = await aCustomer(lin, { remark: '一' })
    await ma.patch(`/api/v1/customers/${id}`, { remark: '二', tier: 'a' })
    const [event] = await eventsOf(id)
    await ma.patch(`/api/v1/customers/${id}`, { remark: '三' })
    const reply = await undo(id, event.id)
    expect([reply.status, reply.body.type]).toEqual([409, '/problems/changed-since'])
    expect((await ma.get(`/api/v1/customers/${id}`)).body).toMatchObject({ remark: '三', tier: 'a' })
  })

  test('brings a deleted record back and puts a created or restored one into the bin', async () => {
    const { id } = await aCustomer(lin)
    const [created] = await eventsOf(id)
    await ma.del(`/api/v1/customers/${id}`)
    const [deleted] = await world.query("select id from events where record_id = $1 and kind like '%.deleted'", [id])
    expect((await undo(id, deleted.id)).status).toBe(200)
    expect((await ma.get(`/api/v1/customers/${id}`)).status).toBe(200)
    const [restored] = await eventsOf(id)
    expect(restored.kind).toBe('customers.customer.restored')
    expect((await undo(id, restored.id)).status).toBe(200)
    expect((await ma.get(`/api/v1/customers/${id}`)).status).toBe(404)
    await ma.post(`/api/v1/customers/${id}/restore`)
    expect((await undo(id, created.id)).status).toBe(200)
    expect((await ma.get(`/api/v1/customers/${id}`)).status).toBe(404)
  })

  test('needs an event of that record and the right to change it', async () => {
    const one = await aCustomer(lin)
    const other = await aCustomer(lin)
    await lin.patch(`/api/v1/customers/${one.id}`, { remark: 'x' })
    const [event] = await eventsOf(one.id)
    expect((await undo(other.id, event.id)).status).toBe(404)
    expect((await undo(one.id, '01900000-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await undo(one.id, 'x')).status).toBe(422)
    expect((await undo(one.id, event.id, await world.asUser('chen'))).status).toBe(404)
    expect((await undo(one.id, event.id, await world.asUser('stranger'))).status).toBe(404)
    expect((await lin.get(`/api/v1/customers/${one.id}`)).body.remark).toBe('x')
  })

  test('is refused for an event that changed no field', async () => {
    await admin.post(`/api/v1/users/${world.ids.mei}/set-password`, { password: 'new-password-1' })
    const { data } = await page(admin, `/api/v1/users/${world.ids.mei}/history`)
    expect(data[0]).toMatchObject({ kind: 'team.user.password_set', can_undo: false })
    expect((await admin.post(`/api/v1/users/${world.ids.mei}/undo`, { event: data[0].id })).status).toBe(409)
  })

  test('does not write a field that the caller may only read', async () => {
    const role = await create(admin, 'roles', { key: 'reader', name: '只读备注', grants: { customer: { see: 'all', change: 'all', fields: { remark: 'read' } } } })
    await create(admin, 'users', { name: '只读', user_name: 'reader', password: 'paper-lantern-9', roles: [role.id] })
    const { signIn } = await import('../support/client.ts')
    const reader = await signIn(world.app.server, { login: 'reader', password: 'paper-lantern-9' })
    const { id } = await aCustomer(lin, { remark: '一' })
    await lin.patch(`/api/v1/customers/${id}`, { remark: '二' })
    const [event] = await eventsOf(id)
    expect((await reader.patch(`/api/v1/customers/${id}`, { remark: '三' })).status).toBe(422)
    expect((await undo(id, event.id, reader)).status).toBe(403)
    expect((await lin.get(`/api/v1/customers/${id}`)).body.remark).toBe('二')
  })
})
