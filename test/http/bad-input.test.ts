/**
 * Every route is driven with generated input. Whatever comes, the answer is never 5xx, what is refused is a problem in the
 * caller's language, and a write that is refused has written nothing.
 *
 * The inputs are the same in every run; GUANXI_JUNK=200 GUANXI_JUNK_SEED=7 look further.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginRun } from '../../src/modules/tiers/index.ts'
import { create } from '../support/builders.ts'
import { signIn, type Client, type Reply } from '../support/client.ts'
import { junk, junkTexts, oddHeaders, payloadOf, type Ids } from '../support/junk.ts'
import { oddRequest } from '../support/odd-request.ts'
import { anApproval, aWholeSale } from '../support/sale.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { upload as send } from '../support/upload.ts'

const runs = Number(process.env.GUANXI_JUNK ?? 4)
const seed = Number(process.env.GUANXI_JUNK_SEED ?? 20260311)

let world: TestApp
let description: any
let ids: Ids
const clients: { client: Client; isChinese: boolean }[] = []

beforeAll(async () => {
  world = await startTestApp()
  description = (await world.anonymous().get('/api/openapi.json')).body
  const admin = await world.asUser('admin')
  // Administrators whom nobody needs: what they do to themselves and to each other harms no other test.
  const [role] = await admin.list('roles', { filter: { key: 'administrator' } })
  for (const language of ['zh', 'en'] as const) {
    await create(admin, 'users', { name: '胡来', user_name: `junk-${language}`, password: 'junk-password', roles: [role.id] })
    clients.push({ client: await signIn(world.app.server, { login: `junk-${language}`, password: 'junk-password', language }), isChinese: language === 'zh' })
  }
  const customer = await create(admin, 'customers', { name: '受试', phones: ['13812345678'] })
  const about = { customer: customer.id }
  const foreign = await create(await world.asUser('stranger'), 'customers', { name: '外人' })
  await create(admin, 'custom-fields', { object: 'customer', key: 'own_json', type: 'json', label_zh: '自', label_en: 'Own' })
  await create(admin, 'custom-fields', { object: 'customer', key: 'own_number', type: 'number', label_zh: '数', label_en: 'Number', settings: { scale: 8 } })
  const records = {
    customers: customer,
    contacts: await create(admin, 'contacts', { ...about, name: '联系人' }),
    preferences: await create(admin, 'preferences', { ...about, text: '偏好' }),
    'special-days': await create(admin, 'special-days', { ...about, name: '日', day: '2001-05-01' }),
    relationships: await create(admin, 'relationships', { ...about, kind: 'partner', other: (await create(admin, 'customers', { name: '另一' })).id }),
    tags: await create(admin, 'tags', { name: '标签' }),
    interactions: await create(admin, 'interactions', { ...about, content: '话' }),
    tasks: await create(admin, 'tasks', { ...about, name: '事' }),
    transactions: await create(admin, 'transactions', { ...about, amount: '1.00' }),
    products: await create(admin, 'products', { name: '产品', code: 'P' }),
    users: await create(admin, 'users', { name: '受害', user_name: 'victim', password: 'paper-lantern-9' }),
    departments: await create(admin, 'departments', { name: '部门' }),
    roles: await create(admin, 'roles', { key: 'victim', name: '角色', grants: {} }),
    'saved-views': await create(admin, 'saved-views', { name: '视图', object: 'customer' }),
    'custom-fields': await create(admin, 'custom-fields', { object: 'tag', key: 'victim', type: 'text', label_zh: '受', label_en: 'Victim' }),
    'custom-objects': await create(admin, 'custom-objects', { key: 'thing', label_zh: '物', label_en: 'Thing', plural_en: 'Things' }),
    'x-:made': await create(admin, 'x-thing', { ...about, name: '物' }),
  }
  const upload = await clients[0]!.client.send({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x\r\ncontent-disposition: form-data; name="object"\r\n\r\ncustomers\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nname,phones\r\n甲,13812345678\r\n--x--\r\n',
  })
  const exported = await clients[0]!.client.post('/api/v1/exports', { object: 'customers' })
  if (upload.status !== 201 || exported.status !== 202) throw new Error(`${upload.text} ${exported.text}`)
  const ofWork = await workOn(admin, records)
  await tiersOf(admin, customer.id)
  await world.settleOnce()
  const own: Record<string, string> = { ...Object.fromEntries(Object.entries(records).map(([path, record]) => [path, record.id])), ...ofWork, imports: upload.body.id, exports: exported.body.job, jobs: exported.body.job, 'person-exports': exported.body.job, Users: records.users.id, Groups: records.roles.id, user: records.users.id }
  // Of every other object the first there is.
  for (const { path } of world.app.registry.objects.values()) own[path] ??= (await admin.get(`/api/v1/${path}?limit=1`)).body.data[0]?.id
  ids = {
    own,
    foreign: foreign.id,
    fields: ['customers', 'tasks', 'transactions', 'interactions'].flatMap((path) => Object.keys(description.paths[`/api/v1/${path}`].post.requestBody.content['application/json'].schema.properties)),
  }
})
afterAll(() => world.close())

/** What is made by more than a plain create. */
async function workOn(admin: Client, { users }: Record<string, any>): Promise<Record<string, string>> {
  const [one, other, third, gone] = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => create(admin, 'customers', { name, kind: 'person', status: 'active', phones: ['13912345678'] })))
  const { body: me } = await admin.get('/api/v1/session')
  const file = await send(admin, '/api/v1/files', { fileName: 'a.txt', file: 'x' })
  const bulk = await admin.post('/api/v1/customers/bulk', { ids: [one.id], change: { remark: 'x' } })
  const merge = await admin.post(`/api/v1/customers/${one.id}/merge`, { with: other.id })
  const sale = await aWholeSale(admin, third.id)
  const made = {
    ...sale,
    approvals: await anApproval(admin, third.id),
    'consent-records': await create(admin, 'consent-records', { customer: one.id }),
    leads: await create(admin, 'leads', { name: '线索' }),
    comments: await create(admin, 'comments', { object: 'customer', record: one.id, text: '看' }),
    'service-requests': await create(admin, 'service-requests', { subject: '报修', customer: third.id }),
    assets: await create(admin, 'assets', { name: '设备', customer: third.id }),
    skills: await create(admin, 'skills', { name: '制冷', people: [users.id] }),
    ...(await aVisit(admin, third.id, users.id)),
    'portal-accesses': await create(admin, 'portal-accesses', { contact: (await create(admin, 'contacts', { customer: third.id, name: '门户', emails: ['door@guest.example'] })).id }),
    entitlements: await create(admin, 'entitlements', { name: '年保', customer: third.id }),
    complaints: await create(admin, 'complaints', { subject: '投诉', customer: third.id }),
    calls: await create(admin, 'calls', { phone: '13812345678' }),
    'call-backs': await create(admin, 'call-backs', { subject: '回电', phone: '13812345679' }),
    'agent-states': await anAgentState(admin),
    articles: await create(admin, 'articles', { title: '知识', body: '正文' }),
    handovers: await create(admin, 'handovers', { from: me.person.id, to: users.id, reason: '调岗', customers: [third.id] }),
    territories: await create(admin, 'territories', { name: '区' }),
    'switching-costs': await create(admin, 'switching-costs', { customer: one.id, learning: 3 }),
    ...(await suggestionsFor(admin, one.id)),
    'indicator-targets': await create(admin, 'indicator-targets', { indicator: 'amount', target: 5 }),
    quotas: await create(admin, 'quotas', { person: users.id, target: 1000 }),
    ...(await aReport(admin, users.id)),
    layouts: await create(admin, 'layouts', { object: 'product', role: null, panels: (await admin.post('/api/v1/layouts/outline', { object: 'product' })).body.panels }),
    erasures: await create(admin, 'erasures', { object: 'customer', record: gone.id, ground: 'objection', reason: '本人要求', confirmation: gone.name }),
    'removal-rules': await create(admin, 'removal-rules', { name: '清', months: 36, condition: { industry: '无' } }),
    'retention-rules': await create(admin, 'retention-rules', { name: '留', months: 36 }),
    pools: await create(admin, 'pools', { name: '海', contact_days: 90 }),
    'number-formats': await create(admin, 'number-formats', { object: 'customer', format: 'K-{000000}' }),
    'calendar-days': await create(admin, 'calendar-days', { calendar: (await admin.list('calendars'))[0].id, day: '2026-12-24', name: '内部' }),
  }
  await admin.post(`/api/v1/service-requests/${made['service-requests'].id}/note`, { content: '内部' })
  await admin.post(`/api/v1/complaints/${made.complaints.id}/compensate`, { kind: 'refund', amount: '1' })
  await admin.post(`/api/v1/articles/${made.articles.id}/submit`, {})
  await admin.post(`/api/v1/leads/${made.leads.id}/log-contact`, { content: '来询' })
  return { ...Object.fromEntries(Object.entries(made).map(([path, { id }]) => [path, id])), files: file.body.id, 'bulk-changes': bulk.body.id, merges: merge.body.id }
}

