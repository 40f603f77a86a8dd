import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluate } from '../../src/modules/insight/index.ts'
import { applyRun, beginRun } from '../../src/modules/tiers/index.ts'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { newId } from '../../src/platform/ids.ts'
import { anApproval, aWholeSale } from '../support/sale.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { openDatabase, type Database } from '../../src/platform/db/database.ts'

let world: TestApp
let admin: Client
let stranger: Client
let customer: any
let home: string
let abroad: string
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  stranger = await world.asUser('stranger')
  customer = await aCustomer(admin, { name: '我方客户', phones: ['13812345678'] })
  await aContact(admin, customer.id)
  await create(admin, 'interactions', { customer: customer.id, content: '机密', promises: [{ what: '承诺' }] })
  await create(admin, 'transactions', { customer: customer.id, amount: '1.00' })
  for (const [objects, input] of Object.entries({ preferences: { text: '偏好' }, 'special-days': { name: '日', day: '2001-05-01' } })) await create(admin, objects, { customer: customer.id, ...input })
  await create(admin, 'relationships', { customer: customer.id, kind: 'partner', other: (await aCustomer(admin)).id })
  await create(admin, 'products', { name: '产品' })
  await create(admin, 'tags', { name: '标签' })
  await create(admin, 'territories', { name: '区域' })
  await create(admin, 'saved-views', { name: '视图', object: 'customer', is_shared: true })
  await create(admin, 'number-formats', { object: 'customer', format: 'K-{yyyy}-{000000}' })
  await create(admin, 'layouts', { object: 'tag', panels: [{ key: 'main', label: { zh: '组', en: 'Panel' }, fields: ['name'] }] })
  await create(admin, 'consent-records', { customer: customer.id, purpose: 'marketing', channel: 'sms', state: 'granted', how: '登记单' })
  const person = await aCustomer(admin, { name: '已匿名的人', kind: 'person' })
  const erasure = await create(admin, 'erasures', { object: 'customer', record: person.id, ground: 'objection', confirmation: '已匿名的人' })
  const rule = await create(admin, 'retention-rules', { name: '规则', object: 'customer', months: 24, act: 'bin', mode: 'reviewed' })
  // Written by daily work and by a listener only.
  const made = `(workspace_id, id, created_at, updated_at, object, record, subject, status`
  await world.query(`insert into retention_proposals ${made}, rule_id, act) select workspace_id, gen_random_uuid(), now(), now(), 'customer', $1, '提议', 'proposed', id, 'bin' from retention_rules where id = $2`, [customer.id, rule.id])
  await world.query(`insert into erased_returns ${made}, erasure_id) select workspace_id, gen_random_uuid(), now(), now(), 'customer', $1, '又来', 'new', id from erasures where id = $2`, [customer.id, erasure.id])
  await create(admin, 'comments', { object: 'customer', record: customer.id, text: '内部评论' })
  await world.query(`insert into notifications (workspace_id, id, created_at, updated_at, receiver_id, kind, is_in_app, mail) select workspace_id, gen_random_uuid(), now(), now(), id, 'export_done', true, 'off' from users where id = $1`, [world.ids.admin])
  await create(admin, 'custom-fields', { object: 'tag', key: 'own', type: 'text', label_zh: '自', label_en: 'Own' })
  await create(admin, 'custom-objects', { key: 'thing', label_zh: '物', label_en: 'Thing', plural_en: 'Things' })
  const twins = [await aCustomer(admin, { phones: ['+8613700000777'], kind: 'person' }), await aCustomer(admin, { phones: ['+8613700000777'], kind: 'person' })]
  await world.settle()
  expect((await admin.post(`/api/v1/customers/${twins[0].id}/merge`, { with: twins[1].id })).status).toBe(200)
  const lead = await create(admin, 'leads', { name: '线索' })
  expect((await admin.post(`/api/v1/leads/${lead.id}/log-contact`, { content: '机密' })).status).toBe(200)
  await aWholeSale(admin, customer.id)
  await anApproval(admin, customer.id)
  await create(admin, 'switching-costs', { customer: customer.id, learning: 3 })
  await create(admin, 'indicator-targets', { indicator: 'amount', target: 5 })
  await create(admin, 'quotas', { person: world.ids.lin, target: 1000 })
  const [one, other] = [await create(admin, 'products', { name: '甲品' }), await create(admin, 'products', { name: '乙品' })]
  await create(admin, 'suggestion-lists', { name: '清单', lines: [{ product: one.id }] })
  await create(admin, 'product-exclusions', { customer: customer.id, product: one.id })
  await create(admin, 'product-proposals', { customer: customer.id, product: one.id })
  // Written by nightly work only.
  await world.query(`insert into product_associations (workspace_id, id, created_at, updated_at, name, product_id, also_id, together, buyers, also_buyers, customers, support, confidence, lift, as_of) select workspace_id, gen_random_uuid(), now(), now(), '甲品 → 乙品', id, $1, 10, 10, 10, 20, 50, 100, 2, '2026-03-02' from products where id = $2`, [other.id, one.id])
  const report = await create(admin, 'reports', { name: '报表', question: { object: 'customer' } })
  await create(admin, 'dashboards', { name: '看板', tiles: [{ report: report.id, size: 'small' }] })
  await create(admin, 'report-schedules', { report: report.id, recipients: [world.ids.lin] })
  await world.query(`insert into forecasts (workspace_id, id, created_at, updated_at, person_id, period, first_on, last_on, week_on, closed, committed, best_case, pipeline, weighted)
    select workspace_id, gen_random_uuid(), now(), now(), id, 'month', '2026-03-01', '2026-03-31', '2026-03-02', 0, 0, 0, 0, 0 from users where id = $1`, [world.ids.lin])
  await create(admin, 'pools', { name: '公海', condition: {}, contact_days: 60, warn_days: 0, cooling_days: 30, is_active: false })
  await create(admin, 'assignment-rules', { name: '分配', condition: {}, people: [world.ids.lin], is_active: false })
  await create(admin, 'abilities', { person: world.ids.lin, weight: 2 })
  await create(admin, 'handovers', { from: world.ids.admin, to: world.ids.lin, reason: '换人', customers: [customer.id] })
  const removal = await create(admin, 'removal-rules', { name: '清理', condition: {}, kind: 'no_consumption', months: 36, is_active: false })
  await world.query(`insert into removal_proposals (workspace_id, id, created_at, updated_at, rule_id, customer_id, act, status) select workspace_id, gen_random_uuid(), now(), now(), id, $1, 'bin', 'proposed' from removal_rules where id = $2`, [customer.id, removal.id])
  const [calendar] = await admin.list('calendars')
  await create(admin, 'calendar-days', { calendar: calendar.id, day: '2026-03-03', kind: 'holiday', name: '司庆' })
  await aCustomer(admin, { status: 'active' })
  await create(admin, 'entitlements', { name: '年保', customer: customer.id })
  await create(admin, 'portal-accesses', { contact: (await create(admin, 'contacts', { customer: customer.id, name: '门户', emails: ['door@guest.example'] })).id })
  const request = await create(admin, 'service-requests', { subject: '报修', customer: customer.id })
  expect((await admin.post(`/api/v1/service-requests/${request.id}/note`, { content: '机密' })).status).toBe(200)
  const complaint = await create(admin, 'complaints', { subject: '投诉', customer: customer.id })
  expect((await admin.post(`/api/v1/complaints/${complaint.id}/compensate`, { kind: 'refund', amount: '1' })).status).toBe(200)
  expect((await admin.post(`/api/v1/calls/${(await create(admin, 'calls', { phone: '13812345678' })).id}/miss`, {})).status).toBe(200)
  expect((await admin.post('/api/v1/agent-states/set', { state: 'available' })).status).toBe(200)
  const article = await create(admin, 'articles', { title: '机密', body: '机密' })
  expect((await admin.post(`/api/v1/articles/${article.id}/submit`, {})).status).toBe(200)
  await create(admin, 'assets', { name: '设备', customer: customer.id })
  await create(admin, 'skills', { name: '制冷', people: [world.ids.lin] })
  const job = await create(admin, 'field-jobs', { request: request.id })
  for (const [verb, input] of Object.entries({ dispatch: { engineer: world.ids.lin, start: '2026-03-02T06:00:00Z' }, 'set-out': {}, 'check-in': {}, finish: { voucher: { work: '机密' } } })) expect((await admin.post(`/api/v1/field-jobs/${job.id}/${verb}`, input)).status).toBe(200)
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full' })
  await world.query(`insert into contract_risks (workspace_id, id, created_at, updated_at, contract_id, customer_id, risk, against_usual, as_of) select workspace_id, id, now(), now(), id, customer_id, 50, 1, '2026-03-02' from contracts limit 1`)
  await world.query(`insert into learnt_contracts (workspace_id, id, created_at, updated_at, contract_id, customer_id, ended_on, is_lost, as_of) select workspace_id, id, now(), now(), id, customer_id, '2026-03-01', true, '2026-03-02' from contracts limit 1`)
  await world.query(`insert into learnt_leads (workspace_id, id, created_at, updated_at, lead_id, is_won, learnt_on) select workspace_id, id, now(), now(), id, true, '2026-03-02' from leads limit 1`)
  await world.query(`insert into held_out_customers (workspace_id, id, created_at, updated_at, customer_id, repeats, actual, as_of) select workspace_id, id, now(), now(), id, 1, 0, '2026-03-02' from customers where id = $1`, [customer.id])
  const scheme = await create(admin, 'tier-schemes', { name: '分级', levels: [{ tier: 'a' }, { tier: 'potential' }], conditions: { a: { name: { is_empty: false } } } })
  await admin.post(`/api/v1/tier-schemes/${scheme.id}/switch-on`, {})
  await world.query(`update customers set created_at = '2020-01-01'`)
  await applyRun(await world.contextOf('admin'), await beginRun(await world.contextOf('admin'), scheme, 'asked'))
  const treatment = await create(admin, 'treatments', { name: '回访', across: 'abc_class', across_band: 'A', up: 'tier', up_band: 'a' })
  expect((await admin.post(`/api/v1/treatments/${treatment.id}/make-tasks`, {})).status).toBe(200)
  const rows = await world.query('select name, id from workspaces')
  home = rows.find((row) => row.name === '青山商贸').id
  abroad = rows.find((row) => row.name === '对岸公司').id
})
afterAll(() => world.close())

