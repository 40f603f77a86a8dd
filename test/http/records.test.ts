import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
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

const eventsOf = (id: string) => world.query('select * from events where record_id = $1 order by id', [id])

describe('creating', () => {
  test('a record answers 201 with its place, its version and everything of it', async () => {
    const reply = await lin.post('/api/v1/customers', { name: '宁波远洋', kind: 'organisation' })
    expect(reply.status).toBe(201)
    expect(reply.headers.location).toBe(`/api/v1/customers/${reply.body.id}`)
    expect(reply.headers.etag).toBe('"1"')
    expect(reply.body).toMatchObject({ name: '宁波远洋', version: 1, created_by: { id: world.ids.lin, name: '林晓' }, updated_by: { id: world.ids.lin } })
    expect(reply.body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Date(reply.body.created_at).toISOString()).toBe(new Date(reply.body.updated_at).toISOString())
    expect((await lin.get(String(reply.headers.location))).body).toEqual(reply.body)
  })

  test('what is left out gets its default: the owner is the one who creates', async () => {
    const body = await aCustomer(lin)
    expect(body).toMatchObject({ owner: { id: world.ids.lin }, status: 'potential', tier: 'potential', category: 'business', total_amount: '0.00', phones: [], tags: [], remark: null })
  })

  test('every wrong value is named at once, with its place', async () => {
    const reply = await lin.post('/api/v1/customers', { kind: 'club', phones: ['13812345678', '12'], emails: ['no mail'], credit_limit: 'many', founded_on: '2026-02-30', colour: 'red', credit_days: 1.5 })
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map((error: any) => error.path).sort()).toEqual(['colour', 'credit_days', 'credit_limit', 'emails[0]', 'founded_on', 'kind', 'name', 'phones[1]'])
  })

  test('fields that the system fills cannot be written', async () => {
    for (const field of ['id', 'version', 'created_at', 'created_by', 'completeness', 'total_amount', 'contact_facts', 'city', 'workspace_id', 'deleted_at', 'name_pinyin']) {
      const reply = await admin.post('/api/v1/customers', { name: '试写', [field]: 1 })
      expect([field, reply.status, reply.body.errors?.[0]?.path]).toEqual([field, 422, field])
    }
  })

  test('a creation leaves one event with what was entered, and none when it is refused', async () => {
    const { id } = await aCustomer(lin, { name: '有记录', phones: ['13812345678'] })
    const events = await eventsOf(id)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ kind: 'customers.customer.created', version: '1', actor_id: world.ids.lin, actor_name: '林晓', before: null })
    expect(events[0].after).toMatchObject({ name: '有记录', phones: ['+8613812345678'] })
    const before = await world.query('select count(*) from events')
    expect((await lin.post('/api/v1/customers', { name: '' })).status).toBe(422)
    expect(await world.query('select count(*) from events')).toEqual(before)
  })

  test('a reference is written as an id, as what was read, or as a number', async () => {
    const parent = await aCustomer(lin)
    const byId = await aCustomer(lin, { parent: parent.id })
    const asRead = await aCustomer(lin, { parent: byId.parent })
    const byNumber = await aCustomer(lin, { parent: { number: parent.number } })
    for (const child of [byId, asRead, byNumber]) expect(child.parent).toEqual({ id: parent.id, name: parent.name })
  })

  test('a reference to what is not there is refused with the name of the field', async () => {
    for (const parent of ['01900000-0000-7000-8000-000000000000', { number: 'KH-1900-000001' }, 'Ningbo', 7, [], {}]) {
      const reply = await lin.post('/api/v1/customers', { name: '孤儿', parent })
      expect([reply.status, reply.body.errors[0].path]).toEqual([422, 'parent'])
    }
  })

  test('only a reference may be written as a number', async () => {
    for (const field of ['name', 'remark', 'tags', 'founded_on', 'credit_limit', 'tax_bank']) {
      const reply = await lin.post('/api/v1/customers', { name: '按编号', [field]: { number: 'KH-2026-000001' } })
      expect([field, reply.status, reply.body.errors?.[0]?.path.startsWith(field)]).toEqual([field, 422, true])
    }
  })

  test('a list of references keeps its order and drops repeats', async () => {
    const customer = await aCustomer(lin)
    const one = await aContact(lin, customer.id)
    const two = await aContact(lin, customer.id)
    const interaction = await create(lin, 'interactions', { customer: customer.id, contacts: [two.id, one.id, two.id], content: '见面' })
    expect(interaction.contacts).toEqual([{ id: two.id, name: two.name }, { id: one.id, name: one.name }])
  })

  test('a value that must be unique is answered 409 where it is taken', async () => {
    await create(admin, 'products', { name: '茶', code: 'T-1' })
    const reply = await admin.post('/api/v1/products', { name: '另一种茶', code: 'T-1' })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ type: '/problems/not-unique', errors: [{ path: 'code' }] })
  })

  test('values come back in one form: telephone E.164, mail in small letters, money with two digits, instants in UTC', async () => {
    const customer = await aCustomer(lin, { phones: ['138 1234 5678', '0571-88886666'], emails: [' Sales@Example.COM '], credit_limit: '1000', registered_capital: 5000000 })
    expect(customer).toMatchObject({ phones: ['+8613812345678', '+8657188886666'], emails: ['sales@example.com'], credit_limit: '1000.00', registered_capital: '5000000.00' })
    const line = await create(lin, 'transactions', { customer: customer.id, amount: '12.5', quantity: 1.5, at: '2026-03-01T09:30:00+08:00' })
    expect(line).toMatchObject({ amount: '12.50', quantity: 1.5 })
    expect(new Date(line.at).toISOString()).toBe('2026-03-01T01:30:00.000Z')
    expect(line.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/)
  })
})

