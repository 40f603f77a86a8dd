import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCustomer } from '../support/builders.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { Client } from '../support/client.ts'

let world: TestApp
let lin: Client
let now = new Date('2026-03-02T01:00:00Z')
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

let counter = 0
const key = () => ({ 'idempotency-key': `key-${++counter}` })
const named = (name: string) => lin.list('customers', { filter: { name } })

test('the same key and body gives the same answer, and the work is done once', async () => {
  const headers = key()
  const first = await lin.post('/api/v1/customers', { name: '一次' }, headers)
  const second = await lin.post('/api/v1/customers', { name: '一次' }, headers)
  expect(first.status).toBe(201)
  expect([second.status, second.text, second.headers.location, second.headers.etag]).toEqual([201, first.text, first.headers.location, first.headers.etag])
  expect(second.headers['idempotent-replayed']).toBe('true')
  expect(await named('一次')).toHaveLength(1)
})

test('the same key with another body, another path or another query is 422 and nothing is written', async () => {
  const headers = key()
  await lin.post('/api/v1/customers', { name: '原来' }, headers)
  for (const [url, body] of [['/api/v1/customers', { name: '别的' }], ['/api/v1/tasks', { name: '原来' }], ['/api/v1/customers?x=1', { name: '原来' }]] as const) {
    const reply = await lin.post(url, body, headers)
    expect([reply.status, reply.body.type]).toEqual([422, '/problems/idempotency-key-reused'])
  }
  expect(await named('别的')).toEqual([])
})

test('a key is the caller\'s own: another person may use the same', async () => {
  const headers = key()
  await lin.post('/api/v1/customers', { name: '各自' }, headers)
  const reply = await (await world.asUser('chen')).post('/api/v1/customers', { name: '各自' }, headers)
  expect([reply.status, reply.headers['idempotent-replayed']]).toEqual([201, undefined])
  const abroad = await (await world.asUser('stranger')).post('/api/v1/customers', { name: '各自' }, headers)
  expect([abroad.status, abroad.headers['idempotent-replayed']]).toEqual([201, undefined])
})

test('of many requests at once with one key exactly one does the work, and all get its answer', async () => {
  const headers = key()
  const replies = await Promise.all(Array.from({ length: 10 }, () => lin.post('/api/v1/customers', { name: '同时' }, headers)))
  expect(new Set(replies.map((reply) => reply.text)).size).toBe(1)
  expect(replies.every((reply) => reply.status === 201)).toBe(true)
  expect(await named('同时')).toHaveLength(1)
})

test('a request that failed may be mended and sent again with its key', async () => {
  const headers = key()
  expect((await lin.post('/api/v1/customers', { name: '' }, headers)).status).toBe(422)
  expect((await lin.post('/api/v1/customers', { name: '改正' }, headers)).status).toBe(201)
  expect(await named('改正')).toHaveLength(1)
})

test('killed in the middle nothing of it remains, neither record nor key', async () => {
  const headers = key()
  // The kill comes while the request waits for a row that another connection holds.
  const customer = await aCustomer(lin)
  const holder = await world.app.runtime.database.pool.connect()
  await holder.query('reset role')
  await holder.query('begin')
  await holder.query('select 1 from number_sequences for update')
  const waiting = lin.post('/api/v1/customers', { name: '被杀', parent: customer.id }, headers)
  let killed = 0
  for (let attempt = 0; attempt < 200 && killed === 0; attempt++) {
    const rows = await world.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
    killed = rows.length
    if (killed === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await holder.query('rollback')
  holder.release(true)
  const reply = await waiting
  expect([killed, reply.status]).toEqual([1, 503])
  expect(reply.headers['retry-after']).toBeDefined()
  expect(await named('被杀')).toEqual([])
  const again = await lin.post('/api/v1/customers', { name: '被杀', parent: customer.id }, headers)
  expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, undefined])
  expect(await named('被杀')).toHaveLength(1)
})

test('after a day the key is new again', async () => {
  const headers = key()
  const first = await lin.post('/api/v1/customers', { name: '昨天' }, headers)
  now = new Date(now.getTime() + 23 * 3600_000)
  expect((await lin.post('/api/v1/customers', { name: '昨天' }, headers)).body.id).toBe(first.body.id)
  now = new Date(now.getTime() + 2 * 3600_000)
  const later = await lin.post('/api/v1/customers', { name: '今天' }, headers)
  expect(later.status).toBe(201)
  expect(later.body.id).not.toBe(first.body.id)
})

test('a batch and an action are done once as well', async () => {
  const headers = key()
  const body = { create: [{ name: '批甲' }, { name: '批乙' }] }
  const first = await lin.post('/api/v1/customers/batch', body, headers)
  expect((await lin.post('/api/v1/customers/batch', body, headers)).text).toBe(first.text)
  expect(await named('批甲')).toHaveLength(1)
  const task = await lin.post('/api/v1/tasks', { name: '一件事' })
  const done = key()
  expect((await lin.post(`/api/v1/tasks/${task.body.id}/complete`, {}, done)).status).toBe(200)
  expect((await lin.post(`/api/v1/tasks/${task.body.id}/complete`, {}, done)).status).toBe(200)
  expect((await lin.post(`/api/v1/tasks/${task.body.id}/complete`, {}, key())).status).toBe(409)
})

test('a key that is empty or too long is malformed', async () => {
  for (const text of ['', 'x'.repeat(256)]) {
    const reply = await lin.post('/api/v1/customers', { name: '坏钥匙' }, { 'idempotency-key': text })
    expect([text.length, reply.status]).toEqual([text.length, 400])
  }
  expect(await named('坏钥匙')).toEqual([])
})
