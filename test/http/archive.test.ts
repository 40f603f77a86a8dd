import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { remindOfFiles } from '../../src/modules/archive/actions/remind-of-files.ts'
import { recomputeClocks } from '../../src/modules/archive/actions/recompute-clocks.ts'

// A Friday afternoon before the make-up Saturday and the Spring Festival of 2026; the clock is moved by the tests.
let now = new Date('2026-02-13T08:00:00Z')
let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  // The rules are measured from when they were switched on, which was when the template was made.
  await world.query("update archive_rules set since = '2026-01-01'")
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
})
afterAll(() => world.close())
beforeEach(() => after('2026-02-13T08:00:00Z'))

const whole = { kind: 'person', status: 'active', phones: ['13800001111'], emails: ['a@b.example'], addresses: [{ country: 'CN', province: '浙江省', city: '宁波市', street: '中山路 1 号' }], gender: 'female', birthday: '1980-05-01', best_time: '下午' }
const clocksOf = async (customer: string, kind = 'filing') => {
  await world.settle()
  const clocks = await admin.list('archive-clocks', { filter: { customer, kind } })
  const instant = (text: string | null) => text && new Date(text).toISOString()
  return clocks.map((clock) => ({ ...clock, started_at: instant(clock.started_at), due_at: instant(clock.due_at), done_at: instant(clock.done_at) }))
}
const after = (instant: string) => (now = new Date(instant))

describe('the clock of a file', () => {
  test('starts when a customer becomes active, names what is missing, and is due at the close of the third working day', async () => {
    const customer = await aCustomer(lin, { status: 'potential', phones: ['057487654321'] })
    expect(await clocksOf(customer.id)).toEqual([])
    await lin.patch(`/api/v1/customers/${customer.id}`, { status: 'active' })
    const [clock] = await clocksOf(customer.id)
    // 14 February (made up), then 24 and 25 after the holiday.
    expect(clock).toMatchObject({ due_at: '2026-02-25T10:00:00.000Z', done_at: null, is_on_time: null, owner: { id: world.ids.lin }, department: { name: '一组' } })
    expect(clock.missing).toEqual(['addresses', 'contact_name', 'contact_position', 'contact_phone', 'contact_mail', 'contact_gender', 'contact_birthday', 'contact_best_time'])
  })

  test('ends with the last field, wherever it is written: here at the contact, in time', async () => {
    const customer = await aCustomer(lin, { status: 'active', phones: ['057487654321'], addresses: whole.addresses })
    const contact = await aContact(lin, customer.id, { position: '经理', phones: ['13900001111'], emails: ['c@d.example'], gender: 'male', birthday: '1975-01-01' })
    expect((await clocksOf(customer.id))[0].missing).toEqual(['contact_best_time'])
    after('2026-02-24T02:00:00Z')
    await lin.patch(`/api/v1/contacts/${contact.id}`, { best_time: '上午' })
    expect((await clocksOf(customer.id))[0]).toMatchObject({ missing: [], done_at: '2026-02-24T02:00:00.000Z', is_on_time: true })
    await lin.patch(`/api/v1/contacts/${contact.id}`, { best_time: null })
    expect((await clocksOf(customer.id))[0]).toMatchObject({ done_at: '2026-02-24T02:00:00.000Z', is_on_time: true })
  })

  test('is done at once where the file comes whole, and late where it comes after the end', async () => {
    const person = await aCustomer(lin, whole)
    expect((await clocksOf(person.id))[0]).toMatchObject({ missing: [], is_on_time: true })
    const { birthday: _birthday, ...rest } = whole
    const late = await aCustomer(lin, rest)
    expect((await clocksOf(late.id))[0].missing).toEqual(['birthday'])
    after('2026-02-25T10:00:01Z')
    await lin.patch(`/api/v1/customers/${late.id}`, { birthday: '1980-05-01' })
    expect((await clocksOf(late.id))[0]).toMatchObject({ is_on_time: false })
  })

  test('a batch starts the same clocks as single files, and hearing events twice starts none again', async () => {
    const { body } = await lin.post('/api/v1/customers/batch', { create: [{ name: '批一', status: 'active' }, { name: '批二', status: 'active' }, { name: '批三', status: 'potential' }] })
    const ids = body.results.map(({ id }: any) => id)
    await world.settle()
    await world.query("update event_positions set tx = '0', event_id = null where listener = 'archive.clocks'")
    expect((await Promise.all(ids.map((id: string) => clocksOf(id)))).map((clocks: any) => clocks.length)).toEqual([1, 1, 0])
  })

  test('goes along with the customer to another manager while it runs', async () => {
    const customer = await aCustomer(lin, { status: 'active' })
    await clocksOf(customer.id)
    await admin.patch(`/api/v1/customers/${customer.id}`, { owner: world.ids.chen })
    expect((await clocksOf(customer.id))[0]).toMatchObject({ owner: { id: world.ids.chen }, department: { name: '二组' } })
  })

  test('tells its time left in working time', async () => {
    const customer = await aCustomer(lin, { status: 'active' })
    const [clock] = await clocksOf(customer.id)
    // 16:00 to 18:00 on Friday and three days of 7.5 hours.
    expect((await lin.post(`/api/v1/archive-clocks/${clock.id}/left`)).body).toEqual({ working_minutes: 120 + 3 * 450, working_days: 3 })
  })

  test('stands on the page of the customer, and nobody writes it', async () => {
    const customer = await aCustomer(lin, { status: 'active' })
    const [clock] = await clocksOf(customer.id)
    expect((await lin.get(`/api/v1/customers/${customer.id}/page`)).body.archive_clocks).toEqual([expect.objectContaining({ id: clock.id })])
    expect((await admin.patch(`/api/v1/archive-clocks/${clock.id}`, { done_at: '2026-02-14T00:00:00Z' })).status).toBe(403)
    expect((await admin.post('/api/v1/archive-clocks', { customer: customer.id })).status).toBe(403)
    expect((await admin.del(`/api/v1/archive-clocks/${clock.id}`)).status).toBe(403)
    const mei = await world.asUser('mei')
    expect((await mei.get(`/api/v1/archive-clocks/${clock.id}`)).status).toBe(404)
  })
})