describe('reading', () => {
  test('fields= answers those fields and the id, also of the record that is pointed to', async () => {
    const customer = await aCustomer(lin)
    const { body } = await lin.get(`/api/v1/customers/${customer.id}?fields=name,owner.email`)
    expect(body).toEqual({ id: customer.id, name: customer.name, owner: { id: world.ids.lin, name: '林晓', email: 'lin@test.example' } })
    const list = await lin.get(`/api/v1/customers?fields=owner.department.name&filter=${encodeURIComponent(JSON.stringify({ id: customer.id }))}`)
    expect(list.body.data).toEqual([{ id: customer.id, owner: { id: world.ids.lin, name: '林晓', department: { id: expect.any(String), name: '一组' } } }])
    expect((await lin.get(`/api/v1/customers/${customer.id}?fields=name,colour`)).status).toBe(422)
    expect((await lin.get(`/api/v1/customers?fields=contact_facts`)).status).toBe(422)
  })

  test('fields= may go only a few steps from record to record', async () => {
    const customer = await aCustomer(lin)
    const reply = await lin.get(`/api/v1/customers/${customer.id}?fields=${'parent.'.repeat(300)}name`)
    expect(reply.status).toBe(422)
  })

  test('the answer says what the caller may do with the record', async () => {
    const customer = await aCustomer(lin)
    expect(customer.can).toEqual({ change: true, delete: true })
  })

  test('what is not there, what was deleted and what could not be an id are all 404', async () => {
    const gone = await aCustomer(lin)
    await lin.del(`/api/v1/customers/${gone.id}`)
    for (const id of ['01900000-0000-7000-8000-000000000000', gone.id, 'x', '%00', '1', gone.id.slice(1)]) {
      const reply = await lin.get(`/api/v1/customers/${id}`)
      expect([id, reply.status, reply.body.type]).toEqual([id, 404, '/problems/not-found'])
    }
  })

  test('an unknown object is 404', async () => {
    expect((await lin.get('/api/v1/planets')).status).toBe(404)
    expect((await lin.post('/api/v1/planets', {})).status).toBe(404)
  })
})

