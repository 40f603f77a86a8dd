import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { create } from '../support/builders.ts'
import { makeClient } from '../support/client.ts'
import { clientId, clientSecret, goThrough, startIdentityProvider, textOf, type IdentityProvider, type Journey } from '../support/identity-provider.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let issuer: IdentityProvider
let provider: any
let start = ''
beforeAll(async () => {
  issuer = await startIdentityProvider()
  world = await startTestApp({ app: { inside: [new URL(issuer.issuer).host] } })
  const admin = await world.asUser('admin')
  const reply = await admin.post('/api/v1/identity-providers', { name: '公司账号', issuer: issuer.issuer, client_id: clientId, client_secret: clientSecret })
  if (reply.status !== 201) throw new Error(reply.text)
  provider = reply.body
  const { body } = await admin.get('/api/v1/identity-providers')
  start = `/api/v1/session/sso/${body.workspace}/${provider.id}`
})
afterAll(async () => {
  await world.close()
  await issuer.close()
})

const clientOf = ({ cookies }: Journey) => makeClient(world.app.server, { cookie: textOf(cookies) })
const change = async (fields: object) => expect((await (await world.asUser('admin')).patch(`/api/v1/identity-providers/${provider.id}`, fields)).status).toBe(200)

describe('single sign-on', () => {
  test('lets in whom the provider vouches for by a verified mail address, and leads to where one wanted to go', async () => {
    issuer.isAt('s-lin', { email: 'Lin@test.example', email_verified: true, name: 'Lin Xiao' })
    const journey = await goThrough(world.app.server, `${start}?to=${encodeURIComponent('/customers?view=all')}`)
    expect(journey.location).toBe('/customers?view=all')
    const { body } = await clientOf(journey).get('/api/v1/session')
    expect(body.person.id).toBe(world.ids.lin)
    expect((await clientOf(journey).get('/api/v1/sessions')).body.data.some((session: any) => session.method === 'sso' && session.is_current)).toBe(true)
    expect(Object.fromEntries(journey.request.searchParams)).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', scope: 'openid email profile' })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(journey.request.searchParams.get(name)).toMatch(/^[\w-]{40,}$/)
    expect(await world.query("select cause ->> 'method' as method from events where kind = 'team.user.signed_in' and cause ->> 'method' = 'sso'")).toHaveLength(1)
  })

  test('knows a person by the provider’s own name afterwards, whatever the mail address', async () => {
    issuer.isAt('s-lin', { email: 'other@test.example', email_verified: false })
    expect((await clientOf(await goThrough(world.app.server, start)).get('/api/v1/session')).body.person.id).toBe(world.ids.lin)
    // Somebody else who now has that address at the provider does not get the file of the first.
    issuer.isAt('s-other', { email: 'lin@test.example', email_verified: true })
    expect((await goThrough(world.app.server, start)).location).toBe('/?sign_in=nobody-here')
  })

  test.each([
    ['an address that is not verified', 's-1', { email: 'mei@test.example', email_verified: false }, 'mail-not-verified'],
    ['no word on whether it is', 's-2', { email: 'mei@test.example' }, 'mail-not-verified'],
    ['no address', 's-3', {}, 'mail-not-verified'],
    ['somebody who does not work here', 's-4', { email: 'unknown@test.example', email_verified: true }, 'nobody-here'],
    ['somebody of another company on this server', 's-5', { email: 'stranger@test.example', email_verified: true }, 'nobody-here'],
  ])('refuses %s', async (_what, subject, claims, why) => {
    issuer.isAt(subject, claims)
    const journey = await goThrough(world.app.server, start)
    expect(journey.location).toBe(`/?sign_in=${why}`)
    expect((await clientOf(journey).get('/api/v1/session')).status).toBe(401)
  })

  test('enters people when they first come, where the company wants that', async () => {
    const admin = await world.asUser('admin')
    const [role] = await admin.list('roles', { filter: { key: 'staff' } })
    await change({ creates_people: true, default_role: role.id })
    issuer.isAt('s-new', { email: 'first@test.example', email_verified: true, name: '初来' })
    const { body } = await clientOf(await goThrough(world.app.server, start)).get('/api/v1/session')
    expect(body.person).toMatchObject({ name: '初来', login: 'first@test.example', roles: [{ key: 'staff' }] })
    await admin.patch(`/api/v1/users/${body.person.id}`, { is_active: false })
    const again = await goThrough(world.app.server, start)
    expect((await clientOf(again).get('/api/v1/session')).status).toBe(401)
    issuer.isAt('s-new-2', { email: 'first@test.example', email_verified: true })
    expect((await goThrough(world.app.server, start)).location).toBe('/?sign_in=nobody-here')
    await change({ creates_people: false })
  })
})

