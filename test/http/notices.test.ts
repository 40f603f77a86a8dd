import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  })

  test('of tasks due today, once a day', async () => {
    await clear()
    const due = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
    await aTask(lin, { name: '今天', due_on: due })
    await Promise.all([aTask(mei, { due_on: due }), aTask(mei, { due_on: due })])
    const daily = world.app.registry.modules.flatMap((module) => module.daily ?? []).find(({ name }) => name === 'due-tasks')!
    const contexts = await world.app.runtime.systemContexts('daily work')
    for (const ctx of [...contexts, ...contexts]) await daily.run(ctx)
    expect(await textsOf(lin)).toEqual(['任务“今天”今天到期'])
    expect(await textsOf(mei)).toEqual(['今天有 2 项任务到期'])
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
