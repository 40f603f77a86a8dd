import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, aTask, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { runRules } from '../../src/modules/privacy/retention/run-rules.ts'
import { sweepLateArrivals } from '../../src/modules/privacy/person/late-arrivals.ts'

const day = 24 * 3600_000
let now = new Date('2026-03-11T04:00:00Z')

let world: TestApp
let lin: Client
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  lin = await world.asUser('lin')
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

let counter = 0
/** Rules of different tests do not reach each other's customers. */
const anIndustry = () => `业${++counter}`

const aRule = (industry: string, more: object = {}) =>
  create(admin, 'retention-rules', { name: `规则 ${industry}`, object: 'customer', condition: { industry }, months: 12, act: 'bin', mode: 'reviewed', is_active: true, ...more })

const proposalsOf = (rule: any) => admin.list('retention-proposals', { filter: { rule: rule.id }, sort: 'created_at' })

/** As if somebody had entered it so many days ago. */
async function aged<T extends { id: string }>(record: T, table: string, days: number): Promise<T> {
  await world.query(`update ${table} set created_at = $2 where id = $1`, [record.id, new Date(now.getTime() - days * day)])
  return record
}

async function night(): Promise<void> {
  const [ctx] = (await world.app.runtime.systemContexts('daily work')).filter((one) => one.workspace.name === '青山商贸')
  await runRules(ctx!)
}

describe('whom a rule reaches', () => {
  test('is seen before it is on: today, in ninety days, with the day of the last activity, and nothing is written', async () => {
    const industry = anIndustry()
    const old = await aged(await aCustomer(admin, { industry, kind: 'person' }), 'customers', 800)
    const soon = await aged(await aCustomer(admin, { industry }), 'customers', 300)
    const bought = await aged(await aCustomer(admin, { industry }), 'customers', 800)
    const talked = await aged(await aCustomer(admin, { industry }), 'customers', 800)
    const young = await aCustomer(admin, { industry })
    await aTransaction(admin, bought.id, { at: new Date(now.getTime() - 20 * day).toISOString() })
    await create(admin, 'interactions', { customer: talked.id, content: '旧', at: new Date(now.getTime() - 310 * day).toISOString() })
    const before = await world.query('select count(*) from events')
    const preview = await admin.post('/api/v1/retention-rules/preview', { object: 'customer', condition: { industry }, months: 12, act: 'bin' })
    expect([preview.status, preview.body]).toMatchObject([200, { today: 1, in_90_days: 3 }])
    const byId = new Map(preview.body.records.map((record: any) => [record.id, record]))
    expect([...byId.keys()].toSorted()).toEqual([old.id, soon.id, talked.id].toSorted())
    expect(byId.get(old.id)).toMatchObject({ is_reached: true })
    expect(byId.get(talked.id)).toMatchObject({ is_reached: false, last_activity_at: new Date(now.getTime() - 310 * day).toISOString() })
    expect(byId.has(young.id) || byId.has(bought.id)).toBe(false)
    expect((await admin.post('/api/v1/retention-rules/preview', { object: 'customer', condition: { industry }, months: 12, act: 'anonymise' })).body).toMatchObject({ today: 1, in_90_days: 1 })
    expect(await world.query('select count(*) from events')).toEqual(before)
  })

  test('a contact is active where it took part', async () => {
    const industry = anIndustry()
    const company = await aged(await aCustomer(admin, { industry }), 'customers', 900)
    const quiet = await aged(await aContact(admin, company.id), 'contacts', 900)
    const busy = await aged(await aContact(admin, company.id), 'contacts', 900)
    await create(admin, 'interactions', { customer: company.id, contacts: [busy.id], content: '谈' })
    const preview = await admin.post('/api/v1/retention-rules/preview', { object: 'contact', condition: { customer: { industry } }, months: 12, act: 'anonymise' })
    expect(preview.body.records.map((record: any) => record.id)).toEqual([quiet.id])
  })

  test('what does not fit is refused in words, and nothing is kept', async () => {
    const right = { name: '错', object: 'customer', months: 12, act: 'bin', mode: 'reviewed' }
    for (const wrong of [{ object: 'nothing' }, { object: 'transaction' }, { object: 'user' }, { object: 'role' }, { object: 'task', act: 'anonymise' }, { condition: { no_such: 1 } }, { months: 0 }, { months: 1000 }, { act: 'burn' }, { condition: { tier: { near: 1 } } }]) {
      for (const [path, body] of [['retention-rules', { ...right, ...wrong }], ['retention-rules/preview', { object: right.object, months: 12, act: 'bin', ...wrong }]] as const) {
        const reply = await admin.post(`/api/v1/${path}`, body)
        expect([path, wrong, reply.status]).toEqual([path, wrong, 422])
      }
    }
    expect(await admin.list('retention-rules', { filter: { name: '错' } })).toEqual([])
    const rule = await aRule(anIndustry())
    expect((await admin.patch(`/api/v1/retention-rules/${rule.id}`, { condition: { no_such: 1 } })).status).toBe(422)
    expect((await admin.get(`/api/v1/retention-rules/${rule.id}`)).body.condition).toEqual(rule.condition)
  })

  test('is for whoever has all of it, and not for other workspaces', async () => {
    const rule = await aRule(anIndustry())
    for (const client of [lin, await world.asUser('ma')]) {
      expect((await client.get('/api/v1/retention-rules')).status).toBe(403)
      expect((await client.get('/api/v1/retention-proposals')).status).toBe(403)
      expect((await client.post('/api/v1/retention-rules/preview', { object: 'customer', months: 1, act: 'bin' })).status).toBe(403)
      expect((await client.post('/api/v1/retention-proposals/apply', { ids: [rule.id] })).status).toBe(403)
    }
    const stranger = await world.asUser('stranger')
    expect((await stranger.get(`/api/v1/retention-rules/${rule.id}`)).status).toBe(404)
    expect((await stranger.post('/api/v1/retention-rules/preview', { object: 'customer', months: 1, act: 'bin' })).body.today).toBe(0)
    expect((await admin.post('/api/v1/retention-proposals', { rule: rule.id })).status).toBe(403)
  })
})

