/**
 * The routes that work on many records or take back: batch, change of many, files in and out, objects that a company made, handover,
 * merging, undo. Whatever names a record of others, hidden or of another company, is answered as if it were not there, word by word,
 * and nothing of it is changed.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import { bulkEnded } from '../support/bulk.ts'
import { signIn, type Client, type Reply } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { exportFile, importFile, prepareImport, work } from '../support/upload.ts'

let world: TestApp
let admin: Client
let lin: Client
let chen: Client
let stranger: Client
let mine: Victim
/** Of chen, whom lin does not see; of another company; of nobody. */
let victims: [name: string, victim: Victim][]

/** Ids of one record each. */
interface Victim {
  customer: string
  other: string
  contact: string
  thing: string
  person: string
  event: string
  import: string
  bulk: string
  job: string
  handover: string
  merge: string
}

const word = 'Zq8theirs'
const nothing = '01900000-0000-7000-8000-00000000abcd'

beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
  stranger = await world.asUser('stranger')
  for (const client of [admin, stranger]) await create(client, 'custom-objects', { key: 'thing', label_zh: '物', label_en: 'Thing', plural_en: 'Things' })
  await create(stranger, 'custom-objects', { key: 'theirs', label_zh: '彼', label_en: 'Theirs', plural_en: 'Theirs' })
  lin = await world.asUser('lin')
  chen = await world.asUser('chen')
  // Who gives a role the right to take files in and out gives it on what each owns.
  const [staff] = await admin.list('roles', { filter: { key: 'staff' } })
  const own = { see: 'own', create: 'own', change: 'own', delete: 'own', export: 'own', import: 'own' }
  await admin.patch(`/api/v1/roles/${staff.id}`, { grants: { ...staff.grants, customer: own, contact: own, x_thing: own } })
  const neighbour = await create(stranger, 'users', { name: '彼岸同事', user_name: 'neighbour', password: 'paper-lantern-9' })
  mine = await victimOf(lin, 'own', world.ids.mei)
  victims = [
    ['hidden', await victimOf(chen, word, world.ids.mei)],
    ['abroad', { ...(await victimOf(stranger, word, neighbour.id)), person: neighbour.id }],
  ]
  await world.settle()
}, 120_000)
afterAll(() => world.close())

async function victimOf(client: Client, text: string, successor: string): Promise<Victim> {
  const customer = await aCustomer(client, { name: `${text}公司`, remark: text })
  const [other, loser, given] = [await aCustomer(client, { name: `${text}另一` }), await aCustomer(client, { name: `${text}并入` }), await aCustomer(client, { name: `${text}交出` })]
  const contact = await aContact(client, customer.id, { name: `${text}联系人` })
  const thing = await create(client, 'x-thing', { customer: customer.id, name: `${text}物` })
  await client.patch(`/api/v1/customers/${customer.id}`, { remark: `${text}又` })
  const [event] = (await client.get(`/api/v1/customers/${customer.id}/history`)).body.data.filter((one: any) => one.can_undo)
  const sent = await importFile(client, { object: 'customers', file: `名称\n${text}导入\n` })
  const bulk = await client.post('/api/v1/customers/bulk', { ids: [other.id], change: { remark: text } })
  await bulkEnded(client, bulk.body.id)
  const { job } = await exportFile(client, { object: 'customers', ids: [customer.id] })
  const handover = await create(client, 'handovers', { from: customer.owner.id, to: successor, reason: text, customers: [given.id] })
  while ((await client.get(`/api/v1/handovers/${handover.id}`)).body.state !== 'done') await new Promise((resolve) => setTimeout(resolve, 30))
  const merge = await client.post(`/api/v1/customers/${other.id}/merge`, { with: loser.id })
  if (merge.status !== 200) throw new Error(merge.text)
  return { customer: customer.id, other: other.id, contact: contact.id, thing: thing.id, person: customer.owner.id, event: event.id, import: sent.id, bulk: bulk.body.id, job: job.id, handover: handover.id, merge: merge.body.id }
}

