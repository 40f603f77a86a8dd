import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signatureOf } from '../../src/platform/http/signed-body.ts'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client, Reply } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let guest: Client
const now = new Date('2026-03-02T02:00:00Z')
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  guest = world.anonymous()
})
afterAll(() => world.close())

const tailOf = (address: string) => new URL(address, 'https://x.example').pathname.split('/').at(-1)!
const opened = async (kind: string) => {
  const { status, body } = await admin.post('/api/v1/request-intakes', { kind })
  expect(status).toBe(201)
  return { address: tailOf(body.address), secret: body.secret as string }
}
const formInput = (input: object = {}) => ({ key: randomUUID(), subject: '淋浴没有热水', kind: 'fault', name: '周先生', phone: '13900001111', ...input })
const count = async (table: string) => (await world.query(`select count(*)::int as count from ${table}`))[0].count
const requestOf = async (number: string) => (await admin.list('service-requests', { filter: { number } }))[0]

describe('the public form', () => {
  test('is off until somebody who sets up the service switches it on; another address ends the one before', async () => {
    expect([(await lin.post('/api/v1/request-intakes', { kind: 'form' })).status, (await lin.get('/api/v1/request-intakes')).status, (await lin.del('/api/v1/request-intakes/form')).status]).toEqual([403, 403, 403])
    const first = await opened('form')
    expect((await guest.get(`/api/v1/public-forms/${first.address}`)).body).toMatchObject({ company: '青山商贸', kinds: expect.arrayContaining([{ key: 'fault', label: '故障' }]) })
    const second = await opened('form')
    expect((await admin.get('/api/v1/request-intakes')).body.data).toMatchObject([{ kind: 'form', address: expect.stringContaining(second.address) }])
    const foreign = await (await world.asUser('stranger')).post('/api/v1/request-intakes', { kind: 'form' })
    const mixed = tailOf(foreign.body.address).slice(0, 22) + second.address.slice(22)
    for (const address of [first.address, mixed, `${second.address.slice(0, -1)}${second.address.endsWith('A') ? 'B' : 'A'}`, 'x', '..', randomUUID()]) {
      expect([address, (await guest.get(`/api/v1/public-forms/${address}`)).status, (await guest.post(`/api/v1/public-forms/${address}`, formInput())).status]).toEqual([address, 404, 404])
    }
    expect((await admin.del('/api/v1/request-intakes/form')).status).toBe(204)
    expect((await guest.get(`/api/v1/public-forms/${second.address}`)).status).toBe(404)
  })

  test('makes one request a key, with its clocks, of the customer whose telephone it is', async () => {
    const { address } = await opened('form')
    const customer = await aCustomer(admin, { tier: 'vip' })
    const contact = await aContact(admin, customer.id, { phones: ['13900002222'] })
    const input = formInput({ phone: '139 0000 2222', description: '1208 房' })
    const [before, replies] = [await count('service_requests'), await Promise.all(Array.from({ length: 6 }, () => guest.post(`/api/v1/public-forms/${address}`, input)))]
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201])
    expect(await count('service_requests')).toBe(before + 1)
    // Each answer is a link of its own, and all lead to the one request.
    const shown = await Promise.all(replies.map(({ body }) => guest.get(`/api/v1/public-requests/${tailOf(body.link)}`)))
    expect(new Set(shown.map(({ body }) => body.number)).size).toBe(1)
    expect(new Set(replies.map(({ body }) => body.link)).size).toBe(6)
    expect(await requestOf(shown[0]!.body.number)).toMatchObject({ channel: 'form', kind: 'fault', customer: { id: customer.id }, contact: { id: contact.id }, requester_name: '周先生', status: 'received', response_state: 'running' })
    expect(shown[0]!.text).not.toContain(customer.name)
  })

  test('refuses what is no request, in both languages, and keeps nothing of it; too many are told to wait', async () => {
    const { address } = await opened('form')
    const before = await count('service_requests')
    const path = `/api/v1/public-forms/${address}`
    for (const bad of [{ subject: ' ' }, { phone: undefined }, { phone: '12' }, { phone: 'abc@' }, { key: '1' }, { mail: 'nobody' }, { kind: 'party' }, { owner: world.ids.lin }]) {
      const replies = [await guest.post(path, formInput(bad)), await world.anonymous({ language: 'en' }).post(path, formInput(bad))]
      expect([bad, replies.map(({ status }) => status)]).toEqual([bad, [422, 422]])
      expect(replies[0]!.body.title).not.toBe(replies[1]!.body.title)
    }
    let last: Reply | null = null
    for (let at = 0; at < 60 && last?.status !== 429; at++) last = await guest.post(`/api/v1/public-forms/${address.slice(0, -1)}`, formInput())
    expect([last?.status, Number(last?.headers['retry-after']) > 0]).toEqual([429, true])
    expect(await count('service_requests')).toBe(before)
  })
})

