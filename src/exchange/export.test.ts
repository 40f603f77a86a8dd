import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../../test/support/cast.ts'
import { startTestApp, type TestApp } from '../../test/support/test-app.ts'
import { exportFile, importFile } from '../../test/support/upload.ts'
import { openTable } from '../platform/tabular/read-table.ts'
import type { Client } from '../../test/support/client.ts'
import type { Field, Value } from '../kernel/definitions/field.ts'
import { isReference, isReferences, typeOf } from '../kernel/fields/index.ts'

let world: TestApp
let cookie = ''
beforeAll(async () => {
  world = await startTestApp({ background: true })
  const reply = await world.anonymous().post('/api/v1/session', { login: 'admin', password: castPassword })
  cookie = String(reply.headers['set-cookie']).split(';', 1)[0] ?? ''
})
afterAll(() => world.close())

async function bytesOf(job: { id: string }): Promise<Buffer> {
  return (await world.app.server.inject({ method: 'GET', url: `/api/v1/exports/${job.id}/file`, headers: { cookie } })).rawPayload
}

async function tableOf(bytes: Buffer): Promise<string[][]> {
  const path = join(world.dataFolder, `exported-${Math.random()}`)
  writeFileSync(path, bytes)
  const table = await openTable(path, { unguard: true })
  const rows = [table.columns]
  for await (const batch of table.batches(1000)) rows.push(...batch.map((row) => row.cells))
  table.close()
  return rows
}