describe('on the way back', () => {
  test.each([
    ['another state', (callback: string) => callback.replace(/state=[^&]+/, 'state=of-an-attacker-of-an-attacker-of-an-attack')],
    ['another code', (callback: string) => callback.replace(/code=[^&]+/, 'code=invented')],
    ['no code', (callback: string) => callback.replace(/code=[^&]+&?/, '')],
    ['another issuer', (callback: string) => callback.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Felsewhere.example')],
  ])('%s is not accepted', async (_what, attack) => {
    issuer.isAt('s-lin', { email: 'lin@test.example', email_verified: true })
    const journey = await goThrough(world.app.server, start, attack)
    expect([journey.location, journey.cookies.has('guanxi_session')]).toEqual(['/?sign_in=not-accepted', false])
  })

  test('a browser that did not leave here is not let in: nobody is signed in as somebody else by a link', async () => {
    issuer.isAt('s-lin', { email: 'lin@test.example', email_verified: true })
    const journey = await goThrough(world.app.server, start, (callback, cookies) => {
      cookies.delete('guanxi_sso')
      return callback
    })
    expect([journey.location, journey.cookies.has('guanxi_session')]).toEqual(['/?sign_in=too-late', false])
  })

  test('the same answer a second time is worth nothing', async () => {
    issuer.isAt('s-lin', { email: 'lin@test.example', email_verified: true })
    let travel = ''
    const journey = await goThrough(world.app.server, start, (callback, cookies) => {
      travel = cookies.get('guanxi_sso') ?? ''
      return callback
    })
    const again = await world.app.server.inject({ method: 'GET', url: journey.callback, headers: { cookie: `guanxi_sso=${travel}` } })
    expect(again.headers.location).toBe('/?sign_in=not-accepted')
  })

  test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)'])('%s is no place to be sent to', async (to) => {
    issuer.isAt('s-lin', { email: 'lin@test.example', email_verified: true })
    expect((await goThrough(world.app.server, `${start}?to=${encodeURIComponent(to)}`)).location).toBe('/')
  })
})