test('whoever looks after a file is told once before it is due, and once when it is overdue', async () => {
  const customer = await aCustomer(lin, { status: 'active' })
  await clocksOf(customer.id)
  const told = async () => (await lin.list('notifications', { filter: { record: customer.id } })).map(({ kind }) => kind).sort()
  const remind = async (instant: string) => {
    after(instant)
    await remindOfFiles(await world.contextOf('admin'))
    await remindOfFiles(await world.contextOf('admin'))
  }
  await remind('2026-02-14T02:00:00Z')
  expect(await told()).toEqual([])
  await remind('2026-02-25T01:00:00Z')
  expect(await told()).toEqual(['file_due'])
  await remind('2026-02-26T01:00:00Z')
  expect(await told()).toEqual(['file_due', 'file_overdue'])
})

describe('what happened', () => {
  test('is entered in time within 24 hours of working days, else late', async () => {
    after('2026-02-24T02:00:00Z')
    const customer = await aCustomer(lin, {})
    const log = (at: string) => create(lin, 'interactions', { customer: customer.id, channel: 'call', at, content: '谈价格' })
    // The holiday does not count: from 18:00 on the make-up Saturday to 10:00 on the Tuesday after it are 16 hours.
    await log('2026-02-14T10:00:00Z')
    await log('2026-02-13T10:00:00Z')
    await log('2025-12-31T10:00:00Z')
    const clocks = await clocksOf(customer.id, 'entering')
    expect(clocks.map(({ started_at, is_on_time }) => [started_at, is_on_time]).sort()).toEqual([['2026-02-13T10:00:00.000Z', false], ['2026-02-14T10:00:00.000Z', true]])
  })
})

