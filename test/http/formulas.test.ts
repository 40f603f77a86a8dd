import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

const aFormula = (key: string, type: string, formula: string, more: object = {}) =>
  create(admin, 'custom-fields', { object: 'customer', key, type, label_zh: key, label_en: key, settings: { formula, ...more } })
const read = async (id: string) => (await lin.get(`/api/v1/customers/${id}`)).body

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (await what()) return
    await pause(50)
  }
  throw new Error('It did not come about')
}

describe('a field by formula', () => {
  test('is computed for new records, for those that were there, and again when what it reads changes', async () => {
    const before = await aCustomer(lin, { name: '早有' })
    const field = await aFormula('worth', 'money', 'total_amount * 0.1 + purchase_count')
    await until(async () => (await read(before.id)).worth === '0.00')
    const { id } = await aCustomer(lin, { name: '新来' })
    expect((await read(id)).worth).toBe('0.00')
    await aTransaction(lin, id, { amount: '1234.55' })
    await world.settle()
    expect((await read(id)).worth).toBe('124.46')
    const [history] = (await lin.get(`/api/v1/customers/${id}/history`)).body.data
    expect(Object.keys(history.changes ?? {})).not.toContain('worth')

    await admin.patch(`/api/v1/custom-fields/${field.id}`, { settings: { formula: 'total_amount / 5' } })
    await until(async () => (await read(id)).worth === '246.91')
    expect((await lin.list('customers', { filter: { worth: { gt: 200 } } })).map((row: any) => row.id)).toEqual([id])
    expect((await lin.list('customers', { sort: '-worth', limit: 1 }))[0].id).toBe(id)
  })

  test('follows texts, choices, days and other formulas, in one go with the change', async () => {
    await aFormula('greeting', 'text', 'name + (tier == "vip" ? " 贵宾" : "")')
    await aFormula('letters', 'number', 'size(greeting)')
    await aFormula('is_big', 'boolean', 'letters > 3')
    const { id, greeting, letters, is_big } = await aCustomer(lin, { name: '云海' })
    expect([greeting, letters, is_big]).toEqual(['云海', 2, false])
    const { body } = await lin.patch(`/api/v1/customers/${id}`, { tier: 'vip' })
    expect([body.greeting, body.letters, body.is_big]).toEqual(['云海 贵宾', 5, true])
    expect((await lin.post(`/api/v1/customers/batch`, { update: [{ id, name: '海' }] })).status).toBe(200)
    expect((await read(id)).greeting).toBe('海 贵宾')
  })

  test('cannot be written, and stands so in the metadata', async () => {
    const { status, body } = await lin.post('/api/v1/customers', { name: 'x', kind: 'organisation', worth: '1.00' })
    expect([status, body.errors.map((error: any) => [error.path, error.code])]).toEqual([422, [['worth', 'readonly']]])
    const { body: metadata } = await lin.get('/api/v1/metadata')
    const field = metadata.objects.find((object: any) => object.name === 'customer').fields.find((one: any) => one.name === 'worth')
    expect(field).toMatchObject({ readonly: true, follows: ['total_amount'], custom: true })
  })

  test('is hidden from whoever may not read what it follows from', async () => {
    const role = await create(admin, 'roles', { key: 'no-amounts', name: '不看金额', grants: { customer: { see: 'all', fields: { total_amount: 'hidden' } } } })
    const { body: before } = await admin.get(`/api/v1/users/${world.ids.mei}`)
    await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })
    const reader = await world.asUser('mei')
    await until(async () => !('total_amount' in ((await reader.list('customers', { limit: 1 }))[0] ?? {})))
    const [row] = await reader.list('customers', { limit: 1 })
    expect(['name' in row, 'worth' in row]).toEqual([true, false])
    expect((await reader.get(`/api/v1/customers?filter=${encodeURIComponent('{"worth":{"gt":1}}')}`)).status).toBe(422)
    await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: before.roles.map((one: any) => one.id) })
  })

  test.each([
    ['nobody_at_all * 2', 'number', 'unknown_field', '公式第 1 个字符“nobody_at_all”：没有这个字段'],
    ['annual_amuont * 2', 'number', 'unknown_field', '没有这个字段，是否指“annual_amount”（近一年消费）？'],
    ['2 * 近一年消费', 'number', 'unknown_field', '没有这个字段，是否指“annual_amount”（近一年消费）？'],
    ['name * 2', 'number', 'invalid_formula', '公式第 1 个字符“name * 2”：“*”不能用于文本和数字'],
    ['total_amount', 'text', 'invalid_formula', '公式：结果是数字，而字段需要文本'],
    ['self + 1', 'number', 'unknown_field', '“self”'],
    ['(', 'number', 'invalid_formula', '“(”缺少与之配对的“)”'],
  ])('that is wrong is refused with what is wrong: %s', async (formula, type, code, words) => {
    const { status, body } = await admin.post('/api/v1/custom-fields', { object: 'customer', key: 'self', type, label_zh: 'x', label_en: 'x', settings: { formula } })
    expect([status, body.errors[0].path, body.errors[0].code]).toEqual([422, 'settings.formula', code])
    expect(body.errors[0].message).toContain(words)
    expect(await admin.list('custom-fields', { filter: { key: 'self' } })).toEqual([])
  })

  test('gives nothing once a field it reads is gone, and its value again when that is back', async () => {
    const field = await create(admin, 'custom-fields', { object: 'customer', key: 'boxes', type: 'number', label_zh: '箱', label_en: 'Boxes' })
    await aFormula('pallets', 'number', 'ceil(boxes / 10)')
    const { id, pallets } = await aCustomer(lin, { boxes: 21 })
    expect(pallets).toBe(3)
    await admin.del(`/api/v1/custom-fields/${field.id}`)
    expect((await lin.patch(`/api/v1/customers/${id}`, { remark: 'a' })).body.pallets).toBeNull()
    await admin.post(`/api/v1/custom-fields/${field.id}/restore`)
    expect((await lin.patch(`/api/v1/customers/${id}`, { remark: 'b' })).body.pallets).toBe(3)
  })

  test('is tried out before it is kept', async () => {
    const path = '/api/v1/custom-fields/try-formula'
    const { status, body } = await admin.post(path, { object: 'customer', type: 'text', formula: 'name + "!"' })
    expect(status).toBe(200)
    expect(body.variables).toContain('annual_amount')
    for (const sample of body.samples) expect(sample.value).toBe(`${sample.name}!`)
    expect((await admin.post(path, { object: 'customer', type: 'text', formula: 'name +' })).status).toBe(422)
    expect((await lin.post(path, { object: 'customer', type: 'text', formula: 'name' })).status).toBe(403)
  })
})

