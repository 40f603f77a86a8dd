import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { create } from '../support/builders.ts'
import { makeClient, signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let later = 0
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date(Date.now() + later) } })
})
afterAll(() => world.close())

let counter = 0
const newPerson = async (role = 'staff') => {
  const admin = await world.asUser('admin')
  const login = `factor-${++counter}`
  const [found] = await admin.list('roles', { filter: { key: role } })
  const person = await create(admin, 'users', { name: '两步', user_name: login, password: castPassword, roles: [found.id] })
  return { login, id: person.id as string, roleId: found.id as string }
}

/** As an app on a telephone would. */
const codeOf = (key: string) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + later })

const enrol = async (client: Client): Promise<{ key: string; recovery: string[] }> => {
  const begun = await client.post('/api/v1/account/factor', { password: castPassword })
  expect(begun.status).toBe(201)
  const confirmed = await client.post('/api/v1/account/factor/confirm', { code: codeOf(begun.body.key) })
  expect(confirmed.status).toBe(200)
  // The next code is another one.
  later += 60_000
  return { key: begun.body.key, recovery: confirmed.body.recovery_codes }
}

const knock = (login: string, code?: string) => world.anonymous().post('/api/v1/session', { login, password: castPassword, ...(code === undefined ? {} : { code }) })

describe('a second factor', () => {
  test('is in force only after a code has shown that the app has the key', async () => {
    const { login } = await newPerson()
    const client = await signIn(world.app.server, { login, password: castPassword })
    expect((await client.post('/api/v1/account/factor', { password: 'not mine' })).status).toBe(422)
    const { body } = await client.post('/api/v1/account/factor', { password: castPassword })
    expect(body.address).toMatch(/^otpauth:\/\/totp\/Guanxi/)
    expect(body.qr).toMatch(/^<svg/)
    expect((await client.post('/api/v1/account/factor/confirm', { code: '000000' })).status).toBe(422)
    expect((await client.get('/api/v1/account')).body.factor).toBeNull()
    expect((await knock(login)).status).toBe(201)
    expect((await client.post('/api/v1/account/factor/confirm', { code: codeOf(body.key) })).body.recovery_codes).toHaveLength(10)
    expect((await client.get('/api/v1/account')).body.factor.recovery_codes_left).toBe(10)
    expect((await client.post('/api/v1/account/factor', { password: castPassword })).status).toBe(409)
  })

  test('is asked for after the right password, and only then', async () => {
    const { login } = await newPerson()
    const { key } = await enrol(await signIn(world.app.server, { login, password: castPassword }))
    const asked = await knock(login)
    expect([asked.status, asked.body.type, asked.headers['set-cookie']]).toEqual([401, '/problems/code-required', undefined])
    const wrongPassword = await world.anonymous().post('/api/v1/session', { login, password: 'a wrong guess', code: codeOf(key) })
    expect(wrongPassword.body.type).toBe('/problems/wrong-credentials')
    expect((await knock(login, '123456')).body.type).toBe('/problems/wrong-code')
    expect((await knock(login, codeOf(key))).status).toBe(201)
  })

  test('takes a code once, also of two at the same moment', async () => {
    const { login } = await newPerson()
    const { key } = await enrol(await signIn(world.app.server, { login, password: castPassword }))
    const code = codeOf(key)
    const answers = await Promise.all([knock(login, code), knock(login, code), knock(login, code)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401])
    expect((await knock(login, code)).status).toBe(401)
  })

  test('takes no code of another time', async () => {
    const { login } = await newPerson()
    const { key } = await enrol(await signIn(world.app.server, { login, password: castPassword }))
    const code = codeOf(key)
    later += 5 * 60_000
    expect((await knock(login, code)).status).toBe(401)
  })

  test('can be done without by a recovery code, each of which works once', async () => {
    const { login } = await newPerson()
    const { recovery } = await enrol(await signIn(world.app.server, { login, password: castPassword }))
    expect((await knock(login, recovery[0]!.toUpperCase())).status).toBe(201)
    expect((await knock(login, recovery[0])).status).toBe(401)
    const entered = await knock(login, ` ${recovery[1]} `)
    expect(entered.status).toBe(201)
    const client = makeClient(world.app.server, { cookie: String([entered.headers['set-cookie']].flat()[0]).split(';', 1)[0] })
    expect((await client.get('/api/v1/account')).body.factor.recovery_codes_left).toBe(8)
    const anew = await client.post('/api/v1/account/factor/recovery-codes', { password: castPassword })
    expect((await knock(login, recovery[2])).status).toBe(401)
    expect((await knock(login, anew.body.recovery_codes[0])).status).toBe(201)
  })

  test('cannot be guessed: wrong codes count as failures', async () => {
    const { login } = await newPerson()
    await enrol(await signIn(world.app.server, { login, password: castPassword }))
    const answers = []
    for (let count = 0; count < 7; count++) answers.push((await knock(login, String(100_000 + count))).status)
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429])
    later += 20 * 60_000
  })

  test('stands nowhere in the database as it is', async () => {
    const { login } = await newPerson()
    const { key, recovery } = await enrol(await signIn(world.app.server, { login, password: castPassword }))
    const stored = JSON.stringify([await world.query('select * from account_factors'), await world.query('select * from recovery_codes'), await world.query('select * from events'), await world.query('select * from idempotency_keys')])
    expect(stored).not.toContain(key)
    expect(stored).not.toContain(recovery[0])
  })
})

