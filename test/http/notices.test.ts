import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runMornings } from '../../src/commands/mornings.ts'
import { exchangeTasks } from '../../src/exchange/exchange-tasks.ts'
import { objectOf } from '../../src/kernel/context.ts'
import { appendEvent } from '../../src/kernel/history/events.ts'
import { notify, notifyAll } from '../../src/modules/notices/index.ts'
import { transaction } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { aCustomer, aTask, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let mei: Client
beforeAll(async () => {
  world = await startTestApp()
  ;[admin, lin, mei] = await Promise.all([world.asUser('admin'), world.asUser('lin'), world.asUser('mei')])
})
afterAll(() => world.close())

const inboxOf = async (client: Client, query = '') => (await client.get(`/api/v1/inbox?limit=100${query}`)).body
const textsOf = async (client: Client) => (await inboxOf(client)).data.map((entry: any) => entry.text)
const clear = () => world.query('delete from notifications')

describe('being told', () => {
  test('of a task or customer that somebody else gave one, in the own language, never of what one took oneself', async () => {
    await clear()
    const customer = await aCustomer(admin, { name: '宁波港', owner: world.ids.lin })
    await aTask(admin, { name: '寄样品', owner: world.ids.lin, customer: customer.id })
    await aTask(lin, { name: '自己的', customer: customer.id })
    await world.settle()
    expect((await textsOf(lin)).sort()).toEqual(['管理员把任务“寄样品”交给您', '管理员把客户“宁波港”交给您'].sort())
    const english = await inboxOf(await world.asUser('lin', { language: 'en' }))
    expect(english.data.map((entry: any) => entry.text).sort()).toEqual(['管理员 gave you the customer 宁波港', '管理员 gave you the task 寄样品'].sort())
    expect(english).toMatchObject({ unread: 2, next_cursor: null })
    expect(await textsOf(admin)).toEqual([])
  })

  test('by a bulk change is one notification with the number of records', async () => {
    await clear()
    const made = await Promise.all(Array.from({ length: 5 }, () => aCustomer(admin)))
    const reply = await admin.post('/api/v1/customers/batch', { update: made.map(({ id }) => ({ id, owner: world.ids.mei })) })
    expect(reply.status).toBe(200)
    await world.settle()
    expect(await textsOf(mei)).toEqual(['管理员把 5 个客户交给您'])
  })

  test('of a record that is shared: the person, or everybody in the department and below', async () => {
    await clear()
    const customer = await aCustomer(admin, { name: '共享的' })
    await admin.post(`/api/v1/customers/${customer.id}/share`, { person: world.ids.lin, right: 'read' })
    const [sales] = await world.query("select id from departments where name = '销售部'")
    await admin.post(`/api/v1/customers/${customer.id}/share`, { department: sales.id, right: 'read' })
    await world.settle()
    expect(await textsOf(lin)).toEqual(['管理员将“共享的”共享给您', '管理员将“共享的”共享给您'])
    expect(await textsOf(await world.asUser('chen'))).toEqual(['管理员将“共享的”共享给您'])
  })

  test('of a file that is done or has failed, by whoever asked for it', async () => {
    await clear()
    const ctx = await world.contextOf('lin')
    const customer = objectOf(ctx, 'customer')
    const event = { recordId: newId(), aboutId: null, before: null, version: 0 }
    await appendEvent(ctx, customer, { ...event, verb: 'imported', after: { state: 'done', rows: 30, failed: 2 } })
    await appendEvent(ctx, customer, { ...event, verb: 'imported', after: { state: 'failed', rows: 7, failed: 0 } })
    await appendEvent(ctx, customer, { ...event, verb: 'exported', after: { format: 'csv', count: 12 } })
    await world.settle()
    expect((await textsOf(lin)).sort()).toEqual(['导入已完成：30 行，2 行有误', '导入没有完成，已处理 7 行', '导出已完成：12 条记录'].sort())
    expect(await textsOf(admin)).toEqual([])
    // The one of an export leads to its file.
    const { body: { job } } = await admin.post('/api/v1/exports', { object: 'customer', ids: [(await aCustomer(admin)).id] })
    await exchangeTasks(world.app.runtime, { dataFolder: world.dataFolder })['export.run']!({ workspace: ctx.workspace.id, job })
    await world.settle()
    const [told] = (await admin.get('/api/v1/inbox')).body.data
    expect([told.kind, told.file]).toEqual(['export_done', `/exports/${job}/file`])
    expect((await admin.get(`/api/v1${told.file}`)).text).toContain('宁波远洋')
    expect((await lin.get('/api/v1/inbox')).body.data.filter(({ kind, file }: any) => (file !== null) !== (kind === 'export_done'))).toEqual([])
  })

  test('of tasks due today, once a day', async () => {
    await clear()
    const due = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
    await aTask(lin, { name: '今天', due_on: due })
    await Promise.all([aTask(mei, { due_on: due }), aTask(mei, { due_on: due })])
    const due_tasks = world.app.registry.modules.flatMap((module) => module.mornings ?? []).find(({ name }) => name === 'due-tasks')!
    const contexts = await world.app.runtime.systemContexts('morning work')
    for (const ctx of [...contexts, ...contexts]) await due_tasks.run(ctx)
    expect(await textsOf(lin)).toEqual(['任务“今天”今天到期'])
    expect(await textsOf(mei)).toEqual(['今天有 2 项任务到期'])
  })
})

describe('long work', () => {
  const event = { aboutId: null, before: null, version: 0 }

  test('is told to whoever asked for it when it ends or fails, and not when that person stopped it', async () => {
    await clear()
    const ctx = await world.contextOf('lin')
    const customer = objectOf(ctx, 'customer')
    const happened: [verb: string, after: Record<string, string | number>][] = [
      ['changed_many', { state: 'done', total: 9, changed: 8, refused: 1 }],
      ['changed_many', { state: 'failed', total: 9, changed: 4, refused: 0 }],
      ['changed_many', { state: 'cancelled', total: 9, changed: 2, refused: 0 }],
      ['change_of_many_undone', { state: 'undone', records: 7, kept: 1 }],
      ['change_of_many_undone', { state: 'done', records: 3, kept: 0 }],
      ['imported', { state: 'cancelled', rows: 5, failed: 0 }],
    ]
    for (const [verb, after] of happened) await appendEvent(ctx, customer, { ...event, recordId: newId(), verb, after })
    await world.settle()
    const told = ['批量操作已完成：8 条已处理，1 条未能处理', '批量操作没有完成，已处理 4 条', '批量操作已撤销：7 条恢复，1 条保留', '撤销没有完成，已恢复 3 条']
    expect((await textsOf(lin)).sort()).toEqual(told.sort())
  })

  test('that ended before the eyes of whoever asked is not told', async () => {
    await clear()
    const { id } = await aCustomer(lin)
    const { body } = await lin.post('/api/v1/customers/bulk', { ids: [id], change: { tier: 'vip' } })
    const ctx = await world.contextOf('lin')
    const ended = { ...event, verb: 'changed_many', recordId: body.id, after: { state: 'done', total: 1, changed: 1, refused: 0 } }
    await appendEvent(ctx, objectOf(ctx, 'customer'), ended)
    await world.settle()
    expect(await textsOf(lin)).toEqual([])
    await world.query("update jobs set created_at = created_at - interval '1 minute' where id = $1", [body.job])
    await appendEvent(ctx, objectOf(ctx, 'customer'), ended)
    await world.settle()
    expect(await textsOf(lin)).toEqual(['批量操作已完成：1 条已处理，0 条未能处理'])
  })

  test('an export that fails says so in the inbox, and in the audit log', async () => {
    await clear()
    const { body } = await admin.post('/api/v1/exports', { object: 'customer' })
    const [{ workspace }] = await world.query('select workspace_id as workspace from jobs where id = $1', [body.job])
    await exchangeTasks(world.app.runtime, { dataFolder: '/dev/null/nowhere' })['export.run']!({ workspace, job: body.job })
    await world.settle()
    expect((await admin.get(`/api/v1/jobs/${body.job}`)).body.state).toBe('failed')
    expect(await textsOf(admin)).toEqual(['导出没有完成，请重新导出'])
    expect(await world.query('select kind, after ->> \'problem\' as problem from events where record_id = $1', [body.job])).toEqual([{ kind: 'customers.customer.export_failed', problem: 'unexpected' }])
  })
})

describe('a task', () => {
  test('that is done, dropped or removed need not be read of any more; open again, it is to be done', async () => {
    await clear()
    const [one, other, third] = await Promise.all(['甲', '乙', '丙'].map((name) => aTask(admin, { name, owner: world.ids.lin })))
    await world.settle()
    const unread = async () => (await inboxOf(lin, '&state=unread')).data.map((entry: any) => entry.text).sort()
    const done = async () => (await inboxOf(lin)).data.filter((entry: any) => entry.is_done).length
    expect([(await unread()).length, await done()]).toEqual([3, 0])
    await lin.post(`/api/v1/tasks/${one.id}/complete`)
    await lin.patch(`/api/v1/tasks/${other.id}`, { status: 'cancelled' })
    await world.settle()
    expect([await unread(), await done()]).toEqual([['管理员把任务“丙”交给您'], 2])
    await lin.post(`/api/v1/tasks/${one.id}/reopen`)
    await admin.del(`/api/v1/tasks/${third.id}`)
    await world.settle()
    expect([(await inboxOf(lin)).unread, await done()]).toEqual([0, 1])
    expect(await world.query("select count(done_at)::int as done, count(read_at)::int as read from notifications")).toEqual([{ done: 2, read: 3 }])
  })
})

describe('the morning', () => {
  test('begins at seven by the clock of each company, once a day', async () => {
    await clear()
    await world.query("update workspaces set time_zone = 'America/New_York' where name = '对岸公司'")
    await aTask(lin, { name: '早上', due_on: '2027-03-01' })
    const at = (now: string) => {
      const { runtime } = world.app
      return runMornings({ ...runtime, systemContexts: async (name) => (await runtime.systemContexts(name)).map((ctx) => ({ ...ctx, clock: { now: () => new Date(now) } })) })
    }
    const days = async () => (await world.query("select morning_on::text as day from workspaces where name in ('青山商贸', '对岸公司') order by time_zone desc")).map(({ day }) => day)
    await at('2027-02-28T22:59:00Z')
    expect([await days(), await textsOf(lin)]).toEqual([[null, '2027-02-28'], []])
    await at('2027-02-28T23:00:00Z')
    expect([await days(), await textsOf(lin)]).toEqual([['2027-03-01', '2027-02-28'], ['任务“早上”今天到期']])
    // Who writes down a task for today is not told of it.
    await aTask(mei, { due_on: '2027-03-01' })
    await at('2027-03-01T11:59:00Z')
    expect([await days(), await textsOf(mei)]).toEqual([['2027-03-01', '2027-02-28'], []])
    await at('2027-03-01T12:00:00Z')
    expect(await days()).toEqual(['2027-03-01', '2027-03-01'])
    await world.query("update workspaces set time_zone = 'Asia/Shanghai', morning_on = null")
  })
})

describe('the seam', () => {
  test('writes in the transaction of the caller: what is taken back was never told', async () => {
    await clear()
    const ctx = await world.contextOf('admin')
    const customer = await aCustomer(admin, { owner: world.ids.lin })
    await world.settle()
    await clear()
    const notice = { kind: 'record_shared', to: [world.ids.lin], object: 'customer', record_id: customer.id }
    await expect(transaction(ctx, async (ctx) => {
      await notify(ctx, notice)
      throw new Error('no')
    })).rejects.toThrow('no')
    expect(await textsOf(lin)).toEqual([])
  })

  test('tells the same key once, adds up what is counted, and tells neither strangers nor people who left', async () => {
    await clear()
    const ctx = await world.contextOf('admin')
    const gone = await create(admin, 'users', { name: '离职', user_name: 'gone', is_active: false })
    const to = [world.ids.lin, world.ids.lin, gone.id, world.ids.stranger, world.ids.admin]
    for (let times = 0; times < 2; times++) await notifyAll(ctx, [{ kind: 'export_done', to, object: 'customer', values: { rows: 3 }, key: 'once' }])
    for (const count of [2, 5]) await notify(ctx, { kind: 'customer_assigned', to, object: 'customer', key: 'sum', count })
    expect((await textsOf(lin)).sort()).toEqual(['导出已完成：3 条记录', '管理员把 7 个客户交给您'].sort())
    expect(await world.query('select count(*)::int as count from notifications')).toEqual([{ count: 2 }])
    await expect(notify(ctx, { kind: 'no_such_kind', to })).rejects.toThrow('No manifest declares')
  })
})

describe('nobody else', () => {
  test('sees, counts or marks what one person was told, not even an administrator', async () => {
    await clear()
    await aCustomer(admin, { name: '私事', owner: world.ids.lin })
    await world.settle()
    const [entry] = (await inboxOf(lin)).data
    for (const client of [admin, mei, await world.asUser('stranger')]) {
      expect((await client.get(`/api/v1/notifications/${entry.id}`)).status).toBe(404)
      expect((await client.get('/api/v1/notifications?count=exact')).body).toMatchObject({ data: [], total: 0 })
      expect((await client.post('/api/v1/inbox/read', { ids: [entry.id] })).status).toBe(200)
      expect((await client.post('/api/v1/query', { object: 'notifications' })).body.data).toEqual([{ count: 0 }])
    }
    expect((await inboxOf(lin)).unread).toBe(1)
    expect((await lin.get(`/api/v1/notifications/${entry.id}`)).body).toMatchObject({ kind: 'customer_assigned', receiver: { id: world.ids.lin } })
    expect((await lin.post('/api/v1/notifications', { kind: 'mention' })).status).toBe(403)
    expect((await lin.del(`/api/v1/notifications/${entry.id}`)).status).toBe(404)
  })

  test('is told of a record that one may not see (any more), and it stops being counted', async () => {
    await clear()
    const customer = await aCustomer(admin, { name: '转走的', owner: world.ids.lin })
    await world.settle()
    expect((await inboxOf(lin)).unread).toBe(1)
    await admin.patch(`/api/v1/customers/${customer.id}`, { owner: world.ids.admin })
    expect(await inboxOf(lin)).toMatchObject({ data: [], unread: 0 })
    await admin.patch(`/api/v1/customers/${customer.id}`, { owner: world.ids.lin })
    await admin.del(`/api/v1/customers/${customer.id}`)
    expect(await inboxOf(lin)).toMatchObject({ data: [], unread: 0 })
  })
})

describe('reading', () => {
  test('pages give each notification once, unread first, and marks them one, by kind and all', async () => {
    await clear()
    const ctx = await world.contextOf('admin')
    for (let number = 0; number < 12; number++) await notify(ctx, { kind: number % 3 === 0 ? 'import_done' : 'export_done', to: [world.ids.lin], object: 'customer', values: { rows: number, failed: 0 } })
    const all = (await inboxOf(lin)).data
    expect((await lin.post('/api/v1/inbox/read', { ids: [all[0].id, all[5].id] })).body).toEqual({ unread: 10 })
    const seen: any[] = []
    for (let cursor = ''; ; ) {
      const page = (await lin.get(`/api/v1/inbox?limit=5${cursor}`)).body
      seen.push(...page.data)
      if (!page.next_cursor) break
      cursor = `&cursor=${page.next_cursor}`
    }
    expect(seen.map(({ id }) => id)).toEqual([...all.filter((_: any, at: number) => at !== 0 && at !== 5), all[0], all[5]].map(({ id }) => id))
    expect((await inboxOf(lin, '&state=unread')).data).toHaveLength(10)
    expect((await inboxOf(lin, '&kind=import_done')).data).toHaveLength(4)
    expect((await lin.post('/api/v1/inbox/read', { ids: [all[0].id], read: false })).body).toEqual({ unread: 11 })
    expect((await lin.post('/api/v1/inbox/read', { kind: 'export_done' })).body.unread).toBeLessThan(5)
    expect((await lin.post('/api/v1/inbox/read', { all: true })).body).toEqual({ unread: 0 })
  })

  test('refuses what makes no sense, and writes nothing', async () => {
    for (const body of [{}, { ids: [] }, { ids: ['x'] }, { all: false }, { all: true, kind: 'mention' }]) {
      const reply = await lin.post('/api/v1/inbox/read', body)
      expect([JSON.stringify(body), reply.status]).toEqual([JSON.stringify(body), 422])
    }
    for (const query of ['cursor=abc', 'cursor=unread.1', 'limit=0', 'limit=101', 'state=new']) expect([query, (await lin.get(`/api/v1/inbox?${query}`)).status]).toEqual([query, 422])
    expect((await world.anonymous().get('/api/v1/inbox')).status).toBe(401)
  })
})

describe('preferences', () => {
  test('decide by kind and channel from then on', async () => {
    await clear()
    const before = (await lin.get('/api/v1/notice-preferences')).body
    expect(before).toMatchObject({ digest_hour: 8, time_zone: null, company_time_zone: 'Asia/Shanghai' })
    expect(before.kinds.find(({ kind }: any) => kind === 'mention')).toMatchObject({ app: true, mail: 'at_once', label: '评论中提到我' })
    const off = { kind: 'customer_assigned', app: false, mail: 'off' }
    expect((await lin.patch('/api/v1/notice-preferences', { kinds: [off], digest_hour: 18, time_zone: 'Europe/Berlin' })).body).toMatchObject({ digest_hour: 18, time_zone: 'Europe/Berlin' })
    await aCustomer(admin, { owner: world.ids.lin })
    await world.settle()
    expect(await world.query('select 1 from notifications')).toEqual([])
    await lin.patch('/api/v1/notice-preferences', { kinds: [{ ...off, mail: 'digest' }] })
    await aCustomer(admin, { owner: world.ids.lin })
    await world.settle()
    expect(await inboxOf(lin)).toMatchObject({ data: [], unread: 0 })
    expect(await world.query('select mail, mail_state from notifications')).toEqual([{ mail: 'digest', mail_state: 'waiting' }])
    expect((await mei.get('/api/v1/notice-preferences')).body.digest_hour).toBe(8)
  })

  test('of kinds, hours and zones that there are not are refused in both languages', async () => {
    const wrong = [{ kinds: [{ kind: 'nothing', app: true, mail: 'off' }] }, { time_zone: 'Mars/Base' }, { digest_hour: 24 }, { kinds: [{ kind: 'mention', app: true, mail: 'sms' }] }, { receiver: 'x' }]
    for (const body of wrong) expect([JSON.stringify(body), (await lin.patch('/api/v1/notice-preferences', body)).status]).toEqual([JSON.stringify(body), 422])
    expect((await lin.patch('/api/v1/notice-preferences', wrong[1])).body.errors[0].message).toBe('没有这个时区')
    expect((await (await world.asUser('lin', { language: 'en' })).patch('/api/v1/notice-preferences', wrong[1])).body.errors[0].message).toBe('There is no such time zone')
  })
})
