import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword, type Login } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let ma: Client
let lin: Client
let mei: Client
let causes: any[]
// Wednesday, ten in the morning in Shanghai.
const wednesday = new Date('2026-03-04T02:00:00Z')
let now = wednesday
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  await travel(wednesday)
  const [sales] = await admin.list('departments', { filter: { name: '销售部' } })
  expect((await admin.patch(`/api/v1/departments/${sales.id}`, { head: world.ids.ma })).status).toBe(200)
  causes = await admin.list('complaint-causes')
})
afterAll(() => world.close())

/** Sessions end in the meantime. */
const travel = async (to: Date) => {
  now = to
  ;[admin = admin, ma = ma, lin = lin, mei = mei] = await Promise.all(['admin', 'ma', 'lin', 'mei'].map((login) => signIn(world.app.server, { login, password: castPassword })))
}
const causeOf = (name: string) => causes.find((one) => one.name === name).id
const aComplaint = async (client: Client, input: Record<string, unknown> = {}) => create(client, 'complaints', { subject: '房间噪声', customer: (await aCustomer(client)).id, ...input })
const read = async (id: string, client = admin) => (await client.get(`/api/v1/complaints/${id}`)).body
const act = (client: Client, id: string, verb: string, input: object = {}) => client.post(`/api/v1/complaints/${id}/${verb}`, input)
const done = async (client: Client, id: string, acts: [string, object?][]) => {
  for (const [verb, input] of acts) expect([verb, (await act(client, id, verb, input)).status]).toEqual([verb, 200])
}
const walk = (): [string, object][] => [
  ['listen', { heard: '隔壁施工到半夜', wanted: '退一晚房费' }],
  ['define', { definition: '夜间施工没有告知客人', cause: causeOf('承诺未兑现'), severity: 'serious' }],
  ['propose', { proposed: '退一晚房费并换房' }],
  ['agree', { agreed: '同意退一晚' }],
  ['apologise', { apology: '店长当面致歉' }],
  ['finish', { outcome: '已换房', handling_cost: '60.00' }],
]
const verbsOf = async (id: string) => (await world.query('select kind from events where record_id = $1 order by at, id', [id])).map(({ kind }: any) => kind.split('.')[2])
const noticesOf = (login: Login, kind: string, record: string) => world.query('select id from notifications where receiver_id = $1 and kind = $2 and record = $3', [world.ids[login], kind, record])

