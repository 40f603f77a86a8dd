import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, aTask, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let mei: Client
beforeAll(async () => {
  world = await startTestApp()
  ;[admin, lin, mei] = await Promise.all([world.asUser('admin'), world.asUser('lin'), world.asUser('mei')])
})
afterAll(() => world.close())

const inboxOf = async (client: Client) => (await client.get('/api/v1/inbox')).body.data
const comment = (client: Client, record: string, more: object = {}) => client.post('/api/v1/comments', { object: 'customer', record, text: '看一下报价', ...more })

describe('a comment', () => {
  test('stands on the time line of its record, and whoever sees the record reads it', async () => {
    const customer = await aCustomer(lin)
    const { body } = await comment(lin, customer.id)
    expect(body).toMatchObject({ text: '看一下报价', author: { name: '林晓' }, edited_at: null, can: { change: true, delete: true } })
    const { data } = (await lin.get(`/api/v1/customers/${customer.id}/timeline`)).body
    expect(data[0]).toMatchObject({ kind: 'comment', id: body.id, record: { text: '看一下报价' } })
    expect((await lin.get(`/api/v1/customers/${customer.id}/page`)).body.timeline.data[0].id).toBe(body.id)
    expect((await (await world.asUser('ma')).get(`/api/v1/comments/${body.id}`)).body).toMatchObject({ text: '看一下报价', can: { change: false, delete: false } })
    expect((await mei.get(`/api/v1/comments/${body.id}`)).status).toBe(404)
    expect((await mei.get('/api/v1/comments')).body.data).toEqual([])
    await admin.post(`/api/v1/customers/${customer.id}/share`, { person: world.ids.mei, right: 'read' })
    expect((await mei.get('/api/v1/comments')).body.data.map(({ id }: any) => id)).toEqual([body.id])
    expect((await comment(mei, customer.id)).status).toBe(201)
  })

  test('hangs on records of other objects, too, and on nothing that one may not see', async () => {
    const task = await aTask(lin)
    expect((await comment(lin, task.id, { object: 'task' })).status).toBe(201)
    expect((await comment(lin, task.id)).status).toBe(404)
    expect((await comment(mei, task.id, { object: 'task' })).status).toBe(404)
    const other = await aCustomer(admin)
    expect((await comment(lin, other.id)).status).toBe(404)
    expect((await comment(await world.asUser('stranger'), other.id)).status).toBe(404)
  })

  test('is changed and deleted by its author alone, comes back, and cannot be moved or signed by somebody else', async () => {
    const customer = await aCustomer(lin)
    const other = await aCustomer(lin)
    const { body } = await comment(lin, customer.id)
    const url = `/api/v1/comments/${body.id}`
    expect((await lin.patch(url, { text: '改过' })).body).toMatchObject({ text: '改过', edited_at: expect.any(String) })
    for (const client of [admin, await world.asUser('ma')]) expect((await client.patch(url, { text: '别人' })).status).toBe(403)
    expect((await (await world.asUser('ma')).del(url)).status).toBe(403)
    for (const patch of [{ record: other.id }, { object: 'task' }, { author: world.ids.mei }, { edited_at: null }, { text: null }, { text: 'x'.repeat(5001) }]) {
      expect([Object.keys(patch)[0], (await lin.patch(url, patch)).status]).toEqual([Object.keys(patch)[0], 422])
    }
    expect((await comment(lin, customer.id, { author: world.ids.mei })).status).toBe(422)
    expect((await lin.del(url)).status).toBe(204)
    expect((await lin.get(`/api/v1/customers/${customer.id}/timeline?kinds=comment`)).body.data).toEqual([])
    expect((await lin.post(`${url}/restore`)).status).toBe(200)
    expect((await lin.get(`/api/v1/customers/${customer.id}/timeline`)).body.data[0]).toMatchObject({ kind: 'comment', record: { text: '改过' } })
  })

  test('goes with its record into the recycle bin and back', async () => {
    const customer = await aCustomer(lin)
    const { body } = await comment(lin, customer.id)
    await admin.del(`/api/v1/customers/${customer.id}`)
    expect((await lin.get(`/api/v1/comments/${body.id}`)).status).toBe(404)
    await admin.post(`/api/v1/customers/${customer.id}/restore`)
    expect((await lin.get(`/api/v1/comments/${body.id}`)).status).toBe(200)
  })

  test('with wrong input is refused, and nothing is written', async () => {
    const customer = await aCustomer(lin)
    const count = async () => (await world.query('select count(*)::int as count from comments'))[0].count
    const before = await count()
    const wrong = [{ object: 'planet' }, { object: 'comment' }, { object: null }, { record: 'x' }, { record: null }, { text: '' }, { text: null }, { mentions: ['x'] }, { mentions: [customer.id] }, { record: customer.id.toUpperCase() }]
    for (const more of wrong) expect([JSON.stringify(more), (await comment(lin, customer.id, more)).status]).toEqual([JSON.stringify(more), 422])
    expect(await count()).toBe(before)
  })
})

