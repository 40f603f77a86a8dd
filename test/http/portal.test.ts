import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import { makeClient, type Client } from '../support/client.ts'
import { openMailbox, type Mailbox, type ReceivedMail } from '../support/mailbox.ts'
import { upload } from '../support/upload.ts'
import { aWholeSale } from '../support/sale.ts'
import { publicUrl, startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let page = ''
let later = 0
let mailbox: Mailbox<ReceivedMail>

const base = () => `/api/v1/portal/${page}`
/** Another place of the network for each, so that nobody waits for the limits of another. */
let places = 0
const guest = (cookie?: string, language?: 'zh' | 'en') => {
  const client = makeClient(world.app.server, { cookie, language })
  const place = `10.1.${Math.floor(++places / 250)}.${places % 250}`
  const send: Client['send'] = (request) => client.send({ ...request, headers: { 'x-forwarded-for': place, ...request.headers } })
  return { ...client, send, get: (url: string) => send({ method: 'GET', url }), post: (url: string, body: unknown = {}) => send({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) }), del: (url: string) => send({ method: 'DELETE', url }) }
}
const codesSentTo = (mail: string) => mailbox.mails.filter(({ to }) => to === mail).length
const codeTo = async (mail: string, count: number) => {
  for (let turn = 0; codesSentTo(mail) < count; turn++) {
    if (turn > 800) throw new Error(`No mail ${count} for ${mail}`)
    await pause(25)
  }
  return (/(?:验证码：|your code: )([\d ]+)/.exec(mailbox.mails.filter(({ to }) => to === mail).at(-1)!.text)?.[1] ?? '').replaceAll(' ', '')
}
const asked = async (mail: string, client = guest()) => {
  const { status, body } = await client.post(`${base()}/code`, { mail })
  expect(status).toBe(202)
  return body.challenge as string
}
const signedIn = async (mail: string) => {
  const before = codesSentTo(mail)
  const challenge = await asked(mail)
  const reply = await guest().post(`${base()}/session`, { mail, challenge, code: await codeTo(mail, before + 1) })
  expect([mail, reply.status]).toEqual([mail, 201])
  return String(reply.headers['set-cookie']).split(';', 1)[0]!
}

interface Invited {
  customer: any
  contact: any
  access: any
  mail: string
}
const invited = async (input: object = {}): Promise<Invited> => {
  const mail = `zhou-${randomUUID().slice(0, 8)}@guest.example`
  const customer = await aCustomer(admin)
  const contact = await aContact(admin, customer.id, { emails: [mail] })
  const access = await create(admin, 'portal-accesses', { contact: contact.id, ...input })
  await codeTo(mail, 1)
  return { customer, contact, access, mail }
}
const raised = async (client: Client, input: object = {}) => {
  const { status, text, body } = await client.post(`${base()}/requests`, { key: randomUUID(), kind: 'fault', subject: '空调漏水', ...input })
  expect([status, text]).toEqual([201, text])
  return body.id as string
}
const act = async (id: string, verb: string, input: object = {}) => expect([verb, (await admin.post(`/api/v1/service-requests/${id}/${verb}`, input)).status]).toEqual([verb, 200])

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  mailbox = await openMailbox()
  world = await startTestApp({ background: true, smtpUrl: mailbox.url, clock: { now: () => new Date(Date.now() + later) }, app: { trustedProxies: '127.0.0.1' } })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  page = (await admin.post('/api/v1/portal-address')).body.address.split('/p/')[1]
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