describe('a complaint', () => {
  test('goes through its seven steps, each stamped with who, when and what was said, and is verified by a call-back', async () => {
    now = wednesday
    const { id, number } = await aComplaint(lin)
    expect(number).toBe('TS-2026-000001')
    for (const [index, step] of walk().entries()) {
      now = new Date(wednesday.getTime() + (index + 1) * 3_600_000)
      await done(lin, id, [step])
    }
    const record = await read(id)
    expect(record).toMatchObject({ status: 'done', origin: 'direct', severity: 'serious', cause: { name: '承诺未兑现' }, handling_cost: '60.00', call_back_on: '2026-03-09', call_back_task: { name: '回访：房间噪声 是否已解决' } })
    expect(record.steps.map(({ step, by, at, note }: any) => [step, by, at, note])).toEqual([['listened', '隔壁施工到半夜'], ['defined', '夜间施工没有告知客人'], ['proposed', '退一晚房费并换房'], ['agreed', '同意退一晚'], ['apologised', '店长当面致歉'], ['done', '已换房']].map(([step, note], index) => [step, '林晓', new Date(wednesday.getTime() + (index + 1) * 3_600_000).toISOString(), note]))
    const task = (await lin.get(`/api/v1/tasks/${record.call_back_task.id}`)).body
    expect(task).toMatchObject({ due_on: '2026-03-09', status: 'open', is_promise: true, owner: { id: world.ids.lin } })
    await done(lin, id, [['call-back', { is_settled: true, words: '很满意' }]])
    expect(await read(id)).toMatchObject({ status: 'verified', call_back_words: '很满意', verified_at: expect.any(String) })
    expect((await lin.get(`/api/v1/tasks/${task.id}`)).body).toMatchObject({ status: 'done', done_by: { id: world.ids.lin } })
    expect(await verbsOf(id)).toEqual(['created', 'listened', 'defined', 'proposed', 'agreed', 'apologised', 'done', 'verified'])
  })

  test('skips no step, whatever is asked in whatever order, and leaves nothing of what was refused', async () => {
    const { id } = await aComplaint(lin)
    const all: [string, object][] = [...walk(), ['call-back', { is_settled: true }]]
    for (const [place, step] of [...all, null].entries()) {
      const before = await verbsOf(id)
      // A second proposal is another try, and the only act that a step allows twice.
      for (const [at, [verb, input]] of all.entries()) if (at !== place && !(verb === 'propose' && place === 3)) expect([place, verb, (await act(lin, id, verb, input)).status]).toEqual([place, verb, 409])
      expect(await verbsOf(id)).toEqual(before)
      if (step) await done(lin, id, [step])
    }
    expect((await act(lin, id, 'withdraw', { reason: 'x' })).status).toBe(409)
  })

  test('is moved by acts only: neither writing, batch, bulk nor import sets its step or what follows from it', async () => {
    const { id } = await aComplaint(admin)
    const customer = (await aCustomer(admin)).id
    for (const [field, value] of Object.entries({ status: 'verified', steps: [], origin: 'warning', opened_at: '2026-01-01T00:00:00Z', heard: 'x', proposed: 'x', agreed: 'x', apology: 'x', outcome: 'x', compensation_cost: '5', done_at: '2026-01-01T00:00:00Z', call_back_on: '2026-01-01', verified_at: '2026-01-01T00:00:00Z', reopened_count: 3, raised_at: '2026-01-01T00:00:00Z', repeats: id, rule: id })) {
      for (const reply of [await admin.patch(`/api/v1/complaints/${id}`, { [field]: value }), await admin.post('/api/v1/complaints', { subject: '试', customer, [field]: value })]) expect([field, reply.status, reply.body.errors?.[0]?.path]).toEqual([field, 422, field])
    }
    expect(JSON.stringify((await admin.post('/api/v1/complaints/batch', { update: [{ id, status: 'verified' }] })).body)).toContain('readonly')
    expect((await admin.post('/api/v1/complaints/bulk', { ids: [id], change: { status: 'verified' } })).status).toBe(422)
    expect((await admin.post('/api/v1/compensations', { complaint: id, kind: 'refund', amount: '9' })).status).toBe(403)
    expect(await read(id)).toMatchObject({ status: 'opened', steps: [] })
  })

  test('that is not settled after all goes on from what was just heard, with the reason, and is called back again', async () => {
    now = wednesday
    const { id } = await aComplaint(lin)
    await done(lin, id, walk())
    const first = (await read(id)).call_back_task.id
    expect((await act(lin, id, 'call-back', { is_settled: false })).status).toBe(422)
    await done(lin, id, [['call-back', { is_settled: false, words: '钱还没到账' }]])
    expect(await read(id)).toMatchObject({ status: 'listened', reopened_count: 1, call_back_on: null, call_back_task: null, done_at: null, call_back_words: '钱还没到账' })
    expect((await read(id)).heard).toContain('钱还没到账')
    expect((await lin.get(`/api/v1/tasks/${first}`)).body.status).toBe('done')
    await done(lin, id, walk().slice(1))
    expect((await read(id)).call_back_task.id).not.toBe(first)
    await done(lin, id, [['call-back', { is_settled: true }]])
  })

  test('is called back within three working days, and who is late is told once, with the superior', async () => {
    // Friday: Monday, Tuesday and Wednesday are the working days after it.
    now = new Date('2026-03-06T02:00:00Z')
    const { id } = await aComplaint(lin)
    await done(lin, id, walk())
    expect((await read(id)).call_back_on).toBe('2026-03-11')
    const morning = world.app.registry.modules.find(({ name }) => name === 'complaints')!.mornings![0]!
    for (const day of ['2026-03-11', '2026-03-12', '2026-03-13']) {
      now = new Date(`${day}T00:00:00Z`)
      await morning.run(await world.contextOf('admin'))
      const told = day === '2026-03-11' ? 0 : 1
      expect([day, (await noticesOf('lin', 'complaint_call_back_late', id)).length, (await noticesOf('ma', 'complaint_call_back_late', id)).length]).toEqual([day, told, told])
    }
    expect((await lin.list('complaints', { filter: { status: 'done', call_back_on: { lt: 'today' } } })).map((one) => one.id)).toContain(id)
  })

  test('is seen by its owner, those above and whoever sees its customer; acts answer others like what is not there', async () => {
    now = wednesday
    const { id } = await aComplaint(lin)
    for (const [login, status] of [['lin', 200], ['ma', 200], ['admin', 200], ['mei', 404], ['stranger', 404]] as const) expect([login, (await (await world.asUser(login)).get(`/api/v1/complaints/${id}`)).status]).toEqual([login, status])
    for (const [verb, input] of [...walk(), ['call-back', { is_settled: true }], ['withdraw', { reason: 'x' }], ['compensate', { kind: 'refund', amount: '5' }]] as [string, object][]) expect([verb, (await act(mei, id, verb, input)).status]).toEqual([verb, 404])
    const theirs = await aComplaint(admin, { customer: (await aCustomer(mei)).id })
    expect((await mei.get(`/api/v1/complaints/${theirs.id}`)).status).toBe(200)
    expect((await act(mei, theirs.id, 'listen', { heard: 'x' })).status).toBe(403)
  })

  test('refuses what is no input, in both languages', async () => {
    const { id } = await aComplaint(admin)
    const english = await world.asUser('admin', { language: 'en' })
    for (const [verb, input] of [['listen', {}], ['listen', { heard: ' ' }], ['listen', { heard: 'x'.repeat(5001) }], ['define', { definition: 'x', cause: 'y' }], ['define', { definition: 'x' }], ['finish', { outcome: 'x', handling_cost: '-1' }], ['finish', { outcome: 'x', handling_cost: 1 }], ['withdraw', {}], ['call-back', { is_settled: 'yes' }], ['compensate', { kind: 'gold', amount: '1' }], ['compensate', { kind: 'refund', amount: '0' }], ['compensate', { kind: 'gift', amount: '10' }], ['compensate', { kind: 'points', amount: '10' }]] as [string, object][]) {
      const replies = [await act(admin, id, verb, input), await act(english, id, verb, input)]
      expect([verb, input, replies.map(({ status }) => status)]).toEqual([verb, input, [422, 422]])
      expect(replies[0]!.body.title).not.toBe(replies[1]!.body.title)
    }
    await done(admin, id, [['listen', { heard: 'x' }]])
    expect((await act(admin, id, 'define', { definition: 'x', cause: '00000000-0000-7000-8000-000000000123' })).status).toBe(422)
  })
})

