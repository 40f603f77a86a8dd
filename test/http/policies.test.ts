import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import { listUrl, signIn, type Client, type Reply } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
const clients = new Map<string, Client>()

/** Who owns the record that is asked for, seen from the person who asks. */
interface Scene {
  customer: any
  records: Record<string, any>
}
const scenes: Record<string, Scene> = {}

beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  for (const login of ['admin', 'ma', 'lin', 'mei', 'chen', 'stranger'] as const) clients.set(login, await world.asUser(login))
  // Roles of all scopes, besides the ready ones: team looks at the own department only.
  const department = (await admin.list('departments', { filter: { name: '一组' } }))[0].id
  for (const scope of ['own', 'team', 'team_below', 'all'] as const) {
    const grant = { see: scope, create: scope, change: scope, delete: scope }
    const role = await create(admin, 'roles', { key: `scope_${scope}`, name: scope, grants: { '*': grant } })
    await create(admin, 'users', { name: scope, user_name: `scope-${scope}`, password: 'scope-password', roles: [role.id], department })
    clients.set(`scope-${scope}`, await signIn(world.app.server, { login: `scope-${scope}`, password: 'scope-password' }))
  }
  const reader = await create(admin, 'roles', { key: 'reader', name: '只读', grants: { '*': { see: 'all' } } })
  const blind = await create(admin, 'roles', { key: 'blind', name: '无权', grants: {} })
  for (const [login, role] of [['reader', reader], ['blind', blind]] as const) {
    await create(admin, 'users', { name: login, user_name: login, password: 'scope-password', roles: [role.id] })
    clients.set(login, await signIn(world.app.server, { login, password: 'scope-password' }))
  }
  for (const owner of ['lin', 'mei', 'chen', 'ma', 'admin'] as const) scenes[owner] = await sceneOf(owner)
})
afterAll(() => world.close())

async function sceneOf(owner: 'lin' | 'mei' | 'chen' | 'ma' | 'admin'): Promise<Scene> {
  const id = world.ids[owner]
  const customer = await create(admin, 'customers', { name: `${owner}的客户`, owner: id })
  const other = await create(admin, 'customers', { name: `${owner}的另一客户`, owner: id })
  const about = { customer: customer.id }
  const records = {
    contacts: await create(admin, 'contacts', { ...about, name: `${owner}的联系人` }),
    preferences: await create(admin, 'preferences', { ...about, text: '偏好' }),
    'special-days': await create(admin, 'special-days', { ...about, name: '纪念', day: '2001-05-01' }),
    relationships: await create(admin, 'relationships', { ...about, kind: 'partner', other: other.id }),
    transactions: await create(admin, 'transactions', { ...about, amount: '5.00' }),
    interactions: await create(admin, 'interactions', { ...about, content: '话', owner: id }),
    tasks: await create(admin, 'tasks', { ...about, name: '事', owner: id }),
  }
  return { customer, records }
}

/** Events and rows of everything that matters: the same before and after what is refused. */
async function everything(): Promise<string> {
  const tables = ['events', 'customers', 'contacts', 'preferences', 'special_days', 'relationships', 'tags', 'tasks', 'interactions', 'transactions', 'products', 'users', 'roles', 'departments', 'custom_fields', 'saved_views']
  const counts = tables.map((table) => `(select json_build_array(count(*), coalesce(sum(hashtext(t::text)), 0)) from ${table} t)`)
  return JSON.stringify(await world.query(`select json_build_array(${counts.join(', ')}) as all`))
}

async function expectNothingHappened(work: () => Promise<void>): Promise<void> {
  const before = await everything()
  await work()
  expect(await everything()).toBe(before)
}

/** Whose customers each person sees. */
const seen: [login: string, owners: string[]][] = [
  ['admin', ['lin', 'mei', 'chen', 'ma', 'admin']],
  ['ma', ['lin', 'mei', 'chen', 'ma']],
  ['lin', ['lin']],
  ['chen', ['chen']],
  ['stranger', []],
  ['reader', ['lin', 'mei', 'chen', 'ma', 'admin']],
  ['blind', []],
  ['scope-own', []],
  ['scope-team', ['lin', 'mei']],
  ['scope-team_below', ['lin', 'mei']],
  ['scope-all', ['lin', 'mei', 'chen', 'ma', 'admin']],
]

