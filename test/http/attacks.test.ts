/**
 * Every route of the description is asked by three people for what they must not have: ids of hidden records and of another
 * company in every position. Whatever comes back holds nothing of them, and nothing of them is changed.
 *
 * The requests are the same in every run; GUANXI_ATTACKS=200 GUANXI_ATTACKS_SEED=7 look further.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { makeClient, signIn, type Client, type Reply } from '../support/client.ts'
import type { Ids } from '../support/junk.ts'
import { oddRequest } from '../support/odd-request.ts'
import { watchStatements } from '../support/query-lint.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { upload } from '../support/upload.ts'
import { observeStatements } from '../../src/platform/db/database.ts'

const runs = Number(process.env.GUANXI_ATTACKS ?? 3)
const seed = Number(process.env.GUANXI_ATTACKS_SEED ?? 20261125)

/** The address of every object that a company made. */
const made = 'x-:made'

/** Stands in every text of what is hidden from somebody; nobody types it. */
const secret = { chen: 'Zq7chen', abroad: 'Zq7abroad', field: 'Zq7field' }

let now = Date.now()
let world: TestApp
let description: any
let admin: Client
let lin: Client
let stranger: Client
/** Ids of what chen owns, by the path of the object; and of the other company. */
let hidden: Record<string, string>
let abroad: Record<string, string>
let own: Record<string, string>

interface Attacker {
  name: string
  client: Client
  /** What must never be read in an answer to this person. */
  secrets: string[]
  ids: Record<string, string>[]
}
let attackers: Attacker[]

beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date(now) } })
  // What is filed from now on is measured, though the clock of this test began before the company.
  await world.query("update archive_rules set since = '2026-01-01'")
  description = (await world.anonymous().get('/api/openapi.json')).body
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  stranger = await world.asUser('stranger')
  for (const client of [admin, stranger]) await create(client, 'custom-objects', { key: 'thing', label_zh: '物', label_en: 'Thing', plural_en: 'Things' })
  hidden = await recordsOf(await world.asUser('chen'), secret.chen, '一')
  own = await recordsOf(lin, 'lin', '二')
  await create(stranger, 'users', { name: '彼岸同事', user_name: 'neighbour', password: castPassword })
  abroad = await recordsOf(stranger, secret.abroad, '三')
  hidden.exports = hidden.jobs = (await admin.post('/api/v1/exports', { object: 'customers' })).body.job
  abroad.jobs = abroad.exports!
  // Else the attackers would aim at nothing.
  for (const victim of [hidden, own, abroad]) expect(Object.keys(victim)).toEqual(expect.arrayContaining(['relationships', 'consent-records', 'merges', 'handovers', 'handover-items', 'bulk-changes', 'erasures', 'duplicate-pairs', 'archive-clocks', 'files']))
  // Sees everything of the company but one field, and may change nothing.
  const role = await create(admin, 'roles', { key: 'reader', name: '只读', grants: { '*': { see: 'all' }, customer: { see: 'all', export: 'all', fields: { remark: 'hidden', files: 'hidden' } } } })
  await create(admin, 'users', { name: '只读', user_name: 'reader', password: castPassword, roles: [role.id] })
  await create(admin, 'customers', { name: '字段', remark: secret.field })
  const reader = await signIn(world.app.server, { login: 'reader', password: castPassword })
  attackers = [
    { name: 'staff', client: lin, secrets: [secret.chen, secret.abroad, secret.field], ids: [hidden, abroad] },
    { name: 'reader', client: reader, secrets: [secret.abroad, secret.field], ids: [hidden, abroad] },
    { name: 'stranger', client: stranger, secrets: [secret.chen, secret.field], ids: [hidden, own] },
  ]
})
afterAll(() => world.close())