/** Valid input of actions that take some: it is looked at before the record is. */
const inputs: Record<string, object> = { listen: { heard: 'x' }, define: { definition: 'x', cause: newId() }, 'complaint.propose': { proposed: 'x' }, agree: { agreed: 'x' }, apologise: { apology: 'x' }, 'complaint.finish': { outcome: 'x' }, 'call-back': { is_settled: true }, reach: { is_settled: true }, 'give-up': { reason: 'x' }, postpone: { due_at: '2099-01-01T00:00:00Z' }, identify: { customer: newId() }, 'complaint.withdraw': { reason: 'x' }, compensate: { kind: 'refund', amount: '1' }, resubmit: { kind: 'refund', amount: '1' }, give: { how: 'x' }, 'restore-edition': { edition: 1 }, retire: { reason: 'x' }, review: { review_on: '2099-01-01' }, rate: { is_helpful: true }, 'set-password': { password: 'long-enough' }, approve: { confirmation: 'x' }, refuse: { answer: 'x' }, merge: { with: newId() }, cancel: { reason: 'x' }, void: { reason: 'x' }, reject: { reason: 'x' }, propose: { settlement: 'none', proposal: 'x' }, move: { stage: newId() }, win: { reason: 'other' }, lose: { reason: 'other' }, explain: { reason: 'other' }, decline: { reason: 'x' }, accept: { by: 'x' }, terminate: { reason: 'x' }, 'approval.approve': { comment: 'x' }, 'approval.refuse': { comment: 'x' }, 'approval.return': { comment: 'x' }, 'approval.delegate': { person: newId() }, 'approval.add-signer': { person: newId(), place: 'after' }, 'approval.withdraw': {}, 'quote.decline': { reason: 'x' }, 'request.complete': { solution: 'x' }, 'request.evaluate': { evaluation: 5 }, 'request.reopen': { reason: 'x' }, reply: { content: 'x' }, note: { content: 'x' }, 'request-credit-limit': { credit_limit: '1' }, 'merge-preview': { with: newId() }, return: { reason: 'other' }, dispatch: { engineer: newId(), start: '2026-03-02T06:00:00Z' }, fail: { reason: 'x' }, voucher: { work: 'x' }, collect: { method: 'cash' }, disqualify: { reason: 'junk' }, 'credit-answer': { amount: '1.00' }, pin: { is_pinned: true }, 'report.send': { to: [newId()] }, 'propose-product': { product: newId() }, 'quote-products': { lines: [{ product: newId() }] }, 'import-days': { text: '2026-01-01 off' }, year: { year: 2026 } }

