import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let lin: Client
let ma: Client
beforeAll(async () => {
  world = await startTestApp()
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
})
afterAll(() => world.close())

const url = (record: { id: string }) => `/api/v1/customers/${record.id}`

describe('two people change one record', () => {
  test('the second is told which fields collide, both values, who and when', async () => {
    const customer = await aCustomer(lin, { remark: '原文', industry: '航运' })
    await ma.patch(url(customer), { remark: '马的话', tier: 'vip' }, { 'if-match': '"1"' })
    const reply = await lin.patch(url(customer), { remark: '林的话', industry: '物流' }, { 'if-match': '"1"' })
    expect(reply.status).toBe(412)
    expect(reply.body).toMatchObject({ type: '/problems/stale', current_version: 2 })
    expect(reply.body.errors).toEqual([
      {
        path: 'remark',
        code: 'collision',
        message: '备注已由马丽修改',
        yours: '林的话',
        theirs: '马的话',
        changed_by: { id: world.ids.ma, name: '马丽' },
        changed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    ])
    expect((await lin.get(url(customer))).body).toMatchObject({ remark: '马的话', industry: '航运', version: 2 })
  })

  test('a stale version is refused also where no field collides, and the version may stand in the body', async () => {
    const customer = await aCustomer(lin)
    await ma.patch(url(customer), { tier: 'a' })
    for (const reply of [
      await lin.patch(url(customer), { remark: 'x' }, { 'if-match': '"1"' }),
      await lin.patch(url(customer), { remark: 'x' }, { 'if-match': '1' }),
      await lin.patch(url(customer), { remark: 'x' }, { 'if-match': 'W/"1"' }),
      await lin.patch(url(customer), { remark: 'x', version: 1 }),
    ]) {
      expect([reply.status, reply.body.errors ?? [], reply.body.current_version]).toEqual([412, [], 2])
    }
    expect((await lin.patch(url(customer), { remark: 'x', version: 2 })).body.version).toBe(3)
    expect((await lin.patch(url(customer), { remark: 'y' }, { 'if-match': '"3"' })).body.version).toBe(4)
  })

  test('a version that never was is stale, and one that is none is malformed', async () => {
    const customer = await aCustomer(lin)
    expect((await lin.patch(url(customer), { remark: 'x' }, { 'if-match': '"9"' })).status).toBe(412)
    expect((await lin.patch(url(customer), { remark: 'x' }, { 'if-match': '"0"' })).status).toBe(412)
    for (const text of ['"one"', '""', '"-1"', '"1", "2"']) expect([text, (await lin.patch(url(customer), { remark: 'x' }, { 'if-match': text })).status]).toEqual([text, 400])
    for (const version of ['1', 1.5, 0, -1, true, {}]) expect([version, (await lin.patch(url(customer), { remark: 'x', version })).status]).toEqual([version, 400])
    expect((await lin.get(url(customer))).body).toMatchObject({ remark: null, version: 1 })
  })
})

describe('a change without a version', () => {
  test('goes through where nobody else changed the field since the caller read it', async () => {
    const customer = await aCustomer(lin)
    await ma.patch(url(customer), { tier: 'a' })
    const reply = await lin.patch(url(customer), { remark: '林的话' })
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ tier: 'a', remark: '林的话', version: 3 })
  })

  test('is refused where somebody else changed the field since the caller read the record', async () => {
    const customer = await aCustomer(lin)
    await ma.patch(url(customer), { remark: '马的话' })
    expect((await lin.patch(url(customer), { remark: '林的话' })).status).toBe(412)
    await lin.get(url(customer))
    expect((await lin.patch(url(customer), { remark: '林的话' })).status).toBe(200)
  })

  test('is refused as well where the caller read the record in a list', async () => {
    const customer = await aCustomer(ma, { owner: world.ids.lin })
    await lin.list('customers', { filter: { id: customer.id } })
    await ma.patch(url(customer), { remark: '马的话' })
    expect((await lin.patch(url(customer), { remark: '林的话' })).status).toBe(412)
  })

  test('does not mind that the record was deleted and restored meanwhile', async () => {
    const customer = await aCustomer(lin)
    await ma.del(url(customer))
    await ma.post(`${url(customer)}/restore`)
    expect((await lin.patch(url(customer), { remark: '林的话' })).status).toBe(200)
  })

  test('is never stopped by the own changes of the caller', async () => {
    const customer = await aCustomer(lin)
    for (const remark of ['一', '二', '三']) expect((await lin.patch(url(customer), { remark })).status).toBe(200)
  })

  test('does not mind what only follows from other records', async () => {
    const customer = await aCustomer(lin)
    await create(ma, 'transactions', { customer: customer.id, amount: '10.00' })
    await create(ma, 'contacts', { customer: customer.id, name: '新联系人' })
    await world.settle()
    const reply = await lin.patch(url(customer), { remark: '林的话' }, { 'if-match': '"1"' })
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ total_amount: '10.00', version: 2 })
  })
})

test('of many changes at once with the same version exactly one goes through', async () => {
  const customer = await aCustomer(lin)
  const replies = await Promise.all(Array.from({ length: 12 }, (_, index) => ma.patch(url(customer), { remark: `第 ${index}` }, { 'if-match': '"1"' })))
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1)
  expect(replies.filter((reply) => reply.status === 412)).toHaveLength(11)
  const events = await world.query("select version from events where record_id = $1 and kind like '%updated'", [customer.id])
  expect(events).toEqual([{ version: '2' }])
})

test('changes at once of different fields are all kept, each with its own version', async () => {
  const customer = await aCustomer(lin)
  const fields = ['remark', 'industry', 'tier_reason', 'website', 'wechat', 'short_name']
  const replies = await Promise.all(fields.map((field) => ma.patch(url(customer), { [field]: '值' })))
  expect(replies.map((reply) => reply.status)).toEqual(fields.map(() => 200))
  const read = (await lin.get(url(customer))).body
  expect(fields.map((field) => read[field])).toEqual(fields.map(() => '值'))
  expect(read.version).toBe(7)
})

test('batches that take the same records in opposite order wait for each other, and all are done', async () => {
  const customers = await Promise.all(Array.from({ length: 4 }, () => aCustomer(lin)))
  const batches = Array.from({ length: 12 }, (_, index) => {
    const ids = (index % 2 ? customers.toReversed() : customers).map((customer) => customer.id)
    return ma.post('/api/v1/customers/batch', { update: ids.map((id) => ({ id, [`${['remark', 'industry', 'tier_reason', 'website'][index % 4]}`]: `第 ${index}` })) })
  })
  const replies = await Promise.all(batches)
  expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 200))
  for (const { id } of customers) {
    const [row] = await world.query('select c.version, (select count(*)::int from events e where e.record_id = c.id) as events from customers c where c.id = $1', [id])
    expect(row.version).toBe(row.events)
  }
})