describe('signing in', () => {
  test('is answered alike for whoever is a customer and for whoever is none, and only the one gets a mail', async () => {
    const { mail } = await invited()
    const stranger = `nobody-${randomUUID().slice(0, 8)}@guest.example`
    const written = async () => (await world.query('select count(*)::int as codes, count(*) filter (where code is null)::int as unsent from portal_codes'))[0]
    const before = await written()
    const replies = [await guest().post(`${base()}/code`, { mail }), await guest().post(`${base()}/code`, { mail: stranger })]
    const seen = replies.map(({ status, body, headers }) => ({ status, members: Object.keys(body), minutes: body.minutes, length: headers['content-length'], cookie: headers['set-cookie'] }))
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]).toMatchObject({ status: 202, members: ['challenge', 'minutes'] })
    expect((await written()).codes - before.codes).toBe(2)
    const code = await codeTo(mail, 2)
    const wrong = [
      await guest().post(`${base()}/session`, { mail: stranger, challenge: replies[1]!.body.challenge, code: '123456' }),
      await guest().post(`${base()}/session`, { mail, challenge: replies[0]!.body.challenge, code: code === '123456' ? '654321' : '123456' }),
    ].map(({ status, body, headers }) => ({ status, ...body, request_id: null, cookie: headers['set-cookie'] }))
    expect(wrong[0]).toEqual(wrong[1])
    expect(wrong[0]).toMatchObject({ status: 403 })
    expect(codesSentTo(stranger)).toBe(0)
    const [kept] = await world.query('select string_agg(code, $1) as codes from portal_codes', [' '])
    expect(kept.codes.includes(code)).toBe(false)
  })

  test('takes a code once, from the page that asked, for ten minutes, and not after five wrong ones', async () => {
    const { mail } = await invited()
    const challenge = await asked(mail)
    const code = await codeTo(mail, 2)
    const signs = async (input: object = {}) => (await guest().post(`${base()}/session`, { mail, challenge, code, ...input })).status
    expect([await signs({ challenge: 'A'.repeat(43) }), await signs({ mail: 'else@guest.example' })]).toEqual([403, 403])
    later = 11 * 60_000
    expect(await signs()).toBe(403)
    later = 0
    const all = await Promise.all(Array.from({ length: 4 }, () => signs()))
    expect(all.toSorted()).toEqual([201, 403, 403, 403])
    expect(await signs()).toBe(403)

    const second = await asked(mail)
    const right = await codeTo(mail, 3)
    const wrong = right === '000000' ? '111111' : '000000'
    expect(await Promise.all(Array.from({ length: 5 }, () => signs({ challenge: second, code: wrong })))).toEqual([403, 403, 403, 403, 403])
    expect(await signs({ challenge: second, code: right })).toBe(403)
  })

  test('is locked by no stranger: who uses up codes uses up their own, and the customer signs in by the last one that came', async () => {
    const { mail } = await invited()
    const asks = async (client: ReturnType<typeof guest>, to: string) => (await client.post(`${base()}/code`, { mail: to })).status
    const sevenTimes = async (to: string) => {
      const stranger = guest()
      const seen: number[] = []
      for (let at = 0; at < 7; at++) {
        seen.push(await asks(stranger, to))
        // Mails of several codes may overtake each other: the last one is to be the last that was asked for.
        if (to === mail && at < 6) await codeTo(mail, at + 2)
      }
      return seen
    }
    const refused = [202, 202, 202, 202, 202, 202, 429]
    expect([await sevenTimes(mail), await sevenTimes(`no-${mail}`)]).toEqual([refused, refused])
    await codeTo(mail, 7)
    // From another place nobody is refused, and no eighth mail goes: the code of the seventh counts in the page of the customer.
    const signs = async (challenge: string, code: string) => (await guest().post(`${base()}/session`, { mail, challenge, code })).status
    const challenge = await asked(mail)
    expect(await asks(guest(), `no-${mail}`)).toBe(202)
    const code = await codeTo(mail, 7)
    const wrong = '000000000000'
    const beside = await asked(mail)
    for (let at = 0; at < 5; at++) expect(await signs(beside, wrong)).toBe(403)
    expect(await signs(beside, code)).toBe(403)
    expect(await signs(challenge, code)).toBe(201)
    expect(await signs(await asked(mail), code)).toBe(403)
    await codeTo(mail, 8)
  }, 60_000)

  test('fills nobody\'s mail box, from however many places codes are asked for, and leaves to each page its own tries', async () => {
    const { mail } = await invited()
    for (let at = 0; at < 16; at++) {
      await asked(mail)
      if (at < 6) await codeTo(mail, at + 2)
    }
    // It counts in many pages: too long to be guessed from however many.
    const right = await codeTo(mail, 7)
    expect(right).toMatch(/^\d{12}$/)
    const signs = async (challenge: string, code: string) => (await guest().post(`${base()}/session`, { mail, challenge, code })).status
    const own = await asked(mail)
    const strangers = await Promise.all(Array.from({ length: 6 }, () => asked(mail)))
    for (const page of strangers) for (let at = 0; at < 5; at++) expect(await signs(page, '000000000000')).toBe(403)
    expect(await signs(strangers[0]!, right)).toBe(403)
    expect(await signs(own, right.slice(0, 6))).toBe(403)
    expect(await signs(own, right)).toBe(201)
    expect(await signs(own, right)).toBe(403)
    expect(codesSentTo(mail)).toBe(7)
    // After the pause the next mail goes, with a code of its own.
    later = 6 * 60_000
    const challenge = await asked(mail)
    expect(await signs(challenge, await codeTo(mail, 8))).toBe(201)
    later = 0
    expect((await world.query('select count(*)::int as count from portal_codes c where c.place_hash is null'))[0].count).toBe(0)
  }, 60_000)

  test('ends by signing out, after two weeks, by withdrawing, with the address, and when the contact goes elsewhere; at once', async () => {
    const one = await invited()
    const home = async (cookie: string) => (await guest(cookie).get(`${base()}/home`)).status
    let cookie = await signedIn(one.mail)
    expect(await home(cookie)).toBe(200)
    expect((await guest(cookie).del(`${base()}/session`)).status).toBe(204)
    expect(await home(cookie)).toBe(401)

    cookie = await signedIn(one.mail)
    later = 15 * 24 * 3600_000
    expect(await home(cookie)).toBe(401)
    later = 0
    expect((await admin.post(`/api/v1/portal-accesses/${one.access.id}/withdraw`)).body.status).toBe('withdrawn')
    expect([await home(cookie), (await world.query('select 1 from portal_sessions where access_id = $1', [one.access.id])).length]).toEqual([401, 0])
    const before = codesSentTo(one.mail)
    expect((await guest().post(`${base()}/code`, { mail: one.mail })).status).toBe(202)
    expect((await admin.post(`/api/v1/portal-accesses/${one.access.id}/withdraw`)).status).toBe(409)
    // Invited again, the mail that comes is the invitation: none was sent while it was withdrawn.
    expect((await admin.post(`/api/v1/portal-accesses/${one.access.id}/invite`)).body.status).toBe('active')
    await codeTo(one.mail, before + 1)
    expect(mailbox.mails.filter(({ to }) => to === one.mail).at(-1)!.text).toContain(`${publicUrl}/p/${page}`)
    expect(await home(cookie)).toBe(401)

    cookie = await signedIn(one.mail)
    const contact = await admin.get(`/api/v1/contacts/${one.contact.id}`)
    const change = (input: object) => admin.patch(`/api/v1/contacts/${one.contact.id}`, input)
    expect((await change({ emails: ['new@guest.example'] })).status).toBe(200)
    expect(await home(cookie)).toBe(401)
    await change({ emails: contact.body.emails })
    expect(await home(cookie)).toBe(200)
    await change({ customer: (await aCustomer(admin)).id })
    expect(await home(cookie)).toBe(401)
    const events = await world.query('select kind from events where record_id = $1 order by id', [one.access.id])
    expect(events.map(({ kind }) => kind)).toEqual(['portal.portal_access.created', 'portal.portal_access.withdrawn', 'portal.portal_access.invited'])
  }, 60_000)

  test('is off until it is switched on, and off again nobody reaches anything', async () => {
    const { mail } = await invited()
    const cookie = await signedIn(mail)
    expect([(await lin.post('/api/v1/portal-address')).status, (await lin.del('/api/v1/portal-address')).status]).toEqual([403, 403])
    expect((await admin.del('/api/v1/portal-address')).status).toBe(204)
    for (const path of ['', '/home', '/requests']) expect([path, (await guest(cookie).get(base() + path)).status]).toEqual([path, 404])
    expect((await guest().post(`${base()}/code`, { mail })).status).toBe(404)
    page = (await admin.post('/api/v1/portal-address')).body.address.split('/p/')[1]
    expect((await guest(cookie).get(`${base()}/home`)).status).toBe(200)
    // An address of another company is another portal: the same cookie is nobody there.
    const foreign = (await (await world.asUser('stranger')).post('/api/v1/portal-address')).body.address.split('/p/')[1]
    expect((await guest(cookie).get(`/api/v1/portal/${foreign}/home`)).status).toBe(401)
    expect((await guest().get(`/api/v1/portal/${foreign.slice(0, 22)}${page.slice(22)}`)).status).toBe(404)
  })
})

