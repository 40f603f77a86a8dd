import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { watchClocks } from '../../src/modules/requests/index.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let mei: Client
// Monday, ten in the morning in Shanghai; the company works from 9 to 12 and from 13:30 to 18.
const monday = new Date('2026-03-02T02:00:00Z')
let now = monday
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  mei = await world.asUser('mei')
})
afterAll(() => world.close())

const at = (text: string) => new Date(`${text}:00+08:00`)
/** As the interface writes an instant. */
const stamp = (text: string) => at(text).toISOString().replace('.000Z', '+00:00')
const aRequest = async (client: Client, input: object = {}) => {
  const made = await create(client, 'service-requests', { subject: '房门打不开', kind: 'fault', ...input })
  await world.settle()
  return made
}
const read = async (id: string, client = admin) => (await client.get(`/api/v1/service-requests/${id}`)).body
const act = (client: Client, id: string, verb: string, input: object = {}) => client.post(`/api/v1/service-requests/${id}/${verb}`, input)
const done = async (id: string, acts: [string, object?][]) => {
  for (const [verb, input] of acts) expect([verb, (await act(admin, id, verb, input)).status]).toEqual([verb, 200])
}
const eventsOf = (id: string) => world.query('select kind, before, after from events where record_id = $1 order by id', [id])
const messagesOf = (id: string, client = admin) => client.list('request-messages', { filter: { request: id } })
const noticesOf = (login: 'lin' | 'mei' | 'ma' | 'admin', kind: string) => world.query('select record, details from notifications where receiver_id = $1 and kind = $2 order by id', [world.ids[login], kind])