async function recordsOf(client: Client, word: string, number: string): Promise<Record<string, string>> {
  const file = (await upload(client, '/api/v1/files', { fileName: `${word}.txt`, file: word })).body
  const customer = await create(client, 'customers', { name: `${word}公司`, remark: word === secret.chen ? secret.field + word : word, phones: [`1381234567${'一二三'.indexOf(number)}`], files: [file.id] })
  const about = { customer: customer.id }
  const records: Record<string, any> = {
    customers: customer,
    contacts: await create(client, 'contacts', { ...about, name: word }),
    preferences: await create(client, 'preferences', { ...about, text: word }),
    'special-days': await create(client, 'special-days', { ...about, name: word, day: '2001-05-01' }),
    interactions: await create(client, 'interactions', { ...about, content: word }),
    tasks: await create(client, 'tasks', { ...about, name: word }),
    transactions: await create(client, 'transactions', { ...about, amount: '77.77', remark: word }),
    comments: await create(client, 'comments', { object: 'customer', record: customer.id, text: word }),
    'saved-views': await create(client, 'saved-views', { name: word, object: 'customer' }),
    [made]: await create(client, 'x-thing', { ...about, name: word }),
  }
  const sent = await upload(client, '/api/v1/imports', { fields: { object: 'customers' }, fileName: `${word}.csv`, file: `名称\n${word}\n` })
  const ids = Object.fromEntries(Object.entries(records).map(([path, record]) => [path, record.id]))
  return { ...ids, files: file.id, ...(sent.status === 201 ? { imports: sent.body.id } : {}), ...(await workOf(client, word, customer)) }
}

