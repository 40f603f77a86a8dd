import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { aCustomer, create } from '../support/builders.ts'
import { makeClient, signIn } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let later = 0
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date(Date.now() + later) } })
})
afterAll(() => world.close())

let counter = 0
const newPerson = async (input: object = {}) => {
  const admin = await world.asUser('admin')
  const login = `someone-${++counter}`
  const [role] = await admin.list('roles', { filter: { key: 'staff' } })
  const person = await create(admin, 'users', { name: '某人', user_name: login, password: castPassword, roles: [role.id], ...input })
  return { login, id: person.id as string, enter: () => signIn(world.app.server, { login, password: castPassword }) }
}

describe('sessions', () => {
  test('are listed with where, program and last use, and ended one by one', async () => {
    const { id, login, enter } = await newPerson()
    const here = await enter()
    const reply = await makeClient(world.app.server).post('/api/v1/session', { login, password: castPassword }, { 'user-agent': 'Telephone/1.0' })
    const there = makeClient(world.app.server, { cookie: String([reply.headers['set-cookie']].flat()[0]).split(';', 1)[0] })
    const { body } = await here.get('/api/v1/sessions')
    expect(body.data).toHaveLength(2)
    const other = body.data.find((session: any) => !session.is_current)
    expect(other).toMatchObject({ program: 'Telephone/1.0', address: '127.0.0.1', method: 'password' })
    expect(body.data.filter((session: any) => session.is_current)).toHaveLength(1)
    expect((await there.get('/api/v1/customers')).status).toBe(200)
    expect((await here.del(`/api/v1/sessions/${other.id}`)).status).toBe(204)
    expect((await there.get('/api/v1/customers')).status).toBe(401)
    expect((await here.del(`/api/v1/sessions/${other.id}`)).status).toBe(404)
    expect(await world.query("select kind from events where record_id = $1 and kind = 'team.user.session_ended'", [id])).toHaveLength(1)
  })

  test('can all be ended but the present one', async () => {
    const { enter } = await newPerson()
    const [here, there, elsewhere] = [await enter(), await enter(), await enter()]
    expect((await here.del('/api/v1/sessions')).status).toBe(204)
    expect([await here.get('/api/v1/session'), await there.get('/api/v1/session'), await elsewhere.get('/api/v1/session')].map(({ status }) => status)).toEqual([200, 401, 401])
  })

  test('of others are seen and ended by administrators only, and never those of another company', async () => {
    const { id, enter } = await newPerson()
    const client = await enter()
    const [session] = (await client.get('/api/v1/sessions')).body.data
    for (const login of ['lin', 'ma', 'stranger'] as const) {
      const other = await world.asUser(login)
      if (login !== 'stranger') expect((await other.get(`/api/v1/sessions?user=${id}`)).status).toBe(403)
      else expect((await other.get(`/api/v1/sessions?user=${id}`)).body.data).toEqual([])
      expect((await other.del(`/api/v1/sessions/${session.id}`)).status).toBe(404)
    }
    const admin = await world.asUser('admin')
    expect((await admin.get(`/api/v1/sessions?user=${id}`)).body.data).toHaveLength(1)
    expect((await admin.del(`/api/v1/sessions?user=${id}`)).status).toBe(204)
    expect((await client.get('/api/v1/session')).status).toBe(401)
  })

  test('tell when they were last used', async () => {
    const { enter } = await newPerson()
    const client = await enter()
    const [before] = (await client.get('/api/v1/sessions')).body.data
    later += 10 * 60_000
    await create(await world.asUser('admin'), 'departments', { name: '使人重新被认' })
    const [after] = (await client.get('/api/v1/sessions')).body.data
    expect(Date.parse(after.last_used_at) - Date.parse(before.last_used_at)).toBeGreaterThan(9 * 60_000)
  })
})

describe('the history of an account', () => {
  test('tells sign-ins, failures and changes with the address, newest first', async () => {
    const { login, enter } = await newPerson()
    const client = await enter()
    await world.anonymous().post('/api/v1/session', { login, password: 'a wrong guess' })
    await client.post('/api/v1/session/password', { current: castPassword, password: 'something-else-8' })
    const { body } = await client.get('/api/v1/account/history')
    expect(body.data.map((entry: any) => [entry.what, entry.address])).toEqual([['password_changed', '127.0.0.1'], ['sign_in_failed', '127.0.0.1'], ['signed_in', '127.0.0.1']])
    const page = await client.get(`/api/v1/account/history?limit=1&before=${body.data[0].id}`)
    expect(page.body.data.map((entry: any) => entry.what)).toEqual(['sign_in_failed'])
    await client.del('/api/v1/session')
    const all = await (await world.asUser('admin')).get('/api/v1/account/history?of=everybody&limit=1')
    expect(all.body.data[0]).toMatchObject({ what: 'signed_out', person: { name: '某人' } })
  })

  test('is not for colleagues: neither there, nor in the history of the person, nor in the changes', async () => {
    const { id, enter } = await newPerson()
    await enter()
    const lin = await world.asUser('lin')
    expect((await lin.get(`/api/v1/account/history?user=${id}`)).status).toBe(403)
    expect((await lin.get('/api/v1/account/history?of=everybody')).status).toBe(403)
    const history = await lin.get(`/api/v1/users/${id}/history`)
    expect(history.body.data.map((entry: any) => entry.kind)).toEqual(['team.user.created'])
    await world.untilTold()
    const changes = await lin.get('/api/v1/changes?objects=user&limit=1000')
    expect(changes.body.data.filter((change: any) => change.kind === 'team.user.signed_in')).toEqual([])
    expect(history.text + changes.text).not.toContain('127.0.0.1')
  })
})