describe('an export', () => {
  test('of chosen records has those and no others, however many, and refuses a filter beside them', async () => {
    const admin = await world.asUser('admin')
    const made = await admin.post('/api/v1/tags/batch', { create: Array.from({ length: 1000 }, (_, index) => ({ name: `选${index}` })) })
    const more = await admin.post('/api/v1/tags/batch', { create: Array.from({ length: 301 }, (_, index) => ({ name: `更多${index}` })) })
    const ids = [...made.body.results, ...more.body.results.slice(0, 300)].map(({ id }: { id: string }) => id)
    const { job } = await exportFile(admin, { object: 'tags', format: 'csv', ids, sort: '-name', fields: ['name'] })
    const [, ...rows] = await tableOf(await bytesOf(job))
    expect([rows.length, rows[0], job.result.rows]).toEqual([1300, ['选999'], 1300])
    expect(rows).not.toContainEqual(['更多300'])
    expect(await world.query("select (after ->> 'chosen')::int as chosen from events where record_id = $1 and kind like '%.exported'", [job.id])).toEqual([{ chosen: 1300 }])
    expect((await admin.post('/api/v1/exports', { object: 'tags', ids, filter: {} })).status).toBe(422)
    // What one may not see is not there, whoever names its id.
    const stranger = await world.asUser('stranger')
    const theirs = await exportFile(stranger, { object: 'tags', format: 'csv', ids: ids.slice(0, 5), fields: ['name'] })
    expect(theirs.job.result.rows).toBe(0)
  })

  test('has the labels of the chosen language, the rows of the list in its order, and only the fields asked for', async () => {
    const admin = await world.asUser('admin')
    await importFile(admin, { object: 'customer', file: '编号,名称,级别,客户经理,电话\nE-1,乙,A,lin@test.example,13800000001\nE-2,甲,VIP,lin@test.example,\nE-3,丙,B,,\n' })
    const { job, reply } = await exportFile(admin, { object: 'customers', format: 'csv', filter: { number: { starts_with: 'E-' }, tier: { in: ['vip', 'a'] } }, sort: '-number', fields: ['number', 'name', 'tier', 'owner', 'phones'], language: 'zh' })
    expect(job).toMatchObject({ kind: 'export.run', state: 'done', done: 2, total: 2, result: { rows: 2, file_name: expect.stringMatching(/^客户-\d{4}-\d\d-\d\d\.csv$/) } })
    expect(reply.headers['content-disposition']).toContain("filename*=UTF-8''%E5%AE%A2%E6%88%B7-")
    expect(await tableOf(await bytesOf(job))).toEqual([
      ['客户编号', '名称', '级别', '客户经理', '电话'],
      ['E-2', '甲', 'VIP', 'lin@test.example', ''],
      ['E-1', '乙', 'A', 'lin@test.example', '+8613800000001'],
    ])
    const english = await exportFile(admin, { object: 'customer', format: 'xlsx', filter: { number: 'E-2' }, fields: 'number,tier,kind', language: 'en' })
    expect(await tableOf(await bytesOf(english.job))).toEqual([['Number', 'Tier', 'Kind'], ['E-2', 'VIP', 'Organisation']])
  })

  test('guards texts that a spreadsheet would take for formulas', async () => {
    const admin = await world.asUser('admin')
    await admin.post('/api/v1/customers', { number: 'F-1', name: '=HYPERLINK("http://x","y")' })
    const { reply } = await exportFile(admin, { object: 'customer', filter: { number: 'F-1' }, fields: ['name'] })
    expect(reply.text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`)
  })

  test('is only for those who may, of what they may see, and only its owner gets the file', async () => {
    const admin = await world.asUser('admin')
    const lin = await world.asUser('lin')
    expect((await lin.post('/api/v1/exports', { object: 'customer' })).status).toBe(403)
    await importFile(admin, { object: 'customer', file: '编号,名称,客户经理\nP-1,看得见,lin@test.example\nP-2,看不见,admin@test.example\n' })
    const ma = await world.asUser('ma')
    const { job, reply } = await exportFile(ma, { object: 'customer', filter: { number: { starts_with: 'P-' } }, fields: ['number'] })
    expect(job.result.rows).toBe(1)
    expect(reply.text).toContain('P-1')
    for (const other of [admin, lin, await world.asUser('stranger')]) expect((await other.get(`/api/v1/exports/${job.id}/file`)).status).toBe(404)
  })

  test('unknown fields, objects and filters are refused before anything begins', async () => {
    const admin = await world.asUser('admin')
    const ask = async (body: object) => (await admin.post('/api/v1/exports', body)).status
    expect(await ask({ object: 'customer', fields: ['nothing'] })).toBe(422)
    expect(await ask({ object: 'nothing' })).toBe(422)
    expect(await ask({ object: 'customer', filter: { nothing: 1 } })).toBe(422)
    expect(await ask({ object: 'customer', sort: 'nothing' })).toBe(422)
    expect(await ask({ object: 'customer', format: 'pdf' })).toBe(422)
    expect((await admin.get('/api/v1/imports/template?object=customer&format=csv')).text).toContain('名称')
    expect((await admin.get('/api/v1/imports/template?object=user')).status).toBe(422)
  })
})

/** Texts that make trouble, and values of every type. */
const troubles = ['', ' ', 'x ', "'=1", '=1+1', '-5', '+86', '007', 'a;b', 'a；b', '"q"', 'a,b', 'l1\nl2', 'l1\r\nl2', '\t', 'NULL', '是', '1e5', '2026-01-01', '😀', '_x0041_', '{"a":1}', '[]', 'ﬁ', '\u200b']

/** Texts that their object reads. */
const written: Record<string, string[]> = { repeat: ['FREQ=DAILY', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5'] }

function valueFor(field: Field, random: () => number): Value | undefined {
  const type = typeOf(field)
  const own = written[field.name]
  if (own) return own[Math.floor(random() * own.length)]
  if (isReference(field) || isReferences(field)) return undefined
  const text = () => troubles[Math.floor(random() * troubles.length)] ?? ''
  if (['text', 'rich_text'].includes(field.type) && random() < 0.7) return text().slice(0, field.max_length ?? 500)
  if (field.type === 'tags') return [...new Set([text(), text()].filter((tag) => tag.trim() !== ''))]
  return random() < 0.2 ? undefined : type.sample(random, field)
}

describe('an export imported again', () => {
  const objects = ['customer', 'contact', 'preference', 'special_day', 'relationship', 'tag', 'interaction', 'task', 'product', 'department', 'transaction']

  test.each(['csv', 'xlsx'])('as %s is the identity for every object: nothing changes, nothing is refused', async (format) => {
    const admin = await world.asUser('admin')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 30 }), fc.constantFrom('zh', 'en'), async (seed, language) => {
        await fill(admin, randomFrom(seed), objects)
        for (const object of objects) {
          const definition = world.app.registry.objects.get(object)!
          const { job } = await exportFile(admin, { object, format, language })
          expect([object, job.state, job.result?.problem]).toEqual([object, 'done', undefined])
          const done = await importFile(admin, { object, file: await bytesOf(job), fileName: `x.${format}`, options: { duplicates: definition.is_append_only ? 'skip' : 'update', empty_cells: 'clear' } })
          const { rows, created, updated, skipped, failed, errors_preview } = done.result
          expect([object, errors_preview.slice(0, 3), { created, updated, failed, skipped }]).toEqual([object, [], { created: 0, updated: 0, failed: 0, skipped: rows }])
          expect(rows).toBe(job.result.rows)
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
  }, 120_000)
})

let counter = 0

test('lines that are only ever added come back the same as new ones', async () => {
  const admin = await world.asUser('admin')
  await fill(admin, randomFrom(7), ['customer', 'product', 'transaction'])
  const { job } = await exportFile(admin, { object: 'transaction', format: 'xlsx', language: 'zh' })
  const done = await importFile(admin, { object: 'transaction', file: await bytesOf(job), fileName: 'x.xlsx', mapping: { 内部编号: null }, options: { duplicates: 'create' } })
  expect(done.result).toMatchObject({ created: job.result.rows, failed: 0 })
  // In a new record an empty cell is what the definition says of a value that is not given.
  const odd = await world.query(`select count(*) from transactions group by customer_id, at, item, product_id, kind, coalesce(quantity, 1), unit_price, amount, nullif(document, ''), nullif(place, ''), nullif(remark, '') having count(*) % 2 = 1`)
  expect(odd.length).toBe(0)
})

async function fill(admin: Client, random: () => number, objects: readonly string[]): Promise<void> {
  const customers: string[] = []
  const contacts: string[] = []
  for (const name of objects) {
    const object = world.app.registry.objects.get(name)!
    const create = Array.from({ length: 6 }, () => {
      const input: Record<string, Value> = {}
      for (const field of object.fields.values()) {
        if (field.is_system || field.readonly || field.derived || field.internal || field.name === 'promises' || field.only_when) continue
        const value = valueFor(field, random)
        if (value !== undefined) input[field.name] = value
      }
      for (const field of object.fields.values()) {
        if (field.is_system || field.readonly) continue
        if (field.target === 'customer' && customers.length > 0) input[field.name] = customers[Math.floor(random() * customers.length)] ?? null
        if (field.target === 'contact' && contacts.length > 0) input[field.name] = isReferences(field) ? contacts.slice(0, 2) : (contacts[0] ?? null)
        if (field.target === 'user') input[field.name] = isReferences(field) ? [world.ids.lin, world.ids.mei] : world.ids.chen
      }
      for (const unique of [...object.fields.values()].filter((field) => field.unique)) input[unique.name] = `${unique.name}-${++counter}`
      if (name === 'relationship') input.other = customers.find((id) => id !== input.customer) ?? null
      const title = object.fields.get(object.title)!
      if (!input[object.title] && title.type === 'text' && !title.derived) input[object.title] = '同名'
      delete input.credit_code
      return input
    })
    const { body } = await admin.post(`/api/v1/${object.path}/batch`, { create, atomic: false })
    const ids = body.results.flatMap((result: any) => (result.status === 'done' ? [result.id] : []))
    const refused = JSON.stringify(body.results.find((result: any) => result.status !== 'done') ?? null).slice(0, 300)
    expect([name, ids.length > 0 || refused]).toEqual([name, true])
    if (name === 'customer') customers.push(...ids)
    if (name === 'contact') contacts.push(...ids)
  }
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
