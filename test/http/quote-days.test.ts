import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let now = new Date('2026-05-11T02:00:00Z')
let world: TestApp
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

const line = { name: '江景大床房', quantity: 2, price: '1280.00' }

async function turn(work: 'daily' | 'mornings', instant: string): Promise<void> {
  now = new Date(instant)
  for (const ctx of await world.app.runtime.systemContexts('test')) {
    for (const module of world.app.registry.modules.filter(({ name }) => name === 'quotes')) for (const one of module[work] ?? []) await one.run(ctx)
  }
}

describe('what comes with a day', () => {
  test('a quote holds through its last day and is expired on the next', async () => {
    now = new Date('2026-05-11T02:00:00Z')
    const customer = await aCustomer(lin)
    const { id } = await create(lin, 'quotes', { name: '会议', customer: customer.id, lines: [line], valid_until: '2026-05-12' })
    await lin.post(`/api/v1/quotes/${id}/submit`)
    await lin.post(`/api/v1/quotes/${id}/send`, {})
    await turn('daily', '2026-05-12T15:00:00Z')
    expect((await lin.get(`/api/v1/quotes/${id}`)).body.status).toBe('sent')
    await turn('daily', '2026-05-12T16:00:00Z')
    expect((await lin.get(`/api/v1/quotes/${id}`)).body.status).toBe('expired')
    expect((await lin.get(`/api/v1/quotes/${id}/history`)).text).toContain('expired')
  })

  test('a signed contract begins and ends with its days, and goes on where it renews by itself', async () => {
    const make = async (more: object) => {
      now = new Date('2026-05-11T02:00:00Z')
      const { id } = await create(lin, 'contracts', { name: '框架', customer: (await aCustomer(lin)).id, starts_on: '2026-06-01', ends_on: '2026-06-30', ...more })
      await lin.post(`/api/v1/contracts/${id}/submit`)
      await lin.post(`/api/v1/contracts/${id}/sign`, {})
      return id
    }
    const [ending, automatic] = [await make({}), await make({ renews: 'automatic' })]
    const states = async () => [(await lin.get(`/api/v1/contracts/${ending}`)).body.status, (await lin.get(`/api/v1/contracts/${automatic}`)).body.status]
    await turn('daily', '2026-05-31T15:00:00Z')
    expect(await states()).toEqual(['signed', 'signed'])
    await turn('daily', '2026-05-31T16:00:00Z')
    expect(await states()).toEqual(['active', 'active'])
    await turn('daily', '2026-06-30T16:00:00Z')
    expect(await states()).toEqual(['ended', 'active'])
  })

  test('whoever looks after a contract is told 90, 30 and 7 days before it ends, once each, on working days', async () => {
    now = new Date('2026-05-11T02:00:00Z')
    const { id } = await create(lin, 'contracts', { name: '框架', customer: (await aCustomer(lin)).id, starts_on: '2026-05-11', ends_on: '2026-08-29' })
    await lin.post(`/api/v1/contracts/${id}/submit`)
    await lin.post(`/api/v1/contracts/${id}/sign`, {})
    const told = async () => (await world.query('select key from notifications where record = $1 order by created_at', [id])).map(({ key }) => key.split(':').at(-1))
    const mornings: [string, string[]][] = [
      ['2026-05-28', []],
      // The 90th day before is 31 May, a Sunday: it is told on Friday.
      ['2026-05-29', ['90']],
      ['2026-06-01', ['90']],
      ['2026-07-29', ['90']],
      ['2026-07-30', ['90', '30']],
      ['2026-07-31', ['90', '30']],
      // 22 August is a Saturday.
      ['2026-08-20', ['90', '30']],
      ['2026-08-21', ['90', '30', '7']],
      ['2026-08-22', ['90', '30', '7']],
      ['2026-08-24', ['90', '30', '7']],
    ]
    for (const [day, wanted] of mornings) {
      await turn('mornings', `${day}T00:00:00Z`)
      expect([day, await told()]).toEqual([day, wanted])
    }
  })
})