/** All that others have, and how far their work has come. */
async function theirs(): Promise<unknown> {
  const ids = victims.flatMap(([, victim]) => Object.values(victim))
  const objects = [...[...world.app.registry.objects.values()].map(({ table }) => table), 'custom_records_01']
  return world.query(
    `select (select json_agg(i.state order by i.id) from imports i where i.id = any($1)) as imports, (select json_agg(b.state order by b.id) from bulk_changes b where b.id = any($1)) as bulks,
      (select json_agg(j.state order by j.id) from jobs j where j.id = any($1)) as jobs, ${objects.map((table, index) => `(select json_agg(t order by t.id) from ${table} t where t.id = any($1)) as t${index}`).join(', ')}`,
    [ids],
  )
}

/** The answer without what each request has of its own. */
function told({ status, text }: Reply, ids: string[]): string {
  const body = ids.reduce((rest, id) => rest.replaceAll(id, 'ID'), text)
  return `${status} ${body.replace(/"(request_id|instance|batch)":"[^"]*"/g, '')}`
}

const get = (url: (victim: Victim) => string) => (client: Client, victim: Victim) => client.get(url(victim))
const post = (url: (victim: Victim) => string, body: (victim: Victim) => object = () => ({})) => (client: Client, victim: Victim) => client.post(url(victim), body(victim))

const requests: Record<string, (client: Client, victim: Victim) => Promise<Reply>> = {
  'a change in a batch': post(() => '/api/v1/customers/batch', ({ customer }) => ({ update: [{ id: customer, remark: 'x' }] })),
  'a change in a batch, one by one': post(() => '/api/v1/customers/batch', ({ customer }) => ({ update: [{ id: customer, remark: 'x' }], atomic: false })),
  'a change with a version in a batch': post(() => '/api/v1/customers/batch', ({ customer }) => ({ update: [{ id: customer, remark: 'x', version: 1 }] })),
  'a removal in a batch': post(() => '/api/v1/customers/batch', ({ customer }) => ({ delete: [customer], atomic: false })),
  'a reference in a batch': post(() => '/api/v1/contacts/batch', ({ customer }) => ({ create: [{ customer, name: '外' }] })),
  'a reference changed in a batch': post(() => '/api/v1/contacts/batch', ({ customer }) => ({ update: [{ id: mine.contact, customer }] })),
  'a record of a made object': get(({ thing }) => `/api/v1/x-thing/${thing}`),
  'a change of a made object': (client, { thing }) => client.patch(`/api/v1/x-thing/${thing}`, { name: 'x' }),
  'a removal of a made object': (client, { thing }) => client.del(`/api/v1/x-thing/${thing}`),
  'a made object in a batch': post(() => '/api/v1/x-thing/batch', ({ thing }) => ({ update: [{ id: thing, name: 'x' }], delete: [thing], atomic: false })),
  'the customer of a made object': post(() => '/api/v1/x-thing', ({ customer }) => ({ name: '外', customer })),
  'the history of a made object': get(({ thing }) => `/api/v1/x-thing/${thing}/history`),
  'an import': get(({ import: id }) => `/api/v1/imports/${id}`),
  'the errors of an import': get(({ import: id }) => `/api/v1/imports/${id}/errors`),
  'the mapping of an import': (client, { import: id }) => client.patch(`/api/v1/imports/${id}`, { options: { duplicates: 'update' } }),
  'running an import': post(({ import: id }) => `/api/v1/imports/${id}/run`),
  'checking an import': post(({ import: id }) => `/api/v1/imports/${id}/check`),
  'stopping an import': post(({ import: id }) => `/api/v1/imports/${id}/cancel`),
  'taking an import back': post(({ import: id }) => `/api/v1/imports/${id}/undo`),
  'a job': get(({ job }) => `/api/v1/jobs/${job}`),
  'stopping a job': post(({ job }) => `/api/v1/jobs/${job}/cancel`),
  'the file of an export': get(({ job }) => `/api/v1/exports/${job}/file`),
  'a change of many': get(({ bulk }) => `/api/v1/bulk-changes/${bulk}`),
  'stopping a change of many': post(({ bulk }) => `/api/v1/bulk-changes/${bulk}/cancel`),
  'taking a change of many back': post(({ bulk }) => `/api/v1/bulk-changes/${bulk}/undo`),
  'a handover': get(({ handover }) => `/api/v1/handovers/${handover}`),
  'the customers of a handover': get(({ handover }) => `/api/v1/handover-items?filter=${encodeURIComponent(JSON.stringify({ handover }))}`),
  'acknowledging a handover': post(({ handover }) => `/api/v1/handovers/${handover}/acknowledge`),
  'taking a handover back': post(({ handover }) => `/api/v1/handovers/${handover}/revoke`),
  'handing over a customer': post(() => '/api/v1/handovers', ({ customer }) => ({ from: world.ids.lin, to: world.ids.mei, reason: 'x', customers: [customer] })),
  'merging into': post(({ customer }) => `/api/v1/customers/${customer}/merge`, () => ({ with: mine.other })),
  'merging with': post(() => `/api/v1/customers/${mine.customer}/merge`, ({ customer }) => ({ with: customer })),
  'a preview of merging': post(() => `/api/v1/customers/${mine.customer}/merge-preview`, ({ customer }) => ({ with: customer })),
  'a merge': get(({ merge }) => `/api/v1/merges/${merge}`),
  'taking a merge back': post(({ merge }) => `/api/v1/merges/${merge}/undo`),
  'taking a change back': post(({ customer }) => `/api/v1/customers/${customer}/undo`, ({ event }) => ({ event })),
  'taking a change of another record back': post(() => `/api/v1/customers/${mine.customer}/undo`, ({ event }) => ({ event })),
  'restoring': post(({ customer }) => `/api/v1/customers/${customer}/restore`),
  'a share': post(({ customer }) => `/api/v1/customers/${customer}/share`, () => ({ person: world.ids.lin, right: 'write' })),
  'a person\'s copy': post(() => '/api/v1/person-exports', ({ customer }) => ({ object: 'customer', record: customer })),
}

