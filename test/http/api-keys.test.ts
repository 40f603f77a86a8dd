import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { aCustomer, create } from '../support/builders.ts'
import { makeClient, signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let later = 0
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date(Date.now() + later) } })
})
afterAll(() => world.close())

const keyOf = async (client: Client, scopes: string[], more: object = {}): Promise<{ id: string; key: string }> => {
  const { status, body, text } = await client.post('/api/v1/api-keys', { name: '接口', scopes, ...more })
  if (status !== 201) throw new Error(text)
  return body
}

const byKey = (key: string) => {
  const plain = makeClient(world.app.server)
  const headers = { authorization: `Bearer ${key}` }
  return {
    get: (url: string) => plain.get(url, headers),
    post: (url: string, body?: unknown) => plain.post(url, body, headers),
    patch: (url: string, body?: unknown) => plain.patch(url, body, headers),
    del: (url: string) => plain.del(url, headers),
  }
}

describe('a key', () => {
  test('is shown once, kept as a hash, and stands in no event', async () => {
    const lin = await world.asUser('lin')
    const { id, key } = await keyOf(lin, ['read'])
    expect(key).toMatch(/^gx_[\w-]{65}$/)
    const list = await lin.get('/api/v1/api-keys')
    expect(list.text).not.toContain(key)
    expect(list.body.data.find((row: any) => row.id === id)).toMatchObject({ name: '接口', scopes: ['read'], state: 'valid', last_used_at: null, owner: { name: '林晓' } })
    const stored = JSON.stringify([await world.query('select * from api_keys'), await world.query('select * from events')])
    expect(stored).not.toContain(key)
    expect(stored).not.toContain(key.slice(25))
  })

  test('is in no copy of an answer that a repeated request would get', async () => {
    const lin = await world.asUser('lin')
    const { body } = await lin.post('/api/v1/api-keys', { name: '重复', scopes: ['read'] }, { 'idempotency-key': 'one' })
    expect(JSON.stringify(await world.query('select * from idempotency_keys'))).not.toContain(body.key)
  })

  test('acts as its owner, and says so in the events', async () => {
    const lin = await world.asUser('lin')
    const { id, key } = await keyOf(lin, ['write'])
    const created = await byKey(key).post('/api/v1/customers', { name: '经接口建的客户', kind: 'organisation' })
    expect([created.status, created.body.owner.name]).toEqual([201, '林晓'])
    const [event] = await world.query('select actor_id, cause from events where record_id = $1', [created.body.id])
    expect(event).toEqual({ actor_id: world.ids.lin, cause: { key: id } })
    const used = (await lin.get('/api/v1/api-keys')).body.data.find((row: any) => row.id === id)
    expect(used.last_used_at).not.toBeNull()
  })

  test('sees no more than its owner, whatever the scopes', async () => {
    const chen = await world.asUser('chen')
    const theirs = await aCustomer(chen)
    const { key } = await keyOf(await world.asUser('lin'), ['write', 'read'])
    expect((await byKey(key).get(`/api/v1/customers/${theirs.id}`)).status).toBe(404)
    expect((await byKey(key).patch(`/api/v1/customers/${theirs.id}`, { name: '改了' })).status).toBe(404)
  })
})

describe('scopes', () => {
  test.each([
    { scopes: ['read'], sees: true, changes: false, seesTasks: true },
    { scopes: ['read:customer'], sees: true, changes: false, seesTasks: false },
    { scopes: ['write:customer'], sees: true, changes: true, seesTasks: false },
    { scopes: ['write'], sees: true, changes: true, seesTasks: true },
    { scopes: ['read:task'], sees: false, changes: false, seesTasks: true },
    { scopes: ['write:task', 'read:customer'], sees: true, changes: false, seesTasks: true },
  ])('$scopes', async ({ scopes, sees, changes, seesTasks }) => {
    const admin = await world.asUser('admin')
    const customer = await aCustomer(admin, { name: '范围内外' })
    const task = await create(admin, 'tasks', { name: '范围任务', due_on: '2026-03-02', owner: world.ids.admin })
    const { key } = await keyOf(admin, scopes)
    const client = byKey(key)
    const isThere = async (path: string) => (await client.get(path)).status === 200
    expect(await isThere(`/api/v1/customers/${customer.id}`)).toBe(sees)
    expect(await isThere(`/api/v1/tasks/${task.id}`)).toBe(seesTasks)
    expect((await client.patch(`/api/v1/customers/${customer.id}`, { remark: scopes.join() })).status === 200).toBe(changes)
    expect((await client.del(`/api/v1/customers/${customer.id}`)).status === 204).toBe(changes)
    const other = await aCustomer(admin, { name: '范围之内' })
    const found = await client.get('/api/v1/search?q=范围')
    expect(found.body.data.some((row: any) => row.id === other.id)).toBe(sees)
    expect((await client.post('/api/v1/query', { object: 'task' })).body.data?.[0]?.count > 0).toBe(seesTasks)
  })

  test('bind also what a person may do without any role', async () => {
    const lin = await world.asUser('lin')
    const view = (key: string) => byKey(key).post('/api/v1/saved-views', { object: 'customer', name: '经接口存的视图' })
    expect((await view((await keyOf(lin, ['write:task'])).key)).status).toBe(403)
    expect((await view((await keyOf(lin, ['write:saved_view'])).key)).status).toBe(201)
  })

  test('that name nothing are refused, all of them at once, and no key is made', async () => {
    const lin = await world.asUser('lin')
    const before = (await world.query('select count(*)::int as n from api_keys'))[0].n
    const { status, body } = await lin.post('/api/v1/api-keys', { name: '错', scopes: ['reed', 'read:spaceship', 'scim', 'read'] })
    expect([status, body.errors.map((error: any) => [error.path, error.code])]).toEqual([422, [['scopes[0]', 'unknown_scope'], ['scopes[1]', 'unknown_scope'], ['scopes[2]', 'not_allowed']]])
    expect((await lin.post('/api/v1/api-keys', { name: '错', scopes: [] })).status).toBe(422)
    expect((await lin.post('/api/v1/api-keys', { name: '错', scopes: ['read'], expires_at: '2020-01-01T00:00:00Z' })).body.errors[0].code).toBe('past')
    expect((await world.query('select count(*)::int as n from api_keys'))[0].n).toBe(before)
  })

  test('reach nothing of the account: no password, no session, no further key, no looking as somebody', async () => {
    const { key } = await keyOf(await world.asUser('admin'), ['write', 'read', 'scim'])
    const personal = world.app.routes.filter(({ is_personal }) => is_personal)
    expect(personal.length).toBeGreaterThan(15)
    for (const route of personal) {
      const reply = await makeClient(world.app.server).send({ method: route.method, url: route.path.replace(/:[a-z_]+/g, world.ids.lin), headers: { authorization: `Bearer ${key}` } })
      expect([route.method, route.path, reply.status]).toEqual([route.method, route.path, 403])
    }
  })
})