describe.each(seen)('what %s sees', (login, owners) => {
  const client = () => clients.get(login)!
  const visible = (owner: string) => owners.includes(owner)

  test('by id, in its history, time line and page: all or 404', async () => {
    for (const [owner, { customer, records }] of Object.entries(scenes)) {
      const urls = [
        ...['', '/history', '/timeline', ...(owner === 'mei' ? ['/page'] : [])].map((part) => `/api/v1/customers/${customer.id}${part}`),
        ...Object.entries(records).map(([objects, record]) => `/api/v1/${objects}/${record.id}`),
        `/api/v1/contacts/${records.contacts.id}/history`,
      ]
      const answers = await Promise.all(urls.map(async (url) => [url, (await client().get(url)).status]))
      expect([owner, answers]).toEqual([owner, urls.map((url) => [url, visible(owner) ? 200 : 404])])
    }
  })

  test('in lists, totals, figures and search', async () => {
    const wanted = owners.flatMap((owner) => [`${owner}的另一客户`, `${owner}的客户`]).sort()
    const list = await client().get(listUrl('customers', { count: 'exact', limit: 500 }))
    if (login === 'blind') {
      expect(list.status).toBe(403)
      expect((await client().post('/api/v1/query', { object: 'customers' })).status).toBe(403)
      expect((await client().get('/api/v1/search?q=客户')).body.data).toEqual([])
      return
    }
    expect(list.body.data.map((row: any) => row.name).sort()).toEqual(wanted)
    expect(list.body.total).toBe(wanted.length)
    expect((await client().post('/api/v1/query', { object: 'customers' })).body.data).toEqual([{ count: wanted.length }])
    expect((await client().post('/api/v1/query', { object: 'transactions', measures: [{ fn: 'count' }] })).body.data).toEqual([{ count: owners.length }])
    const hits = (await client().get('/api/v1/search?q=客户&limit=100')).body.data
    expect(hits.filter((hit: any) => hit.object === 'customer').map((hit: any) => hit.title).sort()).toEqual(wanted)
    const contacts = (await client().get('/api/v1/search?q=联系人&limit=100')).body.data
    expect(contacts.map((hit: any) => hit.title).sort()).toEqual(owners.map((owner) => `${owner}的联系人`).sort())
    for (const [objects] of Object.entries(scenes.lin!.records)) {
      const rows = await client().list(objects, { limit: 500 })
      expect([objects, rows.length]).toEqual([objects, owners.length])
    }
  })

  test('through filters and fields of other records nothing more shows', async () => {
    if (login === 'blind') return
    const { customer, records } = scenes.admin!
    const mayKnow = visible('admin')
    // A task of one's own that points to a foreign customer.
    const [me] = await world.query('select id, workspace_id from users where user_name = $1', [login])
    if (login !== 'stranger') {
      const task = await create(admin, 'tasks', { name: `指向${login}`, owner: me.id, customer: customer.id, contact: records.contacts.id })
      const { body, status } = await client().get(`/api/v1/tasks/${task.id}`)
      expect(status).toBe(200)
      expect(body.customer).toEqual(mayKnow ? { id: customer.id, name: customer.name } : null)
      expect(body.contact).toEqual(mayKnow ? { id: records.contacts.id, name: records.contacts.name } : null)
      expect(await client().list('tasks', { filter: { id: task.id, customer: { name: customer.name } } })).toHaveLength(mayKnow ? 1 : 0)
      const fields = await client().get(`/api/v1/tasks/${task.id}?fields=customer.phones,customer.owner.name`)
      expect(fields.body.customer === null).toBe(!mayKnow)
      await admin.del(`/api/v1/tasks/${task.id}`)
    }
  })
})

const writers: [login: string, verb: 'change' | 'delete', owners: string[]][] = [
  ['admin', 'change', ['lin', 'mei', 'chen', 'ma', 'admin']],
  ['ma', 'change', ['lin', 'mei', 'chen', 'ma']],
  ['lin', 'change', ['lin']],
  ['scope-team', 'change', ['lin', 'mei']],
  ['reader', 'change', []],
  ['blind', 'change', []],
  ['stranger', 'change', []],
]