describe('an id of another workspace', () => {
  test('is not there, for any object and any thing one may ask of it', async () => {
    for (const object of world.app.registry.objects.values()) {
      const [row] = await world.query(`select id from ${object.table} where workspace_id = $1 limit 1`, [home])
      expect([object.name, typeof row?.id]).toEqual([object.name, 'string'])
      const url = `/api/v1/${object.path}/${row.id}`
      const replies = [await stranger.get(url), await stranger.get(`${url}/history`)]
      if (object.has_timeline) replies.push(await stranger.get(`${url}/timeline`), await stranger.get(`${url}/page`))
      if (!object.is_append_only) replies.push(await stranger.patch(url, {}), await stranger.del(url), await stranger.post(`${url}/restore`), await stranger.post(`${url}/undo`, { event: row.id }))
      for (const action of world.app.registry.actions.filter((one) => one.object === object.name && one.on === 'record')) replies.push(await stranger.post(`${url}/${action.name}`, inputs[`${object.name}.${action.name}`] ?? inputs[action.name] ?? {}))
      expect([object.name, replies.map((reply) => reply.status)]).toEqual([object.name, replies.map(() => 404)])
    }
  })

  test('cannot be referred to', async () => {
    for (const [objects, input] of [['contacts', { customer: customer.id, name: 'x' }], ['tasks', { name: 'x', customer: customer.id }], ['customers', { name: 'x', owner: world.ids.lin }], ['customers', { name: 'x', parent: { number: customer.number } }], ['transactions', { customer: customer.id, amount: '1' }]] as const) {
      const reply = await stranger.post(`/api/v1/${objects}`, input)
      expect([objects, reply.status, reply.body.errors[0].code]).toEqual([objects, 422, 'reference_not_found'])
    }
  })

  test('finds nothing in filters, and lists hold nothing of the other side', async () => {
    for (const object of world.app.registry.objects.values()) {
      const rows = await stranger.list(object.path)
      const [count] = await world.query(`select count(*)::int as count from ${object.table} where workspace_id = $1 and deleted_at is null`, [abroad])
      expect([object.name, rows.length]).toEqual([object.name, count.count])
    }
    expect(await stranger.list('customers', { filter: { id: customer.id } })).toEqual([])
    expect(await stranger.list('customers', { filter: { owner: world.ids.admin } })).toEqual([])
  })

  test('numbers count in each workspace for itself', async () => {
    const own = await aCustomer(stranger)
    expect(own.number).toMatch(/-000001$/)
  })
})