describe('a provider', () => {
  test('has a secret that no answer, event or table shows', async () => {
    const { text } = await (await world.asUser('admin')).get('/api/v1/identity-providers')
    expect(text).not.toContain(clientSecret)
    expect(JSON.parse(text).data[0].has_secret).toBe(true)
    expect(JSON.stringify([await world.query('select * from identity_providers'), await world.query('select * from events')])).not.toContain(clientSecret)
  })

  test('may have it in a setting of the server, but in no other than those meant for it', async () => {
    process.env.GUANXI_SSO_TEST = clientSecret
    await change({ client_secret: null, client_secret_setting: 'GUANXI_SSO_TEST' })
    issuer.isAt('s-lin', {})
    expect((await goThrough(world.app.server, start)).location).toBe('/')
    const admin = await world.asUser('admin')
    for (const setting of ['DATABASE_URL', 'PATH', 'GUANXI_SSO_NOT_THERE']) {
      expect((await admin.patch(`/api/v1/identity-providers/${provider.id}`, { client_secret_setting: setting })).status).toBe(422)
    }
    await change({ client_secret: clientSecret, client_secret_setting: null })
    delete process.env.GUANXI_SSO_TEST
  })

  test('that is none is refused with what is wrong', async () => {
    let knocks = 0
    const house = createServer((_request, response) => void (++knocks, response.end('{}')))
    await new Promise<void>((resolve) => void house.listen(0, '127.0.0.1', resolve))
    const address = house.address()
    const inHouse = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const admin = await world.asUser('admin')
    const add = async (fields: object) => (await admin.post('/api/v1/identity-providers', { name: '错', issuer: issuer.issuer, client_id: 'x', ...fields })).body.errors?.map((error: any) => [error.path, error.code])
    expect(await add({ issuer: 'http://elsewhere.example' })).toEqual([['issuer', 'invalid_issuer']])
    expect(await add({ issuer: `${issuer.issuer}/nothing/here` })).toEqual([['issuer', 'unreachable']])
    // In the own network, and not one of the places that the server's settings name: it is not even asked.
    expect(await add({ issuer: inHouse })).toEqual([['issuer', 'unreachable']])
    expect(knocks).toBe(0)
    expect(await add({ issuer: 'not an address', default_role: world.ids.lin })).toEqual([['issuer', 'invalid_issuer'], ['default_role', 'not_found']])
    house.close()
    expect((await admin.get('/api/v1/identity-providers')).body.data).toHaveLength(1)
  })

  test('is for administrators of its company', async () => {
    for (const login of ['lin', 'ma'] as const) {
      const client = await world.asUser(login)
      expect((await client.get('/api/v1/identity-providers')).status).toBe(403)
      expect((await client.patch(`/api/v1/identity-providers/${provider.id}`, { name: 'x' })).status).toBe(403)
    }
    expect((await (await world.asUser('stranger')).patch(`/api/v1/identity-providers/${provider.id}`, { name: 'x' })).status).toBe(404)
  })

  test('has its button on the page of the company, and no other company’s page shows it', async () => {
    const workspace = start.split('/')[5]
    const ways = async (query: string) => (await world.anonymous().get(`/api/v1/session/ways${query}`)).body.single_sign_on
    expect(await ways(`?workspace=${workspace}`)).toEqual([{ workspace, id: provider.id, name: '公司账号' }])
    expect(await ways('')).toEqual([])
    await change({ is_active: false })
    expect(await ways(`?workspace=${workspace}`)).toEqual([])
    expect((await world.app.server.inject({ method: 'GET', url: start })).statusCode).toBe(404)
    await change({ is_active: true })
  })
})

describe('people with single sign-on', () => {
  test('no longer come in by password where the company wants that; others do', async () => {
    const admin = await world.asUser('admin')
    await admin.patch('/api/v1/sign-in-rules', { is_password_off_with_sso: true })
    const knock = async (login: string, password = castPassword) => (await world.anonymous().post('/api/v1/session', { login, password })).body.type
    expect(await knock('lin')).toBe('/problems/use-single-sign-on')
    expect(await knock('lin', 'a wrong guess')).toBe('/problems/wrong-credentials')
    expect(await knock('mei')).toBeUndefined()
    await change({ is_active: false })
    expect(await knock('lin')).toBeUndefined()
    await change({ is_active: true })
    await admin.patch('/api/v1/sign-in-rules', { is_password_off_with_sso: false })
  })

  test('do not get into another company by the provider of this one', async () => {
    const stranger = await world.asUser('stranger')
    await create(stranger, 'users', { name: '林晓在对岸', email: 'lin@test.example' })
    issuer.isAt('s-lin', {})
    const client = clientOf(await goThrough(world.app.server, start))
    const other = (await client.get('/api/v1/workspaces')).body.data.find((row: any) => !row.is_current)
    expect((await client.post('/api/v1/session/workspace', { workspace: other.id })).status).toBe(409)
  })
})