describe.each(writers)('what %s changes and deletes', (login, _verb, owners) => {
  const client = () => clients.get(login)!
  const mayOnlySee = login === 'reader'

  test('is what the scope allows; all else is refused and nothing happens', async () => {
    for (const [owner, { customer, records }] of Object.entries(scenes)) {
      const all: [string, any, object][] = [
        ['customers', customer, { remark: `由${login}` }],
        ['contacts', records.contacts, { remark: `由${login}` }],
        ['preferences', records.preferences, { text: `由${login}` }],
        ['special-days', records['special-days'], { remark: `由${login}` }],
        ['relationships', records.relationships, { remark: `由${login}` }],
        ['interactions', records.interactions, { result: `由${login}` }],
        ['tasks', records.tasks, { remark: `由${login}` }],
      ]
      const attempt = async (objects: string, record: any, patch: object) => {
        const url = `/api/v1/${objects}/${record.id}`
        if (owners.includes(owner)) await client().get(url)
        return [(await client().patch(url, patch)).status, (await client().del(url)).status, (await client().post(`${url}/restore`)).status]
      }
      if (owners.includes(owner)) {
        for (const [objects, record, patch] of all) expect([owner, objects, await attempt(objects, record, patch)]).toEqual([owner, objects, [200, 204, 200]])
        continue
      }
      await expectNothingHappened(async () => {
        const wanted = mayOnlySee ? 403 : 404
        for (const [objects, record, patch] of all) expect([owner, objects, await attempt(objects, record, patch)]).toEqual([owner, objects, [wanted, wanted, 404]])
        const batch = await client().post('/api/v1/customers/batch', { update: [{ id: customer.id, remark: 'x' }], delete: [customer.id] })
        expect(batch.body.results.map((result: any) => result.problem.status)).toEqual([wanted, wanted])
      })
    }
  })

  test('the answers say the same beforehand', async () => {
    for (const [owner, { customer, records }] of Object.entries(scenes)) {
      for (const [objects, record] of Object.entries({ customers: customer, ...records })) {
        const { status, body } = await client().get(`/api/v1/${objects}/${record.id}`)
        if (status !== 200) continue
        const may = owners.includes(owner) && objects !== 'transactions'
        expect([objects, body.can]).toEqual([objects, { change: may, delete: may }])
      }
    }
  })
})

describe('creating', () => {
  const attempts: [who: string, objects: string, input: () => object, status: number][] = [
    ['lin', 'customers', () => ({ name: '自己的' }), 201],
    ['lin', 'customers', () => ({ name: '给别人', owner: world.ids.chen }), 403],
    ['lin', 'customers', () => ({ name: '没有主人', owner: null }), 403],
    ['ma', 'customers', () => ({ name: '给下属', owner: world.ids.chen }), 201],
    ['ma', 'customers', () => ({ name: '给上级', owner: world.ids.admin }), 403],
    ['reader', 'customers', () => ({ name: '只读' }), 403],
    ['blind', 'customers', () => ({ name: '无权' }), 403],
    ['lin', 'contacts', () => ({ customer: scenes.lin!.customer.id, name: '自己客户的' }), 201],
    ['lin', 'contacts', () => ({ customer: scenes.chen!.customer.id, name: '别人客户的' }), 422],
    ['lin', 'transactions', () => ({ customer: scenes.chen!.customer.id, amount: '1.00' }), 422],
    ['lin', 'interactions', () => ({ customer: scenes.chen!.customer.id, content: 'x', promises: [{ what: '不该有' }] }), 422],
    ['lin', 'tasks', () => ({ name: '自己的事' }), 201],
    ['lin', 'tasks', () => ({ name: '派给别人', owner: world.ids.chen }), 403],
    ['lin', 'tasks', () => ({ name: '自己客户的事', owner: world.ids.chen, customer: scenes.lin!.customer.id }), 201],
    ['lin', 'products', () => ({ name: '新产品' }), 403],
    ['ma', 'products', () => ({ name: '经理的产品' }), 201],
    ['lin', 'tags', () => ({ name: '新标签' }), 201],
    ['reader', 'tags', () => ({ name: '只读标签' }), 403],
    ['lin', 'users', () => ({ name: '同事', user_name: 'colleague', password: 'long-enough' }), 403],
    ['ma', 'users', () => ({ name: '同事', user_name: 'colleague', password: 'long-enough' }), 403],
    ['ma', 'roles', () => ({ key: 'mighty', name: '全能', grants: { '*': { see: 'all' } } }), 403],
    ['ma', 'departments', () => ({ name: '新部门' }), 403],
    ['scope-own', 'departments', () => ({ name: '新部门' }), 403],
    ['lin', 'saved-views', () => ({ name: '我的', object: 'customer' }), 201],
    ['lin', 'saved-views', () => ({ name: '塞给别人', object: 'customer', owner: world.ids.chen }), 403],
  ]

  test.each(attempts)('%s makes %s: attempt %#', async (who, objects, input, status) => {
    const client = clients.get(who)!
    if (status === 201) {
      expect(await client.post(`/api/v1/${objects}`, input())).toMatchObject({ status: 201 })
      return
    }
    await expectNothingHappened(async () => {
      expect((await client.post(`/api/v1/${objects}`, input())).status).toBe(status)
      const batch = await client.post(`/api/v1/${objects}/batch`, { create: [input()] })
      expect(batch.body.results[0].problem.status).toBe(status)
    })
  })
})

