import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z'), background: true })
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
  for (const [at, owner] of [world.ids.lin, world.ids.lin, world.ids.mei, null, world.ids.lin].entries()) {
    const customer = await aCustomer(admin, { owner, tier: at < 4 ? 'b' : 'a' })
    await aTransaction(admin, customer.id, { at: '2026-05-01T01:00:00Z', amount: '100.00' })
  }
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full', fit: false })
}, 120_000)
afterAll(() => world.close())

const ofCell = { across: 'tier', across_band: 'b', up: 'monetary', up_band: '0' }
async function ended(id: string, client = admin): Promise<any> {
  for (let turn = 0; turn < 300; turn++) {
    const { body } = await client.get(`/api/v1/jobs/${id}`)
    if (!['queued', 'running'].includes(body.state)) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Job ${id} did not end`)
}
const make = async (treatment: any, client = admin) => (await ended((await client.post(`/api/v1/treatments/${treatment.id}/make-tasks`, {})).body.job, client)).result

describe('a treatment of a cell', () => {
  test('belongs to a cell that the grid has', async () => {
    const faults = async (over: object) => {
      const reply = await admin.post('/api/v1/treatments', { name: 'x', ...ofCell, ...over })
      return [reply.status, reply.body.errors?.map(({ path, code }: any) => `${path} ${code}`)]
    }
    expect(await faults({ up_band: '4' })).toEqual([422, ['up_band invalid_choice']])
    expect(await faults({ across_band: 'gold' })).toEqual([422, ['across_band invalid_choice']])
    expect(await faults({ across_band: 'champions' })).toEqual([422, ['across_band unknown_band']])
    expect(await faults({ up: 'customer' })).toEqual([422, ['up invalid_choice']])
    expect((await admin.post('/api/v1/treatments', { name: 'x', ...ofCell, owner: world.ids.lin })).status).toBe(201)
  })

  test('becomes a task for each customer of the cell, once, for who looks after it; who made them takes back what nobody touched', async () => {
    const treatment = await create(admin, 'treatments', { name: '上门拜访', ...ofCell, owner: world.ids.chen, task_days: 10, task_priority: 'high' })
    const cell = (await admin.post('/api/v1/customer-values/grid', { across: 'tier', up: 'monetary' })).body.cells.find(({ across, up }: any) => across === 'b' && up === '0')
    expect(await make(treatment)).toMatchObject({ made: cell.customers, passed_over: 0 })
    const tasks = await admin.list('tasks', { filter: { name: '上门拜访' }, sort: 'created_at' })
    expect(tasks.map(({ owner }) => owner.id).toSorted()).toEqual([world.ids.lin, world.ids.lin, world.ids.mei, world.ids.chen].toSorted())
    expect(tasks[0]).toMatchObject({ due_on: '2026-05-30', priority: 'high', status: 'open' })
    expect(new Set(tasks.map(({ customer }) => customer.id)).size).toBe(cell.customers)
    // Who has an open one gets no second.
    const second = await make(treatment)
    expect(second).toMatchObject({ made: 0, passed_over: cell.customers })
    const [run] = (await admin.list('treatment-runs', { filter: { treatment: treatment.id }, sort: 'created_at' })).filter(({ made }) => made > 0)
    await admin.post(`/api/v1/tasks/${tasks[0].id}/complete`, {})
    const { body } = await admin.post(`/api/v1/treatment-runs/${run.id}/undo-tasks`, {})
    expect((await ended(body.job)).result).toMatchObject({ back: cell.customers - 1, kept: 1 })
    expect((await admin.list('tasks', { filter: { name: '上门拜访' } })).map(({ id }) => id)).toEqual([tasks[0].id])
    expect((await admin.get(`/api/v1/treatment-runs/${run.id}`)).body.state).toBe('undone')
    expect((await admin.post(`/api/v1/treatment-runs/${run.id}/undo-tasks`, {})).status).toBe(409)
  })

  test('reaches only customers that the person sees, and is only begun by who may change it', async () => {
    const treatment = await create(lin, 'treatments', { name: '电话问候', ...ofCell })
    expect(await make(treatment, lin)).toMatchObject({ made: 2 })
    const others = await create(admin, 'treatments', { name: '送礼', ...ofCell })
    expect((await lin.get(`/api/v1/treatments/${others.id}`)).body.name).toBe('送礼')
    expect((await lin.post(`/api/v1/treatments/${others.id}/make-tasks`, {})).status).toBe(403)
    const [run] = await admin.list('treatment-runs', { filter: { treatment: treatment.id } })
    expect((await (await world.asUser('mei')).get(`/api/v1/treatment-runs/${run.id}`)).status).toBe(404)
  })
})