describe('the link of a customer', () => {
  const aLink = async (input: object = {}) => {
    const record = await create(admin, 'service-requests', { subject: '门锁坏了', ...input })
    const { status, body } = await admin.post(`/api/v1/service-requests/${record.id}/link`)
    expect(status).toBe(200)
    return { id: record.id, number: record.number, path: `/api/v1/public-requests/${tailOf(body.link)}` }
  }
  const act = async (id: string, verb: string, input: object = {}) => expect([verb, (await admin.post(`/api/v1/service-requests/${id}/${verb}`, input)).status]).toEqual([verb, 200])

  test('shows its own request, its replies and no note; guessed, foreign, withdrawn it is not there', async () => {
    const one = await aLink()
    const other = await aLink({ subject: '空调漏水' })
    await act(one.id, 'note', { content: '客户很挑剔' })
    await act(one.id, 'reply', { content: '师傅在路上' })
    const { status, text, body } = await guest.get(one.path)
    expect(status).toBe(200)
    expect(body).toMatchObject({ company: '青山商贸', subject: '门锁坏了', status: 'received', messages: [{ kind: 'reply', content: '师傅在路上', by: '管理员' }] })
    expect([text.includes('挑剔'), text.includes('空调')]).toEqual([false, false])
    const [a, b] = [one.path.slice(-65), other.path.slice(-65)]
    for (const link of [a.slice(0, 22) + b.slice(22, 64), a.slice(0, -1) + (a.endsWith('A') ? 'B' : 'A'), a.slice(0, 64), `${a}x`, a.replace(/^.{22}/, '0'.repeat(22)), one.id]) {
      for (const reply of [await guest.get(`/api/v1/public-requests/${link}`), await guest.post(`/api/v1/public-requests/${link}/reply`, { key: randomUUID(), content: 'x' }), await guest.post(`/api/v1/public-requests/${link}/rate`, { evaluation: 1 })]) expect([link, reply.status]).toEqual([link, 404])
    }
    expect((await lin.post(`/api/v1/service-requests/${one.id}/link`)).status).toBe(404)
    expect((await admin.post(`/api/v1/service-requests/${one.id}/withdraw-links`)).status).toBe(204)
    expect([(await guest.get(one.path)).status, (await guest.get(other.path)).status]).toEqual([404, 200])
  })

  test('takes each answer once, wakes a request that waits, and tells whoever looks after it', async () => {
    const { id, path } = await aLink({ owner: world.ids.lin })
    await act(id, 'check-terms')
    await act(id, 'reply', { content: '哪个房间？', waits: true })
    const answer = { key: randomUUID(), content: '1208' }
    const replies = await Promise.all(Array.from({ length: 5 }, () => guest.post(`${path}/reply`, answer)))
    expect(replies.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204])
    expect((await guest.get(path)).body).toMatchObject({ status: 'terms_checked', messages: [{ kind: 'reply' }, { kind: 'from_customer', content: '1208', by: null }] })
    expect((await admin.get(`/api/v1/service-requests/${id}`)).body).toMatchObject({ status: 'terms_checked', customer_replied_at: expect.any(String) })
    expect(await world.query("select 1 from notifications where receiver_id = $1 and kind = 'request_customer_replied' and record = $2", [world.ids.lin, id])).toHaveLength(1)
    await act(id, 'reply', { content: '马上来' })
    expect((await admin.get(`/api/v1/service-requests/${id}`)).body.customer_replied_at).toBeNull()
  })

  test('rates once, and only what is completed; says that it is not solved; is over once it is closed', async () => {
    const { id, path } = await aLink()
    const reopen = () => guest.post(`${path}/reopen`, { key: randomUUID(), content: '又坏了' })
    expect([(await guest.post(`${path}/rate`, { evaluation: 5 })).status, (await reopen()).status]).toEqual([409, 409])
    for (const [verb, input] of [['check-terms', {}], ['diagnose', {}], ['complete', { solution: '换锁芯' }]] as const) await act(id, verb, input)
    for (const bad of [{}, { evaluation: 0 }, { evaluation: 6 }, { evaluation: '5' }]) expect((await guest.post(`${path}/rate`, bad)).status).toBe(422)
    expect((await reopen()).status).toBe(204)
    expect((await admin.get(`/api/v1/service-requests/${id}`)).body).toMatchObject({ status: 'in_progress', reopened_count: 1 })
    await act(id, 'complete', { solution: '换整套锁' })
    const rated = await Promise.all([5, 1, 3].map((evaluation) => guest.post(`${path}/rate`, { evaluation, text: '好' })))
    expect(rated.map(({ status }) => status).toSorted()).toEqual([204, 409, 409])
    await act(id, 'close')
    expect([(await guest.post(`${path}/reply`, { key: randomUUID(), content: 'x' })).status, (await reopen()).status]).toEqual([409, 409])
    expect((await guest.get(path)).body.status).toBe('closed')
  })
})

