import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { refreshSpecialDays } from '../../src/modules/customers/actions/refresh-special-days.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-03-11T04:00:00Z') })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

const read = async (id: string) => (await lin.get(`/api/v1/customers/${id}`)).body

describe('the file of a customer', () => {
  test('takes a unified social credit code only with the right check digit, in any writing', async () => {
    expect((await aCustomer(lin, { credit_code: '91350100M000100Y43' })).credit_code).toBe('91350100M000100Y43')
    expect((await aCustomer(lin, { credit_code: ' 91350100m000100y43 ' })).credit_code).toBe('91350100M000100Y43')
    for (const code of ['91350100M000100Y44', '91350100M000100Y4', '91350100I000100Y43']) {
      const reply = await lin.post('/api/v1/customers', { name: '错码', credit_code: code })
      expect([code, reply.status, reply.body.errors[0].path]).toEqual([code, 422, 'credit_code'])
    }
  })

  test('keeps hours in which nobody may call; what was agreed to comes from the ledger alone', async () => {
    const customer = await aCustomer(lin, { do_not_disturb: [{ from: '22:00', to: '08:00' }] })
    expect(customer).toMatchObject({ consents: [], do_not_disturb: [{ from: '22:00', to: '08:00' }] })
    for (const wrong of [{ consents: [{ channel: 'sms', state: 'granted' }] }, { do_not_disturb: [{ from: '25:00', to: '08:00' }] }, { do_not_disturb: [{ from: '22:00' }] }]) {
      expect((await lin.post('/api/v1/customers', { name: '错', ...wrong })).status).toBe(422)
    }
  })

  test('a person has a birthday by the solar or the lunar calendar', async () => {
    expect(await aCustomer(lin, { kind: 'person', birthday: '1990-05-23', birthday_calendar: 'lunar', gender: 'female', risk_tolerance: 5 })).toMatchObject({ birthday: '1990-05-23', birthday_calendar: 'lunar', risk_tolerance: 5 })
    expect((await lin.post('/api/v1/customers', { name: '错', kind: 'person', risk_tolerance: 6 })).status).toBe(422)
  })

  test('knows its province, city and district from its first address', async () => {
    const customer = await aCustomer(lin, { addresses: [{ province: '浙江省', city: '杭州市', district: '西湖区' }, { city: '宁波市' }] })
    expect(customer).toMatchObject({ province: '浙江省', city: '杭州市', district: '西湖区' })
  })

  test.each([
    [{ city: '杭州' }, ['浙江省', '杭州市', null]],
    [{ city: '北京' }, ['北京市', '北京市', null]],
    [{ country: 'CN', city: '上海市', district: '浦东' }, ['上海市', '上海市', '浦东新区']],
    [{ city: 'Hangzhou' }, [null, 'Hangzhou', null]],
    [{ district: '鼓楼区' }, [null, null, '鼓楼区']],
    [{ country: 'JP', city: '杭州' }, [null, '杭州', null]],
  ])('brings %o to the administrative division, new and changed', async (address, [province, city, district]) => {
    const created = await aCustomer(lin, { addresses: [address] })
    expect(created).toMatchObject({ province, city, district })
    const changed = (await lin.patch(`/api/v1/customers/${(await aCustomer(lin)).id}`, { addresses: [address] })).body
    expect(changed).toMatchObject({ province, city, district, addresses: created.addresses })
  })

  test('is a consumer when it is a person and a business when it is an organisation, unless told otherwise', async () => {
    expect((await aCustomer(lin, { kind: 'person' })).category).toBe('consumer')
    expect((await aCustomer(lin, { kind: 'organisation' })).category).toBe('business')
    expect((await create(lin, 'customers', { name: '无性质' })).category).toBe('business')
    const told = await aCustomer(lin, { kind: 'person', category: 'internal' })
    expect(told.category).toBe('internal')
    expect((await lin.patch(`/api/v1/customers/${told.id}`, { kind: 'organisation' })).body.category).toBe('internal')
    expect((await lin.post('/api/v1/customers', { name: '空', kind: 'person', category: null })).status).toBe(422)
  })

  test('has no relationship with itself', async () => {
    const customer = await aCustomer(lin)
    expect((await lin.post('/api/v1/relationships', { customer: customer.id, kind: 'partner', other: customer.id })).status).toBe(422)
  })
})

