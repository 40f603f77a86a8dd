import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { watchCalls } from '../../src/modules/calls/index.ts'
import { aContact, aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let mei: Client
let chen: Client
let queue: any
// Monday, ten in the morning in Shanghai; the company works from 9 to 12 and from 13:30 to 18.
const monday = new Date('2026-03-02T02:00:00Z')
let now = monday
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  await travel(monday)
  ;[queue] = await admin.list('call-queues')
  queue = (await admin.patch(`/api/v1/call-queues/${queue.id}`, { people: [world.ids.lin, world.ids.mei], manager: world.ids.ma, after_request_priorities: [] })).body
})
afterAll(() => world.close())

/** Sessions end in the meantime. */
const travel = async (to: Date) => {
  now = to
  ;[admin = admin, lin = lin, mei = mei, chen = chen] = await Promise.all(['admin', 'lin', 'mei', 'chen'].map((login) => signIn(world.app.server, { login, password: castPassword })))
}
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))
let numbers = 0
const aNumber = () => `+86139${String(10_000_000 + ++numbers)}`
const aCall = (input: Record<string, unknown> = {}, client = admin) => create(client, 'calls', { phone: aNumber(), queue: queue.id, ...input })
const act = (client: Client, id: string, verb: string, input: object = {}) => client.post(`/api/v1/calls/${id}/${verb}`, input)
const actBack = (client: Client, id: string, verb: string, input: object = {}) => client.post(`/api/v1/call-backs/${id}/${verb}`, input)
const read = async (path: string, id: string, client = admin) => (await client.get(`/api/v1/${path}/${id}`)).body
const register = (client: Client, input: object) => client.post('/api/v1/calls/register', input)
const backsOf = (phone: string) => admin.list('call-backs', { filter: { phone } })
const contactsOf = (customer: string) => admin.list('interactions', { filter: { customer } })
const watch = async () => watchCalls(await world.contextOf('admin'))