describe('an administrator', () => {
  test('takes the factor of somebody who lost the telephone; the sessions end, and it is in the log', async () => {
    const { login, id } = await newPerson()
    const client = await signIn(world.app.server, { login, password: castPassword })
    await enrol(client)
    expect((await (await world.asUser('ma')).post(`/api/v1/users/${id}/reset-factor`)).status).toBe(403)
    const admin = await world.asUser('admin')
    expect((await admin.post(`/api/v1/users/${id}/reset-factor`)).status).toBe(204)
    expect((await client.get('/api/v1/session')).status).toBe(401)
    expect((await knock(login)).status).toBe(201)
    const events = await world.query("select kind, actor_id, cause ->> 'address' as address from events where record_id = $1 and kind like '%factor%' order by id", [id])
    expect(events).toEqual([
      { kind: 'team.user.factor_added', actor_id: id, address: '127.0.0.1' },
      { kind: 'team.user.factor_removed', actor_id: world.ids.admin, address: '127.0.0.1' },
    ])
    expect((await admin.post(`/api/v1/users/${id}/reset-factor`)).status).toBe(409)
  })

  test('may demand it of a role: whoever has it must set one up before anything else, in open sessions too', async () => {
    const { login, roleId } = await newPerson('manager')
    const client = await signIn(world.app.server, { login, password: castPassword })
    const admin = await world.asUser('admin')
    expect((await client.get('/api/v1/customers')).status).toBe(200)
    expect((await admin.patch('/api/v1/sign-in-rules', { second_factor: 'roles', second_factor_roles: [roleId] })).status).toBe(200)
    const refused = await client.get('/api/v1/customers')
    expect([refused.status, refused.body.type]).toEqual([403, '/problems/factor-needed'])
    expect((await client.post('/api/v1/customers', { name: '不行', kind: 'organisation' })).status).toBe(403)
    expect((await client.get('/api/v1/session')).body.needs_factor).toBe(true)
    expect((await (await world.asUser('lin')).get('/api/v1/customers')).status).toBe(200)
    await enrol(client)
    expect((await client.get('/api/v1/customers')).status).toBe(200)
    expect((await client.get('/api/v1/session')).body.needs_factor).toBe(false)
    expect((await client.post('/api/v1/account/factor/remove', { password: castPassword })).status).toBe(409)
    await admin.patch('/api/v1/sign-in-rules', { second_factor: 'optional' })
    expect((await client.post('/api/v1/account/factor/remove', { password: castPassword })).status).toBe(204)
    expect((await knock(login)).status).toBe(201)
  })

  test('alone reads and changes the rules, and only to what there is', async () => {
    const lin = await world.asUser('lin')
    expect((await lin.get('/api/v1/sign-in-rules')).status).toBe(403)
    expect((await lin.patch('/api/v1/sign-in-rules', { second_factor: 'everybody' })).status).toBe(403)
    const admin = await world.asUser('admin')
    expect((await admin.patch('/api/v1/sign-in-rules', { second_factor_roles: [world.ids.lin] })).status).toBe(422)
    expect((await admin.patch('/api/v1/sign-in-rules', { second_factor: 'sometimes' })).status).toBe(422)
    expect((await admin.get('/api/v1/sign-in-rules')).body.second_factor).toBe('optional')
  })
})