describe('a mention', () => {
  test('tells whoever is mentioned, once, with the words; the owner hears of the comment', async () => {
    const customer = await aCustomer(admin, { name: '提及的客户', owner: world.ids.lin })
    await world.settle()
    await world.query('delete from notifications')
    const { body } = await comment(admin, customer.id, { text: '@马丽 请定价', mentions: [world.ids.ma] })
    const ma = await world.asUser('ma')
    expect(await inboxOf(ma)).toMatchObject([{ kind: 'mention', text: '管理员在“提及的客户”的评论中提到了您', quote: '@马丽 请定价', object: 'customer', record: { id: customer.id } }])
    expect(await inboxOf(lin)).toMatchObject([{ kind: 'comment', text: '管理员评论了“提及的客户”', quote: '@马丽 请定价' }])
    await admin.patch(`/api/v1/comments/${body.id}`, { text: '@马丽 @林晓 请今天定价', mentions: [world.ids.ma, world.ids.lin] })
    expect((await inboxOf(ma)).map(({ quote }: any) => quote)).toEqual(['@马丽 @林晓 请今天定价'])
    expect((await inboxOf(lin)).map(({ kind }: any) => kind)).toEqual(['mention', 'comment'])
    await admin.del(`/api/v1/comments/${body.id}`)
    expect((await inboxOf(ma)).map(({ quote }: any) => quote)).toEqual([null])
  })

  test('of somebody who may not see the record is refused, and named', async () => {
    const customer = await aCustomer(lin)
    const reply = await comment(lin, customer.id, { mentions: [world.ids.ma, world.ids.mei] })
    expect([reply.status, reply.body.errors]).toEqual([422, [{ path: 'mentions', code: 'may_not_see', message: '被提到的人看不到这条记录，请先共享', person: world.ids.mei }]])
    expect((await lin.get('/api/v1/comments')).body.data.some((one: any) => one.record === customer.id)).toBe(false)
  })

  test('is offered of colleagues by name, those who may not see the record last and marked', async () => {
    const customer = await aCustomer(lin)
    const people = (q: string) => lin.get(`/api/v1/comments/people?object=customer&record=${customer.id}&q=${encodeURIComponent(q)}`)
    const { data } = (await people('')).body
    expect(data.map((one: any) => [one.name, one.may_see])).toEqual(expect.arrayContaining([['马丽', true], ['管理员', true], ['梅芳', false], ['陈宇', false]]))
    expect(data.map((one: any) => one.may_see)).toEqual([true, true, false, false])
    expect((await people('meifang')).body.data.map((one: any) => one.name)).toEqual(['梅芳'])
    expect((await mei.get(`/api/v1/comments/people?object=customer&record=${customer.id}`)).status).toBe(404)
    expect((await lin.get(`/api/v1/comments/people?object=planet&record=${customer.id}`)).status).toBe(404)
  })
})

test('a comment about a person goes with that person when erased', async () => {
  const person = await create(admin, 'customers', { name: '要抹除的人', kind: 'person' })
  const { body } = await comment(admin, person.id, { text: '他的秘密' })
  const asked = await admin.post('/api/v1/erasures', { object: 'customer', record: person.id, ground: 'objection', confirmation: '要抹除的人' })
  expect(asked.status).toBe(201)
  const { text } = (await admin.get(`/api/v1/comments/${body.id}`)).body
  expect(text).not.toContain('秘密')
  expect(JSON.stringify(await world.query("select before, after from events where object = 'comment' and record_id = $1", [body.id]))).not.toContain('秘密')
})
