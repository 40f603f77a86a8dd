/** A company that was there before an update gets what the update brings: once, and nothing that people changed, deleted or took away comes back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/kernel/access/actor.ts'
import { giveWhatIsNew } from '../../src/modules/team/index.ts'
import { widest } from '../../src/modules/team/ready/things.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let workspace: string
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  workspace = (await world.contextOf('admin')).workspace.id
})
afterAll(() => world.close())

const start = () => giveWhatIsNew(world.app.runtime)
const count = async (table: string, where = 'true') => Number((await world.query(`select count(*)::int as n from ${table} where workspace_id = $1 and ${where}`, [workspace]))[0].n)
const given = async () => Object.fromEntries((await world.query('select name, how from given_things where workspace_id = $1', [workspace])).map(({ name, how }) => [name, how]))
/** As if the company had been made by a program that knew nothing of these. */
const forget = async (names: string[], statements: string[]) => {
  await world.query('delete from given_things where workspace_id = $1 and name = any($2)', [workspace, names])
  for (const statement of statements) await world.query(statement, [workspace])
}
const role = async (key: string) => (await admin.list('roles', { filter: { key } }))[0]

describe('a new company', () => {
  test('has everything, and the next start adds nothing', async () => {
    const before = await given()
    expect(new Set(Object.values(before))).toEqual(new Set(['made']))
    expect(Object.keys(before)).toEqual(expect.arrayContaining(['team.role.administrator', 'team.calendar', 'requests.policies', 'complaints.causes', 'complaints.lines', 'knowledge.categories', 'suggestions.rule', 'team.rights.complaint']))
    const events = await count('events')
    await start()
    expect([await given(), await count('events')]).toEqual([before, events])
    expect((await admin.get('/api/v1/given-things')).body).toEqual({ data: [] })
  })

  test('shows what things cost and what is earned by them to none who do not answer for it', async () => {
    for (const key of ['account_manager', 'customer_service', 'service_engineer', 'marketing']) {
      const { grants } = await role(key)
      expect([key, grants.product.fields.cost, grants.order.fields.margin, grants.order.fields.cost, grants.customer_value.fields.profit]).toEqual([key, 'hidden', 'hidden', 'hidden', 'hidden'])
      // Who sees no consumption at all sees no cost of it.
      expect([key, grants.transaction.see === undefined || grants.transaction.fields.cost === 'hidden']).toEqual([key, true])
    }
  })
})

describe('a company from before an update', () => {
  test('gets exactly once what it never had, whoever starts at the same moment, told in its log as done by the system', async () => {
    await forget(['requests.policies', 'complaints.causes', 'complaints.lines'], ['delete from sla_policies where workspace_id = $1', 'delete from complaint_causes where workspace_id = $1', "delete from approval_lines where workspace_id = $1 and object = 'compensation'"])
    await Promise.all([start(), start(), start()])
    await start()
    expect([await count('sla_policies'), await count('complaint_causes', 'parent_id is null'), await count('approval_lines', "object = 'compensation'")]).toEqual([5, 4, 2])
    expect(await given()).toMatchObject({ 'requests.policies': 'added', 'complaints.causes': 'added', 'complaints.lines': 'added' })
    const told = await world.query("select distinct actor_name, actor_id from events where workspace_id = $1 and object = 'sla_policy' and kind = 'requests.sla_policy.created' and actor_name = 'update'", [workspace])
    expect(told).toEqual([{ actor_name: 'update', actor_id: systemActor('update').id }])
    const { data } = (await admin.get('/api/v1/given-things')).body
    expect(data.find(({ name }: any) => name === 'requests.policies')).toMatchObject({ label: { en: 'SLA policies' }, added: [{ object: 'sla_policy', verb: 'created', count: 5 }] })
  })

  test('reads who did it in the language of the reader', async () => {
    const [policy] = await admin.list('sla-policies')
    const name = async (language: 'zh' | 'en') => (await (await world.asUser('admin', { language })).get(`/api/v1/sla-policies/${policy.id}/history`)).body.data.at(-1).actor.name
    expect([await name('zh'), await name('en')]).toEqual(['系统（更新）', 'The system (update)'])
  })

  test('finds switched off what would change the days of people who have worked without', async () => {
    await admin.post('/api/v1/service-requests', { subject: '早就有的' })
    await forget(['requests.policies'], ['update service_requests set sla_policy_id = null where workspace_id = $1', 'delete from sla_policies where workspace_id = $1'])
    await start()
    expect([await count('sla_policies', 'not is_active'), await count('sla_policies', 'is_active')]).toEqual([5, 0])
  })

  test('keeps what people made, changed or put into the recycle bin', async () => {
    const [policy, ...others] = await admin.list('sla-policies')
    expect((await admin.patch(`/api/v1/sla-policies/${policy.id}`, { name: '我们的', version: policy.version })).status).toBe(200)
    for (const { id } of others) expect((await admin.del(`/api/v1/sla-policies/${id}`)).status).toBe(204)
    await forget(['requests.policies'], [])
    await start()
    expect((await admin.list('sla-policies')).map(({ name }) => name)).toEqual(['我们的'])
    expect(await given()).toMatchObject({ 'requests.policies': 'found' })
  })

  test('that made its own role under the key keeps it', async () => {
    await forget(['team.role.auditor'], [])
    await start()
    expect([await count('roles', "key = 'auditor'"), (await given())['team.role.auditor']]).toEqual([1, 'found'])
  })
})