describe('passwords', () => {
  test.each([
    ['short', 'too_short'],
    ['x'.repeat(201), 'too_long'],
    ['password1', 'too_common'],
    ['Qwertyuiop', 'too_common'],
    ['iloveyou!!', 'too_common'],
    ['woaini1314', 'too_common'],
    ['aaaaaaaaaaaa', 'too_common'],
    ['wang-hai-ming-99', 'of_oneself'],
    ['my WangHaiMing', 'of_oneself'],
    ['xx-haiming.w-xx', 'of_oneself'],
  ])('%s is refused: %s', async (password, code) => {
    const admin = await world.asUser('admin')
    const { status, body } = await admin.post('/api/v1/users', { name: 'Wang Hai Ming', user_name: 'wang-hai-ming', email: 'haiming.w@test.example', password })
    expect([status, body.errors?.[0]?.code]).toEqual([422, code])
    expect(await admin.list('users', { filter: { user_name: 'wang-hai-ming' } })).toEqual([])
  })

  test('may be long sentences in any writing', async () => {
    for (const password of ['窗前明月光疑是地上霜', 'four entirely unrelated nouns '.repeat(6)]) {
      const { login } = await newPerson({ password })
      expect((await world.anonymous().post('/api/v1/session', { login, password })).status).toBe(201)
    }
  })
})

describe('looking as somebody', () => {
  test('shows what that person sees, refuses every change, and is in the log with both names', async () => {
    const admin = await signIn(world.app.server, { login: 'admin', password: castPassword })
    const mine = await aCustomer(admin)
    const lins = await aCustomer(await world.asUser('lin'))
    const began = await admin.post(`/api/v1/users/${world.ids.lin}/look-as`)
    expect([began.status, began.body.person.name, began.body.looking_as]).toEqual([200, '林晓', { by: { id: world.ids.admin, name: '管理员' } }])
    expect([(await admin.get(`/api/v1/customers/${lins.id}`)).status, (await admin.get(`/api/v1/customers/${mine.id}`)).status]).toEqual([200, 404])
    const ids = { customer: lins.id }
    const before = await world.query('select count(*)::int as n from events')
    for (const route of world.app.routes.filter(({ guard, method, is_query }) => guard === 'signed_in' && method !== 'GET' && !is_query)) {
      if (route.method === 'DELETE' && /\/session(\/look-as)?$/.test(route.path)) continue
      const reply = await admin.send({ method: route.method, url: route.path.replace(/:[a-z_]+/g, ids.customer) })
      expect([route.method, route.path, reply.status]).toEqual([route.method, route.path, 403])
    }
    expect(await world.query('select count(*)::int as n from events')).toEqual(before)
    for (const route of world.app.routes.filter(({ method, is_personal }) => method === 'GET' && is_personal)) expect((await admin.get(route.path)).status).toBe(403)
    expect((await admin.post('/api/v1/query', { object: 'customer' })).status).toBe(200)
    const ended = await admin.del('/api/v1/session/look-as')
    expect([ended.status, ended.body.person.name, ended.body.looking_as]).toEqual([200, '管理员', null])
    expect((await admin.get(`/api/v1/customers/${mine.id}`)).status).toBe(200)
    expect(await world.query("select kind, actor_id, record_id from events where kind in ('team.user.looked_as', 'team.user.look_ended') order by id")).toEqual([
      { kind: 'team.user.looked_as', actor_id: world.ids.admin, record_id: world.ids.lin },
      { kind: 'team.user.look_ended', actor_id: world.ids.admin, record_id: world.ids.lin },
    ])
  })

  test('is for administrators, at people of the company who work here', async () => {
    for (const login of ['lin', 'ma'] as const) expect((await (await world.asUser(login)).post(`/api/v1/users/${world.ids.mei}/look-as`)).status).toBe(403)
    const admin = await world.asUser('admin')
    expect((await admin.post(`/api/v1/users/${world.ids.stranger}/look-as`)).status).toBe(404)
    expect((await admin.post(`/api/v1/users/${world.ids.admin}/look-as`)).status).toBe(409)
    expect((await admin.del('/api/v1/session/look-as')).status).toBe(409)
  })

  test('ends when the person who looks is no administrator any more', async () => {
    const boss = await world.asUser('admin')
    const [role] = await boss.list('roles', { filter: { key: 'administrator' } })
    const [staff] = await boss.list('roles', { filter: { key: 'staff' } })
    const { id, enter } = await newPerson({ roles: [role.id] })
    const client = await enter()
    expect((await client.post(`/api/v1/users/${world.ids.ma}/look-as`)).status).toBe(200)
    await boss.patch(`/api/v1/users/${id}`, { roles: [staff.id] })
    expect((await client.get('/api/v1/session')).body).toMatchObject({ person: { id }, looking_as: null })
  })
})