describe('a record of others is answered as if it were not there:', () => {
  test.each(Object.keys(requests))('%s', async (name) => {
    const ask = requests[name]!
    const before = await theirs()
    const nobody = Object.fromEntries(Object.keys(mine).map((key) => [key, nothing])) as unknown as Victim
    const missing = await ask(lin, nobody)
    for (const [whose, victim] of victims) {
      const reply = await ask(lin, victim)
      expect([whose, told(reply, Object.values(victim))]).toEqual([whose, told(missing, [nothing])])
      expect(reply.text).not.toContain(word)
    }
    const isEmptyList = missing.status === 200 && Array.isArray(missing.body?.data) && missing.body.data.length === 0
    const isOneByOne = missing.status === 200 && missing.body?.results?.every((one: any) => one.status === 'failed')
    expect([name, missing.status, isEmptyList || isOneByOne || missing.status >= 400]).toEqual([name, missing.status, true])
    expect(await theirs()).toEqual(before)
  })

  test('and each of these does what it says with one\'s own', async () => {
    // Otherwise the refusals above would prove nothing.
    for (const name of ['a record of a made object', 'an import', 'a job', 'the file of an export', 'a change of many', 'a handover', 'the customers of a handover', 'a preview of merging', 'a merge', 'the history of a made object']) {
      const victim = name === 'a preview of merging' ? { ...mine, customer: mine.other } : mine
      expect([name, (await requests[name]!(lin, victim)).status]).toEqual([name, 200])
    }
  })
})