describe('a key is worth nothing', () => {
  const status = async (key: string) => (await byKey(key).get('/api/v1/customers')).status

  test('when it is invented, cut, or of another company', async () => {
    const { key } = await keyOf(await world.asUser('lin'), ['read'])
    const { key: foreign } = await keyOf(await world.asUser('stranger'), ['read'])
    const mixed = foreign.slice(0, 25) + key.slice(25)
    for (const wrong of ['', 'gx_', 'x', key.slice(0, -1), `${key}x`, key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A'), mixed, `gx_${'A'.repeat(65)}`]) {
      expect([wrong, await status(wrong)]).toEqual([wrong, 401])
    }
    expect((await makeClient(world.app.server).get('/api/v1/customers', { authorization: `Basic ${key}` })).status).toBe(401)
  })

  test('with a good session beside it: what is sent is what counts', async () => {
    const lin = await world.asUser('lin')
    expect((await lin.get('/api/v1/customers', { authorization: 'Bearer gx_wrong' })).status).toBe(401)
  })

  test('after it was revoked, by the owner or an administrator, and nobody else', async () => {
    const lin = await world.asUser('lin')
    const first = await keyOf(lin, ['read'])
    expect(await status(first.key)).toBe(200)
    expect((await (await world.asUser('mei')).del(`/api/v1/api-keys/${first.id}`)).status).toBe(404)
    expect((await (await world.asUser('stranger')).del(`/api/v1/api-keys/${first.id}`)).status).toBe(404)
    expect(await status(first.key)).toBe(200)
    expect((await lin.del(`/api/v1/api-keys/${first.id}`)).status).toBe(204)
    expect(await status(first.key)).toBe(401)
    const second = await keyOf(lin, ['read'])
    expect((await (await world.asUser('admin')).del(`/api/v1/api-keys/${second.id}`)).status).toBe(204)
    expect(await status(second.key)).toBe(401)
  })

  test('after its end', async () => {
    const { key } = await keyOf(await world.asUser('lin'), ['read'], { expires_at: new Date(Date.now() + 3600_000).toISOString() })
    later = 2 * 3600_000
    expect(await status(key)).toBe(401)
    later = 0
  })

  test('when its owner has left', async () => {
    const admin = await world.asUser('admin')
    const [role] = await admin.list('roles', { filter: { key: 'staff' } })
    const person = await create(admin, 'users', { name: '将离职', user_name: 'leaving', password: castPassword, roles: [role.id] })
    const leaving = await signIn(world.app.server, { login: 'leaving', password: castPassword })
    const { key } = await keyOf(leaving, ['read'])
    expect(await status(key)).toBe(200)
    await admin.patch(`/api/v1/users/${person.id}`, { is_active: false })
    expect(await status(key)).toBe(401)
  })
})

test('administrators see the keys of all, others their own', async () => {
  await keyOf(await world.asUser('mei'), ['read'])
  const all = await (await world.asUser('admin')).get('/api/v1/api-keys?of=everybody')
  expect(all.body.data.map((row: any) => row.owner.name)).toContain('梅芳')
  const chen = await world.asUser('chen')
  expect((await chen.get('/api/v1/api-keys?of=everybody')).status).toBe(403)
  expect((await chen.get('/api/v1/api-keys')).body.data).toEqual([])
})
