import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
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

async function binOf(client: Client, query: Record<string, string> = {}): Promise<any> {
  const { status, body, text } = await client.get(`/api/v1/recycle-bin?${new URLSearchParams(query)}`)
  if (status !== 200) throw new Error(text)
  return body
}
const titles = async (client: Client, query?: Record<string, string>) => (await binOf(client, query)).data.map((entry: any) => entry.title)

async function deleted(client: Client, objects: string, input: Record<string, unknown>): Promise<any> {
  const record = await create(client, objects, input)
  expect((await client.del(`/api/v1/${objects}/${record.id}`)).status).toBe(204)
  return record
}

describe('the recycle bin', () => {
  test('has what was deleted of every object, newest first, with who and when', async () => {
    const customer = await deleted(admin, 'customers', { name: '已删客户' })
    const tag = await deleted(admin, 'tags', { name: '已删标签' })
    const { data } = await binOf(admin, { limit: '2' })
    expect(data).toMatchObject([
      { object: 'tag', id: tag.id, title: '已删标签', deleted_by: { id: world.ids.admin, name: '管理员' } },
      { object: 'customer', id: customer.id, title: '已删客户' },
    ])
    expect(Date.parse(data[0].deleted_at)).toBeGreaterThanOrEqual(Date.parse(data[1].deleted_at))
  })

  test('what came back is gone from it; deleted again it stands there once', async () => {
    const { id } = await deleted(admin, 'customers', { name: '来回' })
    expect(await titles(admin, { q: '来回' })).toEqual(['来回'])
    expect((await admin.post(`/api/v1/customers/${id}/restore`)).status).toBe(200)
    expect(await titles(admin, { q: '来回' })).toEqual([])
    await admin.del(`/api/v1/customers/${id}`)
    expect(await titles(admin, { q: '来回' })).toEqual(['来回'])
  })

  test('is found by part of the name, whatever signs are in it, and by kind', async () => {
    await deleted(admin, 'customers', { name: '折扣50%_公司' })
    await deleted(admin, 'products', { name: '折扣50%_产品', code: 'BIN-1' })
    expect(await titles(admin, { q: '50%_' })).toEqual(['折扣50%_产品', '折扣50%_公司'])
    expect(await titles(admin, { q: '50%_', object: 'customer' })).toEqual(['折扣50%_公司'])
    expect(await titles(admin, { q: '%%%' })).toEqual([])
    expect(await titles(admin, { object: 'nothing' })).toEqual([])
  })

  test('shows nobody what that person could not restore, nor that there is more of it', async () => {
    await deleted(admin, 'customers', { name: '别人的一', owner: world.ids.chen })
    await deleted(admin, 'customers', { name: '别人的二', owner: world.ids.chen })
    await deleted(lin, 'customers', { name: '自己的' })
    expect(await titles(lin)).toEqual(['自己的'])
    expect(await binOf(lin, { q: '别人', limit: '1' })).toEqual({ data: [], next_cursor: null })
    expect(await titles(await world.asUser('stranger'))).toEqual([])
  })

  test('page by page each deletion comes once', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `翻页${index}`)
    for (const name of names) await deleted(admin, 'customers', { name })
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await binOf(admin, { q: '翻页', limit: '3', ...(cursor ? { cursor } : {}) })
      seen.push(...page.data.map((entry: any) => entry.title))
      cursor = page.next_cursor ?? ''
    } while (cursor)
    expect(seen).toEqual(names.toReversed())
  })

  test('bad questions are answered with what is wrong', async () => {
    for (const query of ['limit=0', 'limit=x', 'cursor=nonsense', 'other=1', `q=${'x'.repeat(201)}`]) {
      const { status, body } = await admin.get(`/api/v1/recycle-bin?${query}`)
      expect([query, status >= 400 && status < 500, typeof body.title]).toEqual([query, true, 'string'])
    }
    expect((await world.anonymous().get('/api/v1/recycle-bin')).status).toBe(401)
  })
})

describe('a department', () => {
  test('cannot be moved below itself, also over others; nothing is written', async () => {
    const top = await create(admin, 'departments', { name: '上' })
    const middle = await create(admin, 'departments', { name: '中', parent: top.id })
    const low = await create(admin, 'departments', { name: '下', parent: middle.id })
    for (const parent of [top.id, middle.id, low.id]) {
      const reply = await admin.patch(`/api/v1/departments/${top.id}`, { parent })
      expect([reply.status, reply.body.errors[0].path, reply.body.errors[0].message]).toEqual([422, 'parent', '不能移到自己或自己的下级之下'])
    }
    expect((await admin.get(`/api/v1/departments/${top.id}`)).body).toMatchObject({ parent: null, version: 1 })
    expect((await admin.patch(`/api/v1/departments/${low.id}`, { parent: top.id })).status).toBe(200)
  })

  test('two moves at the same time never make a circle', async () => {
    const a = await create(admin, 'departments', { name: '甲' })
    const b = await create(admin, 'departments', { name: '乙' })
    const replies = await Promise.all([admin.patch(`/api/v1/departments/${a.id}`, { parent: b.id }), admin.patch(`/api/v1/departments/${b.id}`, { parent: a.id })])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 422])
  })
})
