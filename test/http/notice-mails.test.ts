import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noticeTasks, notify } from '../../src/modules/notices/index.ts'
import { openMailer, type Mailer } from '../../src/platform/mail/mailer.ts'
import { secretBox } from '../../src/platform/secret-box.ts'
import { aCustomer } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { decoded, openMailbox, wordsOf, type Mailbox } from '../support/mailbox.ts'
import { publicUrl, startTestApp, type TestApp } from '../support/test-app.ts'

interface ReceivedMail {
  to: string
  id: string
  subject: string
  head: string
  text: string
}

let world: TestApp
let admin: Client
let lin: Client
let mailer: Mailer
let tasks: ReturnType<typeof noticeTasks>
/** The clock of the program: digests leave by it. */
const start = new Date('2026-03-02T02:00:00Z')
let now = start
let mailbox: Mailbox<ReceivedMail>
/** What the server says to a receiver. */
let answer: (address: string) => Error | null = () => null

/** Head and body as people read them. */
function mailOf(to: string, source: Buffer): ReceivedMail {
  const [head = '', ...body] = source.toString('utf8').split('\r\n\r\n')
  const words = wordsOf(head)
  return { to, head: words, text: decoded(head, body.join('\r\n\r\n')), id: /^message-id: <([^>]+)>/im.exec(words)?.[1] ?? '', subject: /^subject: (.*)$/im.exec(words)?.[1]?.trim() ?? '' }
}

beforeAll(async () => {
  mailbox = await openMailbox({ read: mailOf, answer: (address) => answer(address) })
  world = await startTestApp({ clock: { now: () => now } })
  ;[admin, lin] = await Promise.all([world.asUser('admin'), world.asUser('lin')])
  mailer = openMailer({ url: mailbox.url, from: 'Guanxi <crm@test.example>' })
  tasks = tasksWith(mailer)
})
afterAll(async () => {
  mailer.close()
  await world.close()
  await mailbox.close()
})
beforeEach(async () => {
  await world.query('delete from notifications')
  await world.query("delete from graphile_worker._private_jobs where key like 'notices.mail:%'")
  mailbox.mails.length = 0
  answer = () => null
  // Sessions live by the same clock.
  now = start
})

const tasksWith = (mailer: Mailer | null) => noticeTasks(world.app.runtime, { mailer, publicUrl, box: secretBox({ dataFolder: world.dataFolder, secret: null }) })

/** Does what the queue holds, as the worker would. @returns what failed. */
async function work(those = tasks): Promise<unknown[]> {
  const jobs = await world.query<{ id: string; payload: unknown }>("select id, payload from graphile_worker._private_jobs where key like 'notices.mail:%' order by id")
  const failures: unknown[] = []
  for (const { id, payload } of jobs) {
    await those['notices.mail']!(payload).then(() => world.query('delete from graphile_worker._private_jobs where id = $1', [id]), (error: unknown) => failures.push(error))
  }
  return failures
}

const sweep = async (at: string) => {
  now = new Date(at)
  await tasks['notices-sweep']!({})
  return work()
}

const states = async () => (await world.query<{ mail_state: string | null }>('select mail_state from notifications order by id')).map((row) => row.mail_state)

const tell = async (kind: string, record: string, more: object = {}) => notify(await world.contextOf('admin'), { kind, to: [world.ids.lin], object: 'customer', record_id: record, values: { rows: 1, failed: 0 }, ...more })