describe('row-level security holds without the conditions of the application', () => {
  let database: Database
  let tables: string[]
  beforeAll(async () => {
    database = openDatabase({ url: world.databaseUrl, max: 2 })
    tables = (await world.query("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace")).map((row) => row.relname)
  })
  afterAll(() => database.close())
  const asWorkspace = <Result>(id: string, work: (connection: pg.ClientBase) => Promise<Result>) => database.forWorkspace(id).withConnection(work)

  test('the application acts as a role that owns nothing and cannot pass it', async () => {
    await asWorkspace(abroad, async (connection) => {
      const { rows } = await connection.query("select current_user as name, r.rolsuper, r.rolbypassrls from pg_roles r where r.rolname = current_user")
      expect(rows[0]).toEqual({ name: 'guanxi_app', rolsuper: false, rolbypassrls: false })
      const owned = await connection.query("select count(*)::int as count from pg_class where relowner = 'guanxi_app'::regrole")
      expect(owned.rows[0].count).toBe(0)
    })
  })

  test('a statement without any condition sees the rows of its workspace only, in every table', async () => {
    for (const table of tables) {
      const wanted = (await world.query(`select count(*)::int as count from ${table} where workspace_id = $1`, [abroad]))[0].count
      const [all] = await world.query(`select count(*)::int as count from ${table}`)
      const seen = await asWorkspace(abroad, (connection) => connection.query(`select count(*)::int as count from ${table}`))
      expect([table, seen.rows[0].count]).toEqual([table, table === 'sessions' ? all.count : wanted])
    }
    expect(tables.length).toBeGreaterThan(15)
  })

  test('without a workspace nothing of any workspace is seen', async () => {
    for (const table of tables.filter((name) => name !== 'sessions')) {
      expect([table, await database.local.withConnection((connection) => connection.query(`select 1 from ${table} limit 1`)).then(({ rows }) => rows)]).toEqual([table, []])
    }
  })

  test('foreign rows are neither changed nor deleted nor written', async () => {
    await asWorkspace(abroad, async (connection) => {
      expect((await connection.query("update customers set name = 'x' where id = $1", [customer.id])).rowCount).toBe(0)
      expect((await connection.query('delete from customers where id = $1', [customer.id])).rowCount).toBe(0)
      await expect(connection.query("insert into tags (workspace_id, id, created_at, updated_at, name) values ($1, gen_random_uuid(), now(), now(), 'x')", [home])).rejects.toThrow(/row-level security/)
      await expect(connection.query('update customers set workspace_id = $1', [home])).rejects.toThrow(/row-level security/)
    })
    expect((await admin.get(`/api/v1/customers/${customer.id}`)).body.name).toBe('我方客户')
  })

  test('the job queue, files and the tables themselves are out of reach', async () => {
    for (const text of ['select * from graphile_worker._private_jobs', 'select pg_read_file(\'/etc/passwd\')', 'create table x (id int)', 'drop table customers', 'alter table customers disable row level security']) {
      await expect(asWorkspace(abroad, async (connection) => {
        await connection.query('begin')
        try {
          await connection.query(text)
        } finally {
          await connection.query('rollback')
        }
      })).rejects.toThrow()
    }
  })
})

describe('the workspaces of connections that are used in turn', () => {
  test('never mix', async () => {
    const [one, other] = [await world.asUser('lin'), await world.asUser('stranger')]
    const replies = await Promise.all(Array.from({ length: 60 }, (_, index) => (index % 2 ? one : other).get('/api/v1/users?fields=name&limit=100')))
    for (const [index, reply] of replies.entries()) expect(reply.body.data.some((user: any) => user.name === '林晓')).toBe(index % 2 === 1)
  })
})