describe('files', () => {
  test('an import neither finds nor changes what is hidden, whatever names it: number, id, reference', async () => {
    const before = await theirs()
    const [{ number }] = await world.query('select number from customers where id = $1', [victims[0]![1].customer])
    // That somebody has the number is told, and stands in docs/security.md.
    const byNumber = await importFile(lin, { object: 'customers', file: `编号,名称,备注\n${number},冒名,改了\n`, options: { duplicates: 'update', match_by: ['number'] } })
    expect(byNumber.result).toMatchObject({ created: 0, updated: 0 })
    for (const [, { customer, person }] of victims) {
      const reference = await importFile(lin, { object: 'contacts', file: `客户,姓名\n${customer},甲\n${number},乙\n${word}公司,丙\n${nothing},丁\n`, options: { duplicates: 'create' } })
      expect([reference.result.created, reference.result.failed]).toEqual([0, 4])
      const reasons = new Set(reference.result.errors_preview.map(({ reason }: any) => reason.replace(/“.*”/, '“…”')))
      expect([...reasons]).toEqual(['客户：没有找到“…”'])
      const asOwner = await importFile(lin, { object: 'customers', file: `名称,负责人\n给别人,${person}\n`, options: { duplicates: 'create' } })
      expect(asOwner.result.created).toBe(0)
    }
    expect(await theirs()).toEqual(before)
  })

  test('what is masked or hidden of a record stands in no cell that points to it, and no guess of it finds the record', async () => {
    const role = await create(admin, 'roles', { key: 'half', name: '半', grants: { customer: { see: 'all', change: 'all', fields: { name: 'masked', number: 'hidden' } }, contact: { see: 'all', create: 'all', change: 'all', export: 'all', import: 'all' } } })
    await create(admin, 'users', { name: '半', user_name: 'half', password: 'paper-lantern-9', roles: [role.id] })
    const half = await signIn(world.app.server, { login: 'half', password: 'paper-lantern-9' })
    const customer = await aCustomer(admin, { name: '欧阳遮掩行' })
    await aContact(admin, customer.id, { name: '遮掩联系人' })
    const { reply } = await exportFile(half, { object: 'contact', filter: { name: '遮掩联系人' }, fields: ['name', 'customer'] })
    expect([reply.text.includes('遮掩联系人'), reply.text.includes('遮掩行'), reply.text.includes(customer.number), reply.text.includes(customer.id)]).toEqual([true, false, false, true])
    const guessed = await importFile(half, { object: 'contacts', file: `客户,姓名\n欧阳遮掩行,甲\n${customer.number},乙\n${customer.id},丙\n欧阳不在行,丁\n`, options: { duplicates: 'create' } })
    expect(guessed.result).toMatchObject({ created: 1, failed: 3 })
  })

  test('an import may not be aimed at another object, nor at fields of the system', async () => {
    const { id } = await prepareImport(lin, { object: 'customers', file: '名称,甲\nx,y\n' })
    for (const target of ['workspace_id', 'version', 'created_by', 'deleted_at', 'roles', 'completeness']) {
      expect([target, (await lin.patch(`/api/v1/imports/${id}`, { mapping: { 甲: target } })).status]).toEqual([target, 422])
    }
    expect((await lin.patch(`/api/v1/imports/${id}`, { object: 'users' })).status).toBe(422)
  })

  test('an import taken back takes back what it made and nothing that was made over it', async () => {
    const done = await importFile(lin, { object: 'customers', file: '名称,备注\n来自文件,一\n', options: { duplicates: 'create' } })
    const [made] = await world.query("select record_id as id from events where cause ->> 'import' = $1", [done.id])
    await admin.patch(`/api/v1/customers/${made.id}`, { owner: world.ids.chen })
    const undone = await work(lin, done.id, 'undo')
    expect(undone.result.undone).toMatchObject({ records: 0, kept: 1 })
    expect(JSON.stringify(undone)).not.toContain('陈宇')
    expect((await chen.get(`/api/v1/customers/${made.id}`)).status).toBe(200)
  })

  test('an export holds no record of others, whatever ids, filters and fields are asked for', async () => {
    const ids = [mine.customer, ...victims.map(([, { customer }]) => customer)]
    const ticked = await exportFile(lin, { object: 'customers', ids })
    expect(ticked.job.result.rows).toBe(1)
    expect(ticked.reply.text).not.toContain(word)
    const asked = await exportFile(lin, { object: 'customers', filter: { or: [{ name: { contains: word } }, { contacts: { some: { name: { contains: word } } } }, { id: ids }] } })
    expect([asked.job.result.rows, asked.reply.text.includes(word)]).toEqual([1, false])
    const things = await exportFile(lin, { object: 'x_thing' })
    expect(things.reply.text).not.toContain(word)
    expect((await lin.post('/api/v1/exports', { object: 'x_theirs' })).status).toBe((await lin.post('/api/v1/exports', { object: 'x_nowhere' })).status)
    expect((await lin.post('/api/v1/exports', { object: 'users' })).status).toBe(403)
  })
})

