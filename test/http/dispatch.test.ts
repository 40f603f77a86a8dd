import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { castPassword } from '../support/cast.ts'
import { signIn } from '../support/client.ts'
import { checkRegister } from '../../src/modules/dispatch/actions/check-register.ts'
import { carryOver } from '../../src/modules/dispatch/index.ts'
import { importFile } from '../support/upload.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let tao: Client
let wen: Client
const engineers: Record<'tao' | 'wen', string> = { tao: '', wen: '' }
// Monday, ten in the morning in Shanghai; the company works from 9 to 12 and from 13:30 to 18.
const monday = new Date('2026-03-02T02:00:00Z')
let now = monday
let customer: any
beforeAll(async () => {
  world = await startTestApp({ background: true, clock: { now: () => now } })
  admin = await world.asUser('admin')
  const [role] = await admin.list('roles', { filter: { key: 'service_engineer' } })
  for (const [login, name] of [['tao', '陶然'], ['wen', '温静']] as const) {
    engineers[login] = (await create(admin, 'users', { name, email: `${login}@test.example`, user_name: login, password: castPassword, roles: [role.id] })).id
  }
  tao = await signIn(world.app.server, { login: 'tao', password: castPassword })
  wen = await signIn(world.app.server, { login: 'wen', password: castPassword })
  customer = await aCustomer(admin, { addresses: [{ city: '杭州市', district: '西湖区', street: '文三路 100 号' }] })
})
afterAll(() => world.close())
beforeEach(() => {
  now = monday
})

const aRequest = (input: object = {}) => create(admin, 'service-requests', { subject: '空调不制冷', description: '三楼会议室', kind: 'fault', customer: customer.id, requester_name: '周敏', requester_phone: '13912340000', priority: 'high', ...input })
const aJob = async (input: Record<string, unknown> = {}) => create(admin, 'field-jobs', { request: input.request ?? (await aRequest()).id, ...input })
const act = (client: Client, id: string, verb: string, input: object = {}) => client.post(`/api/v1/field-jobs/${id}/${verb}`, input)
const read = async (id: string) => (await admin.get(`/api/v1/field-jobs/${id}`)).body
const sent = async (who: 'tao' | 'wen' = 'tao', input: Record<string, unknown> = {}, start = '2026-03-02T06:00:00Z') => {
  const job = await aJob(input)
  expect((await act(admin, job.id, 'dispatch', { engineer: engineers[who], start })).status).toBe(200)
  return job.id as string
}
const eventsOf = (id: string) => world.query('select kind, before, after from events where record_id = $1 order by id', [id])

