import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { listUrl, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { exportFile, importFile } from '../support/upload.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { transaction } from '../../src/platform/db/database.ts'
import { createRecord } from '../../src/kernel/records/create.ts'
import { objectOf } from '../../src/kernel/context.ts'

let world: TestApp
let admin: Client
let ma: Client
let lin: Client
let chen: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
  ma = await world.asUser('ma')
  lin = await world.asUser('lin')
  chen = await world.asUser('chen')
  await create(admin, 'custom-objects', { key: 'route', label_zh: '线路', label_en: 'Route', plural_en: 'Routes', belonging: 'none' })
  const field = (object: string, key: string, type: string, target: string) => create(admin, 'custom-fields', { object, key, type, label_zh: `字段${key}`, label_en: key, settings: { target } })
  await field('customer', 'introducer', 'reference', 'customer')
  await field('customer', 'guide', 'reference', 'user')
  await field('customer', 'liked', 'references', 'product')
  await field('customer', 'route', 'reference', 'x_route')
  await field('task', 'guests', 'references', 'customer')
})
afterAll(() => world.close())

const names = (rows: any[]) => rows.map((row) => row.name).sort().join(' ')
const read = async (client: Client, id: string) => (await client.get(`/api/v1/customers/${id}`)).body
const faultOf = (reply: any) => [reply.status, reply.body.errors?.[0]?.path, reply.body.errors?.[0]?.code]