describe('nobody raises the own rights', () => {
  test('not by the own role, the own person or a role of another', async () => {
    const ma = clients.get('ma')!
    const [role] = await admin.list('roles', { filter: { key: 'manager' } })
    const [administrator] = await admin.list('roles', { filter: { key: 'administrator' } })
    await expectNothingHappened(async () => {
      const replies: Reply[] = [
        await ma.patch(`/api/v1/roles/${role.id}`, { grants: { '*': { see: 'all', change: 'all' } } }),
        await ma.patch(`/api/v1/users/${world.ids.ma}`, { roles: [administrator.id] }),
        await ma.patch(`/api/v1/users/${world.ids.ma}`, { department: null }),
        await ma.del(`/api/v1/users/${world.ids.admin}`),
        await ma.post(`/api/v1/roles/${role.id}/undo`, { event: '01900000-0000-7000-8000-000000000000' }),
      ]
      expect(replies.map((reply) => reply.status)).toEqual([403, 403, 403, 403, 404])
    })
  })
})

describe('rights follow', () => {
  test('a change of role, of department and of owner at once', async () => {
    const [staff] = await admin.list('roles', { filter: { key: 'staff' } })
    const [manager] = await admin.list('roles', { filter: { key: 'manager' } })
    const [first] = await admin.list('departments', { filter: { name: '一组' } })
    const [second] = await admin.list('departments', { filter: { name: '二组' } })
    const person = await create(admin, 'users', { name: '变动', user_name: 'moving', password: 'rolling-stone-9', roles: [staff.id], department: first.id })
    const client = await signIn(world.app.server, { login: 'moving', password: 'rolling-stone-9' })
    const count = async () => (await client.list('customers', { filter: { name: { contains: '的客户' } } })).length
    expect(await count()).toBe(0)
    await admin.patch(`/api/v1/users/${person.id}`, { roles: [manager.id] })
    expect(await count()).toBe(2)
    await admin.patch(`/api/v1/users/${person.id}`, { department: second.id })
    expect(await count()).toBe(1)
    await admin.patch(`/api/v1/roles/${manager.id}`, { grants: { '*': { see: 'none' } } })
    expect((await client.get('/api/v1/customers')).status).toBe(403)
    await admin.patch(`/api/v1/roles/${manager.id}`, { grants: manager.grants })
    await admin.patch(`/api/v1/users/${person.id}`, { roles: [] })
    expect((await client.get('/api/v1/customers')).status).toBe(403)
    await admin.patch(`/api/v1/users/${person.id}`, { roles: [staff.id] })
    await admin.patch(`/api/v1/customers/${scenes.chen!.customer.id}`, { owner: person.id })
    expect(await count()).toBe(1)
    expect((await clients.get('chen')!.get(`/api/v1/customers/${scenes.chen!.customer.id}`)).status).toBe(404)
    await admin.patch(`/api/v1/customers/${scenes.chen!.customer.id}`, { owner: world.ids.chen })
  })
})

describe('saved views', () => {
  test('are seen by their owner, and by all when they are shared; only the owner changes them', async () => {
    const [lin, chen] = [clients.get('lin')!, clients.get('chen')!]
    const own = await create(lin, 'saved-views', { name: '私有', object: 'customer', filter: { tier: 'vip' } })
    const shared = await create(lin, 'saved-views', { name: '公用', object: 'customer', is_shared: true })
    expect((await chen.list('saved-views')).map((view) => view.name)).toContain('公用')
    expect((await chen.get(`/api/v1/saved-views/${own.id}`)).status).toBe(404)
    expect((await chen.patch(`/api/v1/saved-views/${shared.id}`, { name: '改' })).status).toBe(403)
    expect((await admin.del(`/api/v1/saved-views/${shared.id}`)).status).toBe(403)
    expect((await lin.patch(`/api/v1/saved-views/${own.id}`, { filter: { tier: 'a' } })).body.filter).toEqual({ tier: 'a' })
    expect((await clients.get('stranger')!.list('saved-views')).map((view) => view.name)).not.toContain('公用')
  })
})
