import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import { signIn, type Client } from '../support/client.ts'
import { castPassword } from '../support/cast.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { runPools } from '../../src/modules/ownership/pool/return-due.ts'

const day = 24 * 3600_000
let now = new Date('2026-03-11T04:00:00Z')

let world: TestApp
let admin: Client
let lin: Client
let mei: Client
let chen: Client
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now }, poolSize: 12 })
  admin = await world.asUser('admin')
  // Staff see the pool here.
  const [staff] = await admin.list('roles', { filter: { key: 'staff' } })
  await admin.patch(`/api/v1/roles/${staff.id}`, { grants: { ...staff.grants, customer: { ...staff.grants['*'], unowned: true } } })
  await signAllIn()
})
afterAll(() => world.close())

const fresh = (login: string) => signIn(world.app.server, { login, password: castPassword })

/** Sessions end with the days that are skipped. */
async function signAllIn(): Promise<void> {
  ;[admin, lin, mei, chen] = (await Promise.all(['admin', 'lin', 'mei', 'chen'].map(fresh))) as [Client, Client, Client, Client]
}

async function later(days: number): Promise<void> {
  now = new Date(now.getTime() + days * day)
  await signAllIn()
}

let counter = 0
/** Rules of different tests do not reach each other's customers. */
const anIndustry = () => `海${++counter}`
const aPool = (industry: string, more: object = {}) =>
  create(admin, 'pools', { name: `公海 ${industry}`, condition: { industry }, contact_days: 60, warn_days: 0, cooling_days: 30, is_active: true, ...more })
const held = (login: 'lin' | 'mei', industry: string, more: object = {}) => aCustomer(admin, { industry, owner: world.ids[login], ...more })
const free = (industry: string, more: object = {}) => aCustomer(admin, { industry, owner: null, ...more })

async function night(): Promise<number> {
  await world.settle()
  const [ctx] = (await world.app.runtime.systemContexts('daily work')).filter((one) => one.workspace.name === '青山商贸')
  return runPools(ctx!)
}

const ownerOf = async (id: string) => (await admin.get(`/api/v1/customers/${id}`)).body.owner?.id ?? null
const eventsOf = (id: string, kind: string) => world.query(`select actor_id, before, after, cause, on_timeline from events where record_id = $1 and kind = 'customers.customer.${kind}'`, [id])

describe('the clock', () => {
  const clockOf = async (id: string) => (await world.query('select owner_id, held_since, contacted_at, dealt_at, former_owner_id, how from ownerships where customer_id = $1', [id]))[0]

  test('begins with the owner, and hears of contacts and deals by page, batch and import alike', async () => {
    const customer = await held('lin', anIndustry())
    await world.settle()
    expect(await clockOf(customer.id)).toMatchObject({ owner_id: world.ids.lin, held_since: now, contacted_at: null, dealt_at: null })
    await later(3)
    await create(admin, 'interactions', { customer: customer.id, content: '电话' })
    await world.settle()
    expect((await clockOf(customer.id)).contacted_at).toEqual(now)
    await later(2)
    await admin.post('/api/v1/interactions/batch', { create: [{ customer: customer.id, content: '走访' }] })
    await aTransaction(admin, customer.id, { at: new Date(now.getTime() - day).toISOString() })
    await world.settle()
    expect(await clockOf(customer.id)).toMatchObject({ contacted_at: now, dealt_at: new Date(now.getTime() - day) })
  })

  test('a contact of next year counts from the day it was entered, one that is taken back not at all, a refund is no deal', async () => {
    const customer = await held('lin', anIndustry())
    await world.settle()
    const talk = await create(admin, 'interactions', { customer: customer.id, content: '约定', at: '2027-01-01T00:00:00Z' })
    await aTransaction(admin, customer.id, { kind: 'refund', amount: '-5.00' })
    await world.settle()
    expect(await clockOf(customer.id)).toMatchObject({ contacted_at: now, dealt_at: null })
    await admin.del(`/api/v1/interactions/${talk.id}`)
    await world.settle()
    expect((await clockOf(customer.id)).contacted_at).toBeNull()
  })

  test('begins anew with a new owner, however the owner changed, and with the same one who comes back', async () => {
    const customer = await held('lin', anIndustry())
    await later(10)
    await admin.patch(`/api/v1/customers/${customer.id}`, { owner: world.ids.mei })
    await world.settle()
    expect(await clockOf(customer.id)).toMatchObject({ owner_id: world.ids.mei, held_since: now, former_owner_id: world.ids.lin, how: 'updated' })
    await later(1)
    await admin.post('/api/v1/customers/batch', { update: [{ id: customer.id, owner: world.ids.lin }] })
    await later(1)
    await admin.post('/api/v1/customers/batch', { update: [{ id: customer.id, owner: world.ids.mei }] })
    await world.settle()
    expect(await clockOf(customer.id)).toMatchObject({ owner_id: world.ids.mei, held_since: now, former_owner_id: world.ids.lin })
    await later(1)
    await admin.patch(`/api/v1/customers/${customer.id}`, { remark: '与归属无关' })
    await world.settle()
    expect((await clockOf(customer.id)).held_since).toEqual(new Date(now.getTime() - day))
  })
})