describe('a call', () => {
  test('is recognised by its number, waits, is talked, wrapped up and done, and stands on the time line once', async () => {
    const phone = aNumber()
    const customer = await aCustomer(admin, { name: '识别客户' })
    const contact = await aContact(admin, customer.id, { name: '周敏', phones: [phone] })
    const call = await aCall({ phone: phone.slice(3) })
    expect(call).toMatchObject({ phone, status: 'waiting', direction: 'in', customer: { id: customer.id }, contact: { id: contact.id }, agent: null, number: 'TH-2026-000001' })
    later(12)
    expect((await act(lin, call.id, 'answer')).body).toMatchObject({ status: 'talking', agent: { id: world.ids.lin }, waiting_seconds: 12 })
    later(130)
    expect((await act(lin, call.id, 'hang-up')).body).toMatchObject({ status: 'wrap_up', talk_seconds: 130 })
    later(20)
    const done = (await act(lin, call.id, 'finish', { note: '问发票怎么开', category: 'question' })).body
    expect(done).toMatchObject({ status: 'done', result: 'logged', wrap_up_seconds: 20, summary: '问发票怎么开', interaction: { name: '问发票怎么开' } })
    expect((await act(lin, call.id, 'finish', { note: '再来一次' })).status).toBe(409)
    const contacts = await contactsOf(customer.id)
    expect(contacts).toHaveLength(1)
    expect(contacts[0]).toMatchObject({ channel: 'call', direction: 'in', minutes: 3, content: '问发票怎么开', owner: { id: world.ids.lin } })
    expect((await world.query('select kind from events where record_id = $1 order by at, id', [call.id])).map(({ kind }: any) => kind.split('.')[2])).toEqual(['created', 'answered', 'ended', 'done'])
  })

  test('skips no state, whatever is asked by whichever way', async () => {
    const waiting = await aCall()
    for (const verb of ['hang-up', 'finish']) expect([verb, (await act(lin, waiting.id, verb)).status]).toEqual([verb, 409])
    for (const status of ['talking', 'wrap_up', 'done', 'missed']) {
      expect((await admin.patch(`/api/v1/calls/${waiting.id}`, { status })).status).toBe(422)
      const { body } = await admin.post('/api/v1/calls/batch', { update: [{ id: waiting.id, status }], create: [{ phone: aNumber(), status }] })
      expect(body.results.every((one: any) => one.problem ?? one.error ?? one.status >= 400)).toBe(true)
      expect((await admin.post('/api/v1/calls', { phone: aNumber(), status })).status).toBe(422)
    }
    expect((await admin.post('/api/v1/calls/bulk', { ids: [waiting.id], change: { status: 'done' } })).status).toBe(422)
    expect((await admin.del(`/api/v1/calls/${waiting.id}`)).status).toBe(403)
    expect((await admin.post('/api/v1/imports', { object: 'call', file: '01890000-0000-7000-8000-000000000000' })).status).toBeGreaterThanOrEqual(400)
    await act(lin, waiting.id, 'answer')
    for (const verb of ['answer', 'miss', 'abandon']) expect([verb, (await act(lin, waiting.id, verb)).status]).toEqual([verb, 409])
    await act(lin, waiting.id, 'hang-up')
    for (const verb of ['answer', 'hang-up', 'miss', 'abandon']) expect([verb, (await act(lin, waiting.id, verb)).status]).toEqual([verb, 409])
    await act(lin, waiting.id, 'finish', { note: 'x' })
    for (const verb of ['answer', 'hang-up', 'miss', 'abandon', 'finish']) expect([verb, (await act(lin, waiting.id, verb)).status]).toEqual([verb, 409])
    for (const { id } of await world.query("select id from events where record_id = $1 and kind <> 'calls.call.created'", [waiting.id])) expect((await admin.post(`/api/v1/calls/${waiting.id}/undo`, { event: id })).status).toBeGreaterThanOrEqual(400)
    expect(await read('calls', waiting.id)).toMatchObject({ status: 'done' })
  })

  test('is answered by one of two who try at the same moment, and nobody talks to two at once', async () => {
    const [one, other] = [await aCall(), await aCall()]
    const replies = await Promise.all([act(lin, one.id, 'answer'), act(mei, one.id, 'answer')])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = replies[0].status === 200 ? lin : mei
    expect((await act(winner, other.id, 'answer')).body.type).toMatch(/already-talking$/)
    for (const verb of ['hang-up', 'finish']) await act(winner, one.id, verb)
    await act(admin, other.id, 'abandon')
  })

  test('that is finished while it talks is hung up by that, in both states one after the other', async () => {
    const call = await aCall()
    await act(lin, call.id, 'answer')
    later(40)
    expect((await act(lin, call.id, 'finish', { note: '挂了就写' })).body).toMatchObject({ status: 'done', talk_seconds: 40, wrap_up_seconds: 0 })
    expect((await world.query('select kind from events where record_id = $1 order by at, id', [call.id])).map(({ kind }: any) => kind.split('.')[2])).toEqual(['created', 'answered', 'ended', 'done'])
  })

  test('that waits is seen by the people of its queue and its manager, and by no other colleague', async () => {
    const call = await aCall()
    expect((await lin.get(`/api/v1/calls/${call.id}`)).status).toBe(200)
    expect((await (await world.asUser('ma')).get(`/api/v1/calls/${call.id}`)).status).toBe(200)
    expect((await chen.get(`/api/v1/calls/${call.id}`)).status).toBe(404)
    expect((await act(chen, call.id, 'answer')).status).toBe(404)
    await act(lin, call.id, 'abandon')
  })

  test('announced twice by the exchange is one', async () => {
    const input = { phone: aNumber(), exchange_id: 'sip-4711' }
    const [first, second] = [await aCall(input), await aCall(input)]
    expect(second.id).toBe(first.id)
    await act(admin, first.id, 'miss')
  })

  test('of an unknown number gets its place on the time line when somebody says who it was, once', async () => {
    const { body: call } = await register(lin, { phone: aNumber(), note: '想订会议室' })
    expect(call).toMatchObject({ status: 'done', customer: null, interaction: null })
    const customer = await aCustomer(lin)
    for (let turn = 0; turn < 2; turn += 1) expect((await act(lin, call.id, 'identify', { customer: customer.id })).status).toBe(200)
    expect(await contactsOf(customer.id)).toHaveLength(1)
    const other = await aCustomer(lin)
    expect((await act(lin, call.id, 'identify', { customer: other.id })).status).toBe(422)
    expect((await lin.patch(`/api/v1/calls/${call.id}`, { customer: other.id })).status).toBe(422)
  })
})