describe('at once', () => {
  test('a mention is mailed after the commit, once, in words, with its link and the way to stop such mails', async () => {
    const customer = await aCustomer(admin, { name: '宁波港', owner: world.ids.lin })
    await admin.post('/api/v1/comments', { object: 'customer', record: customer.id, text: '@林晓 请看报价', mentions: [world.ids.lin] })
    expect(mailbox.mails).toEqual([])
    expect(await work()).toEqual([])
    expect(await work()).toEqual([])
    expect(mailbox.mails).toHaveLength(1)
    const [mail] = mailbox.mails
    expect(mail).toMatchObject({ to: 'lin@test.example', subject: '管理员在“宁波港”的评论中提到了您' })
    expect(mail!.text).toContain('> @林晓 请看报价')
    expect(mail!.text).toContain(`${publicUrl}/customers/${customer.id}`)
    expect(mail!.head).toMatch(new RegExp(`list-unsubscribe: <${publicUrl}/api/v1/notice-mails/off\\?token=[\\w-]+>`, 'i'))
    expect(mail!.head).toMatch(/list-unsubscribe-post: List-Unsubscribe=One-Click/i)
    const [row] = await world.query('select id, mail_state, mailed_at from notifications')
    expect([row.mail_state, mail!.id]).toEqual(['sent', `notice-${row.id}@crm.test.example`])
  })

  test('what was read meanwhile, or may not be seen any more, is not mailed', async () => {
    const [kept, lost] = [await aCustomer(admin, { owner: world.ids.lin }), await aCustomer(admin, { owner: world.ids.lin })]
    await tell('mention', kept.id)
    await tell('mention', lost.id)
    await lin.post('/api/v1/inbox/read', { ids: [(await lin.get('/api/v1/inbox')).body.data.find(({ record }: any) => record.id === kept.id).id] })
    await admin.patch(`/api/v1/customers/${lost.id}`, { owner: world.ids.admin })
    expect(await work()).toEqual([])
    expect([mailbox.mails, await states()]).toEqual([[], ['left_out', 'left_out']])
  })

  test('many at once are one mail', async () => {
    for (let count = 0; count < 5; count++) await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    await work()
    expect(mailbox.mails.map(({ subject }) => subject)).toEqual(['5 条新通知'])
  })

  test('a masked name stays masked in the mail', async () => {
    const [role] = await world.query("select id, grants from roles where key = 'staff' and workspace_id = (select workspace_id from users where user_name = 'lin')")
    await admin.patch(`/api/v1/roles/${role.id}`, { grants: { ...role.grants, customer: { ...role.grants['*'], fields: { name: 'masked' } } } })
    const customer = await aCustomer(admin, { name: '绝密客户名', owner: world.ids.lin })
    await tell('mention', customer.id)
    await work()
    await admin.patch(`/api/v1/roles/${role.id}`, { grants: role.grants })
    expect(mailbox.mails).toHaveLength(1)
    expect(mailbox.mails[0]!.subject + mailbox.mails[0]!.text).not.toContain('绝密客户名')
  })
})

describe('the digest', () => {
  test('leaves at the hour of the person and in that time zone, with what was told before, once', async () => {
    const customer = await aCustomer(admin, { name: '摘要客户', owner: world.ids.lin })
    await lin.patch('/api/v1/notice-preferences', { digest_hour: 8, time_zone: 'America/New_York', language: 'en' })
    // 8 March 2026: New York goes over to summer time. 07:59 there is 11:59 UTC from then on, 12:59 before.
    now = new Date('2026-03-07T13:30:00Z')
    await tell('record_shared', customer.id)
    expect([await sweep('2026-03-08T11:59:00Z'), mailbox.mails]).toEqual([[], []])
    await sweep('2026-03-08T12:00:00Z')
    await sweep('2026-03-08T12:05:00Z')
    expect(mailbox.mails.map(({ subject }) => subject)).toEqual(['Your digest: 1 notification'])
    expect(mailbox.mails[0]!.text).toContain('管理员 shared 摘要客户 with you')
    // Told after the hour: with the digest of the next day.
    await tell('record_shared', customer.id)
    await sweep('2026-03-08T23:00:00Z')
    expect(mailbox.mails).toHaveLength(1)
    await sweep('2026-03-09T12:00:00Z')
    expect(mailbox.mails).toHaveLength(2)
    now = start
    await lin.patch('/api/v1/notice-preferences', { digest_hour: 8, time_zone: null, language: 'zh' })
  })

  test('at an hour that comes twice leaves once, at one that is left out with the hour that follows', async () => {
    const customer = await aCustomer(admin, { owner: world.ids.lin })
    await lin.patch('/api/v1/notice-preferences', { digest_hour: 2, time_zone: 'Europe/Berlin' })
    // 29 March 2026: no 02:30 in Berlin. 25 October: 02:30 twice.
    for (const [told, quiet, leaves, later] of [['2026-03-28T12:00:00Z', '2026-03-29T00:30:00Z', '2026-03-29T01:05:00Z', '2026-03-29T02:00:00Z'], ['2026-10-24T12:00:00Z', '2026-10-24T23:30:00Z', '2026-10-25T01:05:00Z', '2026-10-25T02:05:00Z']] as const) {
      mailbox.mails.length = 0
      now = new Date(told)
      await tell('record_shared', customer.id)
      await sweep(quiet)
      expect([quiet, mailbox.mails.length]).toEqual([quiet, 0])
      await sweep(leaves)
      await sweep(later)
      expect([leaves, mailbox.mails.length]).toEqual([leaves, 1])
    }
    now = start
    await lin.patch('/api/v1/notice-preferences', { digest_hour: 8, time_zone: null })
  })
})