describe('a link in an earlier mail', () => {
  const linkOf = async (request: string) => `/api/v1/public-requests/${(await admin.post(`/api/v1/service-requests/${request}/link`)).body.link.split('/s/')[1]}`
  const opens = async (link: string) => (await guest().get(link)).status

  test('is dead with the access of whom it was sent to, also of what they asked for by mail; links of colleagues go on', async () => {
    const one = await invited()
    const colleague = await aContact(admin, one.customer.id, { emails: [`co-${randomUUID().slice(0, 8)}@guest.example`] })
    const request = (input: object) => create(admin, 'service-requests', { subject: '灯不亮', customer: one.customer.id, ...input })
    const [own, byMail, foreign] = await Promise.all([request({ contact: one.contact.id }), request({ requester_mail: one.mail.toUpperCase() }), request({ contact: colleague.id })])
    const links = [await linkOf(own.id), await linkOf(own.id), await linkOf(byMail.id), await linkOf(foreign.id)]
    expect(await Promise.all(links.map(opens))).toEqual([200, 200, 200, 200])
    expect((await admin.post(`/api/v1/portal-accesses/${one.access.id}/withdraw`)).status).toBe(200)
    expect(await Promise.all(links.map(opens))).toEqual([404, 404, 404, 200])
    // Opened again, the old mails stay closed; what is given now opens.
    expect((await admin.post(`/api/v1/portal-accesses/${one.access.id}/invite`)).status).toBe(200)
    expect(await Promise.all(links.map(opens))).toEqual([404, 404, 404, 200])
    const given = await linkOf(own.id)
    expect(await opens(given)).toBe(200)
    expect((await admin.del(`/api/v1/portal-accesses/${one.access.id}`)).status).toBe(204)
    await expect.poll(() => opens(given), { timeout: 30_000 }).toBe(404)
    expect(await opens(links[3]!)).toBe(200)
  })

  test('is dead when the contact was erased', async () => {
    const { customer, contact } = await invited()
    const request = await create(admin, 'service-requests', { subject: '灯不亮', customer: customer.id, contact: contact.id })
    const link = await linkOf(request.id)
    expect(await opens(link)).toBe(200)
    const erasure = await admin.post('/api/v1/erasures', { object: 'contact', record: contact.id, ground: 'consent_withdrawn', confirmation: contact.name })
    expect([erasure.status, erasure.text]).toEqual([201, erasure.text])
    await expect.poll(() => opens(link), { timeout: 30_000 }).toBe(404)
  })
})