describe('what is due', () => {
  test('comes back when the days without contact or without a deal are over, and says why', async () => {
    const industry = anIndustry()
    const pool = await aPool(industry, { contact_days: 60, deal_days: 90 })
    const silent = await held('lin', industry)
    const talked = await held('lin', industry)
    const vip = await held('lin', industry, { tier: 'vip' })
    await admin.patch(`/api/v1/pools/${pool.id}`, { exempt_tiers: ['vip'] })
    await later(59)
    await create(admin, 'interactions', { customer: talked.id, content: '电话' })
    expect(await night()).toBe(0)
    await later(1)
    expect(await night()).toBe(1)
    expect([await ownerOf(silent.id), await ownerOf(talked.id), await ownerOf(vip.id)]).toEqual([null, world.ids.lin, world.ids.lin])
    const [event] = await eventsOf(silent.id, 'returned')
    expect(event).toMatchObject({ before: { owner: world.ids.lin }, after: { owner: null }, cause: { pool: pool.id, reason: 'contact', days: '60' }, on_timeline: true })
    await later(30)
    await night()
    expect((await eventsOf(talked.id, 'returned'))[0].cause).toMatchObject({ reason: 'deal', days: '90' })
    expect(await ownerOf(vip.id)).toBe(world.ids.lin)
    await admin.patch(`/api/v1/pools/${pool.id}`, { is_active: false })
  })

  test('nothing comes back before the days of warning after the switching on are over, and each is warned of once', async () => {
    const industry = anIndustry()
    const customer = await held('lin', industry)
    await later(100)
    const pool = await aPool(industry, { warn_days: 7 })
    await night()
    const soon = await lin.post('/api/v1/pools/soon', {})
    expect(soon.body.data).toMatchObject([{ id: customer.id, why: 'contact', is_warned: true }])
    const warned = () => world.query('select warned_for::text from ownerships where customer_id = $1', [customer.id])
    const before = await warned()
    await later(6)
    expect(await night()).toBe(0)
    expect(await warned()).toEqual(before)
    await later(1)
    expect(await night()).toBe(1)
    await admin.patch(`/api/v1/pools/${pool.id}`, { is_active: false })
  })

  test('a customer belongs to the first pool that it fits', async () => {
    const industry = anIndustry()
    const strict = await aPool(industry, { position: 2, contact_days: 10 })
    const mild = await aPool(industry, { position: 1, contact_days: 300, condition: { industry, tier: 'a' } })
    const [one, other] = [await held('lin', industry, { tier: 'a' }), await held('lin', industry, { tier: 'b' })]
    await later(20)
    await night()
    expect([await ownerOf(one.id), await ownerOf(other.id)]).toEqual([world.ids.lin, null])
    for (const pool of [strict, mild]) await admin.del(`/api/v1/pools/${pool.id}`)
  })

  test('what the simulation says for today is what the run gives back, over generated customers', async () => {
    const industry = anIndustry()
    let seed = 7
    const random = (below: number) => (seed = (seed * 16807) % 2147483647) % below
    const customers: any[] = []
    for (let index = 0; index < 40; index++) {
      const customer = await held(random(2) === 0 ? 'lin' : 'mei', industry, { tier: ['vip', 'a', 'b', 'c', 'potential'][random(5)] })
      customers.push(customer)
      await world.query('update events set at = at - $2::int * interval \'1 day\' where record_id = $1', [customer.id, random(200)])
      if (random(3) === 0) await create(admin, 'interactions', { customer: customer.id, content: '谈', at: new Date(now.getTime() - random(150) * day).toISOString() })
      if (random(3) === 0) await aTransaction(admin, customer.id, { at: new Date(now.getTime() - random(150) * day).toISOString() })
    }
    await world.settle()
    const rule = { condition: { industry }, contact_days: 45, deal_days: 80, warn_days: 0, exempt_tiers: ['vip'] }
    const before = await world.query('select count(*) from events')
    const simulated = (await admin.post('/api/v1/pools/simulate', rule)).body
    expect(await world.query('select count(*) from events')).toEqual(before)
    expect(simulated.by_day.reduce((sum: number, { count }: any) => sum + count, 0)).toBe(simulated.total)
    expect(simulated.by_person.reduce((sum: number, { count }: any) => sum + count, 0)).toBe(simulated.total)
    expect(simulated.today).toBeGreaterThan(0)
    const today = simulated.customers.filter((each: any) => each.day === simulated.by_day[0].day).map((each: any) => each.id)
    const pool = await aPool(industry, rule)
    expect(await night()).toBe(simulated.today)
    const returned = await Promise.all(customers.map(async ({ id }) => ((await ownerOf(id)) === null ? id : null)))
    expect(returned.filter(Boolean).toSorted()).toEqual(today.toSorted())
    // And for every day to come, if nothing happens until then.
    const rest = (await admin.post('/api/v1/pools/simulate', { ...rule, id: pool.id, active_on: pool.active_on })).body
    expect(rest.total).toBe(simulated.total - simulated.today)
    for (const { day: date, count } of rest.by_day.slice(0, 8)) {
      now = new Date(`${date}T04:00:00Z`)
      expect([date, await night()]).toEqual([date, count])
    }
    await signAllIn()
    await admin.del(`/api/v1/pools/${pool.id}`)
  })
})