describe('of a service request', () => {
  const aRequest = (client: Client, input: object = {}) => create(client, 'service-requests', { subject: '空调一直响', description: '投诉三次了', kind: 'complaint', priority: 'urgent', ...input })

  test('becomes one complaint with what was said there, however many ask at once', async () => {
    const customer = (await aCustomer(admin)).id
    const { id } = await aRequest(admin, { customer })
    const replies = await Promise.all(Array.from({ length: 8 }, () => admin.post('/api/v1/complaints', { request: id })))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)])
    expect(await world.query('select subject, description, customer_id, origin, priority from complaints where request_id = $1', [id])).toEqual([{ subject: '空调一直响', description: '投诉三次了', customer_id: customer, origin: 'request', priority: 'urgent' }])
    const made = replies.find(({ status }) => status === 201)!.body
    expect((await admin.patch(`/api/v1/complaints/${made.id}`, { request: null })).status).toBe(422)
    expect((await admin.patch(`/api/v1/complaints/${made.id}`, { subject: '换个说法' })).status).toBe(200)
  })

  test('of another kind, without a customer or that one does not see is none', async () => {
    const customer = (await aCustomer(admin)).id
    expect((await admin.post('/api/v1/complaints', { request: (await aRequest(admin, { kind: 'fault', customer })).id })).body.errors[0].code).toBe('not_a_complaint')
    expect((await admin.post('/api/v1/complaints', { request: (await aRequest(admin)).id })).body.errors[0].path).toBe('customer')
    expect((await mei.post('/api/v1/complaints', { request: (await aRequest(lin, { customer: (await aCustomer(lin)).id })).id })).status).toBe(404)
  })
})

