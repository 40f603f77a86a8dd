/** Visits from a file: planned ones for the board, and those of an older system as they ended. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { exportFile, importFile, prepareImport, work } from '../support/upload.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let tao: Client
let customer: any
let request: any
const engineers: Record<string, string> = {}
const now = new Date('2026-03-02T02:00:00Z')
beforeAll(async () => {
  world = await startTestApp({ background: true, clock: { now: () => now } })
  admin = await world.asUser('admin')
  const [role] = await admin.list('roles', { filter: { key: 'service_engineer' } })
  for (const [login, name] of [['tao', '陶然'], ['wen', '温静']] as const) engineers[login] = (await create(admin, 'users', { name, email: `${login}@test.example`, user_name: login, password: castPassword, roles: [role.id] })).id
  tao = await signIn(world.app.server, { login: 'tao', password: castPassword })
  customer = await aCustomer(admin, { addresses: [{ city: '杭州市', district: '西湖区', street: '文三路 100 号' }] })
  request = await create(admin, 'service-requests', { number: 'FW-旧-1', subject: '空调不制冷', description: '三楼会议室', kind: 'fault', customer: customer.id, requester_name: '周敏', requester_phone: '13912340000', priority: 'high' })
})
afterAll(() => world.close())

const head = '任务编号,服务请求,任务,应在哪天,工程师,状态,到场时间,结束时间,未做成原因'
const historic = { constants: { is_historic: 'true' } }
const jobs = (prefix: string) => admin.list('field-jobs', { sort: 'number', filter: { number: { starts_with: prefix } } })
const eventsOf = (id: string) => world.query('select kind from events where record_id = $1 order by id', [id])
const kinds = async () => (await world.query("select kind from events where kind like 'dispatch.%' order by id")).map(({ kind }: any) => kind)
const errorsOf = async (id: string) => (await admin.get(`/api/v1/imports/${id}/errors`)).text

describe('visits of an older system', () => {
  test('come in as they ended, with the engineer by name, login or mail and the request by its number, and move nothing', async () => {
    const file = [
      head,
      '旧-1,FW-旧-1,换滤网,2025-06-03,陶然,已完成,2025-06-03 09:30,2025-06-03 10:15,',
      '旧-2,FW-旧-1,,2025-06-04,wen,,,,',
      '旧-3,FW-旧-1,再看一次,2025-06-05,tao@test.example,,,,没有人在家',
      '旧-4,FW-旧-1,早年的一次,2019-01-05,,,,,',
    ].join('\n')
    const done = await importFile(admin, { object: 'field_job', file, options: historic })
    expect(done).toMatchObject({ state: 'done', result: { rows: 4, created: 4, failed: 0 } })
    const [one, two, three, four] = await jobs('旧-')
    expect(one).toMatchObject({ is_historic: true, status: 'done', engineer: { id: engineers.tao }, customer: { id: customer.id }, checked_in_at: '2025-06-03T01:30:00+00:00', ended_at: '2025-06-03T02:15:00+00:00' })
    // What the request says need not stand in the file; a day without an hour is its noon.
    expect(two).toMatchObject({ subject: '空调不制冷', instructions: '三楼会议室', contact_name: '周敏', priority: 'high', place: { name: '杭州市西湖区文三路 100 号' }, status: 'done', engineer: { id: engineers.wen }, ended_at: '2025-06-04T04:00:00+00:00' })
    expect(three).toMatchObject({ status: 'not_done', reason: '没有人在家', engineer: { id: engineers.tao } })
    // Whoever went there then may have no account here.
    expect(four).toMatchObject({ status: 'done', engineer: null })
    expect((await admin.get(`/api/v1/service-requests/${request.id}`)).body).toMatchObject({ status: 'received', owner: null })
    expect((await eventsOf(one.id)).map(({ kind }: any) => kind)).toEqual(['dispatch.field_job.created'])
    await world.settle()
    expect((await tao.get('/api/v1/inbox')).text).not.toContain('FW-旧-1')
    for (const [verb, input] of [['dispatch', { engineer: engineers.wen, start: '2026-03-03T02:00:00Z' }], ['set-out', {}], ['check-in', {}], ['fail', { reason: 'x' }], ['finish', { voucher: null }]] as const) {
      expect([verb, (await admin.post(`/api/v1/field-jobs/${one.id}/${verb}`, input)).status]).toEqual([verb, 409])
    }
    expect((await admin.patch(`/api/v1/field-jobs/${one.id}`, { is_historic: false }, { 'if-match': `"${one.version}"` })).status).toBe(422)
    // They lack vouchers, and nobody is asked for them.
    expect((await admin.post('/api/v1/service-vouchers/findings', { from: '2025-01-01', until: '2026-03-02' })).text).not.toContain('旧-')
  })

  test('are refused line by line, with what is wrong, and nothing of a refused line is written', async () => {
    const file = [
      head,
      '坏-1,没有这个号,x,2025-06-03,陶然,,,,',
      '坏-2,FW-旧-1,x,2025-06-03,没有这个人,,,,',
      '坏-3,FW-旧-1,x,2025-06-03,陶然,未做成,,,',
      '坏-4,FW-旧-1,x,2026-06-03,陶然,,,,',
      '坏-5,FW-旧-1,x,2025-06-03,陶然,飞走了,,,',
      '坏-6,FW-旧-1,x,三月,陶然,,,,',
      '坏-7,,x,2025-06-03,陶然,,,,',
      '坏-8,FW-旧-1,x,2025-06-03,陶然,已安排,,,',
      '坏-9,FW-旧-1,x,2025-06-03,陶然,在路上,,,',
      '旧-1,FW-旧-1,x,2025-06-03,陶然,,,,',
      '好-1,FW-旧-1,x,2025-06-03,陶然,,,,',
    ].join('\n')
    const before = await kinds()
    const done = await importFile(admin, { object: 'field_job', file, options: historic })
    expect(done).toMatchObject({ state: 'done', result: { rows: 11, created: 1, failed: 9, skipped: 1 } })
    const errors = await errorsOf(done.id)
    for (const told of ['没有找到“没有这个号”', '没有找到“没有这个人”', '请说明为什么没有做成', '日期不能在将来', '飞走了', '三月', '请填写服务请求', '请填写状态', '历史上门应当已经结束']) expect(errors).toContain(told)
    expect(await jobs('坏-')).toEqual([])
    expect(await jobs('好-')).toHaveLength(1)
    expect((await kinds()).slice(before.length)).toEqual(['dispatch.field_job.created', 'dispatch.field_job.imported'])
  })

  test('taken back are gone', async () => {
    const done = await importFile(admin, { object: 'field_job', file: [head, '撤-1,FW-旧-1,x,2025-06-03,陶然,,,,'].join('\n'), options: historic })
    expect((await work(admin, done.id, 'undo')).result.undone).toMatchObject({ records: 1, kept: 0 })
    expect(await jobs('撤-')).toEqual([])
  })
})

describe('visits that are to come', () => {
  test('wait on the board, filled from their requests; who goes there and what became of it is no matter of files', async () => {
    const file = ['任务编号,服务请求,应在哪天,工程师,计划开始,状态', '新-1,FW-旧-1,2026-03-04,,,', '新-2,FW-旧-1,2026-03-04,陶然,,', '新-3,FW-旧-1,2026-03-04,,2026-03-04 09:00,', '新-4,FW-旧-1,2026-03-04,,,已完成'].join('\n')
    const done = await importFile(admin, { object: 'field_job', file, options: {} })
    expect(done).toMatchObject({ result: { rows: 4, created: 1, failed: 3 } })
    expect(await errorsOf(done.id)).toContain('只有历史上门才能带入此项')
    expect(await jobs('新-')).toMatchObject([{ number: '新-1', status: 'planned', engineer: null, subject: '空调不制冷', customer: { id: customer.id }, is_historic: false }])
    const board = await admin.post('/api/v1/field-jobs/board', { from: '2026-03-04' })
    expect(board.text).toContain('新-1')
  })

  test('a change by file leaves what acts said, and does not overwrite what was typed with what the request says', async () => {
    const job = await create(admin, 'field-jobs', { number: '改-1', request: request.id, subject: '自己写的' })
    expect((await admin.post(`/api/v1/field-jobs/${job.id}/dispatch`, { engineer: engineers.tao, start: '2026-03-03T02:00:00Z' })).status).toBe(200)
    const changed = await importFile(admin, { object: 'field_job', file: '任务编号,服务请求,预计分钟,工程师\n改-1,FW-旧-1,90,陶然\n', options: { duplicates: 'update' } })
    expect(changed).toMatchObject({ result: { updated: 1, failed: 0 } })
    expect((await admin.get(`/api/v1/field-jobs/${job.id}`)).body).toMatchObject({ subject: '自己写的', minutes: 90, engineer: { id: engineers.tao }, status: 'planned' })
    const other = await importFile(admin, { object: 'field_job', file: '任务编号,服务请求,工程师,状态\n改-1,FW-旧-1,温静,已完成\n', options: { duplicates: 'update' } })
    expect(other).toMatchObject({ result: { updated: 0, failed: 1 } })
    expect(await errorsOf(other.id)).toContain('工程师只能随新记录导入')
    expect((await admin.get(`/api/v1/field-jobs/${job.id}`)).body).toMatchObject({ engineer: { id: engineers.tao }, status: 'planned' })
  })

  test('single ones bring no engineer either, and only who changes all visits brings one from before', async () => {
    expect((await admin.post('/api/v1/field-jobs', { request: request.id, engineer: engineers.tao })).status).toBe(422)
    expect((await admin.post('/api/v1/field-jobs', { request: request.id, is_historic: true, wanted_on: '2025-03-01' })).body).toMatchObject({ status: 'done', is_historic: true })
    const note = await create(admin, 'roles', { name: '文员', key: 'clerk', grants: { field_job: { see: 'all', create: 'all', change: 'own', import: 'all' }, request: { see: 'all' }, user: { see: 'all' } } })
    await create(admin, 'users', { name: '文员', user_name: 'clerk', password: castPassword, roles: [note.id] })
    const clerk = await signIn(world.app.server, { login: 'clerk', password: castPassword })
    expect((await prepareImport(clerk, { object: 'field_job', file: `${head}\n员-1,FW-旧-1,x,2025-06-03,陶然,,,,\n` })).fields.map(({ path }: any) => path)).not.toContain('engineer')
    await expect(prepareImport(clerk, { object: 'field_job', file: '任务编号,服务请求\n员-1,FW-旧-1\n', mapping: { 任务编号: 'number', 服务请求: 'request' }, options: historic })).rejects.toThrow('422')
    expect((await importFile(clerk, { object: 'field_job', file: '任务编号,服务请求\n员-1,FW-旧-1\n' })).result).toMatchObject({ created: 1, failed: 0 })
  })
})

test('what went out comes in again as the same', async () => {
  const { reply } = await exportFile(admin, { object: 'field_job', format: 'csv', filter: { number: { starts_with: '旧-' } }, fields: ['number', 'request', 'subject', 'wanted_on', 'engineer', 'status', 'checked_in_at', 'ended_at', 'reason', 'is_historic'] })
  const again = await importFile(admin, { object: 'field_job', file: reply.text, options: { duplicates: 'update' } })
  expect(again.result).toMatchObject({ rows: 4, created: 0, updated: 0, failed: 0, skipped: 4 })
})
