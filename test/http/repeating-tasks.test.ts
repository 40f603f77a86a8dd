/** Tasks that come again, that remind, and that a calendar program reads. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { nowhere } from '../../src/kernel/context.ts'
import { calendarRoutes, makeDueRepeats, tellReminders } from '../../src/modules/interactions/index.ts'
import { aContact, aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

// Wednesday, noon in Shanghai.
const wednesday = new Date('2026-03-11T04:00:00.000Z')
let now = wednesday
let world: TestApp
let admin: Client
let lin: Client
let ma: Client
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
})
beforeEach(() => {
  now = wednesday
})
afterAll(() => world.close())

const act = (task: any, action: string, client = lin) => client.post(`/api/v1/tasks/${task.id}/${action}`, {})
const read = async (task: any, client = lin) => (await client.get(`/api/v1/tasks/${task.id}`)).body
const after = async (task: any, client = lin) => {
  await world.settle()
  const next = await world.query('select id from tasks where follows_id = $1 and deleted_at is null', [task.id])
  return Promise.all(next.map(({ id }) => read({ id }, client)))
}

describe('a task of several days', () => {
  test('begins on or before the day it is due, and the next one takes as long', async () => {
    const refused = async (input: object) => (await lin.post('/api/v1/tasks', { name: '盘点', ...input })).body.errors?.map(({ path, code }: { path: string; code: string }) => [path, code])
    expect(await refused({ starts_on: '2026-03-17', due_on: '2026-03-16' })).toEqual([['starts_on', 'after_due']])
    expect(await refused({ starts_on: '2026-03-17' })).toEqual([['starts_on', 'needs_day']])
    expect(await refused({ starts_on: 'gestern', due_on: '2026-03-16' })).toMatchObject([['starts_on', expect.anything()]])
    const task = await create(lin, 'tasks', { name: '盘点', starts_on: '2026-03-27', due_on: '2026-04-01', repeat: 'FREQ=MONTHLY' })
    await act(task, 'complete')
    expect(await after(task)).toMatchObject([{ starts_on: '2026-04-26', due_on: '2026-05-01' }])
  })
})

describe('a task that repeats', () => {
  test('is followed by the next one when it is done, with all that was said of it', async () => {
    const customer = await aCustomer(lin)
    const contact = await aContact(lin, customer.id)
    const request = await create(lin, 'service-requests', { subject: '保养', customer: customer.id })
    const task = await create(lin, 'tasks', { name: '月度回访', customer: customer.id, contact: contact.id, request: request.id, due_on: '2026-03-16', due_time: '10:00', repeat: 'FREQ=WEEKLY;INTERVAL=2', remind: 'h1', priority: 'high', remark: '带样品' })
    // The rule says its days: one that is put off stays a Monday's.
    expect(task.repeat).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO')
    expect(await after(task)).toEqual([])
    await act(task, 'complete')
    const [next, ...others] = await after(task)
    expect(others).toEqual([])
    expect(next).toMatchObject({ name: '月度回访', status: 'open', due_on: '2026-03-30', due_time: '10:00', repeat: task.repeat, remind: 'h1', priority: 'high', remark: '带样品', customer: { id: customer.id }, contact: { id: contact.id }, request: { id: request.id }, owner: { id: world.ids.lin }, done_at: null, done_by: null })
    // Its person gave it to oneself long ago.
    expect(await world.query("select 1 from notifications where kind = 'task_assigned' and record = $1", [next.id])).toEqual([])
  })

  test.each([
    ['on the board', (task: any) => lin.patch(`/api/v1/tasks/${task.id}`, { status: 'done' })],
    ['in a batch', (task: any) => lin.post('/api/v1/tasks/batch', { update: [{ id: task.id, status: 'done' }] })],
  ])('also where it is done %s', async (_name, finish) => {
    const task = await create(lin, 'tasks', { name: '日报', due_on: '2026-03-11', repeat: 'FREQ=DAILY' })
    await finish(task)
    expect(await after(task)).toMatchObject([{ due_on: '2026-03-12', status: 'open' }])
  })

  test('is followed once, however often it is told that it is done, and leaves nothing where that is taken back', async () => {
    const task = await create(lin, 'tasks', { name: '周报', due_on: '2026-03-13', repeat: 'FREQ=WEEKLY' })
    await act(task, 'complete')
    const [first] = await after(task)
    await act(task, 'reopen')
    expect(await after(task)).toEqual([])
    await act(task, 'complete')
    const again = await after(task)
    expect(again).toMatchObject([{ due_on: '2026-03-20' }])
    expect(again[0].id).not.toBe(first.id)
    // Somebody has worked on the next: it stays, and a second is not made.
    await lin.patch(`/api/v1/tasks/${again[0].id}`, { remark: '已开始' })
    await act(task, 'reopen')
    expect(await after(task)).toHaveLength(1)
    await act(task, 'complete')
    expect((await after(task)).map(({ id }) => id)).toEqual([again[0].id])
    // The same through undo of the change on the board.
    const other = await create(lin, 'tasks', { name: '巡检', due_on: '2026-03-13', repeat: 'FREQ=WEEKLY' })
    await lin.patch(`/api/v1/tasks/${other.id}`, { status: 'done' })
    expect(await after(other)).toHaveLength(1)
    const { data } = (await lin.get(`/api/v1/tasks/${other.id}/history`)).body
    expect((await lin.post(`/api/v1/tasks/${other.id}/undo`, { event: data[0].id })).status).toBe(200)
    expect(await after(other)).toEqual([])
  })

  test('that was done late goes on from today, ends with its rule, and ends when it is dropped', async () => {
    const late = await create(lin, 'tasks', { name: '迟做', due_on: '2026-02-02', repeat: 'FREQ=WEEKLY;BYDAY=MO;COUNT=8' })
    await act(late, 'complete')
    // 9, 16, 23 February, 2 and 9 March are gone: the seventh of eight.
    expect(await after(late)).toMatchObject([{ due_on: '2026-03-16', repeat: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2' }])
    const last = await create(lin, 'tasks', { name: '最后', due_on: '2026-03-12', repeat: 'FREQ=DAILY;UNTIL=20260312' })
    await act(last, 'complete')
    expect(await after(last)).toEqual([])
    const dropped = await create(lin, 'tasks', { name: '放弃', due_on: '2026-03-12', repeat: 'FREQ=DAILY' })
    await lin.patch(`/api/v1/tasks/${dropped.id}`, { status: 'cancelled' })
    expect(await after(dropped)).toEqual([])
  })

  test('comes on its day also where the one before was left undone, once, whoever looks how often', async () => {
    const day = (text: string) => {
      now = new Date(`${text}T00:00:00+08:00`)
    }
    const make = async (times = 1) => {
      for (const ctx of await world.app.runtime.systemContexts('interactions')) await Promise.all(Array.from({ length: times }, () => makeDueRepeats(ctx)))
    }
    const task = await create(lin, 'tasks', { name: '日检', due_on: '2026-03-12', due_time: '10:00', repeat: 'FREQ=DAILY;COUNT=5', remind: 'h1' })
    const dropped = await create(lin, 'tasks', { name: '放下', due_on: '2026-03-12', repeat: 'FREQ=DAILY' })
    await lin.patch(`/api/v1/tasks/${dropped.id}`, { status: 'cancelled' })
    now = new Date('2026-03-12T15:59:59Z')
    await make()
    expect(await after(task)).toEqual([])
    day('2026-03-13')
    await make(3)
    const [next, ...others] = await after(task)
    expect(others).toEqual([])
    expect(next).toMatchObject({ name: '日检', due_on: '2026-03-13', due_time: '10:00', repeat: 'FREQ=DAILY;COUNT=4', remind: 'h1', status: 'open', owner: { id: world.ids.lin } })
    expect([await after(dropped), (await read(task)).status]).toEqual([[], 'open'])
    // Done late, it brings no second one; taken back, it takes nothing whose day has come.
    await act(task, 'complete')
    expect((await after(task)).map(({ id }) => id)).toEqual([next.id])
    await act(task, 'reopen')
    expect((await after(task)).map(({ id }) => id)).toEqual([next.id])
    // Nobody had looked for two days: the missed ones are one task, that of the last day, and the count goes on.
    day('2026-03-15')
    await make()
    const [late] = await after(next)
    expect(late).toMatchObject({ due_on: '2026-03-15', repeat: 'FREQ=DAILY;COUNT=2' })
    day('2026-03-17')
    await make(2)
    const [last] = await after(late)
    expect(last).toMatchObject({ due_on: '2026-03-16', repeat: 'FREQ=DAILY;COUNT=1' })
    await make()
    expect(await after(last)).toEqual([])
  })

  test('comes again also where somebody it names is gone', async () => {
    const customer = await aCustomer(lin)
    const contact = await aContact(lin, customer.id)
    const task = await create(lin, 'tasks', { name: '问候', customer: customer.id, contact: contact.id, due_on: '2026-03-12', repeat: 'FREQ=DAILY' })
    await admin.del(`/api/v1/contacts/${contact.id}`)
    await act(task, 'complete')
    expect(await after(task)).toMatchObject([{ due_on: '2026-03-13', customer: { id: customer.id } }])
  })

  test('needs a rule and a day', async () => {
    for (const [input, path] of [[{ repeat: 'every monday', due_on: '2026-03-12' }, 'repeat'], [{ repeat: 'FREQ=SECONDLY', due_on: '2026-03-12' }, 'repeat'], [{ repeat: 'FREQ=DAILY' }, 'repeat'], [{ remind: 'h1' }, 'remind'], [{ due_time: '10:00' }, 'due_time'], [{ due_on: '2026-03-12', remind: 'soon' }, 'remind'], [{ due_on: '2026-03-12', due_time: '25:00' }, 'due_time']] as const) {
      const reply = await lin.post('/api/v1/tasks', { name: '错', ...input })
      expect([input, reply.status, reply.body.errors.map((error: any) => error.path)]).toEqual([input, 422, [path]])
    }
  })
})

describe('a reminder', () => {
  const tell = async () => {
    for (const ctx of await world.app.runtime.systemContexts('test')) await tellReminders(ctx)
  }
  const told = (task: any) => world.query("select receiver_id from notifications where kind = 'task_reminder' and record = $1", [task.id])

  test('tells its person before it is due, once, however often it is looked at and by however many', async () => {
    const task = await create(ma, 'tasks', { name: '签约', due_on: '2026-03-12', due_time: '10:00', remind: 'd1', owner: world.ids.lin })
    now = new Date('2026-03-11T01:59:00Z')
    await tell()
    expect(await told(task)).toEqual([])
    now = new Date('2026-03-11T02:00:00Z')
    await Promise.all([tell(), tell(), tell()])
    await tell()
    expect(await told(task)).toEqual([{ receiver_id: world.ids.lin }])
    const { body } = await lin.get('/api/v1/inbox?kind=task_reminder')
    expect(JSON.stringify(body.data)).toContain('签约')
  })

  test('put off, it reminds again; done, dropped, deleted or of nobody, it does not', async () => {
    const task = await create(lin, 'tasks', { name: '改期', due_on: '2026-03-12', due_time: '10:00', remind: 'at_time' })
    const [done, dropped, gone, left] = await Promise.all(['done', 'dropped', 'gone', 'left'].map((name) => create(lin, 'tasks', { name, due_on: '2026-03-12', due_time: '10:00', remind: 'at_time' })))
    await act(done, 'complete')
    await lin.patch(`/api/v1/tasks/${dropped.id}`, { status: 'cancelled' })
    await lin.del(`/api/v1/tasks/${gone.id}`)
    await admin.patch(`/api/v1/tasks/${left.id}`, { owner: null })
    now = new Date('2026-03-12T02:00:30Z')
    await tell()
    expect(await Promise.all([task, done, dropped, gone, left].map(async (one) => (await told(one)).length))).toEqual([1, 0, 0, 0, 0])
    await lin.patch(`/api/v1/tasks/${task.id}`, { due_on: '2026-03-13' })
    await tell()
    expect(await told(task)).toHaveLength(1)
    now = new Date('2026-03-13T02:00:30Z')
    await tell()
    expect(await told(task)).toHaveLength(2)
    // That it was told is no change of the task.
    expect((await read(task)).version).toBe(2)
  })

  test('of long ago tells nobody: a file of old tasks is no flood', async () => {
    const task = await create(lin, 'tasks', { name: '旧事', due_on: '2025-01-02', remind: 'd1' })
    await tell()
    expect(await told(task)).toEqual([])
  })
})

describe('the calendar of a person', () => {
  const open = async (client: Client) => new URL((await client.post('/api/v1/calendar-feed')).body.address).pathname
  const get = (path: string) => world.anonymous().get(path)

  test('shows the own open tasks to whoever has the address, and ends with it', async () => {
    const customer = await aCustomer(lin, { name: '订阅客户' })
    await create(lin, 'tasks', { name: '订阅里的任务', customer: customer.id, due_on: '2026-03-20', due_time: '14:30' })
    await create(ma, 'tasks', { name: '别人的任务', due_on: '2026-03-20' })
    const finished = await create(lin, 'tasks', { name: '做完的任务', due_on: '2026-03-20' })
    await act(finished, 'complete')
    expect((await lin.get('/api/v1/calendar-feed')).body).toEqual({ feed: null })
    const path = await open(lin)
    const reply = await get(path)
    expect([reply.status, reply.headers['content-type'], reply.headers['cache-control']]).toEqual([200, 'text/calendar; charset=utf-8', 'private, no-store'])
    const text = reply.text.replaceAll('\r\n ', '')
    expect(text).toContain('SUMMARY:订阅里的任务 · 订阅客户')
    expect(text).toContain('DTSTART:20260320T063000Z')
    expect([text.includes('别人的任务'), text.includes('做完的任务')]).toEqual([false, false])
    // Only a hash is kept.
    expect(JSON.stringify(await world.query('select * from calendar_feeds'))).not.toContain(path.slice(-47, -4))
    const fresh = await open(lin)
    expect([(await get(path)).status, (await get(fresh)).status]).toEqual([404, 200])
    expect((await lin.del('/api/v1/calendar-feed')).status).toBe(204)
    expect((await get(fresh)).status).toBe(404)
  })

  test('tells the days to come of a repeating task once, also where the next one is there already', async () => {
    await create(lin, 'tasks', { name: '每周站会', due_on: '2026-03-04', repeat: 'FREQ=WEEKLY' })
    for (const ctx of await world.app.runtime.systemContexts('interactions')) await makeDueRepeats(ctx)
    const text = (await get(await open(lin))).text.replaceAll('\r\n ', '')
    const days = [...text.matchAll(/DTSTART;VALUE=DATE:(\d+)(?:(?!END:VEVENT)[\s\S])*SUMMARY:每周站会/g)].map(([, day]) => day)
    expect(days.slice(0, 4)).toEqual(['20260304', '20260311', '20260318', '20260325'])
    expect(new Set(days).size).toBe(days.length)
  })

  test('calls this place as whoever asks calls it, where it was never told how it is called', async () => {
    await create(lin, 'tasks', { name: '有地址', due_on: '2026-03-20' })
    const { runtime } = world.app
    const [company] = await world.query<{ id: string }>('select workspace_id as id from users where id = $1', [world.ids.lin])
    const ctx = await runtime.userContext({ workspaceId: company!.id, userId: world.ids.lin, language: 'zh', origin: nowhere })
    const ask = (method: string, guard: string, params: Record<string, string>) =>
      calendarRoutes(runtime, { publicUrl: null }).find((route) => route.method === method && route.guard === guard)!.handle(ctx!, { params, query: {}, body: undefined, headers: {}, raw: { host: 'crm.example:8443', protocol: 'https' } })
    const { body } = await ask('POST', 'signed_in', {})
    const { address } = z.object({ address: z.string() }).parse(body)
    expect(address).toMatch(/^https:\/\/crm\.example:8443\/api\/v1\/calendar-feeds\/[\w-]+\.ics$/)
    const { json } = await ask('GET', 'public', { address: address.split('/').at(-1)! })
    expect(String(json).replaceAll('\r\n ', '')).toMatch(/URL:https:\/\/crm\.example:8443\/tasks\/[\da-f-]{36}\r\n/)
  })

  test('is of nobody for addresses that are guessed, cut short or of another company, and ends when its person leaves', async () => {
    const role = (await admin.list('roles', { filter: { key: 'staff' } }))[0]
    const person = await create(admin, 'users', { name: '离职', user_name: 'leaver', password: castPassword, roles: [role.id] })
    const leaver = await signIn(world.app.server, { login: 'leaver', password: castPassword })
    const path = await open(leaver)
    const strange = await open(await world.asUser('stranger'))
    const [, company, token] = /feeds\/([\w-]{22})([\w-]{43})\.ics$/.exec(path)!
    const [, others] = /feeds\/([\w-]{22})/.exec(strange)!
    const wrong = [`${company}${token}`, `${company}${token!.slice(1)}.ics`, `${others}${token}.ics`, `${company}${token!.replace(/./, (first) => (first === 'A' ? 'B' : 'A'))}.ics`, 'x.ics', '.ics', `${'A'.repeat(65)}.ics`, '%00.ics']
    for (const address of wrong) expect([address, (await get(`/api/v1/calendar-feeds/${address}`)).status]).toEqual([address, 404])
    expect((await get(path)).status).toBe(200)
    await admin.patch(`/api/v1/users/${person.id}`, { is_active: false })
    expect((await get(path)).status).toBe(404)
  })
})
