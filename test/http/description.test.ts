import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const everyLabel = (value: unknown, found: any[] = []): any[] => {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, part] of Object.entries(value)) {
    if (/label$|_hint$|^hint$/.test(key) && part && !Array.isArray(part)) found.push(part)
    else everyLabel(part, found)
  }
  return found
}

describe('metadata', () => {
  test('describes every object and field the caller may see, in both languages', async () => {
    const { status, body } = await admin.get('/api/v1/metadata')
    expect(status).toBe(200)
    expect(body.objects.map((object: any) => object.name).sort()).toEqual([...world.app.registry.objects.keys()].sort())
    const labels = everyLabel(body)
    expect(labels.length).toBeGreaterThan(300)
    for (const label of labels) expect(label).toEqual({ zh: expect.stringMatching(/./), en: expect.stringMatching(/./) })
    for (const object of body.objects) {
      const names = object.fields.map((field: any) => field.name)
      expect(names).toContain(object.title)
      expect(object.panels.flatMap((panel: any) => panel.fields).filter((name: string) => !names.includes(name))).toEqual([])
      expect(object.views.flatMap((view: any) => view.columns).filter((name: string) => !names.includes(name))).toEqual([])
    }
  })

  test('every view it offers can be asked for, with its filter, order and columns', async () => {
    const { body } = await admin.get('/api/v1/metadata')
    for (const object of body.objects) {
      for (const view of object.views) {
        const parts = new URLSearchParams({ filter: JSON.stringify(view.filter), sort: view.sort, fields: view.columns.join(','), count: 'exact' })
        expect([object.name, view.key, (await admin.get(`/api/v1/${object.path}?${parts.toString()}`)).status]).toEqual([object.name, view.key, 200])
      }
    }
  })

  test('every operator and order it offers is understood', async () => {
    const { body } = await admin.get('/api/v1/metadata')
    const operandOf = (field: any, operator: string): unknown => {
      const one: Record<string, unknown> = { number: 1, money: '1', percent: 1, duration: 1, rating: 1, date: '2026-01-01', datetime: '2026-01-01T00:00:00Z', time: '09:00', boolean: true, choice: field.options?.[0].key, choices: field.options?.[0].key, reference: world.ids.lin, references: world.ids.lin, person: world.ids.lin, phone: '13812345678', mail: 'a@b.example' }
      const value = one[field.type] ?? 'x'
      if (operator === 'is_empty') return true
      if (operator === 'on') return '2026-01-01'
      if (operator === 'in_last' || operator === 'in_next') return '7d'
      return operator === 'in' || operator === 'nin' ? [value] : operator === 'between' ? [value, value] : value
    }
    for (const object of body.objects) {
      for (const field of object.fields) {
        const filter = { and: field.operators.map((operator: string) => ({ [field.name]: { [operator]: operandOf(field, operator) } })) }
        const sort = field.sortable ? field.name : 'id'
        const reply = await admin.get(`/api/v1/${object.path}?limit=1&sort=${sort}&filter=${encodeURIComponent(JSON.stringify(filter))}`)
        expect([object.name, field.name, reply.status, reply.body.detail]).toEqual([object.name, field.name, 200, undefined])
      }
    }
  }, 90_000)

  test('says what the caller may do', async () => {
    const lin = (await (await world.asUser('lin')).get('/api/v1/metadata')).body
    const objectOf = (name: string) => lin.objects.find((object: any) => object.name === name)
    expect(objectOf('customer').can).toEqual({ see: true, create: true, change: true, delete: true, export: false, import: false })
    expect(objectOf('user').can).toMatchObject({ see: true, create: false, change: false, delete: false })
    expect(objectOf('transaction').can).toMatchObject({ change: false, delete: false })
    expect(objectOf('user').actions).toEqual([])
    const all = (await admin.get('/api/v1/metadata')).body
    expect(all.objects.find((object: any) => object.name === 'user').actions).toMatchObject([{ name: 'set-password', on: 'record', input: { type: 'object' } }])
    expect(all.objects.find((object: any) => object.name === 'customer')).toMatchObject({ has_timeline: true, timeline_kinds: expect.arrayContaining(['interaction', 'task', 'transaction', 'consent']), queries: expect.arrayContaining(['duplicates']) })
  })

  test('hides what a role hides', async () => {
    const role = (await admin.post('/api/v1/roles', { key: 'half', name: '半盲', grants: { customer: { see: 'all', change: 'all', fields: { phones: 'hidden', remark: 'read' } } } })).body
    await admin.post('/api/v1/users', { name: '半盲', user_name: 'half', password: 'paper-lantern-9', roles: [role.id] })
    const { signIn } = await import('../support/client.ts')
    const half = await signIn(world.app.server, { login: 'half', password: 'paper-lantern-9' })
    const { body } = await half.get('/api/v1/metadata')
    const customer = body.objects.find((object: any) => object.name === 'customer')
    expect(customer.fields.map((field: any) => field.name)).not.toContain('phones')
    expect(customer.panels.flatMap((panel: any) => panel.fields)).not.toContain('phones')
    expect(customer.fields.find((field: any) => field.name === 'remark').readonly).toBe(true)
    expect(body.objects.map((object: any) => object.name)).not.toContain('contact')
    // The same everywhere else.
    const record = (await admin.post('/api/v1/customers', { name: '有电话', phones: ['13812345678'], remark: '话' })).body
    expect((await half.get(`/api/v1/customers/${record.id}`)).body).not.toHaveProperty('phones')
    expect((await half.get(`/api/v1/customers?fields=phones`)).status).toBe(422)
    expect((await half.get(`/api/v1/customers?filter=${encodeURIComponent('{"phones":"13812345678"}')}`)).status).toBe(422)
    expect((await half.patch(`/api/v1/customers/${record.id}`, { phones: [] })).status).toBe(422)
    expect((await half.patch(`/api/v1/customers/${record.id}`, { remark: '改' })).status).toBe(422)
    expect((await half.get(`/api/v1/customers/${record.id}/history`)).text).not.toContain('13812345678')
    expect((await half.get(`/api/v1/customers/${record.id}/timeline`)).text).not.toContain('13812345678')
    expect((await half.post('/api/v1/query', { object: 'customers', group_by: ['phones'] })).status).toBe(422)
    expect((await half.get('/api/v1/search?q=有电话')).text).not.toContain('13812345678')
    expect((await half.get('/api/v1/search?q=13812345678')).body.data).toEqual([])
    expect((await half.get('/api/v1/customers?q=13812345678')).body.data).toEqual([])
    const duplicates = await half.post('/api/v1/customers/duplicates', { phones: ['13812345678'] })
    expect(duplicates.text).not.toContain('13812345678')
  })
})