describe('a request', () => {
  test('is numbered, received and nobody’s where whoever enters it may see all; whoever may only have own ones keeps it', async () => {
    expect(await aRequest(admin)).toMatchObject({ number: 'FW-2026-000001', status: 'received', owner: null, channel: 'call', reopened_count: 0, service_class: null })
    expect(await aRequest(lin)).toMatchObject({ owner: { id: world.ids.lin } })
  })

  test('tells those who watch it of what becomes of it, neither who did it nor who looks after it; others may belong to it', async () => {
    now = monday
    const other = await aRequest(admin, { subject: '同一把门锁' })
    const { id } = await aRequest(admin, { owner: world.ids.lin, watchers: [world.ids.mei, world.ids.lin, world.ids.admin], linked: [other.id] })
    expect(await read(id)).toMatchObject({ linked: [{ id: other.id, name: '同一把门锁' }], watchers: expect.arrayContaining([expect.objectContaining({ id: world.ids.mei })]) })
    await done(id, [['check-terms'], ['reply', { content: '在查' }], ['diagnose'], ['complete', { solution: '换电池' }]])
    await world.settle()
    const heard = async (login: 'lin' | 'mei' | 'admin') => (await noticesOf(login, 'request_watched')).filter(({ record }) => record === id).map(({ details }) => details.what.zh)
    // Lin looks after it, and was asked to watch it all the same.
    expect([await heard('mei'), await heard('lin'), await heard('admin')]).toEqual([['请您关注', '已回复客户', '已完成'], ['请您关注'], []])
    const { version } = await read(id)
    expect((await admin.patch(`/api/v1/service-requests/${id}`, { version, watchers: [world.ids.lin] })).status).toBe(200)
    await done(id, [['reopen', { reason: '又坏了' }]])
    await world.settle()
    expect((await heard('mei')).length).toBe(3)
    expect((await admin.patch(`/api/v1/service-requests/${id}`, { version: (await read(id)).version, watchers: [randomUUID()] })).status).toBe(422)
  })

  test('given to somebody it is with their team, unless another is said; a team alone stays', async () => {
    const [{ id: one }] = await world.query('select department_id as id from users where id = $1', [world.ids.lin]) as [{ id: string }]
    const [{ id: two }] = await world.query('select department_id as id from users where id = $1', [world.ids.chen]) as [{ id: string }]
    const { id } = await aRequest(admin)
    const team = async (input: object) => {
      await done(id, [['assign', input]])
      return (await read(id)).team?.id ?? null
    }
    expect(await team({ owner: world.ids.lin })).toBe(one)
    expect(await team({ owner: world.ids.chen })).toBe(two)
    expect(await team({ owner: world.ids.chen, team: one })).toBe(one)
    expect(await team({ team: two })).toBe(two)
    expect(await team({ owner: world.ids.lin, team: null })).toBe(null)
  })

  test('goes through the eight steps, each with its stamp', async () => {
    now = monday
    const { id } = await aRequest(admin)
    const walk: [string, object?][] = [['check-terms'], ['diagnose', { note: '门锁没电' }], ['assign', { owner: world.ids.lin }], ['start'], ['complete', { solution: '换电池', cause: '电池耗尽', charge: '80' }], ['evaluate', { evaluation: 5, text: '很快' }], ['close']]
    for (const [index, [verb, input]] of walk.entries()) {
      now = new Date(monday.getTime() + (index + 1) * 600_000)
      await done(id, [[verb, input]])
    }
    const record = await read(id)
    expect(record.steps.map(({ step, by, at }: any) => [step, by, at])).toEqual(
      ['terms_checked', 'diagnosing', 'assigned', 'in_progress', 'completed', 'evaluated', 'closed'].map((step, index) => [step, '管理员', new Date(monday.getTime() + (index + 1) * 600_000).toISOString()]),
    )
    expect(record).toMatchObject({ status: 'closed', owner: { id: world.ids.lin }, solution: '换电池', charge: '80.00', evaluation: 5, evaluation_text: '很快', minutes_to_assign: 30, minutes_to_complete: 50, solution_state: 'met' })
    expect((await eventsOf(id)).map(({ kind }) => kind.replace('requests.request.', ''))).toEqual(['created', 'terms_checked', 'diagnosing', 'assigned', 'started', 'completed', 'evaluated', 'closed'])
  })

  test('is moved by acts only: neither writing, batch, bulk nor import sets its step or what follows from it', async () => {
    const { id } = await aRequest(admin)
    for (const field of ['status', 'steps', 'service_class', 'entitlement', 'received_at', 'first_response_at', 'completed_at', 'solution_state', 'response_due_at', 'reopened_count', 'evaluation', 'charge', 'sla_policy']) {
      for (const reply of [await admin.patch(`/api/v1/service-requests/${id}`, { [field]: 'completed' }), await admin.post('/api/v1/service-requests', { subject: '试', [field]: 'completed' })]) {
        expect([field, reply.status, reply.body.errors?.[0]?.path]).toEqual([field, 422, field])
      }
    }
    expect(JSON.stringify((await admin.post('/api/v1/service-requests/batch', { update: [{ id, status: 'closed' }] })).body)).toContain('readonly')
    expect((await admin.post('/api/v1/service-requests/bulk', { ids: [id], change: { status: 'closed' } })).status).toBe(422)
    expect((await admin.post('/api/v1/request-messages', { request: id, kind: 'reply', content: '假回复' })).status).toBe(403)
    expect(await read(id)).toMatchObject({ status: 'received', steps: [] })
  })

  test('skips no step, whatever is asked in whatever order, and leaves nothing of what was refused', async () => {
    const { id } = await aRequest(admin)
    const refused = async (verbs: [string, object?][]) => {
      const before = await eventsOf(id)
      for (const [verb, input] of verbs) expect([verb, (await act(admin, id, verb, input)).status]).toEqual([verb, 409])
      expect(await eventsOf(id)).toEqual(before)
    }
    const complete: [string, object] = ['complete', { solution: 'x' }]
    await refused([['diagnose'], ['start'], complete, ['evaluate', { evaluation: 3 }], ['close'], ['resume'], ['reopen', { reason: 'x' }]])
    await done(id, [['check-terms']])
    await refused([['check-terms'], ['start'], complete, ['close']])
    await done(id, [['diagnose']])
    await refused([['diagnose'], ['start'], ['close'], ['resume']])
    await done(id, [['wait']])
    await refused([['wait'], ['start'], complete, ['diagnose'], ['close']])
    await done(id, [['resume']])
    expect((await read(id)).status).toBe('diagnosing')
    // What diagnosing solves needs nobody to be sent.
    await done(id, [complete])
    await refused([['assign'], ['wait'], ['cancel', { reason: 'x' }], ['start'], ['resume']])
    await done(id, [['close']])
    await refused([['close'], ['evaluate', { evaluation: 3 }], complete, ['cancel', { reason: 'x' }]])
  })

  test('is moved by whoever comes next, also where somebody else moved it since it was read', async () => {
    const { id } = await aRequest(lin)
    expect((await act(lin, id, 'check-terms')).status).toBe(200)
    await done(id, [['diagnose'], ['assign', { owner: world.ids.lin }]])
    expect((await act(lin, id, 'start')).body).toMatchObject({ status: 'in_progress' })
  })

  test('is opened again when it was not solved, and that is counted', async () => {
    const { id } = await aRequest(admin)
    await done(id, [['check-terms'], ['diagnose'], ['complete', { solution: '重启' }], ['evaluate', { evaluation: 2 }], ['reopen', { reason: '又打不开' }]])
    expect(await read(id)).toMatchObject({ status: 'in_progress', reopened_count: 1, evaluation: null, completed_at: null, solution_state: 'running' })
    await done(id, [['complete', { solution: '换锁' }], ['close'], ['reopen', { reason: '还是不行' }]])
    expect((await read(id)).reopened_count).toBe(2)
  })

  test('is seen by its owner and those above and by whoever sees its customer, not by colleagues; acts answer like what is not there', async () => {
    const { id } = await aRequest(lin)
    for (const [login, status] of [['lin', 200], ['ma', 200], ['admin', 200], ['mei', 404], ['stranger', 404]] as const) expect([login, (await (await world.asUser(login)).get(`/api/v1/service-requests/${id}`)).status]).toEqual([login, status])
    const before = await eventsOf(id)
    for (const [verb, input] of [['check-terms'], ['terms'], ['diagnose'], ['assign'], ['start'], ['wait'], ['resume'], ['complete', { solution: 'x' }], ['evaluate', { evaluation: 1 }], ['close'], ['cancel', { reason: 'x' }], ['reopen', { reason: 'x' }], ['reply', { content: 'x' }], ['note', { content: 'x' }], ['similar']] as const) {
      expect([verb, (await act(mei, id, verb, input ?? {})).status]).toEqual([verb, 404])
    }
    expect(await eventsOf(id)).toEqual(before)
    expect(await messagesOf(id)).toEqual([])
    const customer = await aCustomer(mei, { owner: world.ids.mei })
    const theirs = await aRequest(admin, { customer: customer.id })
    expect((await mei.get(`/api/v1/service-requests/${theirs.id}`)).status).toBe(200)
    expect((await act(mei, theirs.id, 'diagnose')).status).toBe(403)
    expect((await act(mei, theirs.id, 'note', { content: '这位客户怕吵' })).status).toBe(200)
    const line = (await mei.get(`/api/v1/customers/${customer.id}/timeline`)).body.data
    expect(line.some((entry: any) => entry.kind === 'request' && entry.id === theirs.id)).toBe(true)
  })

  test('refuses what is no input, in both languages, and keeps nothing of it', async () => {
    const { id } = await aRequest(admin)
    const english = await world.asUser('admin', { language: 'en' })
    for (const [verb, input] of [['check-terms', { service_class: 'e' }], ['complete', {}], ['complete', { solution: '' }], ['evaluate', { evaluation: 6 }], ['evaluate', { evaluation: 1.5 }], ['cancel', {}], ['reply', { content: ' ' }], ['reply', { content: 'x'.repeat(20_001) }], ['note', {}], ['assign', { owner: 'lin' }], ['diagnose', { now: true }], ['similar', { words: '' }]] as const) {
      const replies = [await act(admin, id, verb, input), await act(english, id, verb, input)]
      expect([verb, input, replies.map(({ status }) => status)]).toEqual([verb, input, [422, 422]])
      expect(replies[0]!.body.title).not.toBe(replies[1]!.body.title)
    }
    expect((await act(admin, id, 'assign', { owner: '00000000-0000-7000-8000-000000000123' })).status).toBe(422)
    expect(await eventsOf(id)).toHaveLength(1)
  })
})

