import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, aTask, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { runRemovalRules } from '../../src/modules/ownership/removal/run-rules.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

let counter = 0
const anIndustry = () => `清${++counter}`
const aRule = (industry: string, more: object) => create(admin, 'removal-rules', { name: `清理 ${industry}`, condition: { industry }, is_active: true, ...more })
const proposalsOf = (rule: any) => admin.list('removal-proposals', { filter: { rule: rule.id }, sort: 'created_at' })

async function old(input: object, days = 2000): Promise<any> {
  const customer = await aCustomer(admin, { ...input })
  await world.query("update customers set created_at = created_at - $2::int * interval '1 day' where id = $1", [customer.id, days])
  return customer
}

async function night(): Promise<void> {
  await world.settle()
  const [ctx] = (await world.app.runtime.systemContexts('daily work')).filter((one) => one.workspace.name === '青山商贸')
  await runRemovalRules(ctx!)
}

describe('a removal rule proposes', () => {
  test('files without consumption, once, and withdraws who buys again; the preview says the same and writes nothing', async () => {
    const industry = anIndustry()
    const [silent, bought, young, back] = [await old({ industry }), await old({ industry }), await aCustomer(admin, { industry }), await old({ industry })]
    await aTransaction(admin, bought.id, { at: new Date().toISOString() })
    await world.settle()
    const before = await world.query('select count(*) from events')
    const preview = await admin.post('/api/v1/removal-rules/simulate', { kind: 'no_consumption', months: 36, condition: { industry } })
    expect([preview.status, preview.body.total]).toEqual([200, 2])
    expect(preview.body.customers.map(({ id }: any) => id).toSorted()).toEqual([silent.id, back.id].toSorted())
    expect(await world.query('select count(*) from events')).toEqual(before)
    const rule = await aRule(industry, { kind: 'no_consumption', months: 36 })
    await night()
    await night()
    expect((await proposalsOf(rule)).map(({ customer, status }) => [customer.id, status]).toSorted()).toEqual([[silent.id, 'proposed'], [back.id, 'proposed']].toSorted())
    expect((await admin.get(`/api/v1/customers/${young.id}`)).status).toBe(200)
    await aTransaction(admin, back.id, { at: new Date().toISOString() })
    await night()
    expect((await proposalsOf(rule)).find(({ customer }) => customer.id === back.id).status).toBe('obsolete')
  })

  test('incomplete files, later duplicates and test data', async () => {
    const industry = anIndustry()
    const phone = `1390013${String(1000 + counter)}`
    const [first, second] = [await old({ industry, phones: [phone] }), await old({ industry, phones: [phone] }, 1000)]
    const typed = await old({ industry, name: '测试客户一号' })
    const total = async (rule: object) => (await admin.post('/api/v1/removal-rules/simulate', { condition: { industry }, ...rule })).body.customers.map(({ id }: any) => id)
    expect(await total({ kind: 'duplicate' })).toEqual([second.id])
    expect(await total({ kind: 'test_data' })).toEqual([typed.id])
    expect(await total({ kind: 'incomplete', below: 100 })).toEqual(expect.arrayContaining([first.id, second.id, typed.id]))
    expect(await total({ kind: 'incomplete', below: 1 })).toEqual([])
  })
})