describe('rights on objects that came later', () => {
  const asBefore = async (key: string, objects: string[]) => {
    await world.query('update roles set grants = grants - $3::text[], version = version + 1 where workspace_id = $1 and key = $2', [workspace, key, objects])
    // The log of a company that is older than the object does not name it.
    await world.query("update events set after = jsonb_set(after, '{grants}', (after -> 'grants') - $2::text[]) where workspace_id = $1 and object = 'role' and after ? 'grants' and record_id = (select id from roles where workspace_id = $1 and key = $3)", [workspace, objects, key])
  }

  test('join the roles that never said anything of them, and are only added to', async () => {
    await asBefore('customer_service', ['complaint', 'article'])
    await forget(['team.rights.complaint', 'team.rights.article'], [])
    const before = await role('customer_service')
    await start()
    const after = await role('customer_service')
    expect(after.grants.complaint).toMatchObject({ see: 'all', create: 'all', change: 'all' })
    for (const verb of ['delete']) expect(after.grants.complaint[verb] ?? 'none').toBe(before.grants['*'][verb] ?? 'none')
    expect({ ...after.grants, complaint: undefined, article: undefined }).toEqual({ ...before.grants, complaint: undefined, article: undefined })
    const { version } = after
    await start()
    expect((await role('customer_service')).version).toBe(version)
  })

  test('do not come back where people took them away', async () => {
    const { id, version, grants } = await role('customer_service')
    const { complaint: _taken, ...kept } = grants
    expect((await admin.patch(`/api/v1/roles/${id}`, { grants: kept, version })).status).toBe(200)
    await forget(['team.rights.complaint'], [])
    await start()
    expect((await role('customer_service')).grants).toEqual(kept)
  })

  test('are not given to a role whose rights on everything else were changed', async () => {
    await asBefore('customer_service', ['complaint', 'article'])
    const { id, version, grants } = await role('customer_service')
    expect((await admin.patch(`/api/v1/roles/${id}`, { grants: { ...grants, '*': { see: 'own' } }, version })).status).toBe(200)
    await forget(['team.rights.article'], [])
    await start()
    expect((await role('customer_service')).grants.article).toBeUndefined()
  })

  test('never reach less far than before', () => {
    expect(widest({ see: 'all', export: 'all' }, { see: 'own', create: 'own' })).toEqual({ see: 'all', export: 'all', create: 'own' })
    expect(widest({ see: 'own' }, {})).toEqual({ see: 'own' })
  })
})

test('what updates added is told to administrators alone', async () => {
  expect((await (await world.asUser('lin')).get('/api/v1/given-things')).status).toBe(403)
  expect((await world.anonymous().get('/api/v1/given-things')).status).toBe(401)
})