describe('the conversation', () => {
  test('keeps replies and notes apart; the first reply is the first response; nothing said is changed', async () => {
    now = monday
    const { id } = await aRequest(admin)
    now = at('2026-03-02T10:20')
    await done(id, [['note', { content: '上个月也坏过' }]])
    expect((await read(id)).first_response_at).toBeNull()
    await done(id, [['reply', { content: '工程师马上到' }]])
    now = at('2026-03-02T11:00')
    await done(id, [['reply', { content: '请问哪个房间？', waits: true }]])
    expect(await read(id)).toMatchObject({ first_response_at: stamp('2026-03-02T10:20'), minutes_to_first_response: 20, response_state: 'met', status: 'waiting_customer' })
    const messages = await messagesOf(id)
    expect(messages.map(({ kind, content, author }) => [kind, content, author.name])).toEqual([['note', '上个月也坏过', '管理员'], ['reply', '工程师马上到', '管理员'], ['reply', '请问哪个房间？', '管理员']])
    expect((await admin.patch(`/api/v1/request-messages/${messages[0].id}`, { content: '改口' })).status).toBe(404)
    expect((await admin.get(`/api/v1/service-requests/${id}/page`)).body.messages).toHaveLength(3)
    await done(id, [['cancel', { reason: '客户自己解决了' }]])
    expect((await act(admin, id, 'reply', { content: '好的' })).status).toBe(409)
  })

  test('shows notes to nobody who comes from outside of the company, on no surface', async () => {
    const [role] = await admin.list('roles', { filter: { key: 'portal_customer' } })
    expect((await admin.patch(`/api/v1/roles/${role.id}`, { grants: { request: { see: 'own' }, request_message: { see: 'own', create: 'own' }, user: { see: 'all' } } })).status).toBe(200)
    const person = await create(admin, 'users', { name: '门户客户', user_name: 'portal', password: 'green-mountain-7', roles: [role.id] })
    const { signIn } = await import('../support/client.ts')
    const portal = await signIn(world.app.server, { login: 'portal', password: 'green-mountain-7' })
    const { id } = await aRequest(admin, { owner: person.id })
    await done(id, [['note', { content: '此客户难缠' }], ['reply', { content: '您好' }]])
    await world.settle()
    const [note] = await admin.list('request-messages', { filter: { request: id, kind: 'note' } })
    expect((await messagesOf(id, portal)).map(({ content }) => content)).toEqual(['您好'])
    for (const path of [`request-messages/${note.id}`, `request-messages/${note.id}/history`, `service-requests/${id}/page`, `service-requests/${id}/timeline`, `service-requests/${id}/history`, 'request-messages?count=exact']) {
      expect([path, (await portal.get(`/api/v1/${path}`)).text.includes('难缠')]).toEqual([path, false])
    }
    expect((await portal.get(`/api/v1/request-messages/${note.id}`)).status).toBe(404)
    expect((await portal.post('/api/v1/query', { object: 'request-messages' })).body.data).toEqual([{ count: 1 }])
  })
})