describe('a change of the calendar', () => {
  test('moves the ends of clocks that run, and leaves what has been judged', async () => {
    const [open, done] = [await aCustomer(lin, { status: 'active' }), await aCustomer(lin, whole)]
    const [judged] = await clocksOf(done.id)
    const [calendar] = await admin.list('calendars')
    const day = await create(admin, 'calendar-days', { calendar: calendar.id, day: '2026-02-24', kind: 'holiday', name: '补休' })
    await world.settle()
    await recomputeClocks(await world.contextOf('admin'), null)
    expect((await clocksOf(open.id))[0].due_at).toBe('2026-02-26T10:00:00.000Z')
    expect((await clocksOf(done.id))[0]).toEqual(judged)
    const jobs = await world.query("select kind, created_by from jobs where kind = 'archive.recompute'")
    expect(jobs).toEqual([{ kind: 'archive.recompute', created_by: world.ids.admin }])
    await admin.del(`/api/v1/calendar-days/${day.id}`)
    await world.settle()
    await recomputeClocks(await world.contextOf('admin'), null)
  })

  test('a rule that asks for less ends what is complete by it', async () => {
    const customer = await aCustomer(lin, { status: 'active', kind: 'person', phones: ['13800001111'] })
    const [rule] = await admin.list('archive-rules', { filter: { start: 'customer_active' } })
    expect((await clocksOf(customer.id))[0].missing.length).toBeGreaterThan(0)
    await admin.patch(`/api/v1/archive-rules/${rule.id}`, { required_person: ['name', 'phones'] })
    await world.settle()
    await recomputeClocks(await world.contextOf('admin'), null)
    expect((await clocksOf(customer.id))[0]).toMatchObject({ missing: [], is_on_time: true })
    await admin.patch(`/api/v1/archive-rules/${rule.id}`, { required_person: rule.required_person })
  })
})

describe('on-time rates', () => {
  test('add up over people and over departments, and count what is overdue', async () => {
    after('2026-03-31T08:00:00Z')
    const { status, body } = await admin.post('/api/v1/archive-clocks/rates', { from: '2026-01-01', to: '2026-12-31' })
    expect(status).toBe(200)
    const sum = (rows: any[], name: string) => rows.reduce((total, row) => total + row[name], 0)
    for (const name of ['due', 'on_time', 'late', 'overdue']) {
      expect([name, sum(body.people, name), sum(body.departments, name)]).toEqual([name, body.total[name], body.total[name]])
    }
    expect(body.total.due).toBe(body.total.on_time + body.total.late + body.total.overdue)
    expect(body.total.overdue).toBeGreaterThan(0)
    expect(body.people.map(({ name }: any) => name).sort()).toEqual(['林晓', '陈宇'])
    const overdue = await admin.list('archive-clocks', { filter: { done_at: { is_empty: true }, due_at: { lt: now.toISOString() } } })
    expect(overdue.length).toBe(body.total.overdue)
    const own = await (await world.asUser('chen')).post('/api/v1/archive-clocks/rates', { from: '2026-01-01', to: '2026-12-31' })
    expect(own.body.people.map(({ name }: any) => name)).toEqual(['陈宇'])
  })

  test.each([[{ from: '2026-02-01', to: '2026-01-01' }], [{ from: '2026-02-30', to: '2026-03-01' }], [{ from: '2026-01-01' }], [{ from: '2026-01-01', to: '2026-02-01', kind: 'x' }]])('a period that is none is refused: %j', async (body) => {
    expect((await admin.post('/api/v1/archive-clocks/rates', body)).status).toBe(422)
  })

  test.each([
    [{ name: '甲', start: 'birth' }, 'start'],
    [{ name: '甲', start: 'customer_active', count: 0, required_person: ['name'] }, 'count'],
    [{ name: '甲', start: 'customer_active', required_organisation: ['shoe_size'] }, 'required_organisation[0]'],
    [{ name: '甲', start: 'customer_active' }, 'required_organisation'],
  ])('a rule that is none is told at its field: %j', async (input, path) => {
    const { status, body } = await admin.post('/api/v1/archive-rules', input)
    expect([status, body.errors.map((each: any) => each.path)]).toEqual([422, [path]])
  })
})