describe('claiming', () => {
  test('fifty at once: exactly one has it', async () => {
    const industry = anIndustry()
    await aPool(industry)
    const customer = await free(industry)
    const replies = await Promise.all(Array.from({ length: 50 }, (_, index) => [lin, mei, chen][index % 3]!.post(`/api/v1/customers/${customer.id}/claim`)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.every(({ status }) => [200, 404, 409].includes(status))).toBe(true)
    const events = await eventsOf(customer.id, 'claimed')
    expect(events).toHaveLength(1)
    expect(await ownerOf(customer.id)).toBe(events[0].actor_id)
  })

  test('limits hold also when all is asked at once', async () => {
    const industry = anIndustry()
    const pool = await aPool(industry, { most_claims: 3 })
    const customers = await Promise.all(Array.from({ length: 12 }, () => free(industry)))
    const replies = await Promise.all(customers.map(({ id }) => chen.post(`/api/v1/customers/${id}/claim`)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(replies.filter(({ status }) => status !== 200).every(({ status, body }) => status === 409 && body.type.endsWith('most-claims'))).toBe(true)
    const [{ n }] = await world.query('select count(*)::int as n from customers where owner_id = $1 and deleted_at is null', [world.ids.chen])
    await later(1)
    await admin.patch(`/api/v1/pools/${pool.id}`, { most_claims: null, most_held: n + 2 })
    const open = customers.filter((_, index) => replies[index]!.status !== 200)
    const more = await Promise.all(open.map(({ id }) => chen.post(`/api/v1/customers/${id}/claim`)))
    expect(more.filter(({ status }) => status === 200)).toHaveLength(2)
    expect(more.filter(({ status }) => status !== 200).every(({ body }) => body.type.endsWith('most-held'))).toBe(true)
  })

  test('the former owner waits, others do not; a claim right after the return is no way around', async () => {
    const industry = anIndustry()
    await aPool(industry)
    const customer = await held('mei', industry)
    expect((await mei.post(`/api/v1/customers/${customer.id}/return`, { reason: 'no_time' })).status).toBe(200)
    const refused = await mei.post(`/api/v1/customers/${customer.id}/claim`)
    expect([refused.status, refused.body.type]).toEqual([409, expect.stringContaining('cooling')])
    await later(30)
    expect((await mei.post(`/api/v1/customers/${customer.id}/claim`)).status).toBe(200)
    await mei.post(`/api/v1/customers/${customer.id}/return`, { reason: 'other' })
    expect((await lin.post(`/api/v1/customers/${customer.id}/claim`)).status).toBe(200)
  })

  test('is for the departments of the pool and those below, and for customers of a pool', async () => {
    const industry = anIndustry()
    const [second] = await admin.list('departments', { filter: { name: '二组' } })
    await aPool(industry, { departments: [second.id] })
    const customer = await free(industry)
    expect((await lin.post(`/api/v1/customers/${customer.id}/claim`)).status).toBe(403)
    expect((await chen.post(`/api/v1/customers/${customer.id}/claim`)).status).toBe(200)
    const nowhere = await free(anIndustry())
    expect((await chen.post(`/api/v1/customers/${nowhere.id}/claim`)).status).toBe(409)
    expect((await (await fresh('stranger')).post(`/api/v1/customers/${nowhere.id}/claim`)).status).toBe(404)
  })

  test('the pool shows what may be claimed, since when it lies there and what is left to claim', async () => {
    const industry = anIndustry()
    const pool = await aPool(industry, { most_claims: 5 })
    const customer = await held('mei', industry)
    await mei.post(`/api/v1/customers/${customer.id}/return`, { reason: 'no_interest' })
    await world.settle()
    const { status, body } = await lin.post('/api/v1/pools/browse', { pool: pool.id })
    expect(status).toBe(200)
    expect(body.data).toMatchObject([{ customer: { id: customer.id, name: customer.name }, how: 'returned', reason: 'no_interest', former_owner: { id: world.ids.mei } }])
    expect(body.pools.find((each: any) => each.id === pool.id)).toMatchObject({ most_claims: 5, claimed: 0, is_for_me: true })
    // Whose role does not see what nobody holds, sees none of it.
    expect((await (await fresh('ma')).post('/api/v1/pools/browse', { pool: pool.id })).body.data).toEqual([])
  })
})

describe('giving back', () => {
  test('takes the right to change the customer and a reason', async () => {
    const industry = anIndustry()
    const customer = await held('lin', industry)
    expect((await mei.post(`/api/v1/customers/${customer.id}/return`, { reason: 'no_time' })).status).toBe(404)
    for (const body of [{}, { reason: 'because' }, { reason: 'no_time', more: 1 }]) expect((await lin.post(`/api/v1/customers/${customer.id}/return`, body)).status).toBe(422)
    expect(await eventsOf(customer.id, 'returned')).toEqual([])
    expect((await lin.post(`/api/v1/customers/${customer.id}/return`, { reason: 'no_time' })).status).toBe(200)
    expect((await admin.post(`/api/v1/customers/${customer.id}/return`, { reason: 'no_time' })).body.type).toContain('not-owned')
    expect((await admin.get(`/api/v1/customers/${customer.id}`)).body.completeness).toBeLessThan(customer.completeness)
  })
})

describe('a rule', () => {
  test('that does not fit is refused in words, and nothing is kept', async () => {
    for (const wrong of [{ condition: { no_such: 1 } }, { condition: { tier: { near: 1 } } }, { contact_days: 0 }, { warn_days: 60 }, { warn_days: -1 }, { exempt_tiers: ['best'] }, { departments: [world.ids.lin] }, { position: 0 }]) {
      const reply = await admin.post('/api/v1/pools', { name: '错', contact_days: 30, ...wrong })
      expect([wrong, reply.status]).toEqual([wrong, 422])
    }
    expect(await admin.list('pools', { filter: { name: '错' } })).toEqual([])
    for (const wrong of [{ condition: { no_such: 1 } }, { contact_days: 0 }, { contact_days: 'x' }, { active_on: 'soon' }]) expect((await admin.post('/api/v1/pools/simulate', wrong)).status).toBe(422)
    expect((await lin.post('/api/v1/pools/simulate', { contact_days: 1 })).status).toBe(403)
    expect((await lin.post('/api/v1/pools', { name: '我的', contact_days: 30 })).status).toBe(403)
  })
})