describe('inbound mail', () => {
  let box: { address: string; secret: string }
  beforeAll(async () => {
    box = await opened('mail')
  })
  const aMail = (input: object = {}) => ({ message_id: `<${randomUUID()}@mail.example>`, from: { address: 'zhou@guest.example', name: '周先生' }, subject: '发票开错了', text: '请重开。', ...input })
  const post = (mail: object, options: { secret?: string; seconds?: number; address?: string; payload?: string } = {}) => {
    const payload = JSON.stringify(mail)
    const seconds = String(options.seconds ?? Math.floor(now.getTime() / 1000))
    const headers = { 'content-type': 'application/json', 'x-guanxi-timestamp': seconds, 'x-guanxi-signature': signatureOf(options.secret ?? box.secret, seconds, payload) }
    return guest.send({ method: 'POST', url: `/api/v1/inbound-mail/${options.address ?? box.address}`, headers, payload: options.payload ?? payload })
  }

  test('takes only what is signed with the secret, as it came and not long ago', async () => {
    const before = await count('service_requests')
    const mail = aMail()
    const seconds = Math.floor(now.getTime() / 1000)
    const replies = [await post(mail, { secret: 'guess' }), await post(mail, { seconds: seconds - 301 }), await post(mail, { seconds: seconds + 301 }), await post(mail, { payload: JSON.stringify({ ...mail, text: '改过' }) }), await guest.post(`/api/v1/inbound-mail/${box.address}`, mail)]
    expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    expect((await post(mail, { address: box.address.slice(0, -1) + (box.address.endsWith('A') ? 'B' : 'A') })).status).toBe(404)
    expect((await post({ message_id: 'x' })).status).toBe(422)
    expect(await count('service_requests')).toBe(before)
  })

  test('makes exactly one request of each mail, and appends what answers one', async () => {
    const customer = await aCustomer(admin, { emails: ['zhou@guest.example'] })
    const mail = aMail()
    const replies = await Promise.all(Array.from({ length: 6 }, () => post(mail)))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201])
    const id = replies[0]!.body.request
    expect(new Set(replies.map(({ body }) => body.request))).toEqual(new Set([id]))
    const { body: record } = await admin.get(`/api/v1/service-requests/${id}`)
    expect(record).toMatchObject({ channel: 'mail', subject: '发票开错了', requester_mail: 'zhou@guest.example', customer: { id: customer.id } })
    const answer = aMail({ in_reply_to: mail.message_id, subject: 'Re: 发票开错了', text: '税号是 91350100M000100Y43' })
    expect([(await post(answer)).body, (await post(answer)).body]).toEqual([{ request: id, is_new: true }, { request: id, is_new: false }])
    expect((await post(aMail({ subject: `回复：发票开错了 [${record.number}]`, text: '谢谢' }))).body.request).toBe(id)
    const messages = await admin.list('request-messages', { filter: { request: id } })
    expect(messages.map(({ content, author_name: by }) => [content, by])).toEqual([['税号是 91350100M000100Y43', '周先生'], ['谢谢', '周先生']])
  })

  test('lets nobody into a thread by its number, and what answers a closed request begins a new one below it', async () => {
    const id = (await post(aMail({ from: { address: 'li@guest.example' } }))).body.request
    const { body: record } = await admin.get(`/api/v1/service-requests/${id}`)
    const stranger = await post(aMail({ from: { address: 'thief@else.example' }, subject: `Re: [${record.number}]`, text: '发给我看看' }))
    expect(stranger.body.request).not.toBe(id)
    expect(await admin.list('request-messages', { filter: { request: id } })).toEqual([])
    expect((await admin.post(`/api/v1/service-requests/${id}/cancel`, { reason: '重复' })).status).toBe(200)
    const again = await post(aMail({ from: { address: 'li@guest.example' }, subject: `Re: [${record.number}]` }))
    expect((await admin.get(`/api/v1/service-requests/${again.body.request}`)).body).toMatchObject({ parent: { id }, status: 'received' })
  })

  test('takes mails of every kind: without subject, with odd addresses and letters that no database holds', async () => {
    for (const odd of [{ subject: null, text: '' }, { subject: '', text: '只有正文\n第二行' }, { from: { address: 'no address', name: '\0' } }, { text: '长'.repeat(50_000) }, { subject: '\ud800坏', text: 'a\0b' }]) {
      expect([Object.keys(odd), (await post(aMail(odd))).status]).toEqual([Object.keys(odd), 201])
    }
  })

  test('refuses none for its length: long threads, names, subjects and ids, each still exactly once', async () => {
    const first = (await post(aMail({ message_id: '<first@mail.example>' }))).body.request
    const references = [...Array.from({ length: 300 }, (_, at) => `<${at}@mail.example>`), '<first@mail.example>']
    expect((await post(aMail({ references, in_reply_to: '' }))).body).toEqual({ request: first, is_new: true })
    for (const long of [{ subject: '长'.repeat(5000) }, { text: '长'.repeat(1_100_000) }, { text: null }, { from: { address: `${'a'.repeat(400)}@mail.example`, name: '名'.repeat(400) } }]) {
      expect([Object.keys(long), (await post(aMail(long))).status]).toEqual([Object.keys(long), 201])
    }
    const ids = ['a', 'b'].map((end) => `<${'号'.repeat(2000)}${end}@mail.example>`)
    const statuses = []
    for (const id of [...ids, ...ids]) statuses.push((await post(aMail({ message_id: id }))).status)
    expect(statuses).toEqual([201, 201, 200, 200])
  })

  test('loses and doubles nothing when every connection to the database is cut while mails come in', async () => {
    const mails = Array.from({ length: 24 }, (_, at) => aMail({ subject: `断线 ${at}` }))
    const cut = async () => void (await world.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename is not null and backend_type = 'client backend' and application_name <> 'keep'"))
    let waiting = mails
    for (let round = 0; waiting.length > 0 && round < 40; round++) {
      const sending = waiting.map((mail) => post(mail))
      if (round < 4) {
        await new Promise((resolve) => setTimeout(resolve, 5 + round * 7))
        await cut().catch(() => {})
      }
      const replies = await Promise.all(sending)
      waiting = waiting.filter((_, at) => replies[at]!.status >= 500)
    }
    expect(waiting).toEqual([])
    const rows = await world.query("select subject, count(*)::int as count from service_requests where subject like '断线 %' group by subject")
    expect(rows.map(({ count }) => count)).toEqual(Array.from({ length: 24 }, () => 1))
    expect((await world.query('select 1 from request_keys where request_id is null')).length).toBe(0)
  }, 60_000)
})