describe('the hot line in one press', () => {
  test('logs, and makes a request, a complaint, a lead, a call-back, a customer: each one with the words that were said', async () => {
    const customer = await aCustomer(lin, { phones: [aNumber()] })
    const said = { phone: customer.phones[0], customer: customer.id, note: '空调不制冷\n第三次了', category: 'fault' }
    const [request, complaint, back] = [await register(lin, { ...said, kind: 'request' }), await register(lin, { ...said, kind: 'complaint' }), await register(lin, { ...said, kind: 'call_back', due_at: '2026-03-03T02:00:00Z' })]
    expect(request.body).toMatchObject({ status: 'done', result: 'request', request: { name: '空调不制冷' } })
    expect(await read('service-requests', request.body.request.id)).toMatchObject({ channel: 'call', kind: 'fault', requester_phone: customer.phones[0], customer: { id: customer.id }, description: said.note })
    expect(complaint.body).toMatchObject({ result: 'complaint', complaint: { name: '空调不制冷' } })
    expect(await read('call-backs', back.body.call_back.id)).toMatchObject({ why: 'promised', due_at: '2026-03-03T02:00:00+00:00', owner: { id: world.ids.lin }, phone: customer.phones[0] })
    const contacts = await contactsOf(customer.id)
    expect(contacts).toHaveLength(3)
    // The contact of the call that became a request is about that.
    expect(contacts.flatMap((contact: any) => contact.request?.id ?? [])).toEqual([request.body.request.id])
    const phone = aNumber()
    const lead = (await register(lin, { phone, note: '想做代理', category: 'business', lead: { name: '钱先生', company: '海天贸易' }, kind: 'lead' })).body
    expect(await read('leads', lead.lead.id)).toMatchObject({ name: '钱先生', company: '海天贸易', source: 'hot_line', phones: [phone], wants: '想做代理', status: 'working', first_contact_at: expect.any(String) })
    const filed = (await register(lin, { phone: aNumber(), note: '新客人', new_customer: { name: '孙女士' } })).body
    expect(filed).toMatchObject({ customer: { name: '孙女士' }, interaction: { name: '新客人' } })
    expect((await read('customers', filed.customer.id)).phones).toEqual([filed.phone])
  })

  test('makes nothing at all where a part of it is refused', async () => {
    const phone = aNumber()
    for (const input of [{ kind: 'complaint', note: '谁都不知道' }, { kind: 'request' }, { kind: 'lead', note: 'x' }, { kind: 'log', note: 'x', customer: '01890000-0000-7000-8000-000000000000' }, { note: 'x', answered_at: '2030-01-01T00:00:00Z' }]) {
      expect([input, (await register(lin, { phone, ...input })).status]).toEqual([input, 422])
    }
    expect(await admin.list('calls', { filter: { phone } })).toEqual([])
  })

  test('tells whose number it is, with what is open of it, to whoever may know', async () => {
    const phone = aNumber()
    const [one, other] = [await aCustomer(lin, { phones: [phone], name: '甲' }), await aCustomer(mei, { phones: [phone], name: '乙' })]
    await act(admin, (await aCall({ phone })).id, 'miss')
    const known = (await lin.post('/api/v1/calls/recognise', { phone: phone.slice(3) })).body
    expect(known.parties.map(({ customer }: any) => customer.id)).toEqual([one.id])
    expect(known.call_backs).toHaveLength(1)
    const all = (await admin.post('/api/v1/calls/recognise', { phone })).body
    expect(all.parties.map(({ customer }: any) => customer.id).sort()).toEqual([one.id, other.id].sort())
    expect((await aCall({ phone })).customer).toBe(null)
    expect((await admin.post('/api/v1/calls/recognise', { phone: '不显示' })).body).toMatchObject({ phone: null, parties: [] })
  })
})