describe('an access', () => {
  test('is given by whoever may change the customer, to whoever has a mail address, once', async () => {
    const mine = await aCustomer(lin)
    const contact = await aContact(lin, mine.id, { emails: [`own-${randomUUID().slice(0, 8)}@guest.example`] })
    const silent = await aContact(lin, mine.id)
    const foreign = await aContact(admin, (await aCustomer(admin)).id, { emails: ['x@guest.example'] })
    const invite = (client: Client, id: string) => client.post('/api/v1/portal-accesses', { contact: id })
    expect([(await invite(lin, silent.id)).status, (await invite(lin, foreign.id)).status]).toEqual([422, 404])
    const replies = await Promise.all([invite(lin, contact.id), invite(lin, contact.id), invite(lin, contact.id)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    const { body } = replies.find(({ status }) => status === 201)!
    expect(body).toMatchObject({ name: contact.name, customer: { id: mine.id }, status: 'active', sees: 'customer' })
    const mei = await world.asUser('mei')
    expect([(await mei.get(`/api/v1/portal-accesses/${body.id}`)).status, (await mei.post(`/api/v1/portal-accesses/${body.id}/withdraw`)).status]).toEqual([404, 404])
    expect((await lin.patch(`/api/v1/portal-accesses/${body.id}`, { status: 'withdrawn' })).status).toBe(422)
  })

  test('opens the portal and no route of the desk', async () => {
    const { mail } = await invited()
    const cookie = await signedIn(mail)
    const id = '01900000-0000-7000-8000-000000000000'
    const asSession = cookie.replace('guanxi_portal', 'guanxi_session')
    for (const route of world.app.routes.filter(({ guard }) => guard === 'signed_in')) {
      for (const given of [cookie, asSession]) {
        const reply = await guest(given).send({ method: route.method, url: route.path.replace(/:[a-z_]+/gi, id) })
        expect([route.method, route.path, reply.status]).toEqual([route.method, route.path, 401])
      }
    }
    // And that of the desk opens nothing here.
    expect((await admin.get(`${base()}/home`)).status).toBe(401)
  }, 60_000)
})

describe('a person in the portal', () => {
  let one: Invited
  let other: Invited
  let client: ReturnType<typeof guest>
  let foreigner: ReturnType<typeof guest>
  beforeAll(async () => {
    one = await invited()
    other = await invited()
    client = guest(await signedIn(one.mail))
    foreigner = guest(await signedIn(other.mail))
  })

  test('raises a request once a key, about a device of theirs, and follows it to the rating', async () => {
    const asset = await create(admin, 'assets', { name: '三楼空调', customer: one.customer.id })
    const alien = await create(admin, 'assets', { name: '别家空调', customer: other.customer.id })
    const input = { key: randomUUID(), kind: 'fault', subject: '空调漏水', asset: asset.id }
    const replies = await Promise.all(Array.from({ length: 5 }, () => client.post(`${base()}/requests`, input)))
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1)
    const id = replies[0]!.body.id
    expect((await admin.get(`/api/v1/service-requests/${id}`)).body).toMatchObject({ channel: 'portal', customer: { id: one.customer.id }, contact: { id: one.contact.id }, asset: { id: asset.id }, requester_mail: one.mail, status: 'received', response_state: 'running' })
    expect((await client.post(`${base()}/requests`, { ...input, key: randomUUID(), asset: alien.id })).status).toBe(422)
    expect((await client.get(`${base()}/new-request`)).body.assets).toEqual([{ id: asset.id, name: '三楼空调', serial: null }])

    await act(id, 'check-terms')
    await act(id, 'note', { content: '此客户爱投诉' })
    await act(id, 'reply', { content: '哪个房间？', waits: true })
    expect((await client.get(`${base()}/home`)).body).toMatchObject({ waiting: [{ id, status: 'waiting_customer', by_us: true }] })
    const word = { key: randomUUID(), content: '1208' }
    expect((await Promise.all([1, 2, 3].map(() => client.post(`${base()}/requests/${id}/reply`, word)))).map(({ status }) => status)).toEqual([204, 204, 204])
    const shown = await client.get(`${base()}/requests/${id}`)
    expect(shown.body).toMatchObject({ status: 'terms_checked', messages: [{ kind: 'reply', content: '哪个房间？' }, { kind: 'from_customer', content: '1208' }] })
    expect(shown.text).not.toContain('爱投诉')
    await act(id, 'diagnose')
    await act(id, 'complete', { solution: '换排水管', cause: '安装不良' })
    expect((await client.get(`${base()}/requests/${id}`)).text).not.toContain('安装不良')
    expect((await client.post(`${base()}/requests/${id}/rate`, { evaluation: 5, text: '快' })).status).toBe(204)
    expect((await admin.get(`/api/v1/service-requests/${id}`)).body).toMatchObject({ status: 'evaluated', evaluation: 5 })
    expect((await client.post(`${base()}/requests/${id}/reopen`, { key: randomUUID(), content: '又漏' })).status).toBe(204)
  })

  test('reaches nothing of another customer: not by id, list, search, file, order or contract', async () => {
    const id = await raised(client, { subject: '机密马达', description: '三号线' })
    for (const [method, path, body] of [['get', `/requests/${id}`], ['post', `/requests/${id}/reply`, { key: randomUUID(), content: 'x' }], ['post', `/requests/${id}/rate`, { evaluation: 1 }], ['post', `/requests/${id}/reopen`, { key: randomUUID(), content: 'x' }], ['get', `/requests/${randomUUID()}`], ['get', '/requests/x']] as const) {
      const reply = method === 'get' ? await foreigner.get(base() + path) : await foreigner.post(base() + path, body)
      expect([path, reply.status]).toEqual([path, 404])
    }
    const search = async (who: Client, q: string) => (await who.get(`${base()}/requests?q=${encodeURIComponent(q)}`)).body.data.map((row: any) => row.id)
    expect([await search(client, '机密'), await search(foreigner, '机密')]).toEqual([[id], []])
    expect((await foreigner.get(`${base()}/requests?after=${id}`)).body.data).toEqual([])
    const sale = await aWholeSale(admin, one.customer.id)
    const orders = await client.get(`${base()}/orders`)
    expect(orders.body.data).toMatchObject([{ id: sale.orders.id, status: 'shipped', status_label: '已发货', names: ['大床房'] }])
    const order = await client.get(`${base()}/orders/${sale.orders.id}`)
    expect(order.body).toMatchObject({ lines: [{ name: '大床房', quantity: 10 }], shipments: [{ carrier: '顺丰' }] })
    // Costs and margins: 300 each for 10.
    expect([orders.text, order.text].some((text) => /cost|margin|3000|by_name|管理员/.test(text))).toBe(false)
    expect([(await foreigner.get(`${base()}/orders`)).body.data, (await foreigner.get(`${base()}/orders/${sale.orders.id}`)).status]).toEqual([[], 404])
    await create(admin, 'entitlements', { name: '年保', customer: one.customer.id, visits_left: 3, covers: '空调' })
    expect((await client.get(`${base()}/contracts`)).body).toMatchObject({ contracts: [], entitlements: [{ name: '年保', visits_left: 3, covers: '空调' }] })
    expect((await foreigner.get(`${base()}/contracts`)).body).toEqual({ contracts: [], entitlements: [] })
  })

  test('who sees only what is their own sees nothing that a colleague raised', async () => {
    const colleague = await aContact(admin, one.customer.id, { emails: [`col-${randomUUID().slice(0, 8)}@guest.example`] })
    const access = await create(admin, 'portal-accesses', { contact: colleague.id, sees: 'own' })
    await codeTo(colleague.emails[0], 1)
    const own = guest(await signedIn(colleague.emails[0]))
    const id = await raised(client, { subject: '同事的' })
    const mine = await raised(own, { subject: '自己的' })
    expect((await own.get(`${base()}/requests`)).body.data.map((row: any) => row.id)).toEqual([mine])
    expect((await own.get(`${base()}/requests/${id}`)).status).toBe(404)
    expect((await own.get(`${base()}/orders`)).body.data).toEqual([])
    expect((await client.get(`${base()}/requests/${mine}`)).status).toBe(200)
    expect((await admin.patch(`/api/v1/portal-accesses/${access.id}`, { sees: 'customer' })).status).toBe(200)
    expect((await own.get(`${base()}/requests/${id}`)).status).toBe(200)
  })

  test('sends files with a request and an answer, reads those of replies, and never one of a note or of somebody else', async () => {
    const sent = await upload(client, `${base()}/files`, { fileName: '漏水.png', file: png })
    expect(sent.body).toMatchObject({ name: '漏水.png', type: 'image/png' })
    const id = await raised(client, { files: [sent.body.id] })
    expect((await admin.get(`/api/v1/service-requests/${id}`)).body.files).toMatchObject([{ id: sent.body.id, name: '漏水.png' }])
    const staff = async (name: string) => (await upload(admin, '/api/v1/files', { fileName: name, file: `内容 ${name}` })).body.id as string
    const [inReply, inNote, inRecord] = [await staff('reply.txt'), await staff('note.txt'), await staff('record.txt')]
    await act(id, 'reply', { content: '见附件', files: [{ id: inReply }] })
    await act(id, 'note', { content: '内部', files: [{ id: inNote }] })
    expect((await admin.patch(`/api/v1/service-requests/${id}`, { files: [{ id: sent.body.id }, { id: inRecord }] })).status).toBe(200)
    const shown = (await client.get(`${base()}/requests/${id}`)).body
    expect([shown.files.map((file: any) => file.id), shown.messages.flatMap((message: any) => message.files.map((file: any) => file.id))]).toEqual([[sent.body.id], [inReply]])
    const read = async (who: Client, file: string) => (await who.get(`${base()}/requests/${id}/files/${file}`)).status
    expect(await Promise.all([sent.body.id, inReply, inNote, inRecord, randomUUID(), 'x'].map((file) => read(client, file)))).toEqual([200, 200, 404, 404, 404, 404])
    expect(await read(foreigner, sent.body.id)).toBe(404)

    // A file of somebody else is not put into an own request to read it there; nor one twice.
    const theirs = await upload(foreigner, `${base()}/files`, { fileName: 'a.png', file: png })
    for (const stolen of [inNote, inRecord, theirs.body.id, sent.body.id]) {
      expect((await client.post(`${base()}/requests`, { key: randomUUID(), kind: 'fault', subject: '偷', files: [stolen] })).status).toBe(422)
      expect((await client.post(`${base()}/requests/${id}/reply`, { key: randomUUID(), content: '偷', files: [stolen] })).status).toBe(422)
    }
    const back = await upload(client, `${base()}/files`, { fileName: '单据.pdf', file: '%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n' })
    expect((await client.post(`${base()}/requests/${id}/reply`, { key: randomUUID(), content: '单据', files: [back.body.id] })).status).toBe(204)
    const messages = await admin.list('request-messages', { filter: { request: id, kind: 'from_customer' } })
    expect(messages).toMatchObject([{ content: '单据', author_name: one.contact.name, files: [{ name: '单据.pdf' }] }])
  })

  test('sends no programs, no unknown kinds, nothing too large and not too many', async () => {
    const refused = [await upload(client, `${base()}/files`, { fileName: 'x.exe', file: 'MZ' }), await upload(client, `${base()}/files`, { fileName: 'x.bin', file: Buffer.from([0, 1, 2, 0, 255]) }), await upload(client, `${base()}/files`, { fileName: 'x.txt', file: Buffer.alloc(16 * 1024 * 1024, 'a') }), await upload(client, `${base()}/files`, { fileName: 'x.txt', file: '' })]
    expect(refused.map(({ status }) => status)).toEqual([415, 415, 413, 400])
    expect((await client.post(`${base()}/requests`, { key: randomUUID(), kind: 'fault', subject: 'x', files: Array.from({ length: 6 }, () => randomUUID()) })).status).toBe(422)
    // What a picture with broken metadata tells besides what it shows nobody can say: nothing of it is kept.
    const odd = Buffer.concat([Buffer.from('ffd8ffe1ffff45786966000049492a00ffffffff', 'hex'), Buffer.from('x'.repeat(50))])
    const broken = await upload(client, `${base()}/files`, { fileName: 'odd.jpg', file: odd })
    expect([broken.status, broken.body.type]).toEqual([422, '/problems/broken-picture'])
    const sent = await upload(client, `${base()}/files`, { fileName: 'a.png', file: png })
    expect([sent.status, sent.body.type]).toEqual([201, 'image/png'])
    const id = await raised(client, { files: [sent.body.id] })
    expect((await client.get(`${base()}/requests/${id}/files/${sent.body.id}`)).bytes.equals(png)).toBe(true)
    expect((await upload(guest(), `${base()}/files`, { fileName: 'a.png', file: png })).status).toBe(401)
  })

  test('without a session every route of the portal but signing in is closed', async () => {
    for (const route of world.app.routes.filter(({ path }) => path.startsWith('/api/v1/portal/:page/') && !/\/(code|session)$/.test(path))) {
      const reply = await guest().send({ method: route.method, url: route.path.replace(':page', page).replace(/:[a-z]+/g, randomUUID()), ...(route.method === 'POST' ? { headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ key: randomUUID(), content: 'x', evaluation: 1, kind: 'fault', subject: 'x' }) } : {}) })
      const isRating = route.path.endsWith('/rate') || route.path.endsWith('/reply') || route.path.endsWith('/reopen') || route.path.endsWith('/requests')
      expect([route.method, route.path, reply.status]).toEqual([route.method, route.path, route.method === 'POST' && isRating ? expect.toSatisfy((status: number) => status === 401 || status === 422) : 401])
    }
  })

  test('loses and doubles no request when every connection to the database is cut meanwhile', async () => {
    const inputs = Array.from({ length: 12 }, (_, at) => ({ key: randomUUID(), kind: 'fault', subject: `断线门户 ${at}` }))
    let waiting = inputs
    for (let round = 0; waiting.length > 0 && round < 40; round++) {
      const sending = waiting.map((input) => client.post(`${base()}/requests`, input))
      if (round < 3) {
        await pause(5 + round * 9)
        await world.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'").catch(() => {})
      }
      const replies = await Promise.all(sending)
      expect(replies.every(({ status }) => status === 201 || status >= 500)).toBe(true)
      waiting = waiting.filter((_, at) => replies[at]!.status >= 500)
    }
    expect(waiting).toEqual([])
    const rows = await world.query("select count(*)::int as count from service_requests where subject like '断线门户 %' group by subject")
    expect(rows.map(({ count }) => count)).toEqual(Array.from({ length: 12 }, () => 1))
  }, 60_000)
})