describe('deciding', () => {
  test('to the recycle bin: who and why is in the history, and it can be restored; kept is kept', async () => {
    const industry = anIndustry()
    const [gone, kept] = [await old({ industry }), await old({ industry })]
    const rule = await aRule(industry, { kind: 'no_consumption', months: 12 })
    await night()
    const [one, other] = [gone, kept].map(({ id }) => id)
    const proposals = await proposalsOf(rule)
    const idOf = (customer: string) => proposals.find((each) => each.customer.id === customer).id
    expect((await lin.post('/api/v1/removal-proposals/apply', { ids: [idOf(one)] })).status).toBe(403)
    expect((await admin.post('/api/v1/removal-proposals/apply', { ids: [idOf(one)] })).body).toEqual({ done: 1, passed_over: 0, failed: [] })
    expect((await admin.post('/api/v1/removal-proposals/keep', { ids: [idOf(other), idOf(one)] })).body).toMatchObject({ done: 1, passed_over: 1 })
    expect((await admin.get(`/api/v1/customers/${one}`)).status).toBe(404)
    const [event] = await world.query("select actor_id, cause from events where record_id = $1 and kind = 'customers.customer.deleted'", [one])
    expect(event).toMatchObject({ actor_id: world.ids.admin, cause: { removal_rule: rule.id, reason: 'no_consumption' } })
    expect((await admin.post(`/api/v1/customers/${one}/restore`)).status).toBe(200)
    await night()
    const after = await proposalsOf(rule)
    expect(after.filter(({ customer }) => customer.id === other).map(({ status }) => status)).toEqual(['kept'])
    expect(after.find(({ customer, status }) => customer.id === one && status === 'done').decided_by.id).toBe(world.ids.admin)
  })

  test('for good: only people, by the rules of erasing, two persons where the company wants it', async () => {
    const industry = anIndustry()
    const [person, company, second] = [await old({ industry, kind: 'person', name: '久别人' }), await old({ industry }), await old({ industry, kind: 'person', name: '再别人' })]
    await aTransaction(admin, person.id, { at: '2020-01-01T00:00:00Z', amount: '88.00' })
    const rule = await aRule(industry, { kind: 'no_consumption', months: 24, act: 'anonymise' })
    await night()
    const proposals = await proposalsOf(rule)
    expect(proposals.map(({ customer }) => customer.id)).not.toContain(company.id)
    const idOf = (customer: string) => proposals.find((each) => each.customer.id === customer).id
    expect((await admin.post('/api/v1/removal-proposals/apply', { ids: [idOf(person.id)] })).body.done).toBe(1)
    const erased = (await admin.get(`/api/v1/customers/${person.id}`)).body
    expect([erased.name.startsWith('已匿名'), erased.total_amount]).toEqual([true, '88.00'])
    await admin.patch('/api/v1/privacy-settings', { two_step: true })
    expect((await admin.post('/api/v1/removal-proposals/apply', { ids: [idOf(second.id)] })).body.done).toBe(1)
    await admin.patch('/api/v1/privacy-settings', { two_step: false })
    expect((await admin.list('erasures', { filter: { record: second.id } }))[0]).toMatchObject({ status: 'asked' })
    expect((await admin.get(`/api/v1/customers/${second.id}`)).body.name).toBe('再别人')
  })

  test('a rule that does not fit is refused in words', async () => {
    for (const wrong of [{ kind: 'ugly' }, { kind: 'no_consumption' }, { kind: 'incomplete' }, { kind: 'test_data', condition: { no_such: 1 } }, { kind: 'no_consumption', months: -1 }, { kind: 'duplicate', act: 'burn' }]) {
      expect([wrong, (await admin.post('/api/v1/removal-rules', { name: '错', ...wrong })).status]).toEqual([wrong, 422])
    }
    for (const wrong of [{}, { kind: 'ugly' }, { kind: 'duplicate', condition: { no_such: 1 } }]) expect((await admin.post('/api/v1/removal-rules/simulate', wrong)).status).toBe(422)
    expect(await admin.list('removal-rules', { filter: { name: '错' } })).toEqual([])
    expect((await lin.get('/api/v1/removal-proposals')).status).toBe(403)
    expect((await admin.post('/api/v1/removal-proposals', { status: 'done' })).status).toBe(403)
  })
})

describe('the fairness report', () => {
  test('counts customers, value, open work and contacts by person as they are, under every filter', async () => {
    const territory = await create(admin, 'territories', { name: '均衡区' })
    const [one, two] = [await aCustomer(admin, { owner: world.ids.mei, tier: 'a', territory: territory.id }), await aCustomer(admin, { owner: world.ids.mei, tier: 'b' })]
    await aCustomer(admin, { owner: world.ids.chen, tier: 'a', territory: territory.id })
    await aTransaction(admin, one.id, { at: new Date().toISOString(), amount: '120.50' })
    await aTask(admin, { customer: one.id, owner: world.ids.mei })
    await aTask(admin, { customer: two.id, owner: world.ids.mei })
    await create(admin, 'interactions', { customer: two.id, content: '谈', owner: world.ids.mei })
    await world.settle()
    const report = async (asked: object, client = admin) => (await client.post('/api/v1/customers/fairness', asked)).body
    const rowOf = (body: any, login: 'mei' | 'chen' | 'lin') => body.rows.find(({ person }: any) => person.id === world.ids[login])
    expect(rowOf(await report({}), 'mei')).toMatchObject({ customers: 2, value: '120.50', open_tasks: 2, contacts: 1 })
    expect(rowOf(await report({ tiers: ['a'] }), 'mei')).toMatchObject({ customers: 1, value: '120.50', open_tasks: 1, contacts: 0 })
    expect(rowOf(await report({ territory: territory.id }), 'chen')).toMatchObject({ customers: 1 })
    const [team] = await admin.list('departments', { filter: { name: '二组' } })
    const ofTeam = await report({ department: team.id })
    expect([rowOf(ofTeam, 'mei'), rowOf(ofTeam, 'chen').customers]).toEqual([undefined, 1])
    const all = await report({})
    const [{ n }] = await world.query('select count(*)::int as n from customers where owner_id is not null and deleted_at is null and workspace_id = (select workspace_id from users where id = $1)', [world.ids.mei])
    expect(all.rows.reduce((sum: number, row: any) => sum + row.customers, 0)).toBe(n)
    expect(all.spread.customers.gini).toBeGreaterThanOrEqual(0)
    // Whoever sees only own customers sees only oneself.
    const own = await report({}, await world.asUser('chen'))
    expect(own.rows.map(({ person }: any) => person.id)).toEqual([world.ids.chen])
    for (const wrong of [{ department: 'x' }, { tiers: ['best'] }, { more: 1 }]) expect((await admin.post('/api/v1/customers/fairness', wrong)).status).toBe(422)
  })
})
