/** A contact or task that belongs to a request or opportunity, and what is learnt of the customer in a contact. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let ma: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
})
afterAll(() => world.close())

const aRequest = (client: Client, customer: any, input: object = {}) => create(client, 'service-requests', { subject: '空调不制冷', kind: 'fault', customer: customer.id, ...input })

async function inRole(key: string, grants: object): Promise<Client> {
  const role = await create(admin, 'roles', { key, name: key, grants })
  await create(admin, 'users', { name: key, user_name: key, password: castPassword, roles: [role.id] })
  return signIn(world.app.server, { login: key, password: castPassword })
}

describe('what belongs to a request', () => {
  test('is found from the request and leads back to it, and the time line of the customer says it', async () => {
    const customer = await aCustomer(lin)
    const request = await aRequest(lin, customer)
    const contact = await create(lin, 'interactions', { customer: customer.id, request: request.id, content: '约了周三上门', promises: [{ what: '带压缩机', due_on: '2026-12-02' }] })
    const task = await create(lin, 'tasks', { name: '备件', customer: customer.id, request: request.id })
    expect(contact.request).toMatchObject({ id: request.id, name: '空调不制冷' })
    expect((await lin.list('interactions', { filter: { request: request.id } })).map(({ id }) => id)).toEqual([contact.id])
    // What was promised in it is to be done for it.
    expect((await lin.list('tasks', { filter: { request: request.id }, sort: 'name' })).map(({ name }) => name).toSorted()).toEqual(['备件', '带压缩机'])
    expect((await lin.list('service-requests', { filter: { interactions: { some: { id: contact.id } } } })).map(({ id }) => id)).toEqual([request.id])
    const { data } = (await lin.get(`/api/v1/customers/${customer.id}/timeline?kinds=interaction,task`)).body
    expect(data.find(({ id }: any) => id === contact.id).record.request).toMatchObject({ id: request.id, name: '空调不制冷' })
    expect(data.find(({ id }: any) => id === task.id).record.request).toMatchObject({ id: request.id })
  })

  test('promises of a contact about an opportunity belong to it as well', async () => {
    const customer = await aCustomer(lin)
    const opportunity = await create(lin, 'opportunities', { name: '年度维保', customer: customer.id })
    await create(lin, 'interactions', { customer: customer.id, opportunity: opportunity.id, content: '谈', promises: [{ what: '送方案' }] })
    expect((await lin.list('tasks', { filter: { opportunity: opportunity.id } })).map(({ name }) => name)).toContain('送方案')
  })

  test('tells nobody of a request who may not see it: not in the contact, its list, its history, the time line, a filter or an export', async () => {
    const customer = await aCustomer(lin)
    const request = await aRequest(lin, customer, { subject: '秘密的投诉' })
    const contact = await create(lin, 'interactions', { customer: customer.id, request: request.id, content: '电话' })
    const task = await create(lin, 'tasks', { name: '处理', customer: customer.id, request: request.id })
    await world.settle()
    const caller = await inRole('caller', { customer: { see: 'all' }, interaction: { see: 'all', export: 'all', change: 'all' }, task: { see: 'all' } })
    expect((await caller.get(`/api/v1/service-requests/${request.id}`)).status).not.toBe(200)
    const answers = await Promise.all([
      caller.get(`/api/v1/interactions/${contact.id}`),
      caller.get(`/api/v1/interactions?filter=${encodeURIComponent(JSON.stringify({ id: contact.id }))}`),
      caller.get(`/api/v1/interactions/${contact.id}/history`),
      caller.get(`/api/v1/tasks/${task.id}`),
      caller.get(`/api/v1/tasks/${task.id}/history`),
      caller.get(`/api/v1/customers/${customer.id}/timeline`),
      caller.get(`/api/v1/changes?limit=1000`),
    ])
    for (const { status, text } of answers) {
      expect([status, text.includes('秘密的投诉')]).toEqual([200, false])
    }
    // The contact itself is seen: the words above are not missing because nothing was answered.
    expect(answers[0]?.body.content).toBe('电话')
    const asked = await caller.get(`/api/v1/interactions?filter=${encodeURIComponent(JSON.stringify({ request: { subject: { contains: '秘密' } } }))}`)
    expect(asked.body.data ?? []).toEqual([])
    // Nor is it named in a contact by whoever may not see it.
    expect((await caller.patch(`/api/v1/interactions/${contact.id}`, { request: (await aRequest(lin, customer)).id })).status).toBe(422)
  })

  test('stays when the request goes to the bin, and another company’s request is no request', async () => {
    const customer = await aCustomer(lin)
    const request = await aRequest(lin, customer)
    const contact = await create(lin, 'interactions', { customer: customer.id, request: request.id, content: '留着' })
    await admin.del(`/api/v1/service-requests/${request.id}`)
    expect((await lin.get(`/api/v1/interactions/${contact.id}`)).status).toBe(200)
    const stranger = await world.asUser('stranger')
    const theirs = await create(stranger, 'customers', { name: '对岸客户' })
    expect((await stranger.post('/api/v1/interactions', { customer: theirs.id, content: 'x', request: request.id })).status).toBe(422)
  })
})

describe('what is learnt of the customer in a contact', () => {
  const changesOf = async (contact: any, client = lin) => (await client.post(`/api/v1/interactions/${contact.id}/customer-changes`, {})).body.data
  const read = async (customer: any, client = lin) => (await client.get(`/api/v1/customers/${customer.id}`)).body

  test('is written to the customer in the transaction of the contact, seen on it as old and new, and taken back with undo', async () => {
    const customer = await aCustomer(lin, { industry: '餐饮', website: 'https://old.example' })
    const contact = await create(lin, 'interactions', { customer: customer.id, content: '换了行业', customer_changes: { version: 1, values: { industry: '酒店', short_name: '远洋' } } })
    expect(await read(customer)).toMatchObject({ industry: '酒店', short_name: '远洋', website: 'https://old.example', version: 2 })
    const [change, ...others] = await changesOf(contact)
    expect(others).toEqual([])
    expect(change.fields).toEqual(expect.arrayContaining([{ field: 'industry', before: '餐饮', after: '酒店' }, { field: 'short_name', before: null, after: '远洋' }]))
    expect(change).toMatchObject({ is_undone: false })
    const rows = await world.query('select distinct tx::text as tx from events where record_id = any($1) and (kind like $2 or kind like $3)', [[customer.id, contact.id], '%interaction.created', '%customer.updated'])
    expect(rows).toHaveLength(1)
    expect((await lin.post(`/api/v1/customers/${customer.id}/undo`, { event: change.event })).status).toBe(200)
    expect(await read(customer)).toMatchObject({ industry: '餐饮', short_name: null })
    expect(await changesOf(contact)).toMatchObject([{ is_undone: true }])
  })

  test('fails with the contact, and the contact with it', async () => {
    const customer = await aCustomer(lin, { industry: '餐饮' })
    const before = await world.query('select count(*) from events')
    const tries: [object, number, string][] = [
      [{ customer_changes: { version: 1, values: { industry: '酒店' } }, channel: 'pigeon' }, 422, 'channel'],
      [{ customer_changes: { version: 1, values: { industry: 'x'.repeat(101) } } }, 422, 'customer_changes.industry'],
      [{ customer_changes: { version: 1, values: { no_such: 1 } } }, 422, 'customer_changes.no_such'],
      [{ customer_changes: { version: 1, values: { number: 'KH-1', total_amount: '1' } } }, 422, 'customer_changes.total_amount'],
      [{ customer_changes: [{ event: customer.id }] }, 422, 'customer_changes'],
      [{ customer_changes: 'industry' }, 422, 'customer_changes'],
      [{ customer_changes: { values: { industry: '酒店' } } }, 422, 'customer_changes'],
    ]
    for (const [input, status, path] of tries) {
      const reply = await lin.post('/api/v1/interactions', { customer: customer.id, content: 'x', ...input })
      expect([input, reply.status, reply.body.errors.map((error: any) => error.path)]).toEqual([input, status, expect.arrayContaining([path])])
    }
    expect(await read(customer)).toMatchObject({ industry: '餐饮', version: 1 })
    expect(await world.query('select count(*) from events')).toEqual(before)
  })

  test('that somebody else changed meanwhile is shown with both values, and goes through once it was seen', async () => {
    const customer = await aCustomer(lin, { industry: '餐饮' })
    await ma.patch(`/api/v1/customers/${customer.id}`, { industry: '航运' })
    const log = (version: number) => lin.post('/api/v1/interactions', { customer: customer.id, content: '换行业', customer_changes: { version, values: { industry: '酒店' } } })
    const refused = await log(1)
    expect(refused).toMatchObject({ status: 409, body: { current_version: 2, errors: [{ path: 'customer_changes.industry', yours: '酒店', theirs: '航运', changed_by: { id: world.ids.ma } }] } })
    expect(await lin.list('interactions', { filter: { customer: customer.id } })).toEqual([])
    expect((await log(2)).status).toBe(201)
    expect(await read(customer)).toMatchObject({ industry: '酒店', version: 3 })
  })

  test('goes by the rights on the customer and its fields, also for who reads it later', async () => {
    const customer = await aCustomer(lin, { industry: '餐饮', remark: '甲' })
    const hears = await inRole('hears', { customer: { see: 'all' }, interaction: { see: 'all', create: 'all' } })
    const knows = await inRole('knows', { customer: { see: 'all', change: 'all', fields: { industry: 'hidden', remark: 'read' } }, interaction: { see: 'all', create: 'all' } })
    const log = (client: Client, values: object) => client.post('/api/v1/interactions', { customer: customer.id, content: 'x', customer_changes: { version: 1, values } })
    expect((await log(hears, { remark: '乙' })).status).toBe(403)
    expect((await log(knows, { remark: '乙' })).status).toBe(422)
    expect((await log(knows, { industry: '乙' })).status).toBe(422)
    expect((await log(await world.asUser('chen'), { remark: '乙' })).status).toBeGreaterThanOrEqual(403)
    expect(await read(customer)).toMatchObject({ industry: '餐饮', remark: '甲', version: 1 })
    const contact = (await log(lin, { industry: '酒店', remark: '乙' })).body
    expect((await changesOf(contact, knows))[0].fields.map(({ field }: any) => field)).toEqual(['remark'])
    // The contact may be seen where the customer may not.
    const only = await inRole('only', { interaction: { see: 'all' } })
    expect([(await only.get(`/api/v1/interactions/${contact.id}`)).status, await changesOf(contact, only)]).toEqual([200, []])
  })

  test('said later is added to what was said first; what is known already changes nothing', async () => {
    const customer = await aCustomer(lin, { industry: '餐饮' })
    const contact = await create(lin, 'interactions', { customer: customer.id, content: 'x', customer_changes: { version: 1, values: { industry: '餐饮' } } })
    expect([await changesOf(contact), (await read(customer)).version]).toEqual([[], 1])
    const change = (value: unknown) => lin.patch(`/api/v1/interactions/${contact.id}`, { customer_changes: value })
    expect((await change({ version: 1, values: { industry: '酒店' } })).status).toBe(200)
    expect((await change({ version: 2, values: { website: 'https://new.example' } })).status).toBe(200)
    expect((await changesOf(contact)).map(({ fields }: any) => fields[0].field)).toEqual(['industry', 'website'])
    const { customer_changes: kept } = (await lin.get(`/api/v1/interactions/${contact.id}`)).body
    expect((await change(kept)).status).toBe(200)
    expect(await changesOf(contact)).toHaveLength(2)
    // A list that leaves one out takes it back, on the customer too: this is how a change of the contact is undone. Until now it was refused.
    expect((await change([kept[0]])).status).toBe(200)
    expect([await read(customer), (await changesOf(contact)).length]).toMatchObject([{ industry: '酒店', website: null }, 1])
    // What was taken back does not come again by itself, and nobody makes up what was not said.
    for (const made of [kept, [{ event: customer.id }]]) expect((await change(made)).body.errors).toMatchObject([{ path: 'customer_changes', code: 'not_kept' }])
    // Sent twice by a shaky line it is one contact and one change.
    const again = () => lin.post('/api/v1/interactions', { customer: customer.id, content: '再', customer_changes: { version: 4, values: { industry: '航运' } } }, { 'idempotency-key': `again-${customer.id}` })
    expect([(await again()).status, (await again()).status]).toEqual([201, 201])
    expect([(await read(customer)).version, (await lin.list('interactions', { filter: { customer: customer.id } })).length]).toEqual([5, 2])
  })

  test('goes with the change of the contact that brought it, where that is undone', async () => {
    const customer = await aCustomer(lin, { industry: '餐饮' })
    const contact = await create(lin, 'interactions', { customer: customer.id, content: 'x', customer_changes: { version: 1, values: { industry: '酒店' } } })
    const add = async (values: object) => void (await lin.patch(`/api/v1/interactions/${contact.id}`, { customer_changes: { version: (await read(customer)).version, values } }))
    const undo = async (client = lin) => client.post(`/api/v1/interactions/${contact.id}/undo`, { event: (await lin.get(`/api/v1/interactions/${contact.id}/history`)).body.data[0].id })
    await add({ website: 'https://new.example' })
    expect((await undo()).status).toBe(200)
    expect([await read(customer), await changesOf(contact)]).toMatchObject([{ industry: '酒店', website: null }, [{ is_undone: false, fields: [{ field: 'industry' }] }]])
    // Undoing the undoing is said in words: it is written anew.
    const again = await undo()
    expect([again.status, again.body.errors]).toMatchObject([422, [{ path: 'customer_changes', code: 'not_kept' }]])
    // What somebody changed since stays, and so does the contact.
    await add({ website: 'https://newer.example' })
    await ma.patch(`/api/v1/customers/${customer.id}`, { website: 'https://newest.example' })
    expect((await undo()).status).toBe(409)
    expect([(await read(customer)).website, (await changesOf(contact)).length]).toEqual(['https://newest.example', 2])
    // Taken back by itself before, there is nothing left to take back.
    await ma.patch(`/api/v1/customers/${customer.id}`, { website: 'https://newer.example' })
    expect((await lin.post(`/api/v1/customers/${customer.id}/undo`, { event: (await changesOf(contact))[1].event })).status).toBe(200)
    const { version } = await read(customer)
    expect((await undo()).status).toBe(200)
    expect([(await read(customer)).version, (await changesOf(contact)).length]).toEqual([version, 1])
    // Who may change the contact and not the customer takes neither back.
    await add({ short_name: '新名' })
    const hears = await inRole('hears_only', { customer: { see: 'all' }, interaction: { see: 'all', change: 'all' } })
    expect((await undo(hears)).status).toBe(403)
    expect([(await read(customer)).short_name, (await changesOf(contact)).length]).toEqual(['新名', 2])
  })
})
