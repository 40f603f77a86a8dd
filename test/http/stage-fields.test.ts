/** A stage may require fields that the company added to opportunities, like any other: by page, program, batch and file. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let pipeline: any
let first: any
beforeAll(async () => {
  world = await startTestApp()
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
  pipeline = await create(admin, 'pipelines', { name: '严格', position: 3 })
  first = await create(admin, 'stages', { pipeline: pipeline.id, name: '开始', position: 1 })
})
afterAll(() => world.close())

const ownField = (key: string, type: string, more: object = {}) => create(admin, 'custom-fields', { object: 'opportunity', key, type, label_zh: `自有${key}`, label_en: `Own ${key}`, ...more })
const anOpportunity = (more: object = {}) => create(lin, 'opportunities', { name: '年会', pipeline: pipeline.id, ...more })
const move = (id: string, stage: string) => lin.post(`/api/v1/opportunities/${id}/move`, { stage })

test('a field of the company is offered, required before entering, and asked for by its name', async () => {
  await ownField('decision_day', 'date')
  await ownField('hotels_compared', 'number')
  await ownField('twice_amount', 'money', { settings: { formula: 'amount * 2' } })
  const { objects } = (await admin.get('/api/v1/metadata')).body
  const offered = objects.find(({ name }: any) => name === 'stage').fields.find(({ name }: any) => name === 'required_fields').options
  const own = Object.fromEntries(offered.map(({ key, label }: any) => [key, label]))
  expect(own).toMatchObject({ amount: { en: 'Amount' }, decision_day: { zh: '自有decision_day', en: 'Own decision_day' }, hotels_compared: { en: 'Own hotels_compared' } })
  // What follows from others cannot be filled.
  expect(own).not.toHaveProperty('twice_amount')
  const stage = await create(admin, 'stages', { pipeline: pipeline.id, name: '方案', position: 2, required_fields: ['amount', 'decision_day', 'hotels_compared'] })
  expect(stage.required_fields).toEqual(['amount', 'decision_day', 'hotels_compared'])
  const { id } = await anOpportunity({ hotels_compared: 0 })
  const refused = await move(id, stage.id)
  expect([refused.status, refused.body.errors.map(({ path, code, message }: any) => [path, code, message])]).toEqual([422, [
    ['amount', 'required', '进入“方案”前请填写金额'], ['decision_day', 'required', '进入“方案”前请填写自有decision_day'],
  ]])
  expect((await lin.patch(`/api/v1/opportunities/${id}`, { amount: '1.00', decision_day: '2026-05-01' })).status).toBe(200)
  expect((await move(id, stage.id)).body).toMatchObject({ stage: { id: stage.id }, decision_day: '2026-05-01' })
})

test('the ends ask for it, too', async () => {
  await ownField('signed_by', 'text')
  await create(admin, 'stages', { pipeline: pipeline.id, name: '赢', position: 8, kind: 'won', probability: 100, required_fields: ['signed_by'] })
  const { id } = await anOpportunity()
  const win = () => lin.post(`/api/v1/opportunities/${id}/win`, { reason: 'fit' })
  expect((await win()).body.errors).toMatchObject([{ path: 'signed_by', code: 'required' }])
  await lin.patch(`/api/v1/opportunities/${id}`, { signed_by: '周敏' })
  expect((await win()).body).toMatchObject({ status: 'won' })
})

test('a batch takes it, and skips no stage; another object’s field is none', async () => {
  await create(admin, 'custom-fields', { object: 'customer', key: 'elsewhere', type: 'text', label_zh: '别处', label_en: 'Elsewhere' })
  await ownField('site_seen', 'boolean')
  const { body } = await admin.post('/api/v1/stages/batch', { create: [{ pipeline: pipeline.id, name: '看场', position: 3, required_fields: ['site_seen'] }, { pipeline: pipeline.id, name: '别的', position: 4, required_fields: ['elsewhere'] }], atomic: false })
  expect(body.results).toMatchObject([{ status: 'done' }, { status: 'failed', problem: { errors: [{ code: 'invalid_choice' }] } }])
  const [stage] = await lin.list('stages', { filter: { name: '看场' } })
  expect(stage.required_fields).toEqual(['site_seen'])
  const { id } = await anOpportunity()
  const moved = await lin.post('/api/v1/opportunities/batch', { update: [{ id, stage: stage.id }] })
  expect(moved.body.results[0]).toMatchObject({ status: 'failed', problem: { status: 422 } })
  expect((await move(id, stage.id)).body.errors).toMatchObject([{ path: 'site_seen', code: 'required' }])
  expect((await lin.get(`/api/v1/opportunities/${id}`)).body).toMatchObject({ stage: { id: first.id }, version: 1 })
})

test('a removed field asks for nothing, and asks again when it comes back', async () => {
  const field = await ownField('passing', 'text')
  const stage = await create(admin, 'stages', { pipeline: pipeline.id, name: '过场', position: 5, required_fields: ['passing'] })
  expect((await admin.del(`/api/v1/custom-fields/${field.id}`)).status).toBeLessThan(300)
  const [one, other] = [await anOpportunity(), await anOpportunity()]
  expect((await move(one.id, stage.id)).status).toBe(200)
  expect((await admin.patch(`/api/v1/stages/${stage.id}`, { expected_days: 9 })).body).toMatchObject({ expected_days: 9 })
  await admin.post(`/api/v1/custom-fields/${field.id}/restore`)
  expect((await move(other.id, stage.id)).status).toBe(422)
})
