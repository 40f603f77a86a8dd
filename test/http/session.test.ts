import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { create } from '../support/builders.ts'
import { signIn } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
beforeAll(async () => {
  world = await startTestApp()
})
afterAll(() => world.close())

const newPerson = async (input: object = {}) => {
  const admin = await world.asUser('admin')
  const login = `p${Math.random().toString(36).slice(2, 10)}`
  const roles = await admin.list('roles', { filter: { key: 'staff' } })
  const person = await create(admin, 'users', { name: '新人', user_name: login, password: castPassword, roles: [roles[0].id], ...input })
  return { login, person }
}

describe('signing in', () => {
  test('a person who is signed in is told who, where, and what is possible', async () => {
    const lin = await world.asUser('lin')
    const { status, body } = await lin.get('/api/v1/session')
    expect(status).toBe(200)
    expect(body.person).toMatchObject({ id: world.ids.lin, name: '林晓', login: 'lin@test.example', department: { name: '一组' } })
    expect(body.workspace).toMatchObject({ name: '青山商贸', time_zone: 'Asia/Shanghai', currency: 'CNY' })
    expect(body.abilities.is_administrator).toBe(false)
    const admin = await (await world.asUser('admin')).get('/api/v1/session')
    expect(admin.body.abilities.is_administrator).toBe(true)
  })

  test('a mail address and a user name both sign in, in any case of letters', async () => {
    for (const login of ['lin', 'LIN', 'lin@test.example', 'Lin@Test.Example']) {
      const reply = await world.anonymous().post('/api/v1/session', { login, password: castPassword })
      expect(reply.status).toBe(201)
      expect(reply.body.person.id).toBe(world.ids.lin)
    }
  })

  test('the cookie cannot be read by scripts and is not sent by other sites', async () => {
    const { headers } = await world.anonymous().post('/api/v1/session', { login: 'lin', password: castPassword })
    expect(String(headers['set-cookie'])).toMatch(/^guanxi_session=[\w-]{43};.*HttpOnly; SameSite=Lax/)
  })

  test('a wrong password and a person who does not exist are answered alike', async () => {
    const wrong = await world.anonymous().post('/api/v1/session', { login: 'lin', password: 'wrong password' })
    const nobody = await world.anonymous().post('/api/v1/session', { login: 'nobody', password: 'wrong password' })
    expect(wrong.status).toBe(401)
    expect({ ...wrong.body, request_id: '' }).toEqual({ ...nobody.body, request_id: '' })
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  test('who has left can no longer sign in, and the session that is open ends', async () => {
    const { login, person } = await newPerson()
    const client = await signIn(world.app.server, { login, password: castPassword })
    expect((await client.get('/api/v1/customers')).status).toBe(200)
    const admin = await world.asUser('admin')
    await admin.patch(`/api/v1/users/${person.id}`, { is_active: false })
    expect((await client.get('/api/v1/customers')).status).toBe(401)
    expect((await world.anonymous().post('/api/v1/session', { login, password: castPassword })).status).toBe(401)
  })
})

describe('without signing in', () => {
  test('every route but the public ones answers 401 as a problem', async () => {
    const id = '01900000-0000-7000-8000-000000000000'
    for (const route of world.app.routes.filter(({ guard }) => guard === 'signed_in')) {
      const reply = await world.anonymous().send({ method: route.method, url: route.path.replace(/:[a-z_]+/g, id) })
      expect([route.method, route.path, reply.status]).toEqual([route.method, route.path, 401])
      expect(reply.headers['content-type']).toContain('application/problem+json')
    }
  })

  test('the public routes are the ones meant to be', () => {
    const open = world.app.routes.filter(({ guard }) => guard === 'public').map(({ method, path }) => `${method} ${path}`)
    expect(open.sort()).toEqual([
      'DELETE /api/v1/portal/:page/session',
      'GET /api/openapi.json', 'GET /api/v1/calendar-feeds/:address', 'GET /api/v1/notice-mails/off', 'GET /api/v1/portal/:page', 'GET /api/v1/portal/:page/articles', 'GET /api/v1/portal/:page/articles/:number', 'GET /api/v1/portal/:page/contracts', 'GET /api/v1/portal/:page/home', 'GET /api/v1/portal/:page/new-request', 'GET /api/v1/portal/:page/orders', 'GET /api/v1/portal/:page/orders/:id', 'GET /api/v1/portal/:page/requests', 'GET /api/v1/portal/:page/requests/:id', 'GET /api/v1/portal/:page/requests/:id/files/:file', 'GET /api/v1/public-forms/:form', 'GET /api/v1/public-help/:page', 'GET /api/v1/public-help/:page/articles/:number', 'GET /api/v1/public-quotes/:link', 'GET /api/v1/public-quotes/:link/pdf', 'GET /api/v1/public-requests/:link', 'GET /api/v1/public-requests/:link/files/:file', 'GET /api/v1/session/sso/:workspace/:provider', 'GET /api/v1/session/sso/callback', 'GET /api/v1/session/ways', 'GET /healthz', 'GET /metrics', 'GET /readyz',
      'POST /api/v1/inbound-mail/:box', 'POST /api/v1/notice-mails/off', 'POST /api/v1/portal/:page/code', 'POST /api/v1/portal/:page/files', 'POST /api/v1/portal/:page/requests', 'POST /api/v1/portal/:page/requests/:id/rate', 'POST /api/v1/portal/:page/requests/:id/reopen', 'POST /api/v1/portal/:page/requests/:id/reply', 'POST /api/v1/portal/:page/session', 'POST /api/v1/public-forms/:form', 'POST /api/v1/public-forms/:form/files', 'POST /api/v1/public-help/:page/articles/:number/rate', 'POST /api/v1/public-quotes/:link/accept', 'POST /api/v1/public-quotes/:link/decline', 'POST /api/v1/public-requests/:link/files', 'POST /api/v1/public-requests/:link/rate', 'POST /api/v1/public-requests/:link/reopen', 'POST /api/v1/public-requests/:link/reply', 'POST /api/v1/session', 'POST /api/v1/session/link', 'POST /api/v1/session/new-password', 'POST /api/v1/session/reset',
    ])
  })

  test('an invented cookie is nobody', async () => {
    const reply = await world.anonymous().get('/api/v1/customers', { cookie: 'guanxi_session=invented' })
    expect(reply.status).toBe(401)
  })
})

describe('leaving', () => {
  test('after signing out the cookie is worth nothing', async () => {
    const { login } = await newPerson()
    const client = await signIn(world.app.server, { login, password: castPassword })
    expect((await client.del('/api/v1/session')).status).toBe(204)
    expect((await client.get('/api/v1/session')).status).toBe(401)
  })

  test('a session ends after two weeks', async () => {
    const late = await startTestApp({ clock: { now: () => new Date(Date.now() + days * 24 * 3600_000) } })
    let days = 0
    try {
      const client = await late.asUser('lin')
      days = 13
      expect((await client.get('/api/v1/session')).status).toBe(200)
      days = 15
      // A change of people makes the server look at the sessions again, which it remembers for a moment.
      await create(await late.asUser('admin'), 'departments', { name: '新部门' })
      expect((await client.get('/api/v1/session')).status).toBe(401)
    } finally {
      await late.close()
    }
  })
})

describe('passwords', () => {
  test('a new password needs the old one, and ends every other session', async () => {
    const { login } = await newPerson()
    const here = await signIn(world.app.server, { login, password: castPassword })
    const there = await signIn(world.app.server, { login, password: castPassword })
    expect((await here.post('/api/v1/session/password', { current: 'wrong', password: 'a-new-password' })).status).toBe(422)
    expect((await here.post('/api/v1/session/password', { current: castPassword, password: 'short' })).status).toBe(422)
    expect((await there.get('/api/v1/session')).status).toBe(200)
    expect((await here.post('/api/v1/session/password', { current: castPassword, password: 'a-new-password' })).status).toBe(204)
    expect((await here.get('/api/v1/session')).status).toBe(200)
    expect((await there.get('/api/v1/session')).status).toBe(401)
    expect((await world.anonymous().post('/api/v1/session', { login, password: castPassword })).status).toBe(401)
    expect((await world.anonymous().post('/api/v1/session', { login, password: 'a-new-password' })).status).toBe(201)
  })

  test('an administrator gives a new password, which no event and no answer shows', async () => {
    const { login, person } = await newPerson()
    const session = await signIn(world.app.server, { login, password: castPassword })
    const admin = await world.asUser('admin')
    const reply = await admin.post(`/api/v1/users/${person.id}/set-password`, { password: 'given-by-admin' })
    expect(reply.status).toBe(200)
    expect(reply.text).not.toContain('given-by-admin')
    const events = await world.query('select * from events where record_id = $1', [person.id])
    expect(JSON.stringify(events)).not.toContain('given-by-admin')
    expect(events.map((event) => event.kind)).toContain('team.user.password_set')
    expect((await world.anonymous().post('/api/v1/session', { login, password: 'given-by-admin' })).status).toBe(201)
    expect((await session.get('/api/v1/session')).status).toBe(401)
  })

  test('staff and managers may not give passwords to anybody', async () => {
    for (const login of ['lin', 'ma'] as const) {
      const client = await world.asUser(login)
      expect((await client.post(`/api/v1/users/${world.ids.admin}/set-password`, { password: 'taken-over-1' })).status).toBe(403)
    }
    expect((await world.anonymous().post('/api/v1/session', { login: 'admin', password: castPassword })).status).toBe(201)
  })

  test('no answer of the interface shows a password or its hash', async () => {
    const admin = await world.asUser('admin')
    const { text } = await admin.get('/api/v1/users')
    expect(text).not.toMatch(/argon2|password/i)
  })
})

describe('names to sign in with', () => {
  const signsIn = async (login: string, password = castPassword) => (await world.anonymous().post('/api/v1/session', { login, password })).status === 201

  test('follow the file of the person', async () => {
    const admin = await world.asUser('admin')
    const { login, person } = await newPerson({ email: 'old@test.example' })
    await admin.patch(`/api/v1/users/${person.id}`, { email: 'new@test.example', user_name: `${login}-2` })
    expect([await signsIn('new@test.example'), await signsIn(`${login}-2`)]).toEqual([true, true])
    expect([await signsIn('old@test.example'), await signsIn(login)]).toEqual([false, false])
    const taken = await admin.patch(`/api/v1/users/${person.id}`, { user_name: 'STRANGER' })
    expect([taken.status, taken.body.errors[0].path]).toEqual([409, 'user_name'])
    expect(await signsIn(`${login}-2`)).toBe(true)
  })

  test('that somebody had who has gone are free for the next, with the new password', async () => {
    const admin = await world.asUser('admin')
    const { person } = await newPerson({ email: 'desk@test.example' })
    await admin.del(`/api/v1/users/${person.id}`)
    expect(await signsIn('desk@test.example')).toBe(false)
    await newPerson({ email: 'desk@test.example', password: 'the-next-person' })
    expect([await signsIn('desk@test.example'), await signsIn('desk@test.example', 'the-next-person')]).toEqual([false, true])
  })
})

describe('two companies on one server', () => {
  test('an administrator cannot take over the account of another company by entering its mail address', async () => {
    const stranger = await world.asUser('stranger')
    const entered = await stranger.post('/api/v1/users', { name: '冒充', email: 'admin@test.example', password: 'taken-over-1' })
    if (entered.status === 201) {
      const reset = await stranger.post(`/api/v1/users/${entered.body.id}/set-password`, { password: 'taken-over-2' })
      expect(reset.status).toBe(409)
    }
    for (const password of ['taken-over-1', 'taken-over-2']) {
      expect((await world.anonymous().post('/api/v1/session', { login: 'admin@test.example', password })).status).toBe(401)
    }
    expect((await world.anonymous().post('/api/v1/session', { login: 'admin', password: castPassword })).status).toBe(201)
  })

  test('a user name that somebody has in another company is taken', async () => {
    const stranger = await world.asUser('stranger')
    const reply = await stranger.post('/api/v1/users', { name: '同名', user_name: 'lin', password: 'another-lin-1' })
    expect(reply.status).toBe(409)
    expect(reply.body.errors[0].path).toBe('user_name')
    expect(await stranger.list('users', { filter: { user_name: 'lin' } })).toEqual([])
  })
})

describe('requests from other sites', () => {
  test('are refused where they would change something', async () => {
    const lin = await world.asUser('lin')
    const foreign: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://elsewhere.example' }]
    for (const headers of foreign) {
      expect((await lin.post('/api/v1/tasks', { name: '伪造' }, headers)).status).toBe(403)
      expect((await lin.get('/api/v1/tasks', headers)).status).toBe(200)
      // As a page elsewhere may send without being asked whether it may.
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', undefined]) {
        for (const [method, url] of [['POST', '/api/v1/tasks'], ['POST', '/api/v1/files'], ['POST', '/api/v1/session'], ['DELETE', '/api/v1/session']] as const) {
          const reply = await lin.send({ method, url, headers: { ...headers, ...(type ? { 'content-type': type } : {}) }, ...(type ? { payload: '{"name":"伪造"}' } : {}) })
          // Some types are refused before anything else is looked at.
          expect([method, url, type, reply.status === 403 || (reply.status === 415 && type !== 'application/json')]).toEqual([method, url, type, true])
        }
      }
    }
    expect(await lin.list('tasks', { filter: { name: '伪造' } })).toEqual([])
    const own = await lin.post('/api/v1/tasks', { name: '自己' }, { 'sec-fetch-site': 'same-origin', origin: 'http://localhost', host: 'localhost' })
    expect(own.status).toBe(201)
  })
})