/** What an agent does now. */
async function anAgentState(admin: Client): Promise<any> {
  await admin.post('/api/v1/agent-states/set', { state: 'available' })
  return (await admin.list('agent-states'))[0]
}

async function suggestionsFor(admin: Client, customer: string): Promise<Record<string, any>> {
  const product = await create(admin, 'products', { name: '荐品' })
  return { 'suggestion-lists': await create(admin, 'suggestion-lists', { name: '清单', lines: [{ product: product.id }] }), 'product-exclusions': await create(admin, 'product-exclusions', { customer, product: product.id }), 'product-proposals': await create(admin, 'product-proposals', { customer, product: product.id }) }
}

/** A scheme with a run, a move by hand, a treatment with tasks: found as the first of each. */
async function tiersOf(admin: Client, customer: string): Promise<void> {
  const scheme = await create(admin, 'tier-schemes', { name: '分级', levels: [{ tier: 'a' }, { tier: 'b' }], conditions: { a: { value: { monetary: { gte: '1.00' } } } } })
  await beginRun(await world.contextOf('admin'), scheme, 'asked')
  await admin.patch(`/api/v1/customers/${customer}`, { tier: 'b' })
  const treatment = await create(admin, 'treatments', { name: '对策', across: 'abc_class', across_band: 'A', up: 'tier', up_band: 'a' })
  await admin.post(`/api/v1/treatments/${treatment.id}/make-tasks`, {})
}