describe('a missed call', () => {
  test('is called back once a number, however often it was missed, by the hours of the company', async () => {
    now = new Date('2026-03-06T10:30:00Z')
    await travel(now)
    const phone = aNumber()
    const calls = [await aCall({ phone }), await aCall({ phone }), await aCall({ phone })]
    const replies = await Promise.all(calls.map(({ id }, turn) => act(admin, id, turn === 0 ? 'abandon' : 'miss')))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    const [back, ...more] = await backsOf(phone)
    expect(more).toEqual([])
    // Friday evening: an hour of work ends on Monday morning.
    expect(back).toMatchObject({ why: 'missed', status: 'open', missed_calls: 3, due_at: '2026-03-09T02:00:00+00:00' })
    for (const { id } of calls) expect((await read('calls', id)).call_back.id).toBe(back.id)
    expect((await act(admin, calls[0]!.id, 'miss')).status).toBe(409)
    expect((await backsOf(phone))[0].missed_calls).toBe(3)
  })

  test('needs no call-back any more when they call again and are answered', async () => {
    const phone = aNumber()
    await act(admin, (await aCall({ phone })).id, 'miss')
    await register(lin, { phone, note: '又打来了' })
    expect(await backsOf(phone)).toMatchObject([{ status: 'called_again' }])
    await act(admin, (await aCall({ phone })).id, 'miss')
    expect((await backsOf(phone)).map(({ status }: any) => status).sort()).toEqual(['called_again', 'open'])
  })

  test('is one also where nobody ended it: whoever waits too long is called back', async () => {
    const call = await aCall()
    later(14 * 60)
    await watch()
    expect(await read('calls', call.id)).toMatchObject({ status: 'waiting' })
    later(61)
    await Promise.all([watch(), watch()])
    expect(await read('calls', call.id)).toMatchObject({ status: 'missed', call_back: { id: expect.any(String) } })
  })

  test('killed in between, it still waits and is missed again: never lost, never doubled', async () => {
    const call = await aCall()
    const holding = world.query('begin; lock table call_backs in share row exclusive mode; select pg_sleep(3); commit')
    await until("select 1 from pg_locks where relation = 'call_backs'::regclass and mode = 'ShareRowExclusiveLock' and granted")
    const missing = act(admin, call.id, 'miss')
    // It holds the call and waits to write the call-back: the connection breaks here, as it does when the process dies.
    await until("select pg_terminate_backend(a.pid) from pg_stat_activity a join pg_locks k on k.pid = a.pid and k.relation = 'call_backs'::regclass and not k.granted where a.wait_event_type = 'Lock'")
    expect((await missing).status).toBeGreaterThanOrEqual(500)
    await holding
    expect(await read('calls', call.id)).toMatchObject({ status: 'waiting', call_back: null })
    expect(await backsOf(call.phone)).toEqual([])
    later(16 * 60)
    await watch()
    expect(await backsOf(call.phone)).toMatchObject([{ status: 'open', missed_calls: 1 }])
  })

  test('is called back or open, whatever happened in whatever order', async () => {
    const steps = fc.array(fc.record({ number: fc.integer({ min: 0, max: 2 }), step: fc.constantFrom('miss', 'abandon', 'register', 'not-reach', 'reach', 'wrong-number', 'give-up') }), { minLength: 1, maxLength: 14 })
    await fc.assert(fc.asyncProperty(steps, async (steps) => {
      const phones = [aNumber(), aNumber(), aNumber()]
      for (const { number, step } of steps) {
        const phone = phones[number]!
        if (step === 'miss' || step === 'abandon') await act(admin, (await aCall({ phone })).id, step)
        else if (step === 'register') await register(lin, { phone, note: '来电' })
        else {
          const [open] = (await backsOf(phone)).filter(({ status }: any) => status === 'open')
          if (open) expect((await actBack(lin, open.id, step, step === 'reach' ? { is_settled: true } : step === 'give-up' ? { reason: '重复' } : {})).status).toBe(200)
        }
        for (const each of phones) {
          const lost = await admin.list('calls', { filter: { phone: each, direction: 'in', status: { in: ['missed', 'abandoned'] } } })
          const backs = await backsOf(each)
          expect(backs.filter(({ status }: any) => status === 'open').length).toBeLessThanOrEqual(1)
          for (const { call_back: back } of lost) expect(backs.map(({ id }: any) => id)).toContain(back.id)
          expect(backs.reduce((sum: number, back: any) => sum + back.missed_calls, 0)).toBe(lost.length)
        }
      }
    }), { numRuns: 6 })
  })
})

