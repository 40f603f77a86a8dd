import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { create } from '../support/builders.ts'
import { signIn } from '../support/client.ts'
import { openMailbox, type Mailbox, type ReceivedMail } from '../support/mailbox.ts'
import { publicUrl, startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let later = 0
let mailbox: Mailbox<ReceivedMail>
beforeAll(async () => {
  mailbox = await openMailbox()
  world = await startTestApp({ background: true, smtpUrl: mailbox.url, clock: { now: () => new Date(Date.now() + later) } })
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

/** Head and body as people read them. */
const mailTo = async (address: string, atLeast = 1): Promise<ReceivedMail> => {
  await expect.poll(() => mailbox.mails.filter(({ to }) => to === address).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(atLeast)
  return mailbox.mails.filter(({ to }) => to === address).at(-1)!
}

const tokenIn = (mail: ReceivedMail) => new RegExp(`${publicUrl}/new-password#([\\w-]{43})`).exec(mail.text)?.[1] ?? ''

const signsIn = async (login: string, password: string) => (await world.anonymous().post('/api/v1/session', { login, password })).status === 201

describe('a forgotten password', () => {
  test('is replaced by a link in a mail, which works once and ends every session', async () => {
    const open = await signIn(world.app.server, { login: 'lin', password: castPassword })
    const asked = await world.anonymous().post('/api/v1/session/reset', { login: 'lin@test.example' })
    expect(asked.status).toBe(202)
    const mail = await mailTo('lin@test.example')
    expect(mail.text).toContain('重设您的 Guanxi 密码')
    const token = tokenIn(mail)
    expect((await world.anonymous().post('/api/v1/session/link', { token })).body).toEqual({ login: 'lin@test.example', purpose: 'reset' })
    const choose = (password: string) => world.anonymous().post('/api/v1/session/new-password', { token, password })
    expect((await choose('short')).status).toBe(422)
    expect((await choose('a-fresh-start-5')).status).toBe(204)
    const again = await choose('somebody-elses-7')
    expect([again.status, again.body.type]).toEqual([409, '/problems/dead-link'])
    expect([await signsIn('lin', 'a-fresh-start-5'), await signsIn('lin', 'somebody-elses-7'), await signsIn('lin', castPassword)]).toEqual([true, false, false])
    expect((await open.get('/api/v1/session')).status).toBe(401)
    expect(await world.query("select cause ->> 'address' as address from events where kind = 'team.user.password_reset' and record_id = $1", [world.ids.lin])).toEqual([{ address: '127.0.0.1' }])
  })

  test('of a name that nobody has is answered alike, and no mail goes anywhere', async () => {
    const known = await world.anonymous({ language: 'en' }).post('/api/v1/session/reset', { login: 'mei' })
    const unknown = await world.anonymous({ language: 'en' }).post('/api/v1/session/reset', { login: 'nobody@test.example' })
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    expect((await mailTo('mei@test.example')).text).toContain('Set a new password')
    expect(mailbox.mails.some(({ to }) => to.includes('nobody'))).toBe(false)
    // Neither the queue nor the table holds what would open the door.
    const stored = JSON.stringify([await world.query('select * from account_links'), await world.query('select * from graphile_worker._private_jobs')])
    expect(stored).not.toContain(tokenIn(await mailTo('mei@test.example')))
  })

  test('has an hour, and the newest link is the only one', async () => {
    await world.anonymous().post('/api/v1/session/reset', { login: 'chen' })
    const first = tokenIn(await mailTo('chen@test.example'))
    await world.anonymous().post('/api/v1/session/reset', { login: 'chen' })
    const second = tokenIn(await mailTo('chen@test.example', 2))
    expect((await world.anonymous().post('/api/v1/session/link', { token: first })).status).toBe(409)
    expect((await world.anonymous().post('/api/v1/session/link', { token: second })).status).toBe(200)
    later = 61 * 60_000
    expect((await world.anonymous().post('/api/v1/session/new-password', { token: second, password: 'far-too-late-99' })).status).toBe(409)
    later = 0
    for (const token of ['', 'x', 'x'.repeat(43)]) expect((await world.anonymous().post('/api/v1/session/link', { token })).status).toBe(409)
  })

  test('cannot be used to fill a mailbox', async () => {
    const answers = []
    for (let count = 0; count < 5; count++) answers.push((await world.anonymous().post('/api/v1/session/reset', { login: 'ma' })).status)
    expect(answers).toEqual([202, 202, 202, 429, 429])
  })

  test('does not go round the second factor', async () => {
    const client = await signIn(world.app.server, { login: 'mei', password: castPassword })
    const { body } = await client.post('/api/v1/account/factor', { password: castPassword })
    const code = new TOTP({ secret: Secret.fromBase32(body.key) }).generate()
    expect((await client.post('/api/v1/account/factor/confirm', { code })).status).toBe(200)
    await world.anonymous().post('/api/v1/session/reset', { login: 'mei' })
    const token = tokenIn(await mailTo('mei@test.example', 2))
    expect((await world.anonymous().post('/api/v1/session/new-password', { token, password: 'my-next-one-44' })).status).toBe(204)
    expect((await world.anonymous().post('/api/v1/session', { login: 'mei', password: 'my-next-one-44' })).body.type).toBe('/problems/code-required')
  })
})

describe('an invitation', () => {
  test('goes by mail to whoever has a mail address, and lets that person choose a password', async () => {
    const admin = await world.asUser('admin')
    const person = await create(admin, 'users', { name: '新同事', email: 'new@test.example' })
    const invited = await admin.post(`/api/v1/users/${person.id}/invite`)
    expect([invited.status, invited.body]).toEqual([202, { sent_to: 'new@test.example' }])
    const mail = await mailTo('new@test.example')
    expect(mail.text).toContain('管理员为您开通了青山商贸的 Guanxi')
    later = 6 * 24 * 3600_000
    expect((await world.anonymous().post('/api/v1/session/new-password', { token: tokenIn(mail), password: 'my-very-first-1' })).status).toBe(204)
    later = 0
    expect(await signsIn('new@test.example', 'my-very-first-1')).toBe(true)
  })

  test('is handed on by the administrator where there is no mail address', async () => {
    const admin = await world.asUser('admin')
    const person = await create(admin, 'users', { name: '无邮箱', user_name: 'no-mail' })
    const { status, body } = await admin.post(`/api/v1/users/${person.id}/invite`)
    expect(status).toBe(201)
    expect(body.link).toMatch(new RegExp(`^${publicUrl}/new-password#[\\w-]{43}$`))
    expect((await world.anonymous().post('/api/v1/session/new-password', { token: body.link.split('#')[1], password: 'handed-over-88' })).status).toBe(204)
    expect(await signsIn('no-mail', 'handed-over-88')).toBe(true)
  })

  test('is not for everybody to give, nor for people who also work elsewhere', async () => {
    expect((await (await world.asUser('ma')).post(`/api/v1/users/${world.ids.chen}/invite`)).status).toBe(403)
    const stranger = await world.asUser('stranger')
    const twin = await create(stranger, 'users', { name: '冒充', email: 'admin@test.example' })
    const reply = await stranger.post(`/api/v1/users/${twin.id}/invite`)
    expect([reply.status, reply.body.type]).toEqual([409, '/problems/shared-account'])
    expect((await stranger.post(`/api/v1/users/${world.ids.chen}/invite`)).status).toBe(404)
  })
})

test('without a mail server nobody is promised a mail', async () => {
  const plain = await startTestApp()
  try {
    const reply = await plain.anonymous().post('/api/v1/session/reset', { login: 'lin' })
    expect([reply.status, reply.body.type]).toEqual([409, '/problems/no-mail'])
  } finally {
    await plain.close()
  }
})