async function aVisit(admin: Client, customer: string, engineer: string): Promise<Record<string, any>> {
  const request = await create(admin, 'service-requests', { subject: '上门', customer })
  const job = await create(admin, 'field-jobs', { request: request.id })
  for (const [verb, input] of Object.entries({ dispatch: { engineer, start: '2026-03-02T06:00:00Z' }, 'set-out': {}, 'check-in': {}, finish: { voucher: { work: '检修' } } })) await admin.post(`/api/v1/field-jobs/${job.id}/${verb}`, input)
  const [voucher] = await admin.list('service-vouchers', { filter: { job: job.id } })
  return { 'field-jobs': await create(admin, 'field-jobs', { request: request.id }), 'service-vouchers': voucher }
}

async function aReport(admin: Client, recipient: string): Promise<Record<string, any>> {
  const report = await create(admin, 'reports', { name: '报表', question: { object: 'customer', rows: [{ field: 'tier' }] } })
  return { reports: report, dashboards: await create(admin, 'dashboards', { name: '看板', tiles: [{ report: report.id, size: 'small' }] }), 'report-schedules': await create(admin, 'report-schedules', { report: report.id, recipients: [recipient] }) }
}

test('every route that names a record is asked about one that is there', () => {
  // Nobody makes these by asking: rules propose them at night, people are told, providers come from outside.
  const others = ['notifications', 'removal-proposals', 'retention-proposals', 'erased-returns', 'abilities', 'assignment-rules', 'forecasts', 'customer-values', 'product-associations', 'contract-risks', 'held-out-customers', 'learnt-contracts', 'learnt-leads', 'sessions', 'api-keys', 'identity-providers', 'substitutes', 'audit', 'portal']
  const without = world.app.routes.map(({ path }) => path.split('/')).filter((parts) => parts.includes(':id')).map((parts) => parts[3] ?? '').filter((objects) => !ids.own[objects] && !others.includes(objects))
  expect([...new Set(without)]).toEqual([])
})