describe('a call-back', () => {
  test('that reaches nobody is due again by the rule of its queue, and beyond it the manager is told, once', async () => {
    await travel(monday)
    const { id } = await create(lin, 'call-backs', { subject: '问送货', phone: aNumber(), queue: queue.id })
    const dues = []
    for (let turn = 0; turn < 5; turn += 1) dues.push((await actBack(lin, id, 'not-reach', { note: '无人接' })).body.due_at)
    // 30 and 120 minutes after ten; a day of work has 450 minutes, so that 480 end half an hour later on the next.
    expect(dues).toEqual(['2026-03-02T02:30:00+00:00', '2026-03-02T04:00:00+00:00', ...Array.from({ length: 3 }, () => '2026-03-03T02:30:00+00:00')])
    const back = await read('call-backs', id)
    expect(back).toMatchObject({ status: 'open', tries: 5 })
    expect(back.attempts).toHaveLength(5)
    expect(await world.query("select id from notifications where kind = 'call_back_not_reached' and receiver_id = $1 and record = $2", [world.ids.ma, id])).toHaveLength(1)
    expect(await admin.list('calls', { filter: { call_back: id } })).toHaveLength(5)
    expect((await actBack(lin, id, 'wrong-number', { phone: '13900009999' })).body).toMatchObject({ status: 'open', phone: '+8613900009999', tries: 6 })
    expect((await actBack(lin, id, 'postpone', { due_at: '2026-03-04T01:00:00Z' })).body).toMatchObject({ due_at: '2026-03-04T01:00:00+00:00' })
    expect((await actBack(lin, id, 'postpone', { due_at: '2026-03-01T01:00:00Z' })).status).toBe(422)
  })

  test('that is settled stands on the time line once; what is not settled becomes a request', async () => {
    const customer = await aCustomer(lin, { phones: [aNumber()] })
    const back = await create(lin, 'call-backs', { subject: '上次的维修', customer: customer.id })
    expect(back.phone).toBe(customer.phones[0])
    expect((await actBack(lin, back.id, 'reach', { is_settled: false })).status).toBe(422)
    const { body } = await actBack(lin, back.id, 'reach', { is_settled: false, words: '还是漏水' })
    expect(body).toMatchObject({ status: 'unsettled', words: '还是漏水', tries: 1, request: { name: '上次的维修' }, closed_at: expect.any(String) })
    expect(await contactsOf(customer.id)).toHaveLength(1)
    for (const [verb, input] of [['reach', { is_settled: true }], ['not-reach', {}], ['give-up', { reason: 'x' }], ['take', {}]] as const) expect([verb, (await actBack(lin, back.id, verb, input)).status]).toEqual([verb, 409])
    expect((await lin.patch(`/api/v1/call-backs/${back.id}`, { status: 'open' })).status).toBe(422)
    expect((await admin.del(`/api/v1/call-backs/${back.id}`)).status).toBe(403)
    expect(await contactsOf(customer.id)).toHaveLength(1)
  })

  test('is entered whatever came of it by whoever answers the queue, also where they do not see the customer', async () => {
    const customer = await aCustomer(admin, { name: '别人的客户' })
    const contact = await aContact(admin, customer.id, { name: '季然' })
    expect((await mei.get(`/api/v1/customers/${customer.id}`)).status).toBe(404)
    const aBack = () => create(admin, 'call-backs', { subject: '退款到账了吗', customer: customer.id, contact: contact.id, phone: aNumber(), queue: queue.id })
    const { id } = await aBack()
    expect((await actBack(mei, id, 'not-reach')).body).toMatchObject({ status: 'open', tries: 1, customer: null })
    expect((await actBack(mei, id, 'reach', { is_settled: false, words: '还没有到账' })).body).toMatchObject({ status: 'unsettled', tries: 2 })
    expect(await read('call-backs', id)).toMatchObject({ customer: { id: customer.id }, request: { name: '退款到账了吗' } })
    expect(await admin.list('service-requests', { filter: { customer: customer.id } })).toHaveLength(1)
    expect((await admin.list('calls', { filter: { call_back: id } })).map((call: any) => call.customer.id)).toEqual([customer.id, customer.id])
    const settled = await aBack()
    expect((await actBack(mei, settled.id, 'reach', { is_settled: true })).body.status).toBe('settled')
  })

  test('that is late is told to who calls and to the manager, once for each time it is due', async () => {
    await travel(monday)
    const { id } = await create(admin, 'call-backs', { subject: '回电', phone: aNumber(), queue: queue.id, owner: world.ids.lin })
    const told = async () => (await world.query("select receiver_id from notifications where kind = 'call_back_late' and record = $1", [id])).map(({ receiver_id }: any) => receiver_id).sort()
    later(59 * 60)
    await watch()
    expect(await told()).toEqual([])
    later(60)
    await Promise.all([watch(), watch()])
    await watch()
    expect(await told()).toEqual([world.ids.lin, world.ids.ma].sort())
    expect(await admin.list('call-backs', { filter: { id, late_at: { is_empty: false } } })).toHaveLength(1)
    await actBack(lin, id, 'not-reach')
    expect(await read('call-backs', id)).toMatchObject({ late_at: null })
    later(31 * 60)
    await watch()
    expect(await told()).toHaveLength(4)
  })

  test('follows a solved request once each time it was solved, and leaves complaints to their own', async () => {
    await travel(monday)
    const customer = await aCustomer(admin, { phones: [aNumber()] })
    const solve = async (input: object) => {
      const request = await create(admin, 'service-requests', { subject: '灯不亮', customer: customer.id, ...input })
      for (const [verb, body] of [['check-terms', {}], ['diagnose', {}], ['complete', { solution: '换灯' }]] as const) expect([verb, (await admin.post(`/api/v1/service-requests/${request.id}/${verb}`, body)).status]).toEqual([verb, 200])
      return request
    }
    const request = await solve({})
    await world.settle()
    const backs = () => admin.list('call-backs', { filter: { after: request.id } })
    expect(await backs()).toMatchObject([{ why: 'after_request', subject: '灯不亮', phone: customer.phones[0], due_at: '2026-03-05T10:00:00+00:00' }])
    await admin.post(`/api/v1/service-requests/${request.id}/reopen`, { reason: '又不亮' })
    await world.settle()
    // Nobody is asked whether it is good while it is worked on again.
    expect(await backs()).toMatchObject([{ status: 'reopened', closed_at: expect.any(String), reason: null }])
    expect((await actBack(admin, (await backs())[0].id, 'reach', { is_settled: true })).status).toBe(409)
    await admin.post(`/api/v1/service-requests/${request.id}/complete`, { solution: '再换' })
    await world.settle()
    await world.settle()
    expect((await backs()).map(({ status }) => status).toSorted()).toEqual(['open', 'reopened'])
    // Opened again and completed before anybody heard of it: only the call-back of the last time stands.
    await admin.post(`/api/v1/service-requests/${request.id}/reopen`, { reason: '又不亮' })
    await admin.post(`/api/v1/service-requests/${request.id}/complete`, { solution: '换线' })
    await world.settle()
    await world.settle()
    expect((await backs()).map(({ status }) => status).toSorted()).toEqual(['open', 'reopened', 'reopened'])
    const complained = await create(admin, 'service-requests', { subject: '太慢', customer: customer.id, kind: 'complaint' })
    await create(admin, 'complaints', { request: complained.id })
    for (const [verb, body] of [['check-terms', {}], ['diagnose', {}], ['complete', { solution: '道歉' }]] as const) await admin.post(`/api/v1/service-requests/${complained.id}/${verb}`, body)
    await world.settle()
    expect(await admin.list('call-backs', { filter: { after: complained.id } })).toEqual([])
  })
})