/** What came of more than a plain create: merging, handover, changes of many, erasing, and what the program itself keeps of customers. */
async function workOf(client: Client, word: string, customer: any): Promise<Record<string, string>> {
  const [one, other, twin, given, gone] = await Promise.all(['并', '入', '双', '交', '消'].map((part) => create(client, 'customers', { name: `${word}${part}`, kind: 'person', status: 'active', remark: word, phones: ['13987654321'] })))
  const { person } = (await client.get('/api/v1/session')).body
  const [successor] = (await client.list('users')).filter(({ id, is_active }) => id !== person.id && id !== world.ids.lin && is_active !== false)
  const replies = {
    relationships: await client.post('/api/v1/relationships', { customer: customer.id, other: twin.id, kind: 'partner', remark: word }),
    'consent-records': await client.post('/api/v1/consent-records', { customer: customer.id, how: word, evidence: word }),
    merges: await client.post(`/api/v1/customers/${one.id}/merge`, { with: other.id }),
    handovers: successor ? await client.post('/api/v1/handovers', { from: person.id, to: successor.id, reason: word, customers: [given.id] }) : null,
    'bulk-changes': await client.post('/api/v1/customers/bulk', { ids: [twin.id], change: { remark: word } }),
    erasures: await client.post('/api/v1/erasures', { object: 'customer', record: gone.id, ground: 'objection', reason: word, confirmation: gone.name }),
    exports: await client.post('/api/v1/exports', { object: 'customers' }),
  }
  await world.settleOnce()
  const [kept] = await world.query(
    `select (select i.id from handover_items i where i.handover_id = $1 limit 1) as "handover-items", (select p.id from duplicate_pairs p where $2 in (p.left_id, p.right_id) limit 1) as "duplicate-pairs",
      (select a.id from archive_clocks a where a.customer_id = $2 limit 1) as "archive-clocks"`,
    [replies.handovers?.body.id ?? null, twin.id],
  )
  const ids = Object.entries({ ...Object.fromEntries(Object.entries(replies).map(([path, reply]) => [path, reply?.body?.id ?? reply?.body?.job])), ...kept })
  return Object.fromEntries(ids.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** Every row of what chen and the other company have. */
async function theirs(): Promise<string> {
  const objects = [...[...world.app.registry.objects.values()].map(({ table }) => table), 'custom_records_01']
  const rows = objects.map((table) => `select '${table}' as name, json_agg(t order by t.id) as rows from ${table} t where t.id = any($1)`)
  return JSON.stringify(await world.query(`${rows.join(' union all ')} order by name`, [[...Object.values(hidden), ...Object.values(abroad)]]))
}

test('nothing hidden is answered or changed, whatever three people ask of every route', async () => {
  const routes = world.app.routes.filter(({ path }) => path !== '/api/v1/stream' && !path.startsWith('/api/v1/session') && path !== '/metrics')
  const failures: string[] = []
  const before = await theirs()
  const home = await world.query('select count(*)::int as n, max(version) as version from customers where workspace_id = (select workspace_id from users where user_name = $1)', ['reader'])
  for (const attacker of [attackers[1]!, attackers[2]!, attackers[0]!]) {
    for (const { method, path } of routes) {
      for (const aim of attacker.ids) {
        const fields = ['customers', 'tasks', 'interactions'].flatMap((objects) => Object.keys(description.paths[`/api/v1/${objects}`].post.requestBody.content['application/json'].schema.properties))
        const ids: Ids = { own: aim, foreign: aim.customers ?? '', fields }
        const property = fc.asyncProperty(oddRequest(description, ids, { method, path }), async (request) => {
          const reply = await attacker.client.send({ method, ...request })
          expect(reply.status).toBeLessThan(500)
          refuseLeaks(attacker, request, reply)
        })
        const result = await fc.check(property, { numRuns: runs, seed, endOnFailure: true })
        if (result.failed) failures.push(`${attacker.name} ${method} ${path} ${JSON.stringify(result.counterexample?.[0])?.slice(0, 500)} ${String((result as { errorInstance?: Error }).errorInstance?.message).slice(0, 300)}`)
      }
    }
    if (attacker.name === 'reader') expect(await world.query('select count(*)::int as n, max(version) as version from customers where workspace_id = (select workspace_id from users where user_name = $1)', ['reader'])).toEqual(home)
  }
  expect(failures.join('\n')).toBe('')
  expect(await theirs()).toBe(before)
}, 600_000)

/** Ids that stood in the request may come back; no others, and no word of the records. */
function refuseLeaks(attacker: Attacker, request: { url: string; payload?: string | Buffer }, reply: Reply): void {
  for (const word of attacker.secrets) expect(reply.text.includes(word) ? `${word} in ${reply.text.slice(0, 300)}` : '').toBe('')
  const asked = request.url + String(request.payload ?? '')
  const foreign = attacker.name === 'reader' ? Object.values(abroad) : attacker.ids.flatMap((ids) => Object.values(ids))
  for (const id of foreign) if (!asked.includes(id)) expect(reply.text).not.toContain(id)
}

describe('what is hidden and what is not there', () => {
  const missing = '01900000-0000-7000-8000-00000000abcd'

  test('are answered alike by every route, and the same statements are run for both', async () => {
    let asked = 0
    for (const { method, path } of world.app.routes.filter((route) => route.path.includes(':id') && route.guard === 'signed_in')) {
      const objects = path.split('/')[3] ?? ''
      const target = hidden[objects]
      if (!target) continue
      const ask = async (id: string) => {
        const statements: string[] = []
        // Who asks is looked up anew every few seconds, whatever is asked.
        observeStatements((text) => void (/from sessions s|recursive me as|from custom_objects o|from custom_fields f|from number_formats f|from layouts l|from layouts l|from sign_in_rules r/.test(text) || statements.push(text)))
        const reply = await lin.send({ method, url: path.replace(made, 'x-thing').replace(':id', id), headers: method === 'GET' ? {} : { 'content-type': 'application/json' }, ...(method === 'GET' ? {} : { payload: bodyFor(path) }) })
        watchStatements()
        const { request_id: _id, instance: _instance, ...body } = reply.body ?? {}
        return { status: reply.status, body, statements }
      }
      await ask(missing)
      const [ofHidden, ofMissing] = [await ask(target), await ask(missing)]
      expect([method, path, ofHidden]).toEqual([method, path, ofMissing])
      // A body that is not meant is refused before anything is looked for.
      expect([404, 422]).toContain(ofHidden.status)
      if (ofHidden.status === 404) asked++
    }
    expect(asked).toBeGreaterThan(70)
  })

  /** Enough to get to the record. */
  function bodyFor(path: string): string {
    if (path.endsWith('/undo') && !path.includes('/imports/')) return JSON.stringify({ event: missing })
    if (path.endsWith('/reveal')) return JSON.stringify({ field: 'phones' })
    return path.endsWith('/set-password') ? JSON.stringify({ password: 'long-enough-1' }) : '{}'
  }

  test('make no difference to counts, sums and searches', async () => {
    const figures = async () => [
      (await lin.get('/api/v1/customers?count=exact&limit=1')).body.total,
      (await lin.post('/api/v1/query', { object: 'customer', measures: [{ fn: 'count', as: 'n' }] })).body,
      (await lin.post('/api/v1/query', { object: 'transaction', group_by: ['customer.tier'], measures: [{ fn: 'sum', field: 'amount', as: 'sum' }] })).body,
      (await lin.get('/api/v1/search?q=Zq7')).body,
      (await lin.get(`/api/v1/customers?filter=${encodeURIComponent(JSON.stringify({ transactions: { some: { amount: { gte: '70' } } } }))}&count=exact`)).body.total,
      (await lin.get(`/api/v1/tasks?filter=${encodeURIComponent(JSON.stringify({ customer: { name: { contains: 'Zq7' } } }))}&count=exact`)).body.total,
    ]
    const before = await figures()
    await recordsOf(await world.asUser('chen'), `${secret.chen}another`, '一')
    expect(await figures()).toEqual(before)
    expect(JSON.stringify(before)).not.toContain('Zq7')
  })
})

describe('more than was offered', () => {
  test('fields of the system are refused in every object, and nothing of them is taken', async () => {
    const stamps = { id: hidden.customers, workspace_id: hidden.customers, version: 99, created_at: '2001-01-01T00:00:00Z', created_by: hidden.customers, updated_by: hidden.customers, deleted_at: null, custom: {}, search_text: 'x', account_id: hidden.customers }
    const mayChange = new Set((await lin.get('/api/v1/metadata')).body.objects.flatMap((one: any) => (one.can.change ? [one.name] : [])))
    for (const object of world.app.registry.objects.values()) {
      const id = mayChange.has(object.name) ? own[object.path] : undefined
      const isMade = (await admin.get('/api/v1/metadata')).body.objects.find((one: any) => one.name === object.name)?.can.create
      for (const [name, value] of Object.entries(stamps)) {
        if (object.fields.has(name) && !object.fields.get(name)?.is_system) continue
        const more = object.name === 'custom_field' ? { object: 'tag' } : object.name === 'number_format' ? { object: 'customer', format: 'K-{000000}' } : {}
        const replies = [await admin.post(`/api/v1/${object.path}`, { ...more, [name]: value })]
        if (id && !object.is_append_only && name !== 'version') replies.push(await lin.patch(`/api/v1/${object.path}/${id}`, { [name]: value }))
        for (const reply of replies) {
          // What nobody makes is refused as that.
          if (!isMade && reply.status === 403) continue
          expect([object.name, name, reply.status]).toEqual([object.name, name, 422])
          expect(reply.body.errors.map((error: any) => [error.path, error.code])).toContainEqual([name, expect.stringMatching(/^(unknown_field|readonly)$/)])
        }
      }
    }
  })

  test('nobody gives oneself rights: not by one\'s own file, a role, a batch or an import', async () => {
    const [administrator] = await admin.list('roles', { filter: { key: 'administrator' } })
    const [staff] = await admin.list('roles', { filter: { key: 'staff' } })
    const me = world.ids.lin
    const grants = { '*': { see: 'all', change: 'all' } }
    const before = await world.query('select id, version, grants from roles order by id')
    const replies = [
      await lin.patch(`/api/v1/users/${me}`, { roles: [administrator.id] }),
      await lin.post('/api/v1/users', { name: 'x', user_name: 'mine', password: castPassword, roles: [administrator.id] }),
      await lin.patch(`/api/v1/roles/${staff.id}`, { grants }),
      await lin.post('/api/v1/roles', { key: 'mine', name: 'x', grants }),
      await lin.post('/api/v1/users/batch', { update: [{ id: me, roles: [administrator.id] }] }),
      await lin.post('/api/v1/roles/batch', { update: [{ id: staff.id, grants }] }),
      await upload(lin, '/api/v1/imports', { fields: { object: 'users' }, file: '姓名\nx\n' }),
      await upload(lin, '/api/v1/imports', { fields: { object: 'roles' }, file: '名称\nx\n' }),
      await lin.post(`/api/v1/users/${world.ids.admin}/set-password`, { password: 'taken-over-1' }),
      await lin.del(`/api/v1/users/${world.ids.admin}`),
    ]
    expect(replies.map(({ status }) => status).filter((status) => status < 400)).toEqual([])
    expect(await world.query('select id, version, grants from roles order by id')).toEqual(before)
    expect((await world.query('select role_ids from users where id = $1', [me]))[0].role_ids).toEqual([staff.id])
    expect((await makeClient(world.app.server).post('/api/v1/session', { login: 'admin', password: castPassword })).status).toBe(201)
  })
})

describe('a token', () => {
  const who = async (cookie: string) => (await makeClient(world.app.server, { cookie }).get('/api/v1/session')).status
  const open = async () => {
    const reply = await makeClient(world.app.server).post('/api/v1/session', { login: 'mei', password: castPassword })
    return String(reply.headers['set-cookie']).split(';', 1)[0] ?? ''
  }

  test('that is forged, cut, changed or somebody\'s hash opens nothing', async () => {
    const cookie = await open()
    const [name, token = ''] = cookie.split('=')
    const [{ hash }] = await world.query("select encode(token_hash, 'base64') as hash from sessions order by created_at desc limit 1")
    const forged = ['', 'x', 'null', 'undefined', token.slice(1), token.slice(0, -1), `${token}x`, token.toUpperCase(), [...token].toReversed().join(''), hash, '..', "' or 1=1 --", '%00', 'a'.repeat(8000), `${token}%00`]
    for (const one of forged) expect([one.slice(0, 60), await who(`${name}=${one}`)]).toEqual([one.slice(0, 60), 401])
    expect(await who(`${name}=wrong; ${name}=${token}`)).toBe(401)
    for (const way of ['token', 'session', 'access_token', 'key', name]) expect((await makeClient(world.app.server).get(`/api/v1/customers?${way}=${token}`)).status).toBe(401)
    for (const header of [`Bearer ${token}`, `Basic ${Buffer.from(`lin:${castPassword}`).toString('base64')}`, 'Bearer ', `Bearer ${'x'.repeat(5000)}`]) expect((await makeClient(world.app.server).get('/api/v1/session', { authorization: header })).status).toBe(401)
    expect(await who(cookie)).toBe(200)
  })

  test('is worth nothing after signing out, after its time and after a new password', async () => {
    const [signedOut, old, other] = [await open(), await open(), await open()]
    expect((await makeClient(world.app.server, { cookie: signedOut }).del('/api/v1/session')).status).toBe(204)
    expect(await who(signedOut)).toBe(401)
    const changed = await makeClient(world.app.server, { cookie: other }).post('/api/v1/session/password', { current: castPassword, password: `${castPassword}-new` })
    expect([changed.status, await who(old), await who(other)]).toEqual([204, 401, 200])
    await makeClient(world.app.server, { cookie: other }).post('/api/v1/session/password', { current: `${castPassword}-new`, password: castPassword })
    const late = await open()
    now += 15 * 24 * 3600_000
    await new Promise((resolve) => setTimeout(resolve, 3100))
    expect(await who(late)).toBe(401)
    now -= 15 * 24 * 3600_000
  })

  test('is never taken from the one who signs in', async () => {
    const planted = 'guanxi_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    const reply = await makeClient(world.app.server, { cookie: planted }).post('/api/v1/session', { login: 'mei', password: castPassword })
    expect(String(reply.headers['set-cookie'])).not.toContain('AAAAAAAA')
    expect(await who(planted)).toBe(401)
  })
})
