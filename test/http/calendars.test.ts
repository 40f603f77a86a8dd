import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let standard: any
beforeAll(async () => {
  world = await startTestApp()
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
  standard = (await admin.list('calendars'))[0]
})
afterAll(() => world.close())

const yearOf = async (calendar: string, year: number, client = admin) => (await client.post(`/api/v1/calendars/${calendar}/year`, { year })).body
const dayOf = async (calendar: string, day: string) => (await yearOf(calendar, Number(day.slice(0, 4)))).days.find((each: any) => each.day === day)

describe('a business calendar', () => {
  test('a new company has one, with office hours and the holidays of China', async () => {
    expect(standard).toMatchObject({ name: '工作日历', time_zone: 'Asia/Shanghai', holidays: 'china', is_default: true })
    const year = await yearOf(standard.id, 2026, lin)
    expect(year).toMatchObject({ is_published: true, working_days: 248 })
    expect(await dayOf(standard.id, '2026-02-14')).toMatchObject({ is_worked: true, published: { kind: 'make_up', name: '春节', is_expected: false } })
    expect(await dayOf(standard.id, '2026-02-23')).toMatchObject({ is_worked: false, published: { kind: 'holiday' } })
    expect(await dayOf(standard.id, '2027-02-08')).toMatchObject({ is_worked: false, published: { is_expected: true } })
    expect(await yearOf(standard.id, 2027)).toMatchObject({ is_published: false })
  })

  test('plans are told the days of rest of a span with their names, in the language of whoever asks; other spans are refused', async () => {
    const rest = (from: unknown, to: unknown, client = lin) => client.post('/api/v1/calendars/rest-days', { from, to })
    expect((await rest('2026-02-12', '2026-02-16')).body).toEqual({ days: [{ day: '2026-02-15', name: '春节' }, { day: '2026-02-16', name: '春节' }] })
    const own = await create(admin, 'calendar-days', { calendar: standard.id, day: '2026-02-12', kind: 'holiday', name: '司庆' })
    // A Saturday that is worked is none; a plain Sunday has no name.
    expect((await rest('2026-02-12', '2026-03-01')).body.days.filter(({ day }: { day: string }) => ['2026-02-12', '2026-02-14', '2026-03-01'].includes(day))).toEqual([{ day: '2026-02-12', name: '司庆' }, { day: '2026-03-01', name: null }])
    await admin.del(`/api/v1/calendar-days/${own.id}`)
    for (const [from, to] of [['2026-03-02', '2026-03-01'], ['2026-01-01', '2026-12-31'], ['0001-01-01', '0001-01-02'], ['9999-12-30', '9999-12-31'], ['2026-02-30', '2026-03-01'], [null, 5]]) expect((await rest(from, to)).status).toBe(422)
  })

  test('what the company says of a day stands before what is published, until it takes it back', async () => {
    const own = await create(admin, 'calendar-days', { calendar: standard.id, day: '2026-02-23', kind: 'working', name: '提前开工', hours: [{ from: '10:00', to: '15:00' }] })
    expect(await dayOf(standard.id, '2026-02-23')).toMatchObject({ is_worked: true, own: { name: '提前开工' } })
    await admin.del(`/api/v1/calendar-days/${own.id}`)
    expect(await dayOf(standard.id, '2026-02-23')).toMatchObject({ is_worked: false, own: null })
  })

  test('a list is taken whole or not at all, and taken back by the batch it answers', async () => {
    const before = await create(admin, 'calendar-days', { calendar: standard.id, day: '2027-02-06', kind: 'working', name: '盘点' })
    const refused = await admin.post(`/api/v1/calendars/${standard.id}/import-days`, { text: '2027-02-05 休 春节\n除夕 休' })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toEqual([expect.objectContaining({ path: 'text', code: 'invalid_days', message: '这些行不是日期：2' })])
    expect((await admin.list('calendar-days')).length).toBe(1)
    const { status, body } = await admin.post(`/api/v1/calendars/${standard.id}/import-days`, { text: '2027-02-05 休 春节\n2027-02-06 休 春节\n2027-02-20 班 春节' })
    expect([status, body.created, body.changed]).toEqual([200, 2, 1])
    expect(await dayOf(standard.id, '2027-02-20')).toMatchObject({ is_worked: true, own: { kind: 'working', name: '春节' } })
    expect((await admin.post('/api/v1/calendar-days/batch', body.undo)).status).toBe(200)
    expect((await admin.list('calendar-days')).map(({ id, day, kind, name }) => ({ id, day, kind, name }))).toEqual([{ id: before.id, day: '2027-02-06', kind: 'working', name: '盘点' }])
    await admin.del(`/api/v1/calendar-days/${before.id}`)
  })

  test('there is one default: another takes its place, and it cannot be left empty', async () => {
    const plant = await create(admin, 'calendars', { name: '工厂', hours: [{ weekday: 'saturday', from: '22:00', to: '06:00' }], holidays: 'none', is_default: true })
    const defaults = async () => (await admin.list('calendars', { filter: { is_default: true } })).map(({ id }) => id)
    expect(await defaults()).toEqual([plant.id])
    expect((await admin.patch(`/api/v1/calendars/${plant.id}`, { is_default: false })).body.errors[0].code).toBe('needs_default')
    expect((await admin.patch(`/api/v1/calendars/${standard.id}`, { is_default: true })).status).toBe(200)
    expect(await defaults()).toEqual([standard.id])
    expect((await admin.get(`/api/v1/calendars/${plant.id}/history`)).body.data[0]).toMatchObject({ fields: [{ field: 'is_default', before: true, after: false }] })
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ name: '乙', time_zone: 'Mars/Olympus' }, 'time_zone'],
    [{ name: '乙', hours: [{ weekday: 'monday', from: '09:00', to: '12:00' }, { weekday: 'monday', from: '11:00', to: '13:00' }] }, 'hours'],
    [{ name: '乙', hours: [{ weekday: 'someday', from: '09:00', to: '12:00' }] }, 'hours[0].weekday'],
    [{ name: '乙', hours: [{ weekday: 'monday', from: '25:00', to: '12:00' }] }, 'hours[0].from'],
    [{ name: '乙', hours: 'always' }, 'hours'],
    [{ name: '乙', is_default: 'yes' }, 'is_default'],
    [{ name: '工作日历' }, 'name'],
  ])('bad input is told at its field and writes nothing: %j', async (input, path) => {
    const before = (await admin.list('calendars')).length
    const { status, body } = await admin.post('/api/v1/calendars', input)
    expect([409, 422]).toContain(status)
    expect(body.errors.map((each: any) => each.path)).toContain(path)
    expect((await admin.list('calendars')).length).toBe(before)
  })

  test.each([[{ year: 1999 }], [{ year: '2026' }], [{ year: 2026.5 }], [{}]])('a year that is none is refused: %j', async (body) => {
    expect((await admin.post(`/api/v1/calendars/${standard.id}/year`, body)).status).toBe(422)
  })

  test('a day is named once in a calendar, and lies in this century', async () => {
    const day = { calendar: standard.id, day: '2026-12-25', kind: 'holiday' }
    await create(admin, 'calendar-days', day)
    expect((await admin.post('/api/v1/calendar-days', day)).status).toBe(409)
    expect((await admin.post('/api/v1/calendar-days', { ...day, day: '1999-12-25' })).status).toBe(422)
  })

  test('whoever may not change it sees it, and changes nothing', async () => {
    expect((await lin.list('calendars')).length).toBeGreaterThan(0)
    expect((await lin.patch(`/api/v1/calendars/${standard.id}`, { name: '林的' })).status).toBe(403)
    expect((await lin.post('/api/v1/calendar-days', { calendar: standard.id, day: '2026-12-26', kind: 'holiday' })).status).toBe(403)
    expect((await lin.post(`/api/v1/calendars/${standard.id}/import-days`, { text: '2026-12-26' })).status).toBe(403)
    const stranger = await world.asUser('stranger')
    expect((await stranger.post(`/api/v1/calendars/${standard.id}/year`, { year: 2026 })).status).toBe(404)
  })
})