describe('an agent', () => {
  test('is one thing at a time: by hand and by calls, and the times of the day add up', async () => {
    // A day of their own: who of the two won a call above has states of that day.
    await travel(new Date('2026-03-09T02:00:00Z'))
    const set = (state: string, reason?: string) => mei.post('/api/v1/agent-states/set', { state, reason })
    expect((await set('pause')).status).toBe(422)
    expect((await set('talking')).status).toBe(422)
    const began = now.getTime()
    await set('available')
    later(60)
    const call = await aCall()
    await act(mei, call.id, 'answer')
    later(90)
    await act(mei, call.id, 'hang-up')
    later(30)
    await act(mei, call.id, 'finish', { note: '好' })
    later(10)
    await set('pause', 'lunch')
    await set('pause', 'lunch')
    await register(mei, { phone: aNumber(), note: '顺手登记' })
    const back = await create(mei, 'call-backs', { subject: '顺手回电', phone: aNumber() })
    expect((await actBack(mei, back.id, 'reach', { is_settled: true })).status).toBe(200)
    later(600)
    await set('off')
    const rows = await admin.list('agent-states', { filter: { agent: world.ids.mei, began_at: { gte: new Date(began).toISOString() } }, sort: 'began_at' })
    expect(rows.map(({ state, reason, seconds }: any) => [state, reason, seconds])).toEqual([['available', null, 60], ['talking', null, 90], ['wrap_up', null, 30], ['available', null, 10], ['pause', 'lunch', 600], ['off', null, null]])
    expect((await admin.patch(`/api/v1/agent-states/${rows[0].id}`, { state: 'off' })).status).toBeGreaterThanOrEqual(403)
    expect((await admin.post('/api/v1/agent-states', { state: 'off' })).status).toBe(403)
  })
})