describe('a night', () => {
  test('proposes what was reached once, and withdraws what became active', async () => {
    const industry = anIndustry()
    const rule = await aRule(industry)
    const gone = await aged(await aCustomer(admin, { industry }), 'customers', 800)
    const back = await aged(await aCustomer(admin, { industry }), 'customers', 800)
    await night()
    await night()
    expect((await proposalsOf(rule)).map(({ record, status, subject }) => [record, status, subject])).toEqual([[gone.id, 'proposed', gone.name], [back.id, 'proposed', back.name]])
    expect((await admin.get(`/api/v1/customers/${gone.id}`)).status).toBe(200)
    await aTask(admin, { customer: back.id })
    await night()
    expect((await proposalsOf(rule)).map(({ status }) => status)).toEqual(['proposed', 'obsolete'])
    expect((await admin.get(`/api/v1/retention-rules/${rule.id}`)).body.last_run_at).not.toBeNull()
  })

  test('a rule that is off, or whose field is gone, leaves the others to do their work', async () => {
    const [one, other] = [anIndustry(), anIndustry()]
    await aged(await aCustomer(admin, { industry: one }), 'customers', 800)
    await aged(await aCustomer(admin, { industry: other }), 'customers', 800)
    const off = await aRule(one, { is_active: false })
    const broken = await aRule(one)
    await world.query(`update retention_rules set condition = '{"no_such": 1}' where id = $1`, [broken.id])
    const fine = await aRule(other)
    await night()
    expect([await proposalsOf(off), await proposalsOf(broken)]).toEqual([[], []])
    expect(await proposalsOf(fine)).toHaveLength(1)
    await admin.del(`/api/v1/retention-rules/${broken.id}`)
  })

  test('an automatic rule acts, and says why in the history', async () => {
    const industry = anIndustry()
    const customer = await aged(await aCustomer(admin, { industry }), 'customers', 800)
    const rule = await aRule(industry, { mode: 'automatic' })
    await night()
    expect((await admin.get(`/api/v1/customers/${customer.id}`)).status).toBe(404)
    const [event] = await world.query("select actor_name, cause from events where record_id = $1 and kind = 'customers.customer.deleted'", [customer.id])
    expect(event).toMatchObject({ actor_name: 'daily work', cause: { retention_rule: rule.id } })
    expect((await proposalsOf(rule)).map(({ status }) => status)).toEqual(['done'])
    expect((await admin.post(`/api/v1/customers/${customer.id}/restore`)).status).toBe(200)
  })

  test('an automatic rule erases with the ground that the time is over, unless two have to decide', async () => {
    const industry = anIndustry()
    const person = await aged(await aCustomer(admin, { industry, kind: 'person', name: '久未往来' }), 'customers', 800)
    const rule = await aRule(industry, { mode: 'automatic', act: 'anonymise' })
    await night()
    const [erasure] = await admin.list('erasures', { filter: { record: person.id } })
    expect(erasure).toMatchObject({ status: 'done', ground: 'retention_over', decided_by: null })
    expect((await admin.get(`/api/v1/customers/${person.id}`)).body.name).toBe(`已匿名 ${erasure.number}`)
    expect((await proposalsOf(rule))[0]).toMatchObject({ status: 'done', subject: `已匿名 ${erasure.number}` })

    await admin.patch('/api/v1/privacy-settings', { two_step: true })
    const other = await aged(await aCustomer(admin, { industry, kind: 'person', name: '还需一人' }), 'customers', 800)
    await night()
    await admin.patch('/api/v1/privacy-settings', { two_step: false })
    const [asked] = await admin.list('erasures', { filter: { record: other.id } })
    expect(asked.status).toBe('asked')
    expect((await admin.post(`/api/v1/erasures/${asked.id}/approve`, { confirmation: '还需一人' })).status).toBe(200)
  })
})

