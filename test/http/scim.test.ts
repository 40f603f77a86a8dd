import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { makeClient, signIn } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let key = ''
beforeAll(async () => {
  world = await startTestApp()
  const admin = await world.asUser('admin')
  key = (await admin.post('/api/v1/api-keys', { name: '目录同步', scopes: ['scim'] })).body.key
})
afterAll(() => world.close())

const scim = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  makeClient(world.app.server).send({
    method, url: `/scim/v2${path}`, payload: body === undefined ? undefined : JSON.stringify(body),
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...headers },
  })

const find = async (filter: string) => (await scim('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body.Resources
const patch = (path: string, ...Operations: object[]) => scim('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })

let counter = 0
const newPerson = async (more: object = {}) => {
  const userName = `scim-${++counter}@test.example`
  const reply = await scim('POST', '/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, name: { givenName: '小明', familyName: '王' }, active: true, ...more })
  expect(reply.status).toBe(201)
  return reply
}

describe('people', () => {
  test('are entered, found, written anew and removed', async () => {
    const created = await newPerson({ title: '销售', emails: [{ value: 'other@test.example' }, { value: 'scim-1@test.example', primary: true }], 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'x' } })
    expect(created.body).toMatchObject({ userName: 'scim-1@test.example', displayName: '王小明', title: '销售', active: true, emails: [{ value: 'scim-1@test.example', primary: true }], meta: { resourceType: 'User' } })
    expect(created.headers['content-type']).toContain('application/scim+json')
    expect(created.headers.location).toBe(`/scim/v2/Users/${created.body.id}`)
    expect((await find('userName eq "SCIM-1@test.example"')).map((person: any) => person.id)).toEqual([created.body.id])
    const written = await scim('PUT', `/Users/${created.body.id}`, { userName: 'scim-1', displayName: '王晓明', emails: [{ value: 'scim-1@test.example' }] })
    expect(written.body).toMatchObject({ userName: 'scim-1', displayName: '王晓明', emails: [{ value: 'scim-1@test.example' }] })
    expect(written.body.title).toBeUndefined()
    expect((await scim('DELETE', `/Users/${created.body.id}`)).status).toBe(204)
    expect((await scim('GET', `/Users/${created.body.id}`)).body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' })
  })

  test('that are turned off are out at once: session, key and password', async () => {
    const { body } = await newPerson()
    const admin = await world.asUser('admin')
    await admin.post(`/api/v1/users/${body.id}/set-password`, { password: castPassword })
    const client = await signIn(world.app.server, { login: body.userName, password: castPassword })
    expect((await client.get('/api/v1/session')).status).toBe(200)
    // As Entra ID writes it.
    const off = await patch(`/Users/${body.id}`, { op: 'Replace', path: 'active', value: 'False' })
    expect([off.status, off.body.active]).toEqual([200, false])
    expect((await client.get('/api/v1/session')).status).toBe(401)
    expect((await world.anonymous().post('/api/v1/session', { login: body.userName, password: castPassword })).status).toBe(401)
    expect(await world.query('select * from sessions where user_id = $1', [body.id])).toEqual([])
    // As Okta writes it.
    expect((await patch(`/Users/${body.id}`, { op: 'replace', value: { active: true } })).body.active).toBe(true)
    expect((await world.anonymous().post('/api/v1/session', { login: body.userName, password: castPassword })).status).toBe(201)
  })

  test('are changed by patches, and each change is in the history of the person', async () => {
    const { body } = await newPerson()
    const changed = await patch(`/Users/${body.id}`, { op: 'replace', path: 'name.formatted', value: 'Wang Xiaoming' }, { op: 'add', path: 'title', value: 'Lead' }, { op: 'replace', path: 'emails[type eq "work"].value', value: 'moved@test.example' })
    expect(changed.body).toMatchObject({ displayName: 'Wang Xiaoming', title: 'Lead', userName: 'moved@test.example' })
    const history = await (await world.asUser('admin')).get(`/api/v1/users/${body.id}/history`)
    expect(history.body.data[0]).toMatchObject({ kind: 'team.user.updated', actor: { id: world.ids.admin } })
  })

  test('come page by page, each once', async () => {
    for (let count = 0; count < 5; count++) await newPerson()
    const ids: string[] = []
    const { totalResults } = (await scim('GET', '/Users?count=0')).body
    for (let startIndex = 1; startIndex <= totalResults; startIndex += 3) {
      const { body } = await scim('GET', `/Users?startIndex=${startIndex}&count=3`)
      expect([body.totalResults, body.startIndex]).toEqual([totalResults, startIndex])
      ids.push(...body.Resources.map((person: any) => person.id))
    }
    expect([ids.length, new Set(ids).size]).toEqual([totalResults, totalResults])
    expect((await scim('GET', '/Users?startIndex=-5&count=1')).body.startIndex).toBe(1)
    expect((await scim('GET', '/Users?startIndex=9999')).body.Resources).toEqual([])
  })

  test('have versions: what was not changed is not sent again, what was changed meanwhile is not written over', async () => {
    const { body, headers } = await newPerson()
    const etag = String(headers.etag)
    expect(body.meta.version).toBe(etag)
    expect((await scim('GET', `/Users/${body.id}`, undefined, { 'if-none-match': etag })).status).toBe(304)
    await patch(`/Users/${body.id}`, { op: 'replace', path: 'title', value: 'A' })
    const stale = await scim('PATCH', `/Users/${body.id}`, { Operations: [{ op: 'replace', path: 'title', value: 'B' }] }, { 'if-match': etag })
    expect([stale.status, stale.body.status]).toEqual([412, '412'])
    expect((await scim('GET', `/Users/${body.id}`)).body.title).toBe('A')
  })
})

describe('groups', () => {
  test('are roles: members are given and taken the role', async () => {
    const { body: person } = await newPerson()
    const [role] = await (await world.asUser('admin')).list('roles', { filter: { key: 'staff' } })
    const found = await scim('GET', `/Groups?filter=${encodeURIComponent(`displayName eq "${role.name}"`)}&excludedAttributes=members`)
    expect(found.body.Resources).toEqual([expect.objectContaining({ id: role.id, displayName: role.name })])
    expect(found.body.Resources[0].members).toBeUndefined()
    const before = (await scim('GET', `/Groups/${role.id}`)).body.members.length
    const given = await patch(`/Groups/${role.id}`, { op: 'add', path: 'members', value: [{ value: person.id }] })
    expect(given.body.members).toHaveLength(before + 1)
    expect((await scim('GET', `/Users/${person.id}`)).body.groups).toEqual([{ value: role.id, display: role.name }])
    await patch(`/Groups/${role.id}`, { op: 'remove', path: `members[value eq "${person.id}"]` })
    expect((await scim('GET', `/Users/${person.id}`)).body.groups).toEqual([])
    expect((await scim('GET', `/Groups/${role.id}`)).body.members).toHaveLength(before)
  })

  test('take nobody who is not here, and nothing is written then', async () => {
    const [role] = await (await world.asUser('admin')).list('roles', { filter: { key: 'staff' } })
    const before = (await scim('GET', `/Groups/${role.id}`)).body.members
    for (const value of [world.ids.stranger, '01900000-0000-7000-8000-000000000000']) {
      expect((await patch(`/Groups/${role.id}`, { op: 'add', path: 'members', value: [{ value }] })).status).toBe(400)
    }
    expect((await patch(`/Groups/${role.id}`, { op: 'replace', path: 'displayName', value: 'x' })).body.scimType).toBe('mutability')
    expect((await scim('GET', `/Groups/${role.id}`)).body.members).toEqual(before)
  })
})

describe('a group that the directory makes', () => {
  const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'] }
  const newGroup = async (more: object = {}) => {
    const reply = await scim('POST', '/Groups', { ...group, displayName: `目录组 ${++counter}`, ...more })
    if (reply.status !== 201) throw new Error(reply.text)
    return reply
  }
  const membersIn = async (id: string) => (await scim('GET', `/Groups/${id}`)).body.members.map(({ value }: any) => value).sort()
  const roleThere = async (id: string) => (await (await world.asUser('admin')).get(`/api/v1/roles/${id}`)).body

  test('is a role without rights, answered as RFC 7644 (3.3) says, and shown to administrators as the directory\'s', async () => {
    const { body: person } = await newPerson()
    const created = await newGroup({ displayName: '销售一部', externalId: 'entra-4711', members: [{ value: person.id, display: '随便' }] })
    expect(created.body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      id: created.body.id,
      externalId: 'entra-4711',
      displayName: '销售一部',
      members: [{ value: person.id, display: '王小明', type: 'User', $ref: `/scim/v2/Users/${person.id}` }],
      meta: { resourceType: 'Group', created: expect.stringMatching(/^\d{4}-.*Z$/), lastModified: expect.any(String), location: `/scim/v2/Groups/${created.body.id}`, version: created.headers.etag },
    })
    expect([created.headers.location, created.headers['content-type']]).toEqual([`/scim/v2/Groups/${created.body.id}`, 'application/scim+json; charset=utf-8'])
    expect(await roleThere(created.body.id)).toMatchObject({ name: '销售一部', grants: {}, is_from_directory: true })
    for (const filter of ['displayName eq "销售一部"', 'externalId eq "entra-4711"', `members.value eq "${person.id}"`]) {
      const { body } = await scim('GET', `/Groups?filter=${encodeURIComponent(filter)}`)
      expect([filter, body.totalResults, body.Resources.map(({ id }: any) => id)]).toEqual([filter, 1, [created.body.id]])
    }
    const [event] = await world.query("select kind, actor_id, cause ->> 'key' as key from events where record_id = $1", [created.body.id])
    expect(event).toMatchObject({ kind: 'team.role.created', actor_id: world.ids.admin, key: expect.any(String) })
  })

  test('gives nothing until an administrator fills it, and then to whom the directory names', async () => {
    const admin = await world.asUser('admin')
    const { body: person } = await newPerson()
    await admin.post(`/api/v1/users/${person.id}/set-password`, { password: castPassword })
    const { body: made } = await newGroup({ members: [{ value: person.id }] })
    const client = await signIn(world.app.server, { login: person.userName, password: castPassword })
    expect((await client.get('/api/v1/customers')).status).toBe(403)
    expect((await admin.patch(`/api/v1/roles/${made.id}`, { grants: { customer: { see: 'all' } } })).status).toBe(200)
    expect((await client.get('/api/v1/customers')).status).toBe(200)
    await patch(`/Groups/${made.id}`, { op: 'remove', path: `members[value eq "${person.id}"]` })
    expect((await client.get('/api/v1/customers')).status).toBe(403)
  })

  test('is changed as Entra ID and Okta write it: names and members, by path and without', async () => {
    const [one, two, three] = (await Promise.all([newPerson(), newPerson(), newPerson()])).map(({ body }) => body.id as string).sort() as [string, string, string]
    const { body: made } = await newGroup()
    const steps: [operations: object[], members: string[]][] = [
      [[{ op: 'Add', path: 'members', value: [{ value: one }, { value: two }] }], [one, two]],
      [[{ op: 'add', value: { members: [{ value: three }] } }], [one, two, three]],
      [[{ op: 'Remove', path: 'members', value: [{ value: one }] }], [two, three]],
      [[{ op: 'remove', path: `members[value eq "${two}"]` }, { op: 'add', path: 'members', value: { value: one } }], [one, three]],
      [[{ op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:Group:members', value: [{ value: two }] }], [two]],
      [[{ op: 'replace', value: { id: made.id, displayName: '新名' } }], [two]],
      [[{ op: 'replace', path: 'externalId', value: 'x-1' }, { op: 'remove', path: 'members' }], []],
    ]
    for (const [operations, members] of steps) {
      expect((await patch(`/Groups/${made.id}`, ...operations)).status).toBe(200)
      expect([operations, await membersIn(made.id)]).toEqual([operations, members])
    }
    expect((await scim('GET', `/Groups/${made.id}`)).body).toMatchObject({ displayName: '新名', externalId: 'x-1' })
    const written = await scim('PUT', `/Groups/${made.id}`, { ...group, displayName: '又一名', members: [{ value: three }, { value: three.toUpperCase() }] })
    expect([written.status, written.body.displayName, written.body.externalId, written.body.members.map(({ value }: any) => value)]).toEqual([200, '又一名', undefined, [three]])
  })

  test('has a version that members are part of: If-None-Match 304, If-Match 412, nothing written then', async () => {
    const { body: person } = await newPerson()
    const { body: made, headers } = await newGroup()
    expect((await scim('GET', `/Groups/${made.id}`, undefined, { 'if-none-match': String(headers.etag) })).status).toBe(304)
    await patch(`/Groups/${made.id}`, { op: 'add', path: 'members', value: [{ value: person.id }] })
    expect((await scim('GET', `/Groups/${made.id}`, undefined, { 'if-none-match': String(headers.etag) })).status).toBe(200)
    for (const [method, body] of [['PUT', { displayName: 'x' }], ['PATCH', { Operations: [{ op: 'replace', path: 'displayName', value: 'x' }] }], ['DELETE', undefined]] as const) {
      expect([method, (await scim(method, `/Groups/${made.id}`, body, { 'if-match': String(headers.etag) })).status]).toEqual([method, 412])
    }
    expect((await scim('GET', `/Groups/${made.id}`)).body).toMatchObject({ displayName: made.displayName, members: [{ value: person.id }] })
  })

  test('goes with its members\' role, and is not found afterwards', async () => {
    const { body: person } = await newPerson()
    const { body: made } = await newGroup({ members: [{ value: person.id }] })
    const gone = await scim('DELETE', `/Groups/${made.id}`)
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect((await scim('GET', `/Groups/${made.id}`)).status).toBe(404)
    expect((await scim('DELETE', `/Groups/${made.id}`)).status).toBe(404)
    expect((await scim('GET', `/Users/${person.id}`)).body.groups).toEqual([])
    expect((await scim('POST', '/Groups', { displayName: made.displayName })).status).toBe(201)
  })

  test('written at once with another of the same people loses none of the two', async () => {
    const people = (await Promise.all([newPerson(), newPerson()])).map(({ body }) => body.id as string).sort()
    const groups = await Promise.all(Array.from({ length: 4 }, () => newGroup()))
    const replies = await Promise.all(groups.map(({ body }) => patch(`/Groups/${body.id}`, { op: 'add', path: 'members', value: people.map((value) => ({ value })) })))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    for (const { body } of groups) expect(await membersIn(body.id)).toEqual(people)
  })

  test('is refused in SCIM\'s words where it does not fit, and nothing is written', async () => {
    const { body: person } = await newPerson()
    const { body: made } = await newGroup({ members: [{ value: person.id }] })
    const [staff] = await (await world.asUser('admin')).list('roles', { filter: { key: 'staff' } })
    const state = () => world.query('select (select json_agg(r order by r.id) from roles r) as roles, (select json_agg(u.role_ids order by u.id) from users u) as given, (select count(*) from events) as events')
    const before = await state()
    const attempts: [method: string, path: string, body: unknown, status: number, scimType: string | undefined][] = [
      ['POST', '/Groups', {}, 400, 'invalidSyntax'],
      ['POST', '/Groups', { displayName: '' }, 400, 'invalidSyntax'],
      ['POST', '/Groups', { displayName: 'x'.repeat(101) }, 400, 'invalidSyntax'],
      ['POST', '/Groups', { displayName: made.displayName }, 409, 'uniqueness'],
      ['POST', '/Groups', { displayName: staff.name.toUpperCase() }, 409, 'uniqueness'],
      ['POST', '/Groups', { displayName: '有外人', members: [{ value: person.id }, { value: world.ids.stranger }] }, 400, 'invalidValue'],
      ['POST', '/Groups', { displayName: '组中组', members: [{ value: made.id, type: 'Group' }] }, 400, 'invalidValue'],
      ['POST', '/Groups', { displayName: '不是编号', members: [{ value: 'x' }] }, 400, 'invalidSyntax'],
      ['PUT', `/Groups/${made.id}`, { members: [] }, 400, 'invalidSyntax'],
      ['PATCH', `/Groups/${made.id}`, { Operations: [{ op: 'replace', path: 'displayName', value: staff.name }] }, 409, 'uniqueness'],
      ['PATCH', `/Groups/${made.id}`, { Operations: [{ op: 'remove', path: 'displayName' }] }, 400, 'mutability'],
      ['PATCH', `/Groups/${made.id}`, { Operations: [{ op: 'remove' }] }, 400, 'noTarget'],
      ['PATCH', `/Groups/${made.id}`, { Operations: [{ op: 'replace', path: 'grants', value: { '*': { change: 'all' } } }] }, 400, 'invalidPath'],
      ['PATCH', `/Groups/${made.id}`, { Operations: [{ op: 'replace', value: { id: staff.id, displayName: 'x' } }] }, 400, 'invalidPath'],
      ['PATCH', `/Groups/${made.id}`, { Operations: [{ op: 'remove', path: 'members' }, { op: 'add', path: 'members', value: [{ value: world.ids.stranger }] }] }, 400, 'invalidValue'],
      ['DELETE', `/Groups/${staff.id}`, undefined, 403, undefined],
      ['GET', '/Groups/nobody', undefined, 404, undefined],
      ['GET', `/Groups?filter=${encodeURIComponent('displayName co "a"')}`, undefined, 400, 'invalidFilter'],
    ]
    for (const [method, path, body, status, scimType] of attempts) {
      const reply = await scim(method, path, body)
      expect([method, path, body, reply.status, reply.body.scimType]).toEqual([method, path, body, status, scimType])
      expect(reply.body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status) })
    }
    expect(await state()).toEqual(before)
    // A role that was made here keeps its name, and its members are written all the same.
    const members = (await scim('GET', `/Groups/${staff.id}`)).body.members
    expect((await scim('PUT', `/Groups/${staff.id}`, { displayName: '改名', members })).body).toMatchObject({ displayName: staff.name })
  })

  test('is out of reach of the directory once it administers roles, and an administrator may be in any other', async () => {
    const admin = await world.asUser('admin')
    const { body: person } = await newPerson()
    for (const grants of [{ role: { see: 'all', change: 'all' } }, { '*': { see: 'all', change: 'all' } }]) {
      const { body: made } = await newGroup()
      expect((await admin.patch(`/api/v1/roles/${made.id}`, { grants })).status).toBe(200)
      const [administrator] = await admin.list('roles', { filter: { key: 'administrator' } })
      for (const id of [made.id, administrator.id]) {
        const members = [{ value: person.id }]
        expect((await patch(`/Groups/${id}`, { op: 'add', path: 'members', value: members })).status).toBe(403)
        expect((await scim('PUT', `/Groups/${id}`, { displayName: '目录管理员', members })).status).toBe(403)
        expect((await patch(`/Groups/${id}`, { op: 'remove', path: 'members', value: [{ value: world.ids.admin }] })).status).toBe(id === made.id ? 200 : 403)
        expect((await scim('DELETE', `/Groups/${id}`)).status).toBe(403)
      }
      expect((await scim('GET', `/Users/${person.id}`)).body.groups).toEqual([])
    }
    const { body: plain } = await newGroup({ members: [{ value: world.ids.admin }, { value: person.id }] })
    expect(await membersIn(plain.id)).toEqual([world.ids.admin, person.id].sort())
    expect((await (await world.asUser('admin')).get('/api/v1/users')).status).toBe(200)
  })
})

describe('bad input', () => {
  test('is answered as SCIM answers, and nothing is written', async () => {
    const { body: person } = await newPerson()
    const before = await world.query('select count(*)::int as n, max(version) as v from users')
    const attempts: [method: string, path: string, body: unknown, status: number, scimType: string | undefined][] = [
      ['POST', '/Users', {}, 400, 'invalidSyntax'],
      ['POST', '/Users', { userName: 5 }, 400, 'invalidSyntax'],
      ['POST', '/Users', { userName: person.userName, displayName: 'x' }, 409, 'uniqueness'],
      ['POST', '/Users', { userName: 'not-a-mail@@', displayName: 'x' }, 400, 'invalidValue'],
      ['PUT', `/Users/${person.id}`, [], 400, 'invalidSyntax'],
      ['PATCH', `/Users/${person.id}`, { Operations: [] }, 400, 'invalidSyntax'],
      ['PATCH', `/Users/${person.id}`, { Operations: [{ op: 'explode' }] }, 400, 'invalidSyntax'],
      ['PATCH', `/Users/${person.id}`, { Operations: [{ op: 'replace', path: 'password', value: 'x' }] }, 400, 'invalidPath'],
      ['PATCH', `/Users/${person.id}`, { Operations: [{ op: 'replace', path: 'active', value: 'perhaps' }] }, 400, 'invalidSyntax'],
      ['PATCH', `/Users/${person.id}`, { Operations: [{ op: 'replace', value: 'x' }] }, 400, 'noTarget'],
      ['PATCH', '/Users/nobody', { Operations: [{ op: 'replace', path: 'title', value: 'x' }] }, 404, undefined],
      ['PATCH', `/Users/${world.ids.stranger}`, { Operations: [{ op: 'replace', path: 'active', value: false }] }, 404, undefined],
      ['DELETE', `/Users/${world.ids.stranger}`, undefined, 404, undefined],
      ['GET', `/Users?filter=${encodeURIComponent('userName co "a"')}`, undefined, 400, 'invalidFilter'],
      ['GET', `/Users?filter=${encodeURIComponent('userName eq "a" or id pr')}`, undefined, 400, 'invalidFilter'],
      ['GET', `/Users?filter=${encodeURIComponent('userName eq "\' or 1=1 --"')}`, undefined, 200, undefined],
      ['GET', `/Users?filter=${encodeURIComponent('id eq "x"')}`, undefined, 200, undefined],
    ]
    for (const [method, path, body, status, scimType] of attempts) {
      const reply = await scim(method, path, body)
      expect([method, path, body, reply.status, reply.body.scimType]).toEqual([method, path, body, status, scimType])
      if (status >= 400) expect(reply.body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status) })
    }
    expect(await world.query('select count(*)::int as n, max(version) as v from users')).toEqual(before)
  })
})

describe('the door', () => {
  test('opens for a key with the scope scim only, and that key opens nothing else', async () => {
    const admin = await world.asUser('admin')
    expect((await admin.get('/scim/v2/Users')).status).toBe(403)
    const { body } = await admin.post('/api/v1/api-keys', { name: '其他', scopes: ['read', 'write'] })
    expect((await makeClient(world.app.server).get('/scim/v2/Users', { authorization: `Bearer ${body.key}` })).status).toBe(403)
    expect((await makeClient(world.app.server).get('/scim/v2/Users')).status).toBe(401)
    const bySync = (url: string) => makeClient(world.app.server).get(url, { authorization: `Bearer ${key}` })
    expect((await bySync('/api/v1/customers')).body.data ?? []).toEqual([])
    expect((await bySync('/api/v1/tasks')).body.data ?? []).toEqual([])
  })

  test('is closed to a key whose owner administers no longer', async () => {
    const admin = await world.asUser('admin')
    const [administrator] = await admin.list('roles', { filter: { key: 'administrator' } })
    const [staff] = await admin.list('roles', { filter: { key: 'staff' } })
    const owner = (await admin.post('/api/v1/users', { name: '前管理员', user_name: 'once-admin', password: castPassword, roles: [administrator.id] })).body
    const made = await (await signIn(world.app.server, { login: 'once-admin', password: castPassword })).post('/api/v1/api-keys', { name: '旧', scopes: ['scim'] })
    await admin.patch(`/api/v1/users/${owner.id}`, { roles: [staff.id] })
    const ask = (method: string, path: string, body: object) => makeClient(world.app.server).send({ method, url: `/scim/v2${path}`, payload: JSON.stringify(body), headers: { authorization: `Bearer ${made.body.key}`, 'content-type': 'application/scim+json' } })
    for (const reply of [await ask('POST', '/Groups', { displayName: '旧组' }), await ask('POST', '/Users', { userName: 'late@test.example' }), await ask('PUT', `/Groups/${staff.id}`, { displayName: 'x', members: [] })]) expect(reply.status).toBe(403)
  })

  test('says what it can do', async () => {
    expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true }, etag: { supported: true }, bulk: { supported: false } })
    expect((await scim('GET', '/ResourceTypes')).body.Resources.map(({ name }: any) => name)).toEqual(['User', 'Group'])
    expect((await scim('GET', '/Schemas')).body.Resources.map(({ name }: any) => name)).toEqual(['User', 'Group'])
  })
})
