import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCustomer } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let lin: Client
beforeAll(async () => {
  world = await startTestApp()
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

const batch = (body: object) => lin.post('/api/v1/customers/batch', body)
const countEvents = async () => Number((await world.query('select count(*) as count from events'))[0].count)
const statuses = (reply: any) => reply.body.results.map((result: any) => `${result.operation} ${result.index} ${result.status}`)

test('creations, changes and deletions are done together and answered one by one', async () => {
  const old = await aCustomer(lin)
  const gone = await aCustomer(lin)
  const reply = await batch({ create: [{ name: '甲' }, { name: '乙' }], update: [{ id: old.id, remark: '改', version: 1 }], delete: [gone.id] })
  expect(reply.status).toBe(200)
  expect(statuses(reply)).toEqual(['create 0 done', 'create 1 done', 'update 0 done', 'delete 0 done'])
  expect((await lin.get(`/api/v1/customers/${reply.body.results[1].id}`)).body.name).toBe('乙')
  expect((await lin.get(`/api/v1/customers/${old.id}`)).body).toMatchObject({ remark: '改', version: 2 })
  expect((await lin.get(`/api/v1/customers/${gone.id}`)).status).toBe(404)
})

test('every event of a batch carries its id', async () => {
  const reply = await batch({ create: [{ name: '丙' }, { name: '丁' }] })
  const events = await world.query("select kind from events where cause ->> 'batch' = $1", [reply.body.batch])
  expect(events).toHaveLength(2)
})

test('all or nothing: when one operation fails, none is done and each says so', async () => {
  const old = await aCustomer(lin, { remark: '旧' })
  const before = await countEvents()
  const reply = await batch({ create: [{ name: '好的' }, { name: '坏的', tier: 'gold' }], update: [{ id: old.id, remark: '新' }], delete: [old.id] })
  expect(reply.status).toBe(422)
  expect(reply.body).toMatchObject({ type: '/problems/batch-failed', errors: [{ path: 'create[1].tier', code: 'invalid_choice' }] })
  expect(statuses(reply)).toEqual(['create 0 skipped', 'create 1 failed', 'update 0 skipped', 'delete 0 skipped'])
  expect(reply.body.results[1]).toMatchObject({ operation: 'create', index: 1, status: 'failed', problem: { status: 422, errors: [{ path: 'tier' }] } })
  expect(reply.body.results[0]).not.toHaveProperty('id')
  expect(await countEvents()).toBe(before)
  expect((await lin.get(`/api/v1/customers/${old.id}`)).body).toMatchObject({ remark: '旧', version: 1 })
  expect(await lin.list('customers', { filter: { name: '好的' } })).toEqual([])
})

test('all or nothing holds under an idempotency key as well', async () => {
  const before = await countEvents()
  const body = { create: [{ name: '好的二' }, { name: '' }] }
  expect((await lin.post('/api/v1/customers/batch', body, { 'idempotency-key': 'batch-1' })).status).toBe(422)
  expect(await countEvents()).toBe(before)
  expect(await lin.list('customers', { filter: { name: '好的二' } })).toEqual([])
})

test('one by one: what can be done is done, the rest says why not', async () => {
  const old = await aCustomer(lin)
  const foreign = await aCustomer(await world.asUser('chen'))
  const reply = await batch({
    atomic: false,
    create: [{ name: '留下' }, { name: '' }],
    update: [{ id: old.id, remark: '改', version: 7 }, { id: foreign.id, remark: '偷改' }, { id: old.id, remark: '改' }],
    delete: [foreign.id, '01900000-0000-7000-8000-000000000000'],
  })
  expect(statuses(reply)).toEqual(['create 0 done', 'create 1 failed', 'update 0 failed', 'update 1 failed', 'update 2 done', 'delete 0 failed', 'delete 1 failed'])
  expect(reply.body.results.map((result: any) => result.problem?.status)).toEqual([undefined, 422, 412, 404, undefined, 404, 404])
  expect(await lin.list('customers', { filter: { name: '留下' } })).toHaveLength(1)
})

test('a value that the database refuses fails its own operation only', async () => {
  const long = Array.from({ length: 4000 }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20000))).join('')
  const reply = await batch({ atomic: false, create: [{ name: '前' }, { name: long }, { name: '后' }] })
  expect(reply.status).toBe(200)
  expect(statuses(reply)).toEqual(['create 0 done', expect.stringMatching(/create 1 (done|failed)/), 'create 2 done'])
})

test('a version that is no number is refused, not overlooked', async () => {
  const old = await aCustomer(lin)
  for (const version of ['1', 1.5, -1, true]) {
    const reply = await batch({ update: [{ id: old.id, remark: 'x', version }] })
    expect([version, reply.status]).toEqual([version, 422])
  }
  expect((await lin.get(`/api/v1/customers/${old.id}`)).body.version).toBe(1)
})

test('a later operation sees what an earlier one did', async () => {
  const old = await aCustomer(lin)
  const reply = await batch({ update: [{ id: old.id, remark: '一' }, { id: old.id, remark: '二', version: 2 }], delete: [{ id: old.id, version: 3 }] })
  expect(statuses(reply)).toEqual(['update 0 done', 'update 1 done', 'delete 0 done'])
})

test('more than a thousand operations, and operations without an id, are refused as a whole', async () => {
  const before = await countEvents()
  expect((await batch({ create: Array.from({ length: 1001 }, () => ({ name: '多' })) })).status).toBe(422)
  for (const body of [{ update: [{ remark: 'x' }] }, { delete: ['x'] }, { create: 'x' }, { create: [1] }, { undo: [] }, []]) expect((await batch(body)).status).toBe(422)
  expect(await countEvents()).toBe(before)
})

test('a thousand creations are done in one request, with a thousand numbers in turn', async () => {
  const begin = Date.now()
  const reply = await batch({ create: Array.from({ length: 1000 }, (_, index) => ({ name: `第${index}家` })) })
  expect(reply.body.results).toHaveLength(1000)
  expect(new Set(statuses(reply)).size).toBe(1000)
  const rows = await world.query<{ number: string }>("select number from customers where name ~ '^第[0-9]+家$' order by number")
  const numbers = rows.map((row) => Number(row.number.slice(-6)))
  expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index))
  expect(Date.now() - begin).toBeLessThan(20_000)
})