describe('a review', () => {
  test('lets go what is chosen, keeps what is to be kept, for a year', async () => {
    const industry = anIndustry()
    const [one, two, three] = await Promise.all([1, 2, 3].map(async () => aged(await aCustomer(admin, { industry }), 'customers', 800)))
    const rule = await aRule(industry)
    await night()
    const proposals = await proposalsOf(rule)
    const idOf = (customer: any) => proposals.find(({ record }) => record === customer.id).id
    await aTask(admin, { customer: three!.id })
    expect((await admin.post('/api/v1/retention-proposals/keep', { ids: [idOf(two)] })).body).toEqual({ done: 1, passed_over: 0, failed: [] })
    const both = await Promise.all([1, 2].map(() => admin.post('/api/v1/retention-proposals/apply', { ids: [idOf(one), idOf(two), idOf(three)] })))
    expect(both.map(({ body }) => body.done).sort()).toEqual([0, 1])
    expect(await Promise.all([one, two, three].map(async (customer) => (await admin.get(`/api/v1/customers/${customer!.id}`)).status))).toEqual([404, 200, 200])
    expect((await proposalsOf(rule)).map(({ status }) => status).sort()).toEqual(['done', 'kept', 'obsolete'])
    await night()
    expect(await admin.list('retention-proposals', { filter: { rule: rule.id, status: 'proposed' } })).toEqual([])
    now = new Date(now.getTime() + 366 * day)
    await night()
    now = new Date(now.getTime() - 366 * day)
    expect((await admin.list('retention-proposals', { filter: { rule: rule.id, status: 'proposed' } })).map(({ record }) => record)).toContain(two!.id)
  })
})

describe('what arrives after an erasing', () => {
  test('is blanked in the night, once', async () => {
    const customer = await aCustomer(admin, { kind: 'person', name: '后到' })
    await create(admin, 'erasures', { object: 'customer', record: customer.id, ground: 'objection', confirmation: '后到' })
    const late = await create(admin, 'interactions', { customer: customer.id, content: '刚才还在说后到的事' })
    const taboo = await create(admin, 'preferences', { customer: customer.id, kind: 'taboo', text: '怕狗' })
    const [ctx] = (await world.app.runtime.systemContexts('daily work')).filter((one) => one.workspace.name === '青山商贸')
    await sweepLateArrivals(ctx!)
    const after = (await admin.get(`/api/v1/interactions/${late.id}`)).body
    expect(after).toMatchObject({ content: null, summary: '' })
    expect((await admin.get(`/api/v1/preferences/${taboo.id}`)).status).toBe(404)
    expect(await world.query('select 1 from events where before::text like $1 or after::text like $1', ['%怕狗%'])).toEqual([])
    await sweepLateArrivals(ctx!)
    expect((await admin.get(`/api/v1/interactions/${late.id}`)).body.version).toBe(after.version)
  })
})