describe('the terms', () => {
  test('propose B by contract, C by warranty, else A, with the reason; another class needs one', async () => {
    now = monday
    const customer = await aCustomer(admin)
    const { id } = await aRequest(admin, { customer: customer.id })
    expect((await act(admin, id, 'terms')).body).toEqual({ service_class: 'a', entitlement: null, reason: '有偿：没有合同或保修' })
    const old = await create(admin, 'entitlements', { name: '旧保修', customer: customer.id, source: 'warranty', valid_from: '2024-01-01', valid_until: '2026-03-01' })
    expect((await act(admin, id, 'terms')).body.reason).toBe('有偿：权益已到期')
    await create(admin, 'entitlements', { name: '门锁年保', customer: customer.id, source: 'contract', kinds: ['fault'], valid_from: '2026-03-02', response_minutes: 45 })
    expect((await act(admin, id, 'terms')).body).toMatchObject({ service_class: 'b', entitlement: { name: '门锁年保' }, reason: '合同内：门锁年保' })
    expect((await act(admin, id, 'check-terms', { service_class: 'c' })).body.errors[0].path).toBe('reason')
    expect((await act(admin, id, 'check-terms')).body).toMatchObject({ status: 'terms_checked', service_class: 'b', entitlement: { name: '门锁年保' } })
    // What the entitlement says goes before the policy.
    expect((await read(id)).response_due_at).toBe(stamp('2026-03-02T10:45'))
    const other = await aRequest(admin, { customer: customer.id, kind: 'question' })
    expect((await act(admin, other.id, 'check-terms', { service_class: 'c', reason: '老客户，免费' })).body).toMatchObject({ service_class: 'c', class_reason: '老客户，免费', entitlement: null })
    await done(id, [['diagnose']])
    expect((await act(admin, id, 'complete', { solution: 'x', charge: '10' })).body.errors[0].code).toBe('not_paid_service')
    expect((await admin.patch(`/api/v1/entitlements/${old.id}`, { valid_until: '2023-01-01' })).status).toBe(422)
  })
})