describe('a device', () => {
  test('that is under warranty makes the request about it free of charge; out of warranty it is paid, and its contract makes it B', async () => {
    const classOf = async (input: object) => {
      const asset = await create(admin, 'assets', { name: '空调主机', customer: customer.id, installed_on: '2025-01-01', ...input })
      const request = await create(admin, 'service-requests', { subject: '不制冷', asset: asset.id })
      expect(request.customer).toMatchObject({ id: customer.id })
      return (await admin.post(`/api/v1/service-requests/${request.id}/check-terms`)).body
    }
    expect(await classOf({ warranty_until: '2026-12-31' })).toMatchObject({ service_class: 'c', entitlement: null, class_reason: '保修或免费：空调主机 保修至 2026-12-31' })
    expect(await classOf({ warranty_until: '2026-03-02' })).toMatchObject({ service_class: 'c' })
    expect(await classOf({ warranty_until: '2026-03-01' })).toMatchObject({ service_class: 'a', class_reason: '有偿：权益已到期' })
    expect(await classOf({})).toMatchObject({ service_class: 'a' })
    const yearly = await create(admin, 'entitlements', { name: '年保', customer: customer.id, source: 'contract', valid_from: '2026-01-01', valid_until: '2026-12-31' })
    expect(await classOf({ warranty_until: '2026-12-31', entitlement: yearly.id })).toMatchObject({ service_class: 'b', entitlement: { id: yearly.id } })
    await admin.del(`/api/v1/entitlements/${yearly.id}`)
  })

  test('of somebody else promises nothing, and the end of a warranty lies not before its beginning', async () => {
    const other = await aCustomer(admin)
    const asset = await create(admin, 'assets', { name: '别人的', customer: other.id, warranty_until: '2027-01-01' })
    const request = await create(admin, 'service-requests', { subject: '不制冷', asset: asset.id, customer: customer.id })
    expect((await admin.post(`/api/v1/service-requests/${request.id}/check-terms`)).body).toMatchObject({ service_class: 'a' })
    const reply = await admin.post('/api/v1/assets', { name: 'x', customer: customer.id, installed_on: '2026-02-01', warranty_until: '2026-01-01' })
    expect([reply.status, reply.body.errors[0].path]).toEqual([422, 'warranty_until'])
  })

  test('comes in from a table by its usual heads, refused line by line, found again by its number, and out again as it went in', async () => {
    const product = await create(admin, 'products', { name: '冷水机组 X1', price: '9000.00' })
    const head = '资产编号,设备名称,客户,型号,S/N,安装日期,质保期至,状态'
    const line = (at: number, more: Partial<Record<'product' | 'until' | 'customer' | 'status', string>> = {}) => `导-${at},${at} 号机,${more.customer ?? customer.name},${more.product ?? product.name},SN-${at},2025-03-0${at},${more.until ?? '2027-03-01'},${more.status ?? '在用'}`
    const file = [head, line(1), line(2, { status: '停用' }), line(3, { until: '2024-01-01' }), line(4, { customer: '没有这家' }), line(5)].join('\n')
    const first = await importFile(admin, { object: 'asset', file })
    expect(first).toMatchObject({ state: 'done', result: { rows: 5, created: 3, failed: 2 } })
    const errors = (await admin.get(`/api/v1/imports/${first.id}/errors`)).text
    expect(errors).toContain('导-3')
    expect(errors).toContain('保修不能早于安装结束')
    expect(errors).toContain('导-4')
    const [made] = await admin.list('assets', { filter: { number: '导-2' } })
    expect(made).toMatchObject({ name: '2 号机', customer: { id: customer.id }, product: { id: product.id }, serial: 'SN-2', installed_on: '2025-03-02', warranty_until: '2027-03-01', status: 'retired' })
    // What was imported decides the terms as what was typed.
    const request = await create(admin, 'service-requests', { subject: '不制冷', asset: made.id })
    expect((await admin.post(`/api/v1/service-requests/${request.id}/check-terms`)).body).toMatchObject({ service_class: 'c' })
    const again = await importFile(admin, { object: 'asset', file: [head, line(2, { until: '2028-03-01', status: '在用' })].join('\n'), options: { duplicates: 'update' } })
    expect(again).toMatchObject({ state: 'done', result: { rows: 1, created: 0, updated: 1, failed: 0 } })
    expect((await admin.list('assets', { filter: { number: '导-2' } }))).toMatchObject([{ id: made.id, warranty_until: '2028-03-01', status: 'in_use' }])
  })

  test('shows on its page the requests and visits about it', async () => {
    const asset = await create(admin, 'assets', { name: '冷水机', customer: customer.id })
    const request = await aRequest({ asset: asset.id })
    const job = await aJob({ request: request.id })
    expect((await admin.list('service-requests', { filter: { asset: asset.id } })).map(({ id }) => id)).toEqual([request.id])
    expect((await admin.list('field-jobs', { filter: { asset: asset.id } })).map(({ id }) => id)).toEqual([job.id])
  })
})