describe('when something breaks', () => {
  test('a process killed before the mail was sent: it is sent later, once', async () => {
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    const killed = tasksWith({ send: () => Promise.reject(new Error('killed')), close: () => {} })
    expect(await work(killed)).toHaveLength(1)
    expect([mailbox.mails, await states()]).toEqual([[], ['sending']])
    await work()
    expect([mailbox.mails.length, await states()]).toEqual([1, ['sent']])
  })

  test('killed between the answer of the server and the mark: the same mail under the same Message-ID', async () => {
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    const killed = tasksWith({ send: async (mail) => { await mailer.send(mail); throw new Error('killed') }, close: () => {} })
    expect(await work(killed)).toHaveLength(1)
    // What is told meanwhile does not slip into the mail that was begun.
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    await work()
    expect(mailbox.mails).toHaveLength(3)
    expect([mailbox.mails[1]!.id, mailbox.mails[1]!.subject]).toEqual([mailbox.mails[0]!.id, mailbox.mails[0]!.subject])
    expect(mailbox.mails[2]!.id).not.toBe(mailbox.mails[0]!.id)
    expect(await states()).toEqual(['sent', 'sent'])
  })

  test('two workers at once send it once', async () => {
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    const [job] = await world.query("select payload from graphile_worker._private_jobs where key like 'notices.mail:%'")
    await Promise.all([tasks['notices.mail']!(job.payload), tasks['notices.mail']!(job.payload), tasks['notices.mail']!(job.payload)])
    expect(mailbox.mails).toHaveLength(1)
  })

  test('a receiver whom the server does not know is not tried again; one whom it does not take now is', async () => {
    answer = () => Object.assign(new Error('no such user'), { responseCode: 550 })
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    expect(await work()).toEqual([])
    expect(await states()).toEqual(['refused'])
    answer = () => Object.assign(new Error('try later'), { responseCode: 450 })
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    expect(await work()).toHaveLength(1)
    answer = () => null
    expect(await sweep(now.toISOString())).toEqual([])
    expect([mailbox.mails.length, await states()]).toEqual([1, ['refused', 'sent']])
  })

  test('a server that is away gets it when it is back', async () => {
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    const away = openMailer({ url: 'smtp://127.0.0.1:1', from: 'crm@test.example' })
    expect(await work(tasksWith(away))).toHaveLength(1)
    expect(await sweep(now.toISOString())).toEqual([])
    expect([mailbox.mails.length, await states()]).toEqual([1, ['sent']])
  })

  test('without a mail server nothing waits, and nothing is sent when there is one later', async () => {
    const customer = await aCustomer(admin, { owner: world.ids.lin })
    await tell('mention', customer.id)
    await tell('record_shared', customer.id)
    expect(await work(tasksWith(null))).toEqual([])
    expect(await states()).toEqual(['left_out', 'left_out'])
    await sweep('2026-12-01T00:00:00Z')
    expect(mailbox.mails).toEqual([])
  })
})

describe('the link in a mail', () => {
  const off = (token: string, more: object = {}) => world.anonymous({ language: 'en' }).send({ method: 'POST', url: `/api/v1/notice-mails/off?token=${token}`, ...more })

  test('says what it stops, and stops it without signing in, by one click of the mail program, too', async () => {
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    await work()
    const token = /off\?token=([\w-]+)/.exec(mailbox.mails[0]!.head)?.[1] ?? ''
    expect(mailbox.mails[0]!.text).toContain(`${publicUrl}/mail-off#`)
    expect((await world.anonymous({ language: 'en' }).get(`/api/v1/notice-mails/off?token=${token}`)).body).toEqual({ label: 'Somebody mentioned me' })
    const preference = async () => (await lin.get('/api/v1/notice-preferences')).body.kinds.find(({ kind }: any) => kind === 'mention')
    expect(await preference()).toMatchObject({ app: true, mail: 'at_once' })
    const clicked = await off(token, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'List-Unsubscribe=One-Click' })
    expect(clicked.status).toBe(204)
    expect(await preference()).toMatchObject({ app: true, mail: 'off' })
    await tell('mention', (await aCustomer(admin, { owner: world.ids.lin })).id)
    await work()
    expect(mailbox.mails).toHaveLength(1)
    await lin.patch('/api/v1/notice-preferences', { kinds: [{ kind: 'mention', app: true, mail: 'at_once' }] })
  })

  test('that nobody sealed stops nothing', async () => {
    const forged = Buffer.from(JSON.stringify({ purpose: 'mail-off', workspace: world.ids.lin, user: world.ids.lin, kinds: ['mention'] })).toString('base64url')
    const foreign = secretBox({ dataFolder: world.dataFolder, secret: null }).seal('{"purpose":"something else"}')
    for (const token of ['x', forged, foreign, 'A'.repeat(4000)]) expect((await off(token)).status).toBe(404)
    expect((await off('')).status).toBe(422)
    expect((await lin.get('/api/v1/notice-preferences')).body.kinds.find(({ kind }: any) => kind === 'mention').mail).toBe('at_once')
  })
})