describe('completeness', () => {
  test('names what is missing, the weightiest first, and is full when nothing is', async () => {
    const customer = await aCustomer(lin)
    expect(customer.completeness).toBeLessThan(40)
    expect(customer.completeness_missing.slice(0, 3)).toEqual(['phones', 'contact_name', 'contact_phone'])
    const person = await aCustomer(lin, { kind: 'person', category: 'consumer', phones: ['13812345678'], addresses: [{ city: '宁波市' }], emails: ['a@b.example'], birthday: '1990-01-01', gender: 'male', best_time: '晚上', source: 'visit', wechat: 'w', family_status: 'single', household_stage: 'single', occupation_group: '教师' })
    expect(person).toMatchObject({ completeness: 100, completeness_missing: [] })
  })

  test('follows the primary contact: added, changed, deleted, restored, replaced', async () => {
    const { id, completeness } = await aCustomer(lin)
    const missing = async () => {
      await world.settle()
      return (await read(id)).completeness_missing
    }
    const contact = await aContact(lin, id, { name: '周敏', phones: ['13812345678'] })
    expect(await missing()).not.toContain('contact_phone')
    expect((await read(id)).completeness).toBeGreaterThan(completeness)
    await lin.patch(`/api/v1/contacts/${contact.id}`, { phones: [], position: '厂长' })
    expect(await missing()).toContain('contact_phone')
    expect(await missing()).not.toContain('contact_position')
    await lin.del(`/api/v1/contacts/${contact.id}`)
    expect(await missing()).toContain('contact_name')
    await lin.post(`/api/v1/contacts/${contact.id}/restore`)
    expect(await missing()).not.toContain('contact_name')
    await aContact(lin, id, { name: '主要', is_primary: true })
    expect(await missing()).toContain('contact_position')
    expect(await world.query("select 1 from events where record_id = $1 and kind like '%updated'", [id])).toEqual([])
  })

  test('follows a contact that moves to another customer, on both sides', async () => {
    const [from, to] = [await aCustomer(lin), await aCustomer(lin)]
    const contact = await aContact(lin, from.id, { name: '跳槽' })
    await world.settle()
    expect((await read(from.id)).completeness_missing).not.toContain('contact_name')
    await lin.patch(`/api/v1/contacts/${contact.id}`, { customer: to.id })
    await world.settle()
    expect((await read(to.id)).completeness_missing).not.toContain('contact_name')
    expect((await read(from.id)).completeness_missing).toContain('contact_name')
    const history = (await lin.get(`/api/v1/contacts/${contact.id}/history`)).body.data
    expect(history[0].fields).toEqual([{ field: 'customer', before: { id: from.id, name: from.name }, after: { id: to.id, name: to.name } }])
  })

  test('keeps what is known of the contact when the file itself changes', async () => {
    const { id } = await aCustomer(lin)
    await aContact(lin, id, { name: '周敏', phones: ['13812345678'] })
    await world.settle()
    const before = (await read(id)).completeness
    const after = (await lin.patch(`/api/v1/customers/${id}`, { industry: '航运' })).body.completeness
    expect(after).toBeGreaterThan(before)
  })
})

