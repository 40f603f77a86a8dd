import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { listUrl, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

const aField = (key: string, type: string, more: object = {}) =>
  create(admin, 'custom-fields', { object: 'customer', key, type, label_zh: `自定义${key}`, label_en: `Custom ${key}`, ...more })
const names = (rows: any[]) => rows.map((row) => row.name).sort().join(' ')
const optionsOf = (...keys: string[]) => keys.map((key) => ({ key, label: { zh: `选项${key}`, en: `Option ${key}` } }))

describe('a field that an administrator adds', () => {
  const types: [type: string, settings: object | undefined, values: [unknown, unknown], filters: [object, string][]][] = [
    ['text', { max_length: 20 }, ['x甲', 'y乙'], [[{ eq: 'x甲' }, 'a'], [{ contains: '乙' }, 'b'], [{ is_empty: true }, 'c'], [{ ne: 'x甲' }, 'b c'], [{ in: ['x甲', 'y乙'] }, 'a b']]],
    ['rich_text', undefined, ['长文一', '长文二'], [[{ contains: '一' }, 'a'], [{ is_empty: false }, 'a b']]],
    ['number', { scale: 2, min: 0 }, [1.5, 20.25], [[{ gt: 2 }, 'b'], [{ between: [1, 2] }, 'a'], [{ is_empty: true }, 'c']]],
    ['money', undefined, ['9.50', '10.00'], [[{ lt: '10' }, 'a'], [{ gte: 9.5 }, 'a b'], [{ eq: '10.00' }, 'b']]],
    ['percent', undefined, [12.5, 100], [[{ gte: 50 }, 'b']]],
    ['date', undefined, ['2026-01-31', '2026-02-01'], [[{ lte: '2026-01-31' }, 'a'], [{ on: '2026-02-01' }, 'b']]],
    ['datetime', undefined, ['2026-01-31T00:00:00+00:00', '2026-02-01T00:00:00+00:00'], [[{ gt: '2026-01-31' }, 'b'], [{ is_empty: true }, 'c']]],
    ['time', undefined, ['08:30', '17:00'], [[{ lt: '12:00' }, 'a']]],
    ['duration', undefined, [15, 90], [[{ gt: 60 }, 'b']]],
    ['boolean', undefined, [true, false], [[{ eq: true }, 'a'], [{ ne: true }, 'b c']]],
    ['choice', { options: optionsOf('x', 'y') }, ['x', 'y'], [[{ eq: 'x' }, 'a'], [{ nin: ['x'] }, 'b c']]],
    ['choices', { options: optionsOf('x', 'y', 'z') }, [['x', 'y'], ['y', 'z']], [[{ contains: 'x' }, 'a'], [{ in: ['y'] }, 'a b'], [{ nin: ['z'] }, 'a c'], [{ is_empty: true }, 'c']]],
    ['phone', undefined, ['+8613812345678', '+8613987654321'], [[{ eq: '13812345678' }, 'a'], [{ contains: '9876' }, 'b']]],
    ['mail', undefined, ['a@x.example', 'b@x.example'], [[{ eq: 'A@x.example' }, 'a'], [{ contains: 'b@' }, 'b']]],
    ['tags', undefined, [['甲'], ['甲', '乙']], [[{ contains: '乙' }, 'b'], [{ nin: ['乙'] }, 'a c']]],
    ['rating', { max: 10 }, [3, 9], [[{ gte: 5 }, 'b']]],
    ['json', undefined, [{ 深: [1, null, { x: '甲' }] }, { y: '乙' }], [[{ contains: '甲' }, 'a'], [{ is_empty: true }, 'c']]],
  ]

  test.each(types)('of type %s is written, read, filtered, sorted, changed and emptied', async (type, settings, [one, two], filters) => {
    const key = `own_${type}`
    await aField(key, type, { settings })
    const a = await aCustomer(lin, { name: 'a', tier_reason: type, [key]: one })
    const b = await aCustomer(lin, { name: 'b', tier_reason: type, [key]: two })
    const c = await aCustomer(lin, { name: 'c', tier_reason: type })
    expect([a[key], b[key]]).toEqual([one, two])
    expect(c[key] === null || (Array.isArray(c[key]) && c[key].length === 0)).toBe(true)
    for (const [operators, wanted] of filters) {
      expect([operators, names(await lin.list('customers', { filter: { tier_reason: type, [key]: operators } }))]).toEqual([operators, wanted])
    }
    const { body: metadata } = await lin.get('/api/v1/metadata')
    const described = metadata.objects.find((object: any) => object.name === 'customer').fields.find((field: any) => field.name === key)
    expect(described).toMatchObject({ name: key, type, custom: true, readonly: false, label: { zh: `自定义${key}` } })
    if (described.sortable) {
      const sorted = []
      for (let cursor = ''; ; ) {
        const { body } = await lin.get(listUrl('customers', { filter: { tier_reason: type }, sort: `-${key},name`, limit: 1 }, cursor))
        sorted.push(body.data[0].name)
        if (body.next_cursor === null) break
        cursor = body.next_cursor
      }
      expect(sorted).toEqual(type === 'boolean' ? ['a', 'b', 'c'] : ['b', 'a', 'c'])
    }
    const changed = await lin.patch(`/api/v1/customers/${a.id}`, { [key]: two, remark: 'x' })
    expect(changed.body[key]).toEqual(two)
    const { data } = (await lin.get(`/api/v1/customers/${a.id}/history`)).body
    expect(data[0].fields).toContainEqual({ field: key, before: one, after: type === 'datetime' ? new Date(two as string).toISOString() : two })
    const emptied = await lin.patch(`/api/v1/customers/${a.id}`, { [key]: null })
    expect(emptied.body[key] === null || emptied.body[key].length === 0).toBe(true)
    expect((await lin.get(`/api/v1/customers/${a.id}?fields=${key}`)).body).toEqual({ id: a.id, [key]: emptied.body[key] })
  })

  test('is grouped and added up', async () => {
    await aField('volume', 'number', { settings: { scale: 1 } })
    await aField('grade', 'choice', { settings: { options: optionsOf('x', 'y') } })
    await admin.post('/api/v1/customers/batch', { create: [['x', 1.5], ['x', 2], ['y', 10]].map(([grade, volume]) => ({ name: '量', tier_reason: '量', grade, volume })) })
    const reply = await admin.post('/api/v1/query', { object: 'customers', filter: { tier_reason: '量' }, group_by: ['grade'], measures: [{ fn: 'sum', field: 'volume', as: 'v' }], sort: ['grade'] })
    expect(reply.body.data).toEqual([{ grade: 'x', v: 3.5 }, { grade: 'y', v: 10 }])
  })

  test('is found from other objects', async () => {
    await aField('region_code', 'text')
    const customer = await aCustomer(lin, { region_code: 'NB-7' })
    await create(lin, 'tasks', { name: '按区域', customer: customer.id })
    expect(names(await lin.list('tasks', { filter: { customer: { region_code: 'NB-7' } } }))).toBe('按区域')
    expect((await lin.get(listUrl('tasks', { filter: { name: '按区域' }, fields: 'customer.region_code' }))).body.data[0].customer).toMatchObject({ region_code: 'NB-7' })
  })

  test('checks its values as its settings say', async () => {
    await aField('score', 'number', { settings: { min: 1, max: 5, scale: 1 } })
    await aField('code', 'text', { settings: { max_length: 3 } })
    await aField('must', 'text', { object: 'product', required: true })
    for (const [field, value] of [['score', 0], ['score', 6], ['score', 1.25], ['score', '2'], ['code', 'long'], ['code', 5], ['code', 'a\0'], ['code', '\ud800']] as const) {
      const reply = await lin.post('/api/v1/customers', { name: '不合', [field]: value })
      expect([field, value, reply.status, reply.body.errors?.[0].path]).toEqual([field, value, 422, field])
    }
    expect((await admin.post('/api/v1/products', { name: '缺' })).body.errors[0]).toMatchObject({ path: 'must', code: 'required' })
    expect((await admin.post('/api/v1/products', { name: '不缺', must: '有' })).status).toBe(201)
  })

  test('belongs to its workspace alone', async () => {
    await aField('secret_field', 'text')
    const stranger = await world.asUser('stranger')
    expect((await stranger.post('/api/v1/customers', { name: '外人', secret_field: 'x' })).body.errors[0]).toMatchObject({ path: 'secret_field', code: 'unknown_field' })
    expect((await stranger.get('/api/v1/metadata')).text).not.toContain('secret_field')
  })

  test('that is deleted is gone everywhere, and its values come back with it', async () => {
    const field = await aField('passing', 'text')
    const customer = await aCustomer(lin, { passing: '留着' })
    await admin.del(`/api/v1/custom-fields/${field.id}`)
    expect((await lin.get(`/api/v1/customers/${customer.id}`)).body).not.toHaveProperty('passing')
    expect((await lin.get(listUrl('customers', { filter: { passing: '留着' } }))).status).toBe(422)
    await lin.patch(`/api/v1/customers/${customer.id}`, { remark: '其间' })
    await admin.post(`/api/v1/custom-fields/${field.id}/restore`)
    expect((await lin.get(`/api/v1/customers/${customer.id}`)).body.passing).toBe('留着')
  })

  test('has its words from the administrator, who may change them', async () => {
    const field = await aField('renamed', 'text')
    await admin.patch(`/api/v1/custom-fields/${field.id}`, { label_zh: '新名字' })
    expect((await lin.get('/api/v1/metadata')).text).toContain('新名字')
  })
})

describe('what an administrator cannot do with fields', () => {
  test('a key of the object itself, of the filter language or of the answer, and a key twice, are refused', async () => {
    await aField('twice', 'text')
    for (const key of ['name', 'owner', 'id', 'version', 'twice', 'and', 'or', 'not', 'can', 'contacts', 'completeness', 'contact_facts']) {
      const reply = await admin.post('/api/v1/custom-fields', { object: 'customer', key, type: 'text', label_zh: '重', label_en: 'Twice' })
      expect([key, reply.status]).toEqual([key, expect.toSatisfy((status: number) => status === 409 || status === 422)])
    }
  })

  test('unknown objects, types and settings, keys that are none, and a choice without options are refused', async () => {
    for (const input of [
      { object: 'planet' }, { type: 'colour' }, { type: 'reference' }, { key: 'Übel' }, { key: '1a' }, { key: '' }, { key: '__proto__x' }, { key: 'a'.repeat(50) },
      { type: 'choice' }, { type: 'choice', settings: { options: [] } }, { type: 'choice', settings: { options: [{ key: 'x' }] } }, { settings: { scale: 99 } }, { settings: { colour: 1 } }, { settings: [] }, { label_zh: '' }, { label_en: null },
    ]) {
      const reply = await admin.post('/api/v1/custom-fields', { object: 'customer', key: 'fine', type: 'text', label_zh: '好', label_en: 'Fine', ...input })
      expect([input, reply.status]).toEqual([input, 422])
    }
  })

  test('object, type and key stay as they are, because values and filters are kept under them', async () => {
    const field = await aField('steady', 'text')
    for (const change of [{ type: 'number' }, { object: 'contact' }, { key: 'name' }, { key: 'other' }]) {
      expect([change, (await admin.patch(`/api/v1/custom-fields/${field.id}`, change)).status]).toEqual([change, 422])
    }
  })

  test('people without the right add, change and delete no field', async () => {
    const field = await aField('guarded', 'text')
    for (const client of [lin, await world.asUser('ma')]) {
      expect((await client.post('/api/v1/custom-fields', { object: 'customer', key: 'sly', type: 'text', label_zh: '偷', label_en: 'Sly' })).status).toBe(403)
      expect((await client.patch(`/api/v1/custom-fields/${field.id}`, { label_zh: '偷' })).status).toBe(403)
      expect((await client.del(`/api/v1/custom-fields/${field.id}`)).status).toBe(403)
    }
  })
})

describe('records from before', () => {
  test('stay editable when a field becomes required, and it cannot be emptied once it has a value', async () => {
    const tag = await create(admin, 'tags', { name: '旧标签' })
    await aField('now_required', 'text', { object: 'tag', required: true })
    expect((await admin.patch(`/api/v1/tags/${tag.id}`, { remark: '还能改' })).status).toBe(200)
    expect((await admin.patch(`/api/v1/tags/${tag.id}`, { now_required: '有了' })).status).toBe(200)
    expect((await admin.patch(`/api/v1/tags/${tag.id}`, { now_required: null })).status).toBe(422)
  })

  test('are still read after the settings of a field have become narrower', async () => {
    const field = await aField('narrow', 'number', { settings: { scale: 2 } })
    const customer = await aCustomer(lin, { narrow: 1.25 })
    await admin.patch(`/api/v1/custom-fields/${field.id}`, { settings: { scale: 0, max: 1 } })
    const { status, body } = await lin.get(`/api/v1/customers/${customer.id}`)
    expect([status, body.narrow]).toEqual([200, 1.25])
    expect((await lin.get(listUrl('customers', { sort: 'narrow', filter: { narrow: { gt: 1 } } }))).body.data).toHaveLength(1)
    expect((await lin.patch(`/api/v1/customers/${customer.id}`, { remark: '还能改' })).status).toBe(200)
  })

  test('a value however large breaks no list', async () => {
    await aField('wide_number', 'number', { settings: { scale: 8 } })
    await aField('wide_money', 'money', { settings: { scale: 8 } })
    await aField('wide_rating', 'rating', { settings: { max: 1_000_000 } })
    await aField('wide_percent', 'percent', { settings: { scale: 8, max: 1e15 } })
    for (const [field, value] of [['wide_number', 9007199254740991], ['wide_money', '9999999999999999.99'], ['wide_rating', 999_999], ['wide_percent', 123456789]] as const) {
      await lin.post('/api/v1/customers', { name: '巨', [field]: value })
      expect([field, (await lin.get(listUrl('customers', { sort: `-${field}` }))).status]).toEqual([field, 200])
    }
  })

  test('a value inside free JSON that is null stays when another field changes', async () => {
    await aField('free', 'json')
    await aField('beside', 'text')
    const customer = await aCustomer(lin, { free: { a: null, b: 1 } })
    const reply = await lin.patch(`/api/v1/customers/${customer.id}`, { beside: 'x' })
    expect(reply.body.free).toEqual({ a: null, b: 1 })
  })
})