describe('the service level', () => {
  test('is what a plain count of the calls of the day says, by half hour, queue and day', async () => {
    const kinds = ['done', 'missed', 'abandoned', 'waiting'] as const
    const one = fc.record({ second: fc.integer({ min: 0, max: 86_399 }), waited: fc.integer({ min: 0, max: 60 }), kind: fc.constantFrom(...kinds), isIn: fc.boolean(), place: fc.integer({ min: 0, max: 1 }) })
    let day = Date.parse('2025-01-01T16:00:00Z')
    const queues = [queue, await create(admin, 'call-queues', { name: '贵宾专线', target_seconds: 10, short_seconds: 3, position: 5 })]
    await fc.assert(fc.asyncProperty(fc.array(one, { maxLength: 60 }), async (calls) => {
      day += 86_400_000
      const rows = calls.map(({ second, waited, kind, isIn, place }) => ({ at: new Date(day + second * 1000).toISOString(), end: new Date(day + (second + waited) * 1000).toISOString(), waited, kind, direction: isIn ? 'in' : 'out', queue: queues[place].id }))
      await world.query(`insert into calls (workspace_id, id, created_at, updated_at, number, direction, queue_id, status, arrived_at, answered_at, ended_at, waiting_seconds, talk_seconds)
        select q.workspace_id, gen_random_uuid(), now(), now(), gen_random_uuid()::text, r.direction, r.queue, r.kind, r.at, case when r.kind = 'done' then r."end" end, case when r.kind <> 'waiting' then r."end" end, case when r.kind <> 'waiting' then r.waited end, case when r.kind = 'done' then 100 end
        from jsonb_to_recordset($1::jsonb) as r(at timestamptz, "end" timestamptz, waited int, kind text, direction text, queue uuid) join call_queues q on q.id = r.queue`, [JSON.stringify(rows)])
      const plain = (some: typeof rows) => {
        const count = { answered: 0, in_time: 0, missed: 0, abandoned: 0, short: 0 }
        for (const { kind, waited, queue: id } of some) {
          const { target_seconds: target, short_seconds: short } = queues.find((each) => each.id === id)
          if (kind === 'done') count.answered += 1
          if (kind === 'done' && waited <= target) count.in_time += 1
          if (kind === 'missed') count.missed += 1
          if (kind === 'abandoned') count[waited <= short ? 'short' : 'abandoned'] += 1
        }
        const counted = count.answered + count.missed + count.abandoned
        return { ...count, counted, percent: counted === 0 ? null : Math.round((count.in_time / counted) * 1000) / 10 }
      }
      const ended = rows.filter(({ direction, kind }) => direction === 'in' && kind !== 'waiting')
      const { status, body } = await admin.post('/api/v1/calls/level', { day: new Date(day + 8 * 3_600_000).toISOString().slice(0, 10) })
      expect(status).toBe(200)
      if (ended.length === 0) expect(body).toMatchObject({ total: null, half_hours: [], queues: [] })
      else expect(body.total).toMatchObject(plain(ended))
      for (const each of body.queues) expect(each).toMatchObject(plain(ended.filter((row) => row.queue === each.queue)))
      for (const each of body.half_hours) expect(each).toMatchObject(plain(ended.filter((row) => Math.floor((Date.parse(row.at) - day) / 1_800_000) === (Date.parse(each.from) - day) / 1_800_000)))
      expect(body.half_hours.reduce((sum: number, each: any) => sum + each.counted + each.short, 0)).toBe(ended.length)
      const one = (await admin.post('/api/v1/calls/level', { day: body.day, queue: queues[1].id })).body
      expect(one.total?.counted ?? 0).toBe(plain(ended.filter((row) => row.queue === queues[1].id)).counted)
    }), { numRuns: 20 })
  })

  test('is of what one may see, and of days', async () => {
    expect((await chen.post('/api/v1/calls/level', { day: '2025-01-02' })).body.total).toBe(null)
    expect((await admin.post('/api/v1/calls/level', { day: '2025-13-02' })).status).toBe(422)
  })
})

async function until(statement: string): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if ((await world.query(statement)).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`Nothing came of ${statement}`)
}