describe('several companies', () => {
  test('are listed, and one goes on in another with a new session', async () => {
    const stranger = await world.asUser('stranger')
    const [role] = await stranger.list('roles', { filter: { key: 'staff' } })
    const twin = await create(stranger, 'users', { name: '林晓在对岸', email: 'lin@test.example', roles: [role.id] })
    const lin = await signIn(world.app.server, { login: 'lin', password: castPassword })
    const { body } = await lin.get('/api/v1/workspaces')
    expect(body.data.map((row: any) => [row.name, row.is_current])).toEqual(expect.arrayContaining([['青山商贸', true], ['对岸公司', false]]))
    const other = body.data.find((row: any) => !row.is_current)
    const switched = await lin.post('/api/v1/session/workspace', { workspace: other.id })
    expect([switched.status, switched.body.person.id, switched.body.workspace.name]).toEqual([200, twin.id, '对岸公司'])
    const there = makeClient(world.app.server, { cookie: String([switched.headers['set-cookie']].flat()[0]).split(';', 1)[0] })
    expect((await there.get('/api/v1/session')).body.workspace.name).toBe('对岸公司')
    expect((await lin.get('/api/v1/session')).status).toBe(401)
  })

  test('where one does not work cannot be entered', async () => {
    const mei = await world.asUser('mei')
    const [{ id }] = await world.query("select id from workspaces where name = '对岸公司'")
    expect((await mei.post('/api/v1/session/workspace', { workspace: id })).status).toBe(404)
    expect((await mei.get('/api/v1/session')).body.workspace.name).toBe('青山商贸')
  })
})

describe('substitutes', () => {
  const day = (offset: number) => new Date(Date.now() + later + 8 * 3600_000 + offset * 86_400_000).toISOString().slice(0, 10)

  test('stand in from the first to the last day, and are told whom for', async () => {
    const lin = await world.asUser('lin')
    const mei = await world.asUser('mei')
    const { status, body } = await lin.post('/api/v1/substitutes', { substitute: world.ids.mei, from: day(1), to: day(2) })
    expect(status).toBe(201)
    const seen = async () => (await mei.get('/api/v1/session')).body.substitutes_for
    const seenOn = []
    for (let count = 0; count < 4; count++) {
      seenOn.push((await seen()).map((person: any) => person.name))
      later += 86_400_000
      await create(await world.asUser('admin'), 'departments', { name: `第${count}天` })
    }
    expect(seenOn).toEqual([[], ['林晓'], ['林晓'], []])
    expect((await lin.get('/api/v1/substitutes')).body.data).toEqual([])
    expect((await lin.del(`/api/v1/substitutes/${body.id}`)).status).toBe(204)
  })

  test('are dismissed by whom they stand in for only', async () => {
    const lin = await world.asUser('lin')
    const { body } = await lin.post('/api/v1/substitutes', { substitute: world.ids.mei, from: day(0), to: day(3) })
    const mei = await world.asUser('mei')
    expect((await mei.get('/api/v1/session')).body.substitutes_for).toEqual([{ id: world.ids.lin, name: '林晓' }])
    expect((await mei.del(`/api/v1/substitutes/${body.id}`)).status).toBe(404)
    expect((await lin.del(`/api/v1/substitutes/${body.id}`)).status).toBe(204)
    expect((await mei.get('/api/v1/session')).body.substitutes_for).toEqual([])
  })

  test('that make no sense are refused', async () => {
    const lin = await world.asUser('lin')
    const codes = async (input: object) => (await lin.post('/api/v1/substitutes', input)).body.errors.map((error: any) => error.code)
    expect(await codes({ substitute: world.ids.lin, from: day(2), to: day(1) })).toEqual(['is_oneself', 'before_begin'])
    expect(await codes({ substitute: world.ids.stranger, from: day(0), to: day(1) })).toEqual(['not_found'])
    expect(await codes({ substitute: world.ids.mei, from: day(-3), to: day(-2) })).toEqual(['past'])
    expect((await lin.post('/api/v1/substitutes', { substitute: 'x', from: '2026-02-30', to: day(1) })).status).toBe(422)
    expect(await world.query('select * from substitutes')).toEqual([])
  })
})