describe('a visit', () => {
  test('knows from its request what need not be typed again, and whose it is', async () => {
    const request = await aRequest()
    expect(await aJob({ request: request.id })).toMatchObject({
      number: 'XC-2026-000002', subject: '空调不制冷', instructions: '三楼会议室', customer: { id: customer.id }, contact_name: '周敏', contact_phone: '13912340000', priority: 'high',
      place: { name: '杭州市西湖区文三路 100 号' }, wanted_on: '2026-03-02', minutes: 60, status: 'planned', engineer: null, planned_start: null,
    })
    expect(await aJob({ request: request.id, subject: '再看一次', priority: 'low' })).toMatchObject({ subject: '再看一次', priority: 'low' })
    expect(await aJob({ request: { number: request.number } })).toMatchObject({ subject: '空调不制冷', customer: { id: customer.id }, version: 1 })
    // Nobody is asked for it: neither in forms nor by the description of the interface. What is there cannot be emptied.
    const fields = (await admin.get('/api/v1/metadata')).body.objects.find(({ name }: any) => name === 'field_job').fields
    expect(fields.find(({ name }: any) => name === 'subject').required).toBe(false)
    const asked = (await admin.get('/api/openapi.json')).body.paths['/api/v1/field-jobs'].post.requestBody.content['application/json'].schema
    expect(asked.required).toEqual(['request'])
    const made = await aJob()
    expect((await admin.patch(`/api/v1/field-jobs/${made.id}`, { subject: '' })).status).toBe(422)
    expect(await admin.list('field-jobs', { filter: { request: request.id } })).toHaveLength(3)
  })

  test('goes from planned to checked in, and takes its request along', async () => {
    const request = await aRequest()
    for (const verb of ['check-terms', 'diagnose']) expect((await admin.post(`/api/v1/service-requests/${request.id}/${verb}`)).status).toBe(200)
    const id = await sent('tao', { request: request.id })
    const requestNow = async () => (await admin.get(`/api/v1/service-requests/${request.id}`)).body
    expect(await requestNow()).toMatchObject({ status: 'assigned', owner: { id: engineers.tao } })
    now = new Date('2026-03-02T05:40:00Z')
    expect((await act(tao, id, 'set-out')).body).toMatchObject({ status: 'on_the_way' })
    now = new Date('2026-03-02T06:05:00Z')
    expect((await act(tao, id, 'check-in', { at: '2026-03-02T06:00:00Z', place: { lat: 30.27, lng: 120.13 } })).body).toMatchObject({ status: 'checked_in', checked_in_at: '2026-03-02T06:00:00+00:00', checked_in_place: { lat: 30.27, lng: 120.13 } })
    expect(await requestNow()).toMatchObject({ status: 'in_progress' })
    expect((await eventsOf(id)).map(({ kind }) => kind.replace('dispatch.field_job.', ''))).toEqual(['created', 'dispatched', 'set_out', 'checked_in'])
    expect((await eventsOf(request.id)).map(({ kind }) => kind.replace('requests.request.', ''))).toEqual(['created', 'terms_checked', 'diagnosing', 'assigned', 'started'])
  })

  test('skips no state, whatever is asked; what is refused leaves nothing', async () => {
    const { id } = await aJob()
    const refused = async (...verbs: [string, object?][]) => {
      const before = await eventsOf(id)
      for (const [verb, input] of verbs) expect([verb, (await act(admin, id, verb, input)).status]).toEqual([verb, 409])
      expect(await eventsOf(id)).toEqual(before)
    }
    const dispatch: [string, object] = ['dispatch', { engineer: engineers.tao, start: '2026-03-02T06:00:00Z' }]
    await refused(['set-out'], ['check-in'], ['withdraw'], ['repeat'])
    expect((await act(admin, id, ...dispatch)).status).toBe(200)
    await refused(['check-in'], ['repeat'])
    expect((await act(admin, id, 'set-out')).status).toBe(200)
    await refused(['set-out'], ['withdraw'], dispatch)
    expect((await act(admin, id, 'check-in')).status).toBe(200)
    await refused(['set-out'], ['check-in'], ['withdraw'], dispatch)
    expect((await act(admin, id, 'fail', { reason: '' })).status).toBe(422)
    expect((await act(admin, id, 'fail', { reason: '缺配件' })).body).toMatchObject({ status: 'not_done', reason: '缺配件' })
    await refused(['set-out'], ['check-in'], ['fail', { reason: 'x' }], dispatch)
    for (const field of ['status', 'engineer', 'planned_start', 'checked_in_at', 'left_over_since', 'customer']) {
      for (const reply of [await admin.patch(`/api/v1/field-jobs/${id}`, { [field]: 'done' }), await admin.post('/api/v1/field-jobs', { request: newRequest, [field]: 'done' })]) expect([field, reply.status]).toEqual([field, 422])
    }
    expect((await admin.post('/api/v1/field-jobs/bulk', { ids: [id], change: { status: 'done' } })).status).toBe(422)
  })

  test('that came to nothing is made again, and begins anew', async () => {
    const id = await sent()
    expect((await act(tao, id, 'fail', { reason: '无人' })).status).toBe(200)
    const again = await act(admin, id, 'repeat', { wanted_on: '2026-03-03' })
    expect(again.body).toMatchObject({ status: 'planned', engineer: null, customer: { id: customer.id }, wanted_on: '2026-03-03', contact_name: '周敏', reason: null })
  })

  test('is the engineer’s own: a colleague neither sees nor moves it, the one who was sent does; what is said late neither lies in the future', async () => {
    const id = await sent('tao')
    const before = await eventsOf(id)
    for (const client of [wen, await world.asUser('mei'), await world.asUser('stranger')]) {
      expect((await client.get(`/api/v1/field-jobs/${id}`)).status).toBe(404)
      for (const [verb, input] of [['set-out'], ['check-in'], ['fail', { reason: 'x' }], ['withdraw'], ['repeat'], ['dispatch', { engineer: engineers.wen, start: '2026-03-02T06:00:00Z' }]] as const) expect([verb, (await act(client, id, verb, input ?? {})).status]).toEqual([verb, 404])
      expect((await client.list('field-jobs')).map((job: any) => job.id)).not.toContain(id)
      const board = await client.post('/api/v1/field-jobs/board', {})
      expect(JSON.stringify(board.body)).not.toContain(id)
    }
    expect(await eventsOf(id)).toEqual(before)
    expect((await tao.list('field-jobs')).map((job: any) => job.id)).toContain(id)
    expect((await act(tao, id, 'set-out', { at: '2030-01-01T00:00:00Z' })).body.on_the_way_at).toBe('2026-03-02T02:00:00+00:00')
    await world.settle()
    expect(await world.query('select kind from notifications where receiver_id = $1 and record = $2', [engineers.tao, id])).toEqual([{ kind: 'job_dispatched' }])
  })
})