describe('changing', () => {
  test('a patch changes the named fields, counts the version up and leaves one event with before and after', async () => {
    const { id } = await aCustomer(lin, { remark: '旧' })
    const reply = await lin.patch(`/api/v1/customers/${id}`, { remark: '新', tier: 'vip' })
    expect(reply.status).toBe(200)
    expect(reply.headers.etag).toBe('"2"')
    expect(reply.body).toMatchObject({ version: 2, remark: '新', tier: 'vip' })
    const [, event] = await eventsOf(id)
    expect(event).toMatchObject({ kind: 'customers.customer.updated', version: '2', before: { remark: '旧', tier: 'potential' }, after: { remark: '新', tier: 'vip' } })
  })

  test('null empties a field, a list becomes empty, and what is required cannot be emptied', async () => {
    const { id } = await aCustomer(lin, { remark: '有', phones: ['13812345678'], tags: ['a'], founded_on: '2001-02-03', parent: (await aCustomer(lin)).id })
    const reply = await lin.patch(`/api/v1/customers/${id}`, { remark: null, phones: null, tags: null, founded_on: null, parent: null })
    expect(reply.body).toMatchObject({ remark: null, phones: [], tags: [], founded_on: null, parent: null })
    expect((await lin.patch(`/api/v1/customers/${id}`, { name: null })).body.errors[0]).toMatchObject({ path: 'name', code: 'required' })
    expect((await lin.patch(`/api/v1/customers/${id}`, { kind: null })).status).toBe(422)
  })

  test('a patch inside a group of parts changes only the named parts', async () => {
    const { id } = await aCustomer(lin, { tax_bank: { bank: '工商银行', account: '6222', tax_number: '91' } })
    const reply = await lin.patch(`/api/v1/customers/${id}`, { tax_bank: { account: '6333', tax_number: null } })
    expect(reply.body.tax_bank).toEqual({ bank: '工商银行', account: '6333' })
  })

  test('a list of groups is replaced as a whole', async () => {
    const { id } = await aCustomer(lin, { addresses: [{ city: '宁波市' }, { city: '杭州市' }] })
    const reply = await lin.patch(`/api/v1/customers/${id}`, { addresses: [{ street: '文三路' }] })
    expect(reply.body.addresses).toEqual([{ street: '文三路' }])
  })

  test('the media type of merge patch is understood', async () => {
    const { id } = await aCustomer(lin)
    const reply = await lin.send({ method: 'PATCH', url: `/api/v1/customers/${id}`, headers: { 'content-type': 'application/merge-patch+json' }, payload: '{"remark":"合并"}' })
    expect([reply.status, reply.body.remark]).toEqual([200, '合并'])
  })

  test('a patch that changes nothing writes nothing', async () => {
    const { id } = await aCustomer(lin, { remark: '同', credit_limit: '10.00', do_not_disturb: [{ from: '22:00', to: '08:00' }] })
    const reply = await lin.patch(`/api/v1/customers/${id}`, { remark: '同', credit_limit: '10', do_not_disturb: [{ to: '08:00', from: '22:00' }] })
    expect([reply.status, reply.body.version]).toEqual([200, 1])
    expect(await eventsOf(id)).toHaveLength(1)
  })

  test('a patch that is wrong changes nothing', async () => {
    const { id } = await aCustomer(lin, { remark: '旧' })
    expect((await lin.patch(`/api/v1/customers/${id}`, { remark: '新', tier: 'gold' })).status).toBe(422)
    expect((await lin.get(`/api/v1/customers/${id}`)).body).toMatchObject({ remark: '旧', version: 1 })
    expect(await eventsOf(id)).toHaveLength(1)
  })

  test('a patch must be an object', async () => {
    const { id } = await aCustomer(lin)
    for (const body of [null, [], 'x', 3, [{ remark: 'x' }]]) expect([body, (await lin.patch(`/api/v1/customers/${id}`, body)).status]).toEqual([body, 422])
  })

  test('what follows from other fields follows at once', async () => {
    const customer = await aCustomer(lin, { addresses: [{ province: '浙江省', city: '宁波市', district: '海曙区' }] })
    expect(customer).toMatchObject({ province: '浙江省', city: '宁波市', district: '海曙区' })
    const reply = await lin.patch(`/api/v1/customers/${customer.id}`, { addresses: [] })
    expect(reply.body).toMatchObject({ province: null, city: null, district: null })
  })
})