describe('a custom field that points to records', () => {
  test('says in the metadata what it points to; people are people', async () => {
    const { fields } = (await lin.get('/api/v1/metadata')).body.objects.find(({ name }: any) => name === 'customer')
    const described = (key: string) => fields.find(({ name }: any) => name === key)
    expect(described('introducer')).toMatchObject({ type: 'reference', target: 'customer', custom: true, readonly: false })
    expect(described('guide')).toMatchObject({ type: 'person', target: 'user' })
    expect(described('liked')).toMatchObject({ type: 'references', target: 'product' })
    expect(described('route')).toMatchObject({ type: 'reference', target: 'x_route' })
  })

  test('is written by id, by what was read and by number; read with the name; changed and emptied, with names in the history', async () => {
    const [one, other] = [await aCustomer(lin, { name: '介绍人甲' }), await aCustomer(lin, { name: '介绍人乙' })]
    const [tea, wine] = [await create(admin, 'products', { name: '茶' }), await create(admin, 'products', { name: '酒' })]
    const route = await create(admin, 'x-route', { name: '环线' })
    const made = await aCustomer(lin, { name: '被介绍', introducer: one.id, guide: world.ids.mei, liked: [wine.id, tea.id] })
    await admin.patch(`/api/v1/customers/${made.id}`, { route: { id: route.id, name: '环线' } })
    const shown = { introducer: { id: one.id, name: '介绍人甲' }, guide: { id: world.ids.mei, name: '梅芳' }, liked: [{ id: wine.id, name: '酒' }, { id: tea.id, name: '茶' }] }
    expect(made).toMatchObject(shown)
    expect((await read(admin, made.id)).route).toEqual({ id: route.id, name: '环线' })
    const [row] = await lin.list('customers', { filter: { id: made.id }, fields: 'introducer,introducer.number,guide,liked' })
    expect(row).toMatchObject({ ...shown, introducer: { ...shown.introducer, number: one.number } })
    const changed = await lin.patch(`/api/v1/customers/${made.id}`, { introducer: { number: other.number }, liked: null })
    expect([changed.status, changed.body.introducer, changed.body.liked]).toEqual([200, { id: other.id, name: '介绍人乙' }, []])
    const [{ fields }] = (await lin.get(`/api/v1/customers/${made.id}/history`)).body.data
    expect(fields).toContainEqual({ field: 'introducer', before: { id: one.id, name: '介绍人甲' }, after: { id: other.id, name: '介绍人乙' } })
    expect(fields).toContainEqual({ field: 'liked', before: shown.liked, after: [] })
    expect((await lin.patch(`/api/v1/customers/${made.id}`, { introducer: null })).body.introducer).toBeNull()
  })

  test('is filtered by and through, grouped by, and taken as oneself', async () => {
    const one = await aCustomer(lin, { name: '桥', tier_reason: '桥' })
    const [a, b] = [await aCustomer(lin, { name: 'a', tier_reason: '过桥', introducer: one.id, guide: world.ids.lin }), await aCustomer(lin, { name: 'b', tier_reason: '过桥', guide: world.ids.mei })]
    await create(lin, 'tasks', { name: '聚会', guests: [a.id, b.id] })
    const found = async (filter: object) => names(await lin.list('customers', { filter: { and: [{ tier_reason: '过桥' }, filter] } }))
    for (const [filter, wanted] of [
      [{ introducer: one.id }, 'a'], [{ introducer: { in: [one.id] } }, 'a'], [{ introducer: { is_empty: true } }, 'b'], [{ introducer: { ne: one.id } }, 'b'],
      [{ introducer: { tier_reason: '桥' } }, 'a'], [{ 'introducer.name': { contains: '桥' } }, 'a'], [{ 'introducer.owner.name': '林晓' }, 'a'], [{ guide: '@me' }, 'a'], [{ guide: '@my_team' }, 'a b'],
    ] as const) expect([filter, await found(filter)]).toEqual([filter, wanted])
    expect(names(await lin.list('tasks', { filter: { guests: { contains: b.id } } }))).toBe('聚会')
    const grouped = await lin.post('/api/v1/query', { object: 'customers', filter: { tier_reason: '过桥' }, group_by: ['introducer'] })
    expect(grouped.body.data).toEqual(expect.arrayContaining([{ introducer: { id: one.id, name: '桥' }, count: 1 }, { introducer: null, count: 1 }]))
  })

  test('comes from files by number and by name, and goes into them', async () => {
    const [one, twin] = [await aCustomer(admin, { name: '引路公司' }), await aCustomer(admin, { name: '重名公司' })]
    await aCustomer(admin, { name: '重名公司' })
    const file = `名称,字段introducer,字段guide\n入甲,${one.number},陈宇\n入乙,引路公司,\n入丙,重名公司,\n入丁,没有这家,`
    const done = await importFile(admin, { object: 'customer', file })
    expect([done.state, done.result.created, done.result.failed, done.result.errors_preview.map(({ row }: any) => row)]).toEqual(['done', 2, 2, [4, 5]])
    const rows = await admin.list('customers', { filter: { introducer: one.id }, sort: 'name' })
    expect(rows.map(({ introducer, guide }) => [introducer.name, guide?.name])).toEqual([['引路公司', '陈宇'], ['引路公司', undefined]])
    expect(twin.id).not.toBe(one.id)
    const { reply } = await exportFile(admin, { object: 'customer', filter: { introducer: one.id }, sort: 'name', fields: ['name', 'introducer', 'guide'], language: 'zh' })
    expect(reply.text.replace(/^\ufeff/, '').trim().split(/\r?\n/)).toEqual(['名称,字段introducer,字段guide', `入甲,${one.number},chen@test.example`, `入乙,${one.number},`])
  })

  test('does not tell of a record that one may not see, nor take it', async () => {
    const hidden = await aCustomer(chen, { name: '不可见的介绍人' })
    const mine = await aCustomer(admin, { name: '可见', owner: world.ids.lin, introducer: hidden.id })
    expect((await lin.get(`/api/v1/customers/${hidden.id}`)).status).toBe(404)
    for (const url of [`/api/v1/customers/${mine.id}`, `/api/v1/customers/${mine.id}/history`, `/api/v1/customers/${mine.id}/page`, listUrl('customers', { filter: { id: mine.id } })]) {
      const reply = await lin.get(url)
      expect([url, reply.status, reply.text.includes('不可见的介绍人')]).toEqual([url, 200, false])
    }
    expect((await read(lin, mine.id)).introducer).toBeNull()
    expect((await read(admin, mine.id)).introducer.name).toBe('不可见的介绍人')
    expect(await lin.list('customers', { filter: { 'introducer.name': { contains: '不可见' } } })).toEqual([])
    expect(faultOf(await lin.post('/api/v1/customers', { name: '猜', introducer: hidden.id }))).toEqual([422, 'introducer', 'reference_not_found'])
    expect(faultOf(await lin.post('/api/v1/customers', { name: '猜', introducer: { number: hidden.number } }))).toEqual([422, 'introducer', 'reference_not_found'])
    expect(faultOf(await lin.post('/api/v1/customers', { name: '错', introducer: '宁波' }))).toEqual([422, 'introducer', 'invalid_reference'])
    expect(faultOf(await lin.post('/api/v1/customers', { name: '错', guide: mine.id }))).toEqual([422, 'guide', 'reference_not_found'])
  })

  test('follows a merge to the survivor, and comes back when it is taken apart', async () => {
    const [survivor, loser] = [await aCustomer(ma, { name: '留下' }), await aCustomer(ma, { name: '并入' })]
    const led = await aCustomer(ma, { name: '跟着', introducer: loser.id })
    const task = await create(ma, 'tasks', { name: '都来', guests: [loser.id, survivor.id] })
    const merge = await admin.post(`/api/v1/customers/${survivor.id}/merge`, { with: loser.id })
    expect([merge.status, merge.body.moved]).toEqual([200, { customer: 1, task: 1 }])
    expect((await read(admin, led.id)).introducer.id).toBe(survivor.id)
    expect((await admin.get(`/api/v1/tasks/${task.id}`)).body.guests).toEqual([{ id: survivor.id, name: '留下' }])
    expect((await admin.post(`/api/v1/merges/${merge.body.id}/undo`)).status).toBe(200)
    expect((await read(admin, led.id)).introducer.id).toBe(loser.id)
    expect((await admin.get(`/api/v1/tasks/${task.id}`)).body.guests.map(({ id }: any) => id)).toEqual([loser.id, survivor.id])
  })

  test('holds what it names while it is written, so that a merge waits for it', async () => {
    const target = await aCustomer(ma, { name: '被指向' })
    const ctx = await world.contextOf('admin')
    await transaction(ctx, async (inside) => {
      await createRecord(inside, objectOf(inside, 'customer'), { name: '指向', introducer: target.id })
      const lock = ctx.db.rows(sql`select 1 from customers c where c.workspace_id = ${sql.workspace} and c.id = ${target.id}::uuid for update of c nowait`)
      await expect(lock).rejects.toThrow(/lock/)
    })
  })

  test('goes with the object it points to, and comes back with it', async () => {
    const [object] = await admin.list('custom-objects', { filter: { key: 'route' } })
    const route = await create(admin, 'x-route', { name: '支线' })
    const made = await aCustomer(admin, { name: '在线上', route: route.id })
    expect((await admin.del(`/api/v1/custom-objects/${object.id}`)).status).toBe(204)
    expect(await read(admin, made.id)).not.toHaveProperty('route')
    expect((await admin.get(listUrl('customers', { filter: { id: made.id } }))).status).toBe(200)
    expect((await admin.post(`/api/v1/custom-objects/${object.id}/restore`)).status).toBe(200)
    expect((await read(admin, made.id)).route).toEqual({ id: route.id, name: '支线' })
  })

  test('must say what it points to, something that can be picked, and for good', async () => {
    const tried = (type: string, settings: object) => admin.post('/api/v1/custom-fields', { object: 'customer', key: 'wrong', type, label_zh: '错', label_en: 'Wrong', settings })
    expect(faultOf(await tried('reference', {}))).toEqual([422, 'settings.target', 'required'])
    for (const target of ['nothing', 'notification', 'x_unknown']) expect(faultOf(await tried('reference', { target }))).toEqual([422, 'settings.target', 'unknown_object'])
    expect(faultOf(await tried('text', { target: 'customer' }))).toEqual([422, 'settings', 'invalid_settings'])
    const [field] = await admin.list('custom-fields', { filter: { key: 'introducer' } })
    expect(faultOf(await admin.patch(`/api/v1/custom-fields/${field.id}`, { settings: { target: 'product' } }))).toEqual([422, 'settings.target', 'readonly'])
    expect((await admin.patch(`/api/v1/custom-fields/${field.id}`, { label_zh: '推荐人', settings: { target: 'customer' } })).status).toBe(200)
  })
})