describe('the clocks', () => {
  test('run by the first policy that fits, in working time, and stand still while the customer is waited for', async () => {
    // Friday 17:30: half an hour of work before the weekend.
    now = at('2026-03-06T17:30')
    const vip = await aCustomer(admin, { tier: 'vip' })
    const { id } = await aRequest(admin, { customer: vip.id, priority: 'urgent' })
    expect(await read(id)).toMatchObject({ sla_policy: { name: '重点客户紧急' }, response_due_at: stamp('2026-03-06T17:45'), solution_due_at: stamp('2026-03-09T14:00'), response_state: 'running' })
    now = at('2026-03-06T17:40')
    await done(id, [['reply', { content: '请发照片', waits: true }]])
    expect(await read(id)).toMatchObject({ solution_due_at: null, response_state: 'met' })
    now = at('2026-03-09T10:00')
    await done(id, [['resume']])
    expect((await read(id)).solution_due_at).toBe(stamp('2026-03-09T15:20'))
    expect((await admin.patch(`/api/v1/service-requests/${id}`, { priority: 'low' })).status).toBe(200)
    await world.settle()
    expect(await read(id)).toMatchObject({ sla_policy: { name: '一般' }, solution_state: 'running' })
  })

  test('are watched: each warning and each breach is told once, with its event, and a watch that runs again says nothing', async () => {
    now = at('2026-03-10T09:00')
    const policy = await create(admin, 'sla-policies', { name: '测试', position: 1, kinds: ['praise'], response_minutes: 60, solution_minutes: 120, escalate_to: world.ids.ma })
    const { id } = await aRequest(admin, { kind: 'praise', owner: world.ids.lin })
    const watch = async () => {
      const ctx = { ...(await world.contextOf('admin')) }
      return watchClocks(ctx)
    }
    const states = async () => Object.values(await read(id).then(({ response_state, solution_state }) => ({ response_state, solution_state })))
    now = at('2026-03-10T09:44')
    await watch()
    expect(await states()).toEqual(['running', 'running'])
    now = at('2026-03-10T09:45')
    await watch()
    expect(await states()).toEqual(['warned', 'running'])
    now = at('2026-03-10T10:00')
    expect(await watch()).toBeGreaterThan(0)
    await Promise.all([watch(), watch()])
    expect(await states()).toEqual(['breached', 'running'])
    now = at('2026-03-10T11:00')
    await Promise.all([watch(), watch(), watch()])
    expect(await states()).toEqual(['breached', 'breached'])
    expect(await watch()).toBe(0)
    const clockEvents = (await eventsOf(id)).map(({ kind }) => kind.split('.')[2]).filter((verb) => verb !== 'created')
    expect(clockEvents).toEqual(['response_warned', 'response_breached', 'solution_breached'])
    const ours = (rows: any[]) => rows.filter(({ record }) => record === id).length
    expect([ours(await noticesOf('lin', 'request_sla_warned')), ours(await noticesOf('lin', 'request_sla_breached')), ours(await noticesOf('ma', 'request_sla_breached')), ours(await noticesOf('ma', 'request_sla_warned'))]).toEqual([1, 2, 2, 0])
    await done(id, [['reply', { content: '谢谢您' }]])
    expect((await read(id)).response_state).toBe('breached')
    await admin.del(`/api/v1/sla-policies/${policy.id}`)
  })

  test('that run out are told to somebody, also where the policy names nobody: the head of the team, of nobody’s request without a team the administrator', async () => {
    now = at('2026-03-11T09:00')
    const policy = await create(admin, 'sla-policies', { name: '无人上报', position: 1, kinds: ['praise'], response_minutes: 60 })
    const [{ team }] = await world.query('select department_id as team from users where id = $1', [world.ids.lin]) as [{ team: string }]
    expect((await admin.patch(`/api/v1/departments/${team}`, { head: world.ids.ma })).status).toBe(200)
    const own = await aRequest(admin, { kind: 'praise', owner: world.ids.lin })
    const ofTeam = await aRequest(admin, { kind: 'praise', team })
    const nobodys = await aRequest(admin, { kind: 'praise' })
    now = at('2026-03-11T10:00')
    await watchClocks(await world.contextOf('admin'))
    const told = async (login: 'lin' | 'ma' | 'admin') => new Set((await noticesOf(login, 'request_sla_breached')).map(({ record }) => record).filter((record) => [own.id, ofTeam.id, nobodys.id].includes(record)))
    expect([await told('lin'), await told('ma'), await told('admin')]).toEqual([new Set([own.id]), new Set([own.id, ofTeam.id]), new Set([nobodys.id])])
    await admin.patch(`/api/v1/departments/${team}`, { head: null })
    await admin.del(`/api/v1/sla-policies/${policy.id}`)
  })

  test('tell whoever gets a request', async () => {
    const { id } = await aRequest(admin)
    await done(id, [['assign', { owner: world.ids.mei }]])
    await world.settle()
    expect((await noticesOf('mei', 'request_assigned')).map(({ record }) => record)).toEqual([id])
  })

  test('count for what an import brings as well', async () => {
    now = at('2026-03-11T09:00')
    const batch = await admin.post('/api/v1/service-requests/batch', { create: [{ subject: '批量一' }, { subject: '批量二', priority: 'urgent' }] })
    expect(batch.status).toBe(200)
    await world.settle()
    const rows = await admin.list('service-requests', { filter: { subject: { starts_with: '批量' } }, sort: 'number' })
    expect(rows.map((row) => row.response_due_at)).toEqual([stamp('2026-03-11T14:30'), stamp('2026-03-11T09:30')])
  })
})

test('similar requests that were solved are found by words, of those the caller may see', async () => {
  const solved = await aRequest(admin, { subject: '客房空调不制冷' })
  await done(solved.id, [['check-terms'], ['diagnose'], ['complete', { solution: '清洗滤网' }]])
  const open = await aRequest(lin, { subject: '1208 房空调不制冷' })
  expect((await act(admin, open.id, 'similar')).body.data).toMatchObject([{ id: solved.id, solution: '清洗滤网' }])
  expect((await act(lin, open.id, 'similar')).body.data).toEqual([])
  const lift = await aRequest(admin, { subject: '3 号电梯异响，请派人检查' })
  await done(lift.id, [['check-terms'], ['diagnose'], ['complete', { solution: '更换导靴' }]])
  // Said in other words, around the same two.
  expect((await act(admin, open.id, 'similar', { words: '客人说电梯里有异响' })).body.data).toMatchObject([{ id: lift.id }])
  expect((await act(admin, open.id, 'similar', { words: '发票金额不符' })).body.data).toEqual([])
  expect((await act(admin, open.id, 'similar', { words: '？' })).body.data).toEqual([])
})