const newRequest = '00000000-0000-7000-8000-000000000001'

describe('a voucher', () => {
  const onSite = async (who: 'tao' | 'wen', request: string) => {
    const id = await sent(who, { request })
    for (const verb of ['set-out', 'check-in']) expect((await act(who === 'tao' ? tao : wen, id, verb)).status).toBe(200)
    return id
  }
  const checked = async (input: object = {}, of: object = {}) => {
    const request = await aRequest({ ...of })
    for (const [verb, body] of [['check-terms', input], ['diagnose', {}]] as const) expect((await admin.post(`/api/v1/service-requests/${request.id}/${verb}`, body)).status).toBe(200)
    return request.id as string
  }
  const voucherOf = async (job: string, client = admin) => (await client.list('service-vouchers', { filter: { job } }))[0]
  const upload = async (client: Client, bytes = 'png') => {
    const form = '--x\r\ncontent-disposition: form-data; name="file"; filename="s.txt"\r\ncontent-type: text/plain\r\n\r\n' + bytes + '\r\n--x--\r\n'
    return (await client.send({ method: 'POST', url: '/api/v1/files', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: form })).body.id as string
  }

  test('is written with the end of the visit, priced for the customer, signed, collected on the spot; and its request is completed and charged', async () => {
    const part = await create(admin, 'products', { name: '压缩机', price: '800.00', kind: 'goods' })
    const list = await create(admin, 'price-lists', { name: '协议价', customers: [customer.id] })
    await create(admin, 'prices', { product: part.id, price_list: list.id, price: '640.00', from_on: '2026-01-01' })
    const request = await checked()
    const id = await onSite('tao', request)
    const signature = await upload(tao)
    now = new Date('2026-03-02T08:00:00Z')
    const reply = await act(tao, id, 'finish', { at: '2026-03-02T07:30:00Z', voucher: { work: '换压缩机', minutes: 90, lines: [{ product: part.id, quantity: 2 }, { name: '上门费', quantity: 1, price: '50' }], signature, signed_by: '周敏', collect: { method: 'wechat' } } })
    expect(reply.body.errors).toBeUndefined()
    expect(reply.body).toMatchObject({ status: 'done', ended_at: '2026-03-02T07:30:00+00:00' })
    const voucher = await voucherOf(id, tao)
    expect(voucher).toMatchObject({ number: 'PZ-2026-000001', done_on: '2026-03-02', service_class: 'a', visit: 'not_due', engineer: { id: engineers.tao }, signed_by: '周敏', signature: { id: signature }, settlement: 'collected', method: 'wechat', settled_by: { id: engineers.tao } })
    expect([voucher.total, voucher.collected_amount].map((money: any) => money.amount ?? money)).toEqual(['1330.00', '1330.00'])
    expect((await admin.get(`/api/v1/service-requests/${request}`)).body).toMatchObject({ status: 'completed', solution: '换压缩机', charge: '1330.00' })
    // What was settled stands.
    expect((await admin.patch(`/api/v1/service-vouchers/${voucher.id}`, { lines: [] })).status).toBe(422)
    for (const verb of ['collect', 'bill', 'invoice']) expect([verb, (await admin.post(`/api/v1/service-vouchers/${voucher.id}/${verb}`, verb === 'collect' ? { method: 'cash' } : {})).status]).toEqual([verb, 409])
    expect((await admin.del(`/api/v1/service-vouchers/${voucher.id}`)).status).toBe(403)
    expect((await admin.post('/api/v1/service-vouchers', { job: id, request, work: 'x', service_class: 'a' })).status).toBe(403)
  })

  test('counts one visit of the contract down, once for each, also when they end at the same time; when none is left it says so', async () => {
    const yearly = await create(admin, 'entitlements', { name: '年保三次', customer: customer.id, source: 'contract', visits_left: 3 })
    const [one, other] = [await checked(), await checked()]
    const jobs = [await onSite('tao', one), await onSite('wen', other)]
    const [first = '', second = ''] = jobs
    const finish = (client: Client, id: string) => act(client, id, 'finish', { voucher: { work: '检修', lines: [{ name: '滤网', quantity: 1, price: '120' }] } })
    const replies = await Promise.all([finish(tao, first), finish(tao, first), finish(tao, first), finish(wen, second), finish(wen, second)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409])
    expect((await admin.get(`/api/v1/entitlements/${yearly.id}`)).body.visits_left).toBe(1)
    expect(await admin.list('service-vouchers', { filter: { entitlement: yearly.id } })).toHaveLength(2)
    const voucher = await voucherOf(first)
    expect([voucher.service_class, voucher.visit, voucher.settlement, voucher.total.amount ?? voucher.total, voucher.discount_total.amount ?? voucher.discount_total]).toEqual(['b', 'counted', 'none', '0.00', '120.00'])
    const third = await checked()
    const fourth = await checked()
    expect((await act(tao, await onSite('tao', third), 'finish', { voucher: { work: 'x' } })).status).toBe(200)
    const last = await onSite('tao', fourth)
    expect((await act(tao, last, 'finish', { voucher: { work: 'x' } })).status).toBe(200)
    expect((await voucherOf(last)).visit).toBe('none_left')
    expect((await admin.get(`/api/v1/entitlements/${yearly.id}`)).body.visits_left).toBe(0)
    await admin.del(`/api/v1/entitlements/${yearly.id}`)
  })

  test('sent twice with the same key is one; free and internal service costs nothing', async () => {
    for (const service_class of ['c', 'd']) {
      const id = await onSite('tao', await checked({ service_class, reason: '友情服务' }))
      const send = () => tao.post(`/api/v1/field-jobs/${id}/finish`, { voucher: { work: '看了看', lines: [{ name: '螺丝', quantity: 4, price: '2' }], collect: { method: 'cash' } } }, { 'idempotency-key': `finish-${service_class}` })
      const replies = [await send(), await send()]
      expect(replies.map(({ status }) => status)).toEqual([200, 200])
      expect(replies[0]!.body.id).toBe(replies[1]!.body.id)
      expect(await voucherOf(id)).toMatchObject({ service_class, settlement: 'none', collected_amount: null })
    }
  })

  test('is billed by finance: an invoice with its lines', async () => {
    const id = await onSite('tao', await checked())
    expect((await act(tao, id, 'finish', { voucher: { work: '移机', lines: [{ name: '移机费', quantity: 1, price: '300' }], bill: true } })).status).toBe(200)
    const voucher = await voucherOf(id)
    expect(voucher.settlement).toBe('to_bill')
    const billed = (await admin.post(`/api/v1/service-vouchers/${voucher.id}/invoice`)).body
    expect(billed).toMatchObject({ settlement: 'billed', settled_by: { id: world.ids.admin } })
    const invoice = (await admin.get(`/api/v1/invoices/${billed.invoice.id}`)).body
    expect([invoice.status, invoice.total.amount ?? invoice.total, invoice.lines.map(({ name }: any) => name)]).toEqual(['draft', '300.00', ['移机费']])
    expect((await admin.post(`/api/v1/service-vouchers/${voucher.id}/invoice`)).status).toBe(409)
  })

  test('of a colleague is not there, and a file of somebody else signs nothing', async () => {
    const id = await onSite('tao', await checked())
    const foreign = await upload(wen)
    const refused = await act(tao, id, 'finish', { voucher: { work: 'x', signature: foreign } })
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'signature'])
    expect((await act(tao, id, 'finish', { voucher: { work: 'x' }, photos: [foreign] })).status).toBe(422)
    expect((await read(id)).status).toBe('checked_in')
    expect((await act(tao, id, 'finish', { voucher: { work: 'x', lines: [{ name: '费', quantity: 1, price: '10' }] } })).status).toBe(200)
    const { id: voucher } = await voucherOf(id)
    for (const client of [wen, await world.asUser('mei'), await world.asUser('stranger')]) {
      expect((await client.get(`/api/v1/service-vouchers/${voucher}`)).status).toBe(404)
      expect((await client.post(`/api/v1/service-vouchers/${voucher}/collect`, { method: 'cash' })).status).toBe(404)
      expect((await client.list('service-vouchers')).map((one: any) => one.id)).not.toContain(voucher)
    }
  })

  test('may be added to a visit that ended without one, once; a visit by itself is done without', async () => {
    const request = await checked()
    const [one, other] = [await onSite('tao', request), await onSite('wen', request)]
    expect((await act(wen, other, 'finish', {})).status).toBe(200)
    // Somebody is still to go there.
    expect((await admin.get(`/api/v1/service-requests/${request}`)).body.status).toBe('in_progress')
    expect((await act(tao, one, 'voucher', { work: 'x' })).status).toBe(409)
    expect((await act(tao, one, 'finish', { is_solved: false })).status).toBe(200)
    expect((await admin.get(`/api/v1/service-requests/${request}`)).body.status).toBe('in_progress')
    expect((await act(admin, other, 'voucher', { work: '换灯', lines: [{ name: '灯', quantity: 1, price: '30' }] })).status).toBe(200)
    expect((await act(admin, other, 'voucher', { work: '换灯' })).status).toBe(409)
    expect((await admin.get(`/api/v1/service-requests/${request}`)).body.charge).toBe('30.00')
  })
})