describe('OpenAPI', () => {
  let description: any
  beforeAll(async () => {
    description = (await world.anonymous().get('/api/openapi.json')).body
  })

  test('has every route that is served, each with an id of its own, and no other', () => {
    expect(description.openapi).toBe('3.1.0')
    const described = Object.entries<any>(description.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`))
    const served = world.app.routes.map(({ method, path }) => `${method} ${path.replace(/:([a-z_]+)/g, '{$1}')}`)
    expect(described.sort()).toEqual(served.sort())
    const ids = Object.values<any>(description.paths).flatMap((operations) => Object.values<any>(operations).map((operation) => operation.operationId))
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/)
  })

  test('every reference leads somewhere', () => {
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!)
    expect(references.length).toBeGreaterThan(0)
    for (const reference of new Set(references)) {
      const target = reference.replace('#/', '').split('/').reduce((node: any, step) => node?.[step], description)
      expect([reference, typeof target]).toEqual([reference, 'object'])
    }
  })

  test('every parameter of a path is described, and every operation has a tag, a summary and the problem answer', () => {
    for (const [path, operations] of Object.entries<any>(description.paths)) {
      for (const operation of Object.values<any>(operations)) {
        const named = [...path.matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => name)
        expect(operation.parameters.filter((parameter: any) => parameter.in === 'path').map((parameter: any) => parameter.name)).toEqual(named)
        expect(operation.tags).toHaveLength(1)
        expect(operation.summary).toMatch(/\S/)
        expect(operation.responses.default.content['application/problem+json'].schema.$ref).toBe('#/components/schemas/Problem')
      }
    }
  })

  test('the schema of an object names its fields, and a record fits what is said of the answer', async () => {
    const { schema } = description.paths['/api/v1/customers'].post.requestBody.content['application/json']
    expect(schema.required).toEqual(['name'])
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['name', 'phones', 'owner', 'tax_bank']))
    expect(Object.keys(schema.properties)).not.toContain('completeness')
    const { body } = await admin.post('/api/v1/customers', { name: '合规' })
    const answer = description.paths['/api/v1/customers'].post.responses['2XX'].content['application/json'].schema
    // What a customer is worth is answered to those who ask for it.
    expect(Object.keys(answer.properties).sort()).toEqual([...Object.keys(body), 'value'].sort())
  })
})

describe('OpenAPI for whoever is signed in', () => {
  const described = async (client: Client) => (await client.get('/api/openapi.json')).body
  const inputOf = (description: any, path: string) => description.paths[`/api/v1/${path}`].post.requestBody.content['application/json'].schema

  test('has the objects and fields of the own company, each with its own schema, and nobody else is told of them', async () => {
    const before = (await world.anonymous().get('/api/openapi.json')).text
    for (const key of ['lorry', 'lorry2']) await admin.post('/api/v1/custom-objects', { key, label_zh: '货车', label_en: 'Lorry', plural_en: 'Lorries', belonging: 'customer' })
    for (const field of [
      { object: 'x_lorry', key: 'axles', type: 'number', label_zh: '轴数', label_en: 'Axles', required: true },
      { object: 'customer', key: 'berth', type: 'choice', label_zh: '泊位', label_en: 'Berth', settings: { options: [{ key: 'north', label: { zh: '北', en: 'North' } }] } },
      { object: 'customer', key: 'pilot', type: 'reference', label_zh: '领航', label_en: 'Pilot', settings: { target: 'x_lorry' } },
    ]) expect((await admin.post('/api/v1/custom-fields', field)).status).toBe(201)
    const own = await described(admin)
    expect(inputOf(own, 'x-lorry')).toMatchObject({ required: ['name', 'axles'], properties: { axles: { type: 'integer', description: expect.stringContaining('轴数 Axles') }, customer: { format: 'uuid' } } })
    expect(inputOf(own, 'customers').properties).toMatchObject({ berth: { enum: ['north', null] }, pilot: { type: ['string', 'null'], format: 'uuid' } })
    expect(own.paths['/api/v1/customers/{id}'].get.responses['2XX'].content['application/json'].schema.properties.pilot.properties).toEqual({ id: expect.anything(), name: expect.anything() })
    expect(Object.keys(own.paths).filter((path) => path.startsWith('/api/v1/x-lorry/'))).toEqual(expect.arrayContaining(['/api/v1/x-lorry/{id}', '/api/v1/x-lorry/batch', '/api/v1/x-lorry/bulk', '/api/v1/x-lorry/{id}/history']))
    expect(Object.keys(own.paths).filter((path) => path.includes('{made}'))).toEqual([])
    const ids = Object.values<any>(own.paths).flatMap((operations) => Object.values<any>(operations).map((operation) => operation.operationId))
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const { body } = await admin.post('/api/v1/x-lorry', { name: '一号', axles: 3 })
    expect(Object.keys(own.paths['/api/v1/x-lorry'].post.responses['2XX'].content['application/json'].schema.properties).sort()).toEqual(Object.keys(body).sort())
    for (const other of [world.anonymous(), await world.asUser('stranger')]) expect((await other.get('/api/openapi.json')).text).not.toMatch(/x-lorry|berth|轴数/)
    expect((await world.anonymous().get('/api/openapi.json')).text).toBe(before)
  })

  test('leaves out what the caller may not see', async () => {
    await admin.post('/api/v1/custom-fields', { object: 'customer', key: 'rumour', type: 'text', label_zh: '传闻', label_en: 'Rumour' })
    const role = (await admin.post('/api/v1/roles', { key: 'plain', name: '无传闻', grants: { customer: { see: 'all', change: 'all', fields: { rumour: 'hidden' } } } })).body
    await admin.post('/api/v1/users', { name: '无传闻', user_name: 'plain', password: 'paper-lantern-9', roles: [role.id] })
    const { signIn } = await import('../support/client.ts')
    const reply = await (await signIn(world.app.server, { login: 'plain', password: 'paper-lantern-9' })).get('/api/openapi.json')
    expect([reply.status, /rumour|传闻 Rumour|x-lorry/.test(reply.text)]).toEqual([200, false])
    expect(inputOf(await described(admin), 'customers').properties.rumour.description).toBe('传闻 Rumour')
  })
})

describe('for those who run the server', () => {
  test('it says that it lives, that it is ready, and its figures', async () => {
    const nobody = world.anonymous()
    expect((await nobody.get('/healthz')).body).toEqual({ status: 'ok' })
    expect(await nobody.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
    const metrics = await nobody.get('/metrics')
    expect([metrics.status, metrics.headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')])
    expect(metrics.text).toContain('process_cpu_seconds_total')
  })

  test('without a database it is not ready, says when to come again, and lives all the same', async () => {
    const { openApp } = await import('../../src/app.ts')
    const app = await openApp({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none', dataFolder: world.dataFolder })
    try {
      const { makeClient } = await import('../support/client.ts')
      const client = makeClient(app.server, { cookie: 'guanxi_session=any' })
      const ready = await client.get('/readyz')
      expect([ready.status, ready.headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)])
      expect((await client.get('/healthz')).status).toBe(200)
      const list = await client.get('/api/v1/customers')
      expect([list.status, list.headers['retry-after'], list.body.type]).toEqual([503, expect.stringMatching(/^\d+$/), '/problems/unavailable'])
    } finally {
      await app.close()
    }
  })
})