describe('compensation', () => {
  const offer = async (client: Client, id: string, input: object) => (await act(client, id, 'compensate', input)).body
  const give = (client: Client, id: string, how = '原路退回') => client.post(`/api/v1/compensations/${id}/give`, { how })
  const approvalOf = async (id: string) => (await admin.list('approvals', { filter: { record: id } }))[0]

  test('up to the lines of the company needs nobody, and stands in the way of being done until it was given', async () => {
    const { id, customer } = await aComplaint(lin)
    const made = await offer(lin, id, { kind: 'gift', amount: '120', gift: '茶叶一盒' })
    expect(made).toMatchObject({ status: 'approved', name: '礼品 茶叶一盒', amount: '120.00' })
    expect((await read(id)).compensation_cost).toBe('120.00')
    await done(lin, id, walk().slice(0, 5))
    expect((await act(lin, id, 'finish', { outcome: 'x' })).body.type).toBe('/problems/compensation-open')
    expect((await give(mei, made.id)).status).toBe(404)
    expect((await give(lin, made.id, '送到房间')).body).toMatchObject({ status: 'given', given_how: '送到房间', given_by: { id: world.ids.lin } })
    expect((await give(lin, made.id)).status).toBe(409)
    await done(lin, id, walk().slice(5))
    expect((await act(lin, id, 'compensate', { kind: 'refund', amount: '1' })).status).toBe(409)
    // A gift is no refund among what was consumed.
    expect(await admin.list('transactions', { filter: { customer: customer.id } })).toEqual([])
  })

  test('above them waits; what follows comes with the deciding signature, once, and what is paid back is a refund', async () => {
    const { id, customer, number } = await aComplaint(lin)
    const made = await offer(lin, id, { kind: 'refund', amount: '880.50', reason: '老客户' })
    expect(made.status).toBe('waiting')
    expect((await read(id)).compensation_cost).toBe('0.00')
    expect((await give(lin, made.id)).status).toBe(409)
    const approval = await approvalOf(made.id)
    expect(approval).toMatchObject({ status: 'waiting', amount: '880.50', waiting_for: [{ name: '马丽' }] })
    const signed = await Promise.all(Array.from({ length: 4 }, () => ma.post(`/api/v1/approvals/${approval.id}/approve`, {})))
    expect(signed.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect([(await read(id)).compensation_cost, (await admin.get(`/api/v1/compensations/${made.id}`)).body.status]).toEqual(['880.50', 'approved'])
    const given = await Promise.all(Array.from({ length: 4 }, () => give(lin, made.id)))
    expect(given.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(await admin.list('transactions', { filter: { customer: customer.id } })).toMatchObject([{ kind: 'refund', amount: '-880.50', document: number }])
    expect((await verbsOf(id)).filter((verb) => verb === 'compensated')).toHaveLength(1)
  })

  test('that is refused costs nothing; what was returned is asked again; what waits can be taken back', async () => {
    const { id } = await aComplaint(lin)
    const refused = await offer(lin, id, { kind: 'discount', amount: '900' })
    expect((await ma.post(`/api/v1/approvals/${(await approvalOf(refused.id)).id}/refuse`, { comment: '太多' })).status).toBe(200)
    expect([(await admin.get(`/api/v1/compensations/${refused.id}`)).body.status, (await read(id)).compensation_cost]).toEqual(['refused', '0.00'])
    const returned = await offer(lin, id, { kind: 'points', amount: '700', points: 7000 })
    expect((await ma.post(`/api/v1/approvals/${(await approvalOf(returned.id)).id}/return`, { comment: '少一点' })).status).toBe(200)
    expect((await lin.post(`/api/v1/compensations/${returned.id}/resubmit`, { kind: 'points', amount: '600', points: 6000 })).body).toMatchObject({ status: 'waiting', points: 6000 })
    expect((await ma.post(`/api/v1/approvals/${(await approvalOf(returned.id)).id}/approve`, {})).status).toBe(200)
    expect((await read(id)).compensation_cost).toBe('600.00')
    expect((await lin.post(`/api/v1/compensations/${returned.id}/cancel`, { reason: '客户不要' })).body.status).toBe('cancelled')
    const waiting = await offer(lin, id, { kind: 'refund', amount: '5000' })
    expect((await lin.post(`/api/v1/compensations/${waiting.id}/cancel`, { reason: '算错了' })).body.status).toBe('cancelled')
    expect([(await approvalOf(waiting.id)).status, (await read(id)).compensation_cost]).toEqual(['withdrawn', '0.00'])
  })
})

describe('the same customer with the same cause', () => {
  const define = (id: string, cause: string) => done(lin, id, [['listen', { heard: 'x' }], ['define', { definition: 'x', cause: causeOf(cause) }]])

  test('twice within 90 days is raised: marked, more urgent, told to the superior, once', async () => {
    await travel(wednesday)
    const customer = (await aCustomer(lin)).id
    const first = await aComplaint(lin, { customer })
    await define(first.id, '延误')
    await travel(new Date(wednesday.getTime() + 90 * 86_400_000))
    const [second, other] = [await aComplaint(lin, { customer }), await aComplaint(lin, { customer })]
    await define(other.id, '态度')
    await define(second.id, '延误')
    await world.settle()
    expect(await read(second.id)).toMatchObject({ priority: 'high', raised_at: expect.any(String), repeats: { id: first.id } })
    for (const calm of [first.id, other.id]) expect(await read(calm)).toMatchObject({ priority: 'normal', raised_at: null })
    expect((await lin.patch(`/api/v1/complaints/${second.id}`, { cause: causeOf('态度') })).status).toBe(200)
    expect((await lin.patch(`/api/v1/complaints/${second.id}`, { cause: causeOf('延误') })).status).toBe(200)
    await world.settle()
    expect((await verbsOf(second.id)).filter((verb) => verb === 'raised')).toEqual(['raised'])
    expect([(await noticesOf('lin', 'complaint_raised', second.id)).length, (await noticesOf('ma', 'complaint_raised', second.id)).length]).toEqual([1, 1])
  })

  test('after more than 90 days, or where the first was withdrawn, is no repeat; at once from two sides it is raised once', async () => {
    await travel(wednesday)
    const customer = (await aCustomer(lin)).id
    const old = await aComplaint(lin, { customer })
    await define(old.id, '延误')
    await travel(new Date(wednesday.getTime() + 90 * 86_400_000 + 1000))
    const late = await aComplaint(lin, { customer })
    await define(late.id, '延误')
    await world.settle()
    expect((await read(late.id)).raised_at).toBeNull()
    await done(lin, late.id, [['withdraw', { reason: '误会' }]])
    const pair = await Promise.all([aComplaint(lin, { customer }), aComplaint(lin, { customer })])
    await Promise.all(pair.map(({ id }) => define(id, '延误')))
    await world.settle()
    const raised = (await Promise.all(pair.map(({ id }) => read(id)))).filter((one) => one.raised_at !== null)
    expect(raised).toHaveLength(1)
  })
})

describe('the causes', () => {
  test('are a tree that nobody turns into a circle, edited by whoever sets things up', async () => {
    const top = await create(admin, 'complaint-causes', { name: '环境' })
    const below = await create(admin, 'complaint-causes', { name: '噪声', parent: top.id })
    expect((await admin.patch(`/api/v1/complaint-causes/${top.id}`, { parent: below.id })).body.errors[0].code).toBe('circle')
    expect((await lin.post('/api/v1/complaint-causes', { name: 'x' })).status).toBe(403)
    await admin.patch(`/api/v1/complaint-causes/${below.id}`, { plan: '换到安静的房间', is_active: false })
    const { id } = await aComplaint(lin)
    await done(lin, id, [['listen', { heard: 'x' }]])
    expect((await act(lin, id, 'define', { definition: 'x', cause: below.id })).status).toBe(422)
    await admin.patch(`/api/v1/complaint-causes/${below.id}`, { is_active: true })
    await done(lin, id, [['define', { definition: 'x', cause: below.id }]])
    expect((await read(id)).plan).toBe('换到安静的房间')
  })
})