const tables = ['events', 'customers', 'contacts', 'preferences', 'special_days', 'relationships', 'tags', 'interactions', 'tasks', 'service_requests', 'request_messages', 'request_keys', 'complaints', 'calls', 'call_backs', 'call_queues', 'agent_states', 'compensations', 'complaint_causes', 'warning_rules', 'articles', 'article_editions', 'article_categories', 'article_ratings', 'help_pages', 'portal_accesses', 'portal_pages', 'assets', 'skills', 'field_jobs', 'service_vouchers', 'transactions', 'products', 'users', 'accounts', 'departments', 'roles', 'saved_views', 'custom_fields', 'custom_objects', 'custom_records_01', 'jobs', 'imports', 'bulk_changes', 'handovers', 'merges', 'layouts', 'consents', 'comments', 'erasures', 'archive_clocks', 'pools', 'credit_rules', 'idempotency_keys', 'workspaces']
const everything = async () => JSON.stringify(await world.query(`select ${tables.map((table) => `(select count(*) from ${table}) as ${table}`).join(', ')}, (select coalesce(sum(version), 0) from customers) as versions`))

function expectProblem(reply: Reply, isChinese: boolean): void {
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(reply.body).toMatchObject({ type: expect.stringMatching(/^\/problems\/[a-z-]+$/), title: expect.stringMatching(/\S/), status: reply.status, detail: expect.any(String), instance: expect.any(String) })
  expect(/[\u4e00-\u9fff]/.test(reply.body.title)).toBe(isChinese)
  expect(reply.text).not.toMatch(/node_modules|\.ts:\d|syntax error at|relation "|column "/)
}

// Before the fuzzer, which may well demand a second factor of everybody.
test('names that every object of the language has are refused in JSON, wherever they stand', async () => {
  const before = await everything()
  const client = await world.asUser('admin')
  for (const bad of ['"__proto__":{"is_administrator":true}', '"constructor":{"prototype":{"x":1}}']) {
    for (const [method, path, payload] of [
      ['POST', '/api/v1/customers', `{"name":"x",${bad}}`],
      ['PATCH', `/api/v1/customers/${ids.own.customers}`, `{${bad}}`],
      ['POST', '/api/v1/customers/batch', `{"create":[{"name":"x",${bad}}]}`],
      ['POST', '/api/v1/customers/bulk', `{"ids":["${ids.own.customers}"],"change":{"remark":"x",${bad}}}`],
      ['POST', '/api/v1/query', `{"object":"customer","filter":{${bad}}}`],
      ['POST', '/api/v1/roles', `{"key":"x","name":"x","grants":{${bad}}}`],
      ['POST', '/api/v1/exports', `{"object":"customer",${bad}}`],
    ] as const) {
      const reply = await client.send({ method, url: path, headers: { 'content-type': 'application/json' }, payload })
      expect([method, path, bad, [400, 422].includes(reply.status)]).toEqual([method, path, bad, true])
    }
    const filter = await client.get(`/api/v1/customers?filter=${encodeURIComponent(`{${bad}}`)}`)
    expect([400, 422]).toContain(filter.status)
  }
  expect(({} as Record<string, unknown>).is_administrator).toBeUndefined()
  expect(await everything()).toBe(before)
})

test('what belongs in the body is not taken from the address, nor the other way round', async () => {
  const before = await everything()
  const client = await world.asUser('admin')
  expect((await client.post('/api/v1/customers?name=x', {})).status).toBe(422)
  expect((await client.patch(`/api/v1/customers/${ids.own.customers}?remark=x`, { id: ids.foreign })).status).toBe(422)
  expect((await client.patch(`/api/v1/customers/${ids.own.customers}?id=${ids.foreign}`, {})).status).not.toBe(404)
  expect((await client.post('/api/v1/query?object=customer', {})).status).toBe(422)
  expect((await client.send({ method: 'GET', url: '/api/v1/customers', headers: { 'content-type': 'application/json' }, payload: '{"limit":1}' })).body.data.length).toBeGreaterThan(1)
  expect((await client.get('/api/v1/search?q=a&q=b')).status).toBeGreaterThanOrEqual(400)
  expect(await everything()).toBe(before)
})