describe('a birthday in a file', () => {
  const daysOf = async (id: string) => {
    await world.settle()
    const days = await lin.list('special-days', { filter: { customer: id, kind: 'birthday' }, sort: 'day' })
    return days.map(({ name, day, calendar, next_on, contact, is_automatic }) => ({ name, day, calendar, next_on, contact: contact?.id ?? null, is_automatic }))
  }

  test('is a special day by itself, of a person and of a contact, and moves with the file', async () => {
    const person = await aCustomer(lin, { kind: 'person', name: '张伟', birthday: '1986-03-20' })
    expect(await daysOf(person.id)).toEqual([{ name: '张伟', day: '1986-03-20', calendar: 'solar', next_on: '2026-03-20', contact: null, is_automatic: true }])
    await lin.patch(`/api/v1/customers/${person.id}`, { birthday: '1986-04-21', name: '张维' })
    expect(await daysOf(person.id)).toMatchObject([{ name: '张维', day: '1986-04-21', next_on: '2026-04-21' }])
    await lin.patch(`/api/v1/customers/${person.id}`, { birthday_calendar: 'lunar' })
    expect(await daysOf(person.id)).toMatchObject([{ calendar: 'lunar', next_on: '2026-04-29' }])
    await lin.patch(`/api/v1/customers/${person.id}`, { birthday: null })
    expect(await daysOf(person.id)).toEqual([])
    expect(await world.query("select 1 from events where object = 'special_day'")).toEqual([])

    const [from, to] = [await aCustomer(lin), await aCustomer(lin)]
    const contact = await aContact(lin, from.id, { name: '周敏', birthday: '1990-05-01' })
    expect(await daysOf(from.id)).toMatchObject([{ name: '周敏', day: '1990-05-01', contact: contact.id }])
    await lin.patch(`/api/v1/contacts/${contact.id}`, { customer: to.id })
    expect([await daysOf(from.id), (await daysOf(to.id)).length]).toEqual([[], 1])
    await lin.del(`/api/v1/contacts/${contact.id}`)
    expect(await daysOf(to.id)).toEqual([])
    await lin.post(`/api/v1/contacts/${contact.id}/restore`)
    expect(await daysOf(to.id)).toHaveLength(1)
  })

  test('is no second day where one was entered by hand, before or after', async () => {
    const person = await aCustomer(lin, { kind: 'person', birthday: '1986-03-20' })
    expect(await daysOf(person.id)).toMatchObject([{ is_automatic: true }])
    const byHand = await create(lin, 'special-days', { customer: person.id, kind: 'birthday', name: '农历生日', day: '1986-03-09', calendar: 'lunar' })
    expect(await daysOf(person.id)).toMatchObject([{ name: '农历生日', is_automatic: false }])
    await lin.patch(`/api/v1/customers/${person.id}`, { birthday: '1986-03-21' })
    expect(await daysOf(person.id)).toMatchObject([{ name: '农历生日' }])
    await lin.del(`/api/v1/special-days/${byHand.id}`)
    expect(await daysOf(person.id)).toMatchObject([{ day: '1986-03-21', is_automatic: true }])

    const company = await aCustomer(lin)
    await create(lin, 'special-days', { customer: company.id, kind: 'birthday', name: '周总', day: '1970-05-05' })
    await aContact(lin, company.id, { birthday: '1970-05-05' })
    await aContact(lin, company.id, { birthday: '1971-06-06' })
    expect(await daysOf(company.id)).toMatchObject([{ name: '周总' }, { day: '1971-06-06', is_automatic: true }])
  })

  test('is changed in the file only, and once deleted it stays so', async () => {
    const person = await aCustomer(lin, { kind: 'person', birthday: '1986-03-20' })
    await world.settle()
    const [day] = await lin.list('special-days', { filter: { customer: person.id } })
    expect((await lin.patch(`/api/v1/special-days/${day.id}`, { day: '1986-03-22' })).body.errors).toMatchObject([{ path: 'day', code: 'from_file' }])
    expect((await lin.patch(`/api/v1/special-days/${day.id}`, { remark: '喜欢百合' })).status).toBe(200)
    expect((await lin.post('/api/v1/special-days', { customer: person.id, name: 'x', day: '1986-03-20', is_automatic: true })).status).toBe(422)
    expect((await lin.del(`/api/v1/special-days/${day.id}`)).status).toBe(204)
    await lin.patch(`/api/v1/customers/${person.id}`, { birthday: '1986-03-25' })
    expect(await daysOf(person.id)).toEqual([])
    await lin.post(`/api/v1/special-days/${day.id}/restore`)
    expect(await daysOf(person.id)).toMatchObject([{ day: '1986-03-25', next_on: '2026-03-25' }])
    const old = await aCustomer(lin, { kind: 'person', birthday: '1600-01-01', birthday_calendar: 'lunar' })
    expect(await daysOf(old.id)).toEqual([])
  })
})

describe('perhaps the same customer', () => {
  const duplicates = async (draft: object, client = lin) => {
    const reply = await client.post('/api/v1/customers/duplicates', draft)
    if (reply.status !== 200) throw new Error(reply.text)
    return reply.body.data as any[]
  }

  test('is found by telephone, mail, credit code and a name that says the same', async () => {
    const customer = await aCustomer(lin, { name: '宁波海天塑机集团有限公司', phones: ['13655556666'], emails: ['info@haitian.example'] })
    await world.settle()
    for (const draft of [
      { name: '另一个名字', phones: ['136 5555 6666'] },
      { name: '另一个名字', emails: ['INFO@haitian.example'] },
      { name: '宁波海天塑机集团有限公司' },
      { name: '宁波海天塑机集团' },
      { name: '宁波海天塑机集团（有限公司）' },
    ]) expect([draft, (await duplicates(draft)).map((candidate) => candidate.id)]).toEqual([draft, expect.arrayContaining([customer.id])])
    expect(await duplicates({ name: '完全不同的公司' })).toEqual([])
    expect(await duplicates({ name: '宁波海天塑机集团有限公司', id: customer.id })).toEqual([])
  })

  test('says why and how sure, the surest first', async () => {
    const [candidate] = await duplicates({ name: '宁波海天塑机集团有限公司', phones: ['13655556666'] })
    expect(candidate).toMatchObject({ number: expect.stringMatching(/^KH-/), name: '宁波海天塑机集团有限公司', score: expect.any(Number) })
    expect(candidate.reasons.length).toBeGreaterThan(1)
  })

  test('is not told of customers that the caller may not see, nor of deleted ones', async () => {
    expect(await duplicates({ name: '宁波海天塑机集团有限公司', phones: ['13655556666'] }, await world.asUser('chen'))).toEqual([])
    expect(await duplicates({ name: '宁波海天塑机集团有限公司', phones: ['13655556666'] }, await world.asUser('stranger'))).toEqual([])
    const gone = await aCustomer(lin, { name: '已删除的独特公司' })
    await lin.del(`/api/v1/customers/${gone.id}`)
    expect(await duplicates({ name: '已删除的独特公司' })).toEqual([])
  })

  test('a half-typed draft simply finds nothing', async () => {
    for (const draft of [{}, { name: '' }, { name: null, phones: ['1'], emails: ['@'], credit_code: 'x' }, { phones: [], colour: 'red' }]) expect(await duplicates(draft)).toEqual([])
  })
})