describe('in the evening', () => {
  test('what was given to nobody heads the list of the next working day, once, also when it is done twice and at once', async () => {
    await world.query(`update field_jobs set deleted_at = now() where engineer_id is null`)
    const friday = new Date('2026-03-06T02:00:00Z')
    now = friday
    const urgent = await aJob({ priority: 'urgent' })
    const left = await aJob({ priority: 'low' })
    await world.query(`update field_jobs set deleted_at = now() where id = $1`, [urgent.id])
    const later = await aJob({ wanted_on: '2026-03-09' })
    const taken = await sent('tao', {}, '2026-03-06T06:00:00Z')
    const ctx = async () => (await world.app.runtime.systemContexts('test')).find((one) => one.workspace.id === home)!
    const [{ workspace_id: home }] = await world.query('select workspace_id from field_jobs where id = $1', [left.id]) as [{ workspace_id: string }]
    expect(await carryOver(await ctx())).toBe(0)
    // Seven in the evening in Shanghai.
    now = new Date('2026-03-06T11:00:00Z')
    const both = await Promise.all([carryOver(await ctx()), carryOver(await ctx())])
    expect(both.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await carryOver(await ctx())).toBe(0)
    expect(await read(left.id)).toMatchObject({ wanted_on: '2026-03-09', left_over_since: '2026-03-06', left_over_count: 1 })
    expect(await read(taken)).toMatchObject({ wanted_on: '2026-03-06', left_over_since: null })
    now = new Date('2026-03-09T01:00:00Z')
    const pressing = await aJob({ priority: 'urgent', wanted_on: '2026-03-09' })
    const board = (await admin.post('/api/v1/field-jobs/board', { from: '2026-03-09' })).body
    expect(board.waiting.map(({ id }: any) => id)).toEqual([left.id, pressing.id, later.id])
    now = new Date('2026-03-09T12:00:00Z')
    expect(await carryOver(await ctx())).toBe(3)
    expect(await read(left.id)).toMatchObject({ left_over_since: '2026-03-06', left_over_count: 2, wanted_on: '2026-03-10' })
    expect((await eventsOf(left.id)).map(({ kind }) => kind.split('.').at(-1))).toEqual(['created', 'left_over', 'left_over'])
  })
})