test('never gets a route to fail, and what is refused leaves nothing behind', async () => {
  // The stream has no end, and signing out or in has tests of its own.
  const routes = world.app.routes.filter(({ path }) => path !== '/api/v1/stream' && path !== '/api/v1/session')
  const failures: string[] = []
  let known = await everything()
  for (const { method, path } of routes) {
    const property = fc.asyncProperty(oddRequest(description, ids, { method, path }), fc.constantFrom(...clients), async (request, { client, isChinese }) => {
      const reply = await client.send({ method, ...request })
      expect([reply.status, reply.status < 500 ? '' : reply.text]).toEqual([reply.status, ''])
      if (reply.status >= 400) expectProblem(reply, isChinese)
      if (method === 'GET') return
      if (method === 'DELETE' && reply.status === 204) await client.post(`${request.url.split('?', 1)[0]}/restore`)
      const now = await everything()
      if (reply.status >= 400) expect([reply.status, now]).toEqual([reply.status, known])
      known = now
    })
    const result = await fc.check(property, { numRuns: runs, seed, endOnFailure: true })
    if (result.failed) {
      failures.push(`${method} ${path} ${JSON.stringify(result.counterexample?.[0])?.slice(0, 600)}\n    ${String((result as { errorInstance?: Error }).errorInstance?.message).slice(0, 400)}`)
      known = await everything()
    }
  }
  expect(failures.join('\n')).toBe('')
}, 600_000)

test('a body of eleven megabytes is refused by every route, in the caller\'s language', async () => {
  const payload = JSON.stringify({ name: 'x'.repeat(11 * 1024 * 1024) })
  const before = await everything()
  const taking = world.app.routes.filter(({ method, guard }) => method !== 'GET' && guard === 'signed_in')
  for (const { method, path } of taking) {
    const { client, isChinese } = clients[taking.length % 2]!
    const reply = await client.send({ method, url: path.replace(/:[a-z_]+/g, ids.foreign), headers: { 'content-type': 'application/json' }, payload })
    expect([method, path, reply.status]).toEqual([method, path, 413])
    expectProblem(reply, isChinese)
  }
  expect(await everything()).toBe(before)
}, 300_000)

test('signing in with anything is refused like anything else', async () => {
  const body = fc.oneof(fc.record({ login: junk, password: junk }), fc.record({ login: fc.constantFrom(...junkTexts), password: fc.constantFrom('x', ...junkTexts), code: fc.constantFrom(...junkTexts) }, { requiredKeys: ['login', 'password'] }), junk)
  await fc.assert(
    fc.asyncProperty(body.chain(payloadOf), oddHeaders, async ({ type, payload }, headers) => {
      const reply = await world.anonymous().send({ method: 'POST', url: '/api/v1/session', headers: { ...headers, ...(type ? { 'content-type': type } : {}) }, payload })
      expect(reply.status).toBeLessThan(500)
      expect(reply.status).toBeGreaterThanOrEqual(400)
      expectProblem(reply, true)
    }),
    { numRuns: runs * 10, seed },
  )
})

test('addresses that no route has are 404 and nothing else', async () => {
  const client = await world.asUser('admin')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...junkTexts, 'customers', 'api', 'v1', '..', '.'), { minLength: 1, maxLength: 4 }), fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS', 'HEAD'), async (parts, method) => {
      const reply = await client.send({ method, url: `/api/v1/${parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')}/nowhere` })
      expect(reply.status).toBeLessThan(500)
      if (method !== 'HEAD' && reply.status >= 400) expectProblem(reply, true)
    }),
    { numRuns: runs * 10, seed },
  )
})