describe('a change of many', () => {
  test('passes over what is hidden as over what is not there', async () => {
    const before = await theirs()
    const counts = []
    for (const id of [...victims.map(([, { customer }]) => customer), nothing]) {
      const begun = await lin.post('/api/v1/customers/bulk', { ids: [mine.customer, id], change: { remark: `多 ${id}` } })
      expect(begun.status).toBe(202)
      const { result } = await bulkEnded(lin, begun.body.id)
      counts.push({ ...result, refused_preview: result.refused_preview.length })
    }
    expect(counts[0]).toEqual(counts[2])
    expect(counts[1]).toEqual(counts[2])
    expect(counts[0]).toMatchObject({ changed: 1, refused: 0 })
    expect(await theirs()).toEqual(before)
  })
})

describe('objects that another company made', () => {
  test('are no words here: not as an address, in queries, searches, fields, layouts, imports and keys', async () => {
    const pairs = await Promise.all(
      ['theirs', 'nowhere'].map(async (key) => [
        await admin.get(`/api/v1/x-${key}`),
        await admin.post(`/api/v1/x-${key}`, { name: 'x' }),
        await admin.post('/api/v1/query', { object: `x_${key}` }),
        await admin.post('/api/v1/exports', { object: `x_${key}` }),
        await admin.post('/api/v1/custom-fields', { object: `x_${key}`, key: 'a', type: 'text', label_zh: 'a', label_en: 'a' }),
        await admin.post('/api/v1/layouts', { object: `x_${key}`, role: null, panels: [] }),
        await admin.post('/api/v1/api-keys', { name: 'x', scopes: [`read:x_${key}`] }),
        await admin.post('/api/v1/comments', { object: `x_${key}`, record: nothing, text: 'x' }),
      ]),
    )
    const plain = pairs.map((replies) => replies.map(({ status, text }) => `${status} ${text.replace(/x[-_](theirs|nowhere)/g, 'X').replace(/"(request_id|instance)":"[^"]*"/g, '')}`))
    expect(plain[0]).toEqual(plain[1])
    for (const { status } of pairs[0]!) expect(status).toBeGreaterThanOrEqual(400)
  })

  test('one made here under the same name has fields and records of its own', async () => {
    await create(stranger, 'custom-fields', { object: 'x_thing', key: 'secret', type: 'text', label_zh: '密', label_en: 'Secret' })
    expect((await admin.get('/api/v1/metadata')).body.objects.find(({ name }: any) => name === 'x_thing').fields.map(({ name }: any) => name)).not.toContain('secret')
    expect((await admin.post('/api/v1/x-thing', { name: 'x', secret: 'y' })).status).toBe(422)
    expect((await admin.list('x-thing')).map(({ id }) => id)).not.toContain(victims[1]![1].thing)
  })
})