describe('the form and the link without account', () => {
  test('take files of who sends them, and show those of replies', async () => {
    const form = (await admin.post('/api/v1/request-intakes', { kind: 'form' })).body.address.split('/f/')[1]
    const key = randomUUID()
    const visitor = guest()
    const sent = await upload(visitor, `/api/v1/public-forms/${form}/files?key=${key}`, { fileName: 'a.png', file: png })
    expect(sent.status).toBe(201)
    const input = { key, subject: '门锁', kind: 'fault', name: '周', phone: '13900001111', files: [sent.body.id] }
    expect((await visitor.post(`/api/v1/public-forms/${form}`, { ...input, key: randomUUID() })).status).toBe(422)
    const { body } = await visitor.post(`/api/v1/public-forms/${form}`, input)
    const link = `/api/v1/public-requests/${body.link.split('/s/')[1]}`
    const shown = (await visitor.get(link)).body
    expect(shown.files).toMatchObject([{ id: sent.body.id, name: 'a.png' }])
    expect((await visitor.get(`${link}/files/${sent.body.id}`)).bytes.equals(png)).toBe(true)
    const more = await upload(visitor, `${link}/files`, { fileName: 'b.txt', file: '另一张' })
    expect((await visitor.post(`${link}/reply`, { key: randomUUID(), content: '再看', files: [more.body.id] })).status).toBe(204)
    expect((await visitor.get(link)).body.messages).toMatchObject([{ kind: 'from_customer', files: [{ name: 'b.txt' }] }])
    expect((await visitor.post(`${link}/reply`, { key: randomUUID(), content: '再看', files: [sent.body.id] })).status).toBe(422)
  })

  test('fill no disk: no more is taken while two gigabytes wait to be sent, or twenty files of one sender', async () => {
    const form = (await admin.post('/api/v1/request-intakes', { kind: 'form' })).body.address.split('/f/')[1]
    const key = randomUUID()
    const send = (as: string) => upload(guest(), `/api/v1/public-forms/${form}/files?key=${as}`, { fileName: 'a.txt', file: 'x' })
    for (let at = 0; at < 20; at++) expect((await send(key)).status).toBe(201)
    expect([(await send(key)).status, (await send(randomUUID())).status]).toEqual([429, 201])
    await world.query('update files f set size = 2200000000 where id = (select file_id from request_uploads where sender = $1 limit 1)', [`form:${key}`])
    expect((await send(randomUUID())).status).toBe(429)
    await world.query('update files f set size = 1 where id in (select file_id from request_uploads where sender = $1)', [`form:${key}`])
    expect((await send(randomUUID())).status).toBe(201)
  })
})