describe('the check of the register', () => {
  test('finds what does not agree, tells whom it concerns once, and finds no more what was mended', async () => {
    const thursday = (time: string) => new Date(`2026-03-05T${time}:00+08:00`)
    now = thursday('10:00')
    const visits: Record<string, object> = {
      good: { voucher: { work: 'x', signed_by: '周', lines: [{ name: '费', quantity: 1, price: '50' }], collect: { method: 'cash' } } },
      short: { voucher: { work: 'x', signed_by: '周', lines: [{ name: '费', quantity: 1, price: '50' }], collect: { method: 'cash', amount: '30' } } },
      open: { voucher: { work: 'x', signed_by: '周', lines: [{ name: '费', quantity: 1, price: '50' }] } },
      unsigned: { voucher: { work: 'x' } },
      bare: {},
    }
    const made: Record<string, string> = {}
    for (const [name, input] of Object.entries(visits)) {
      const request = await aRequest()
      await admin.post(`/api/v1/service-requests/${request.id}/check-terms`)
      made[name] = await sent('tao', { request: request.id, subject: name }, '2026-03-05T03:00:00Z')
      for (const verb of ['set-out', 'check-in']) await act(tao, made[name], verb)
      expect((await act(tao, made[name], 'finish', input)).status).toBe(200)
    }
    made.never = await sent('wen', { subject: 'never' }, '2026-03-05T08:00:00Z')
    now = thursday('19:30')
    const look = async (client = admin) => (await client.post('/api/v1/service-vouchers/findings', { from: '2026-03-05', until: '2026-03-05' })).body.data.map(({ code, subject }: any) => [code, subject])
    expect(await look()).toEqual([['no_voucher', 'bare'], ['amounts_differ', 'short'], ['not_settled', 'open'], ['never_begun', 'never'], ['no_signature', 'unsigned']])
    expect(await look(wen)).toEqual([['never_begun', 'never']])
    expect((await (await world.asUser('stranger')).post('/api/v1/service-vouchers/findings', { from: '2026-03-05', until: '2026-03-05' })).body.data).toEqual([])
    const ctx = (await world.app.runtime.systemContexts('test')).find((one) => one.workspace.name === '青山商贸')!
    expect([await checkRegister(ctx), await checkRegister(ctx)]).toEqual([4, 4])
    const told = await world.query("select receiver_id, kind from notifications where kind like 'voucher_%' order by kind")
    expect(told).toEqual([
      { receiver_id: engineers.tao, kind: 'voucher_amounts_differ' }, { receiver_id: engineers.wen, kind: 'voucher_never_begun' },
      { receiver_id: engineers.tao, kind: 'voucher_no_voucher' }, { receiver_id: engineers.tao, kind: 'voucher_not_settled' },
    ])
    expect((await act(admin, made.bare!, 'voucher', { work: 'y', signed_by: '周' })).status).toBe(200)
    const open = (await admin.list('service-vouchers', { filter: { job: made.open } }))[0]
    expect((await admin.post(`/api/v1/service-vouchers/${open.id}/collect`, { method: 'transfer' })).body).toMatchObject({ settlement: 'collected', settled_by: { id: world.ids.admin } })
    expect(await look()).toEqual([['amounts_differ', 'short'], ['never_begun', 'never'], ['no_signature', 'unsigned']])
  })
})

