import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + '1' + close.repeat(depth)

test('JSON that is nested beyond all measure is refused wherever it stands', async () => {
  await create(admin, 'custom-fields', { object: 'customer', key: 'free', type: 'json', label_zh: '自', label_en: 'Free' })
  const customer = await aCustomer(admin)
  await admin.patch(`/api/v1/customers/${customer.id}`, { remark: 'x' })
  const view = await create(admin, 'saved-views', { name: '视图', object: 'customer' })
  const url = `/api/v1/customers/${customer.id}`
  const events = async () => (await world.query('select count(*) from events'))[0].count
  const before = await events()
  for (const depth of [100, 5_000, 200_000]) {
    for (const deep of [nested(depth), nested(depth, '{"a":', '}'), nested(depth, '{"and":[', ']}')]) {
      const cases: [string, string, string, Record<string, string>][] = [
        ['POST', '/api/v1/customers', `{"name":"x","free":${deep}}`, {}],
        ['POST', '/api/v1/customers', `{"name":"x","free":${deep}}`, { 'idempotency-key': `deep-${depth}-${deep.length}` }],
        ['POST', '/api/v1/customers', deep, {}],
        ['POST', '/api/v1/customers/batch', `{"create":[{"name":"x","free":${deep}}]}`, {}],
        ['PATCH', url, `{"free":${deep}}`, {}],
        ['PATCH', url, `{"remark":${deep}}`, { 'if-match': '"1"' }],
        ['PATCH', `/api/v1/saved-views/${view.id}`, `{"filter":${deep}}`, {}],
        ['POST', '/api/v1/roles', `{"key":"x","name":"x","grants":${deep}}`, {}],
        ['POST', '/api/v1/query', `{"object":"customers","filter":${deep}}`, {}],
        ['POST', '/api/v1/exports', `{"object":"customers","filter":${deep}}`, {}],
        ['POST', '/api/v1/customers/duplicates', `{"name":"x","beside":${deep}}`, {}],
        ['POST', '/api/v1/transactions/statistics', `{"filter":{"customer":${deep}}}`, {}],
      ]
      for (const [method, path, payload, headers] of cases) {
        const reply = await admin.send({ method, url: path, headers: { 'content-type': 'application/json', ...headers }, payload })
        const isAllowed = path.endsWith('duplicates') && reply.status === 200
        expect([path, depth, deep.slice(0, 9), isAllowed || (reply.status >= 400 && reply.status < 500), reply.text.slice(0, 200)]).toEqual([path, depth, deep.slice(0, 9), true, expect.any(String)])
      }
    }
  }
  for (const field of ['founded_on', 'created_at', 'name', 'owner', 'tags']) {
    for (const operator of ['between', 'in', 'eq']) {
      const reply = await admin.get(`/api/v1/customers?filter=${encodeURIComponent(`{"${field}":{"${operator}":${nested(20_000)}}}`)}`)
      expect([field, operator, reply.status]).toEqual([field, operator, 400])
    }
  }
  expect(await events()).toBe(before)
})