describe('formulas over the records that were there', () => {
  const jobOfCustomers = async (client = admin) => (await client.post('/api/v1/custom-fields/formula-jobs', {})).body.data.find((job: any) => job.object === 'customer')

  test('are watched, go on where a killed process had come to, are stopped and begun again', async () => {
    const [first, second] = [await aCustomer(lin), await aCustomer(lin)]
    const field = await aFormula('watched', 'number', 'purchase_count + 7')
    // The work of this field, and none left of the tests before: that computes whatever is there when it comes to it.
    await world.untilTold()
    await world.settle()
    await until(async () => {
      const jobs = await world.query("select j.state, j.created_at >= $1 as is_after from jobs j where j.kind = 'team.formulas'", [field.created_at])
      return jobs.some((job) => job.is_after) && jobs.every((job) => job.state === 'done')
    })
    expect((await read(second.id)).watched).toBe(7)
    expect(await jobOfCustomers()).toMatchObject({ is_own: true, done: (await jobOfCustomers()).total })
    expect((await lin.post('/api/v1/custom-fields/formula-jobs', {})).status).toBe(403)

    await world.query('update customers set custom = custom - $1::text', [field.id])
    // The last one by its time, by whichever clock the one before was written.
    const [{ id: job }] = await world.query(
      `insert into jobs (workspace_id, id, kind, state, done, result, payload, created_by, created_at, updated_at)
       select u.workspace_id, gen_random_uuid(), 'team.formulas', 'running', 5, jsonb_build_object('records', 5, 'after', $2::text), '{"object": "customer"}', u.id, (select max(j.created_at) + interval '1 millisecond' from jobs j), now() from users u where u.id = $1 returning id`,
      [world.ids.admin, first.id],
    )
    await world.query("select add_job('team.formulas', json_build_object('workspace', j.workspace_id, 'job', j.id)) from jobs j where j.id = $1", [job])
    await until(async () => (await read(second.id)).watched === 7 && (await jobOfCustomers()).state === 'done')
    expect(await jobOfCustomers()).toMatchObject({ id: job, done: 6 })
    expect((await read(first.id)).watched).toBeNull()

    await world.query("update jobs set state = 'running' where id = $1", [job])
    expect((await admin.post(`/api/v1/jobs/${job}/cancel`)).status).toBeLessThan(300)
    expect(await jobOfCustomers()).toMatchObject({ id: job, state: 'cancelled' })
    expect((await admin.post('/api/v1/custom-fields/compute-formulas', { object: 'customer' })).status).toBe(200)
    await until(async () => (await read(first.id)).watched === 7)
    for (const object of ['role', 'nothing']) expect((await admin.post('/api/v1/custom-fields/compute-formulas', { object })).status).toBe(422)
    expect((await lin.post('/api/v1/custom-fields/compute-formulas', { object: 'customer' })).status).toBe(403)
  })
})

describe('a field that is required at a stage', () => {
  test('may be empty before, and not from there on; what was there before the rule is not held up', async () => {
    const old = await aCustomer(lin, { status: 'active' })
    const settings = { required_when: { field: 'status', in: ['active', 'won_back'] } }
    await create(admin, 'custom-fields', { object: 'customer', key: 'contract_no', type: 'text', label_zh: '合同号', label_en: 'Contract number', settings })
    const { id } = await aCustomer(lin, { status: 'potential' })
    const refused = await lin.patch(`/api/v1/customers/${id}`, { status: 'active' })
    expect([refused.status, refused.body.errors]).toEqual([422, [expect.objectContaining({ path: 'contract_no', code: 'required', message: '请填写合同号' })]])
    expect((await read(id)).status).toBe('potential')
    expect((await lin.patch(`/api/v1/customers/${id}`, { status: 'active', contract_no: 'HT-1' })).status).toBe(200)
    expect((await lin.patch(`/api/v1/customers/${old.id}`, { remark: '仍可改' })).status).toBe(200)
    const wrong = await admin.post('/api/v1/custom-fields', { object: 'customer', key: 'other', type: 'text', label_zh: 'x', label_en: 'x', settings: { required_when: { field: 'status', in: ['not-there'] } } })
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'settings.required_when'])
  })
})
