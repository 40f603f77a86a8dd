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
    expect((await patch(`/Groups/${role.id}`, { op: 'replace', path: 'displayName', value: 'x' })).body.scimType).toBe('invalidPath')
    expect((await scim('GET', `/Groups/${role.id}`)).body.members).toEqual(before)
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

  test('says what it can do', async () => {
    expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true }, etag: { supported: true }, bulk: { supported: false } })
    expect((await scim('GET', '/ResourceTypes')).body.Resources.map(({ name }: any) => name)).toEqual(['User', 'Group'])
    expect((await scim('GET', '/Schemas')).body.Resources.map(({ name }: any) => name)).toEqual(['User', 'Group'])
  })
})