describe('special days', () => {
  const aDay = async (input: object) => create(lin, 'special-days', { customer: (await aCustomer(lin)).id, name: '日子', ...input })

  test('return every year, today included, by the solar calendar', async () => {
    for (const [day, next_on] of [['1990-03-11', '2026-03-11'], ['1990-03-12', '2026-03-12'], ['1990-03-10', '2027-03-10'], ['2030-01-01', '2030-01-01']]) {
      expect([day, (await aDay({ day })).next_on]).toEqual([day, next_on])
    }
  })

  test('the 29th of February returns also in the years without one', async () => {
    const { next_on } = await aDay({ day: '2000-02-29' })
    expect(next_on === '2027-02-28' || next_on === '2027-03-01').toBe(true)
  })

  test('return by the lunar calendar on another solar day each year', async () => {
    // 1990-05-23 is the 29th of the fourth lunar month; in 2026 that is the 14th of June.
    expect(await aDay({ day: '1990-05-23', calendar: 'lunar' })).toMatchObject({ next_on: '2026-06-14', lunar_text: expect.stringContaining('四月廿九') })
    // Mid-autumn: the 15th of the eighth month.
    expect((await aDay({ day: '1988-09-25', calendar: 'lunar' })).next_on).toBe('2026-09-25')
  })

  test('of a leap month return also in the years without it', async () => {
    // 2020-05-23 was the first day of the leap fourth month.
    const day = await aDay({ day: '2020-05-23', calendar: 'lunar' })
    expect(day.lunar_text).toContain('闰四月')
    expect(day.next_on).toBe('2026-05-17')
  })

  test('a day that no table reaches is refused', async () => {
    for (const input of [{ day: '1500-01-01', calendar: 'lunar' }, { day: '2300-01-01', calendar: 'lunar' }, { day: '9999-12-31' }, { day: '2026-02-30' }]) {
      const reply = await lin.post('/api/v1/special-days', { customer: (await aCustomer(lin)).id, name: '远', ...input })
      expect([input, reply.status, reply.body.errors[0].path]).toEqual([input, 422, 'day'])
    }
    expect((await aDay({ day: '0001-01-01' })).next_on).toBe('2027-01-01')
  })

  test('move on to their next return when they have passed, by the daily work', async () => {
    const day = await aDay({ day: '1990-03-11' })
    const lunar = await aDay({ day: '1990-05-23', calendar: 'lunar' })
    await world.query("update special_days set next_on = '2025-03-11' where id = any($1)", [[day.id, lunar.id]])
    for (const ctx of await world.app.runtime.systemContexts('daily work')) await refreshSpecialDays(ctx)
    expect((await lin.get(`/api/v1/special-days/${day.id}`)).body).toMatchObject({ next_on: '2026-03-11', version: 1 })
    expect((await lin.get(`/api/v1/special-days/${lunar.id}`)).body.next_on).toBe('2026-06-14')
    expect(await world.query("select 1 from special_days where next_on < '2026-03-11'")).toEqual([])
  })
})

describe('tags', () => {
  test('carry a colour and a name that is given once', async () => {
    expect(await create(admin, 'tags', { name: '重点', color: 'gold' })).toMatchObject({ name: '重点', color: 'gold' })
    expect((await admin.post('/api/v1/tags', { name: '重点' })).status).toBe(409)
  })

  test('stand in the file of a customer as they were typed, each once', async () => {
    expect((await aCustomer(lin, { tags: ['重点', '新', '重点'] })).tags).toEqual(['重点', '新'])
    for (const tags of [['x'.repeat(51)], [''], ['  '], [1], 'x', Array.from({ length: 101 }, (_, index) => String(index))]) {
      expect((await lin.post('/api/v1/customers', { name: '错', tags })).status).toBe(422)
    }
  })
})