describe('the board', () => {
  test('has the people who may be sent with their hours and absences, and the visits of the days', async () => {
    const skill = await create(admin, 'skills', { name: '制冷', people: [engineers.tao] })
    await world.query(`insert into substitutes (workspace_id, id, user_id, substitute_id, from_day, to_day, created_at) select workspace_id, gen_random_uuid(), id, $2, '2026-03-03', '2026-03-04', now() from users where id = $1`, [engineers.wen, engineers.tao])
    const id = await sent('tao', { skills: [skill.id] })
    const { body } = await admin.post('/api/v1/field-jobs/board', { from: '2026-03-02', days: 7 })
    expect(body.people.map((one: any) => [one.name, one.skills, one.absences])).toEqual([['陶然', [skill.id], []], ['温静', [], [{ from: '2026-03-03', to: '2026-03-04' }]]])
    expect(body.days.map(({ day, open }: any) => [day, open.length])).toEqual([['2026-03-02', 2], ['2026-03-03', 2], ['2026-03-04', 2], ['2026-03-05', 2], ['2026-03-06', 2], ['2026-03-07', 0], ['2026-03-08', 0]])
    expect(body.jobs.find((job: any) => job.id === id)).toMatchObject({ engineer: engineers.tao, planned_start: '2026-03-02T06:00:00.000Z', planned_end: '2026-03-02T07:00:00.000Z', customer_name: customer.name, skills: [skill.id] })
    expect((await admin.post('/api/v1/field-jobs/board', { days: 8 })).status).toBe(422)
  })

  test('proposes whom to send and says why, and of whom not', async () => {
    const picky = await aCustomer(admin, { name: '挑剔的客户' })
    await create(admin, 'preferences', { customer: picky.id, kind: 'taboo', text: '上午不要来' })
    const request = await aRequest({ customer: picky.id })
    const [skill] = await admin.list('skills')
    const job = await aJob({ request: request.id, skills: [skill.id] })
    const ask = async (day: string) => (await act(admin, job.id, 'proposals', { day })).body
    const tuesday = await ask('2026-03-03')
    expect(tuesday.proposals.map((one: any) => [one.name, one.start, one.reasons.map(({ code }: any) => code)])).toEqual([['陶然', '2026-03-03T01:00:00.000Z', ['skills', 'free', 'taboo_time']]])
    expect(tuesday.refusals).toEqual([{ person: engineers.wen, name: '温静', reason: { code: 'away', isGood: false } }])
    await create(admin, 'preferences', { customer: picky.id, kind: 'taboo', text: '不要再派陶然来' })
    expect((await ask('2026-03-05')).refusals.map(({ reason }: any) => [reason.code, reason.values])).toEqual([['taboo_person', { taboo: '不要再派陶然来' }], ['no_skill', { skills: '制冷' }]])
    expect((await ask('2026-03-07')).proposals).toEqual([])
    // How much everybody has to do is told to those who give out visits only.
    const own = await sent('tao')
    expect((await act(tao, own, 'proposals', {})).status).toBe(403)
  })
})
