import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { aCustomer, create } from '../support/builders.ts'
import { makeClient, signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { changeMany } from '../support/bulk.ts'
import { exportFile, importFile } from '../support/upload.ts'

let world: TestApp
let later = 0
beforeAll(async () => {
  world = await startTestApp({ background: true, clock: { now: () => new Date(Date.now() + later) } })
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

  test('bind also what everybody sees without any role: of what they do not name nothing is seen on any surface', async () => {
    const admin = await world.asUser('admin')
    await create(admin, 'custom-objects', { key: 'ship', label_zh: '船', label_en: 'Ship', plural_en: 'Ships' })
    await create(admin, 'tags', { name: '钥匙标签' })
    await create(admin, 'saved-views', { name: '钥匙视图', object: 'task', is_shared: true })
    await world.untilTold()
    const { next_cursor: after } = (await admin.get('/api/v1/changes?after=now')).body
    const customer = await aCustomer(admin, { name: '钥匙客户' })
    const task = await create(admin, 'tasks', { name: '钥匙任务', customer: customer.id, due_on: '2026-03-02', owner: world.ids.lin })
    await admin.patch(`/api/v1/users/${world.ids.mei}`, { title: '主管' })
    await world.untilTold()
    const objects = (await admin.get('/api/v1/metadata')).body.objects
    expect(objects.length).toBeGreaterThan(30)
    for (const scope of ['task', 'customer']) {
      const client = byKey((await keyOf(admin, [`read:${scope}`])).key)
      const seen = (await client.get('/api/v1/metadata')).body
      expect(seen.objects.map(({ name }: any) => name)).toEqual([scope])
      expect([...seen.objects[0].related.map(({ object }: any) => object).filter((object: string) => object !== scope), ...seen.objects[0].timeline_kinds]).toEqual([])
      for (const { name, path } of objects) {
        const [row] = (await admin.get(`/api/v1/${path}?limit=1`)).body.data
        const statuses = [
          (await client.get(`/api/v1/${path}`)).status,
          (await client.post('/api/v1/query', { object: name })).status,
          ...(row ? [(await client.get(`/api/v1/${path}/${row.id}`)).status, (await client.get(`/api/v1/${path}/${row.id}/history`)).status, (await client.get(`/api/v1/${path}/${row.id}/access`)).status] : []),
        ]
        expect([scope, name, statuses]).toEqual([scope, name, name === scope ? [200, 200, 200, 200, 200] : [403, 403, 404, 404, 404].slice(0, statuses.length)])
        if (name !== scope) expect([name, (await client.post('/api/v1/exports', { object: name })).status]).toEqual([name, 403])
      }
      const told = (await client.get(`/api/v1/changes?limit=1000&after=${after}`)).body.data
      expect(new Set(told.map(({ object }: any) => object))).toEqual(new Set([scope]))
      const hits = await Promise.all(['钥匙', '梅芳', '管理员', 'mei'].map(async (q) => (await client.get(`/api/v1/search?q=${encodeURIComponent(q)}`)).body.data))
      expect(hits.flat().filter(({ object }: any) => object !== scope)).toEqual([])
      expect([(await client.get('/api/v1/inbox')).body, (await client.get('/api/v1/recycle-bin')).body.data, (await client.get('/api/v1/privacy-settings')).status, (await client.post('/api/v1/inbox/read', { all: true })).status]).toEqual([{ data: [], next_cursor: null, unread: 0 }, [], 403, 403])
    }
    const byCustomer = byKey((await keyOf(admin, ['read:customer'])).key)
    expect((await byCustomer.get(`/api/v1/customers/${customer.id}/timeline`)).text).not.toContain('钥匙任务')
    expect((await byCustomer.get(`/api/v1/customers?filter=${encodeURIComponent(JSON.stringify({ tasks: { some: { name: '钥匙任务' } } }))}`)).status).toBe(422)
    expect((await byCustomer.get(`/api/v1/tasks/${task.id}`)).status).toBe(404)
  })

  test('leave the names of what everybody sees where records point to it, and nothing else of it', async () => {
    const admin = await world.asUser('admin')
    const territory = await create(admin, 'territories', { name: '名称区' })
    const customer = await aCustomer(admin, { name: '名称客户', owner: world.ids.lin, territory: territory.id })
    const task = await create(admin, 'tasks', { name: '名称任务', customer: customer.id, due_on: '2026-03-02', owner: world.ids.lin })
    const byCustomer = byKey((await keyOf(admin, ['write:customer'])).key)
    const read = (await byCustomer.get(`/api/v1/customers/${customer.id}`)).body
    expect([read.owner, read.territory]).toEqual([{ id: world.ids.lin, name: '林晓' }, { id: territory.id, name: '名称区' }])
    const list = (query: string) => byCustomer.get(`/api/v1/customers?${query}`)
    expect((await list('fields=name,owner')).body.data[0].owner).toHaveProperty('name')
    for (const query of ['fields=owner.email', 'fields=owner.department', `filter=${encodeURIComponent('{"owner.email":{"contains":"lin"}}')}`, `filter=${encodeURIComponent('{"owner":{"name":"林晓"}}')}`, 'sort=owner.name']) expect([query, (await list(query)).status]).toEqual([query, 422])
    const figures = await byCustomer.post('/api/v1/query', { object: 'customer', filter: { name: '名称客户' }, group_by: ['owner'] })
    expect(figures.body.data).toEqual([{ owner: { id: world.ids.lin, name: '林晓' }, count: 1 }])
    expect((await byCustomer.post('/api/v1/query', { object: 'customer', group_by: ['owner.email'] })).status).toBe(422)
    // Who is named may also be written.
    expect((await byCustomer.patch(`/api/v1/customers/${customer.id}`, { owner: world.ids.mei })).body.owner.name).toBe('梅芳')
    const history = (await byCustomer.get(`/api/v1/customers/${customer.id}/history`)).body.data
    expect(history[0].fields[0]).toMatchObject({ field: 'owner', before: { name: '林晓' }, after: { name: '梅芳' } })
    expect((await byCustomer.post(`/api/v1/customers/${customer.id}/share`, { person: world.ids.chen, right: 'read' })).status).toBe(201)
    // What roles decide on is not named.
    const byTask = byKey((await keyOf(admin, ['write:task'])).key)
    expect((await byTask.get(`/api/v1/tasks/${task.id}`)).body).toMatchObject({ owner: { name: '林晓' }, customer: null })
    expect((await byTask.patch(`/api/v1/tasks/${task.id}`, { customer: (await aCustomer(admin)).id })).status).toBe(422)
    const batch = await byTask.post('/api/v1/tasks/batch', { update: [{ id: task.id, owner: world.ids.chen }], atomic: false })
    expect(batch.body.results.map(({ status }: any) => status)).toEqual(['done'])
    expect((await byTask.post('/api/v1/customers/batch', { update: [{ id: customer.id, name: 'x' }], atomic: false })).body.results?.map(({ status }: any) => status) ?? []).not.toContain('done')
  })

  test('hold for long work as for the request that began it, and for that of the owner', async () => {
    const admin = await world.asUser('admin')
    const customer = await aCustomer(admin, { name: '出口客户' })
    await create(admin, 'tasks', { name: '出口任务', customer: customer.id, due_on: '2026-03-02', owner: world.ids.lin })
    const { key } = await keyOf(admin, ['read:task'])
    const client = { ...byKey(key), post: (url: string, body?: unknown) => byKey(key).post(url, body) } as Client
    const { reply } = await exportFile(client, { object: 'task', fields: ['name', 'owner', 'customer'], filter: { name: '出口任务' } })
    expect(reply.text).toContain('出口任务')
    expect(reply.text).toContain('林晓')
    for (const beyond of ['出口客户', 'lin@test.example', customer.id, customer.number]) expect(reply.text).not.toContain(beyond)
    const ofCustomers = await exportFile(admin, { object: 'customer' })
    expect(ofCustomers.reply.status).toBe(200)
    expect((await client.get(`/api/v1/exports/${ofCustomers.job.id}/file`)).status).toBe(404)
    const imported = await importFile(admin, { object: 'customer', file: '名称\n进口客户\n' })
    const changed = await changeMany(admin, 'customers', { ids: [customer.id], change: { remark: '改' } })
    const byCustomer = byKey((await keyOf(admin, ['read:customer'])).key)
    for (const path of [`imports/${imported.id}`, `bulk-changes/${changed.id}`]) {
      expect([(await client.get(`/api/v1/${path}`)).status, (await byCustomer.get(`/api/v1/${path}`)).status]).toEqual([404, 200])
      expect([(await client.get(`/api/v1/${path.split('/')[0]}`)).body.data, (await byCustomer.get(`/api/v1/${path.split('/')[0]}`)).body.data.length]).toEqual([[], 1])
    }
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