describe('deleting and restoring', () => {
  test('a deleted record leaves lists, counts and search for the recycle bin, and comes back as it was', async () => {
    const customer = await aCustomer(lin, { name: '回收站公司甲' })
    expect((await lin.del(`/api/v1/customers/${customer.id}`)).status).toBe(204)
    expect(await lin.list('customers', { filter: { id: customer.id } })).toEqual([])
    expect((await lin.get('/api/v1/search?q=回收站公司甲')).body.data).toEqual([])
    expect((await lin.list('customers', { deleted: true })).map((row) => row.id)).toContain(customer.id)
    const restored = await lin.post(`/api/v1/customers/${customer.id}/restore`)
    expect(restored.status).toBe(200)
    expect(restored.body).toMatchObject({ id: customer.id, name: customer.name, number: customer.number, version: 3 })
    expect(await lin.list('customers', { filter: { id: customer.id } })).toHaveLength(1)
    expect((await eventsOf(customer.id)).map((event) => event.kind)).toEqual(['created', 'deleted', 'restored'].map((verb) => `customers.customer.${verb}`))
  })

  test('twice deleted, or restored without being deleted, is 404', async () => {
    const customer = await aCustomer(lin)
    expect((await lin.post(`/api/v1/customers/${customer.id}/restore`)).status).toBe(404)
    await lin.del(`/api/v1/customers/${customer.id}`)
    expect((await lin.del(`/api/v1/customers/${customer.id}`)).status).toBe(404)
    expect((await lin.patch(`/api/v1/customers/${customer.id}`, { remark: 'x' })).status).toBe(404)
  })

  test('a unique value of a deleted record is free, and the record comes back only while it still is', async () => {
    const first = await create(admin, 'products', { name: '旧茶', code: 'T-2' })
    await admin.del(`/api/v1/products/${first.id}`)
    await create(admin, 'products', { name: '新茶', code: 'T-2' })
    expect((await admin.post(`/api/v1/products/${first.id}/restore`)).status).toBe(409)
  })

  test('a stale version deletes nothing', async () => {
    const customer = await aCustomer(lin)
    await lin.patch(`/api/v1/customers/${customer.id}`, { remark: 'x' })
    expect((await lin.del(`/api/v1/customers/${customer.id}`, { 'if-match': '"1"' })).status).toBe(412)
    expect((await lin.del(`/api/v1/customers/${customer.id}`, { 'if-match': '"2"' })).status).toBe(204)
  })

  test('contacts of a deleted customer are no longer found', async () => {
    const customer = await aCustomer(lin)
    await aContact(lin, customer.id, { name: '随客户而去' })
    await lin.del(`/api/v1/customers/${customer.id}`)
    expect((await lin.get('/api/v1/search?q=随客户而去')).body.data).toEqual([])
  })
})

describe('consumption lines', () => {
  test('are only ever added: they are neither changed nor deleted', async () => {
    const customer = await aCustomer(lin)
    const line = await create(lin, 'transactions', { customer: customer.id, amount: '10.00' })
    const url = `/api/v1/transactions/${line.id}`
    expect((await admin.patch(url, { amount: '20.00' })).status).toBe(404)
    expect((await admin.del(url)).status).toBe(404)
    expect((await admin.post(`${url}/restore`)).status).toBe(404)
    for (const batch of [{ update: [{ id: line.id, amount: '20.00' }] }, { delete: [line.id] }]) {
      const reply = await admin.post('/api/v1/transactions/batch', { ...batch, atomic: false })
      expect(reply.body.results[0]).toMatchObject({ status: 'failed', problem: { status: 403 } })
    }
    expect((await admin.get(url)).body).toEqual(line)
    expect(line.can).toEqual({ change: false, delete: false })
  })
})
