/** The quality of service and the watch of clocks: figures computed by hand come to the same, each opens to as many rows as it says, and nobody is told of what may not be seen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepAnswers } from '../../src/modules/analyses/queries/kept.ts'
import type { Block, Row } from '../../src/modules/analyses/rules/answer.ts'
import type { ServiceQuality } from '../../src/modules/analyses/rules/service.ts'
import { watchClocks } from '../../src/modules/requests/index.ts'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let mei: Client
// A Monday, ten in the morning in Shanghai.
const monday = new Date('2026-03-02T02:00:00Z')
const end = new Date('2026-05-20T02:00:00Z')
let now = monday

interface Known { id: string; owner: 'lin' | 'mei' | null; channel: string; received: Date; completed: Date | null; isFirst: boolean; reopened: number; rating: number | null; cause: string | null }
const known: Known[] = []
/** Sessions do not last for weeks. */
const enter = (login: 'admin' | 'lin' | 'mei') => signIn(world.app.server, { login, password: castPassword })
const paths: Record<string, string> = { request: 'service-requests', service_voucher: 'service-vouchers' }

beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  admin = await enter('admin')
  const customer = await aCustomer(admin)
  const product = await create(admin, 'products', { name: '冷水机', cost: '40.00', price: '100.00' })
  const asset = await create(admin, 'assets', { name: '一号机', customer: customer.id, product: product.id })
  for (let turn = 0; turn < 24; turn++) {
    const received = new Date(monday.getTime() + Math.floor(turn * 3.2) * 86_400_000)
    now = received
    admin = await enter('admin')
    const owner = ([null, 'lin', 'mei'] as const)[turn % 3] ?? null
    const channel = ['call', 'mail', 'form'][turn % 3] ?? 'call'
    const isFirst = turn % 4 === 0
    const { id } = await create(admin, 'service-requests', { subject: `请求 ${turn}`, kind: 'fault', channel, customer: customer.id, ...(turn % 2 ? { asset: asset.id } : { product: product.id }), ...(owner ? { owner: world.ids[owner] } : {}) })
    const made: Known = { id, owner, channel, received, completed: null, isFirst: false, reopened: 0, rating: null, cause: null }
    known.push(made)
    const act = async (minutes: number, verb: string, input: object = {}) => {
      now = new Date(now.getTime() + minutes * 60_000)
      expect([turn, verb, (await admin.post(`/api/v1/service-requests/${id}/${verb}`, input)).status]).toEqual([turn, verb, 200])
    }
    await act(3 + turn, 'check-terms')
    await act(2, 'reply', { content: '在查' })
    await act(1, 'diagnose')
    if (turn % 6 === 5) continue
    if (!isFirst) {
      await act(5, 'assign', owner ? { owner: world.ids[owner] } : { team: null, owner: world.ids.lin })
      if (!owner) made.owner = 'lin'
      await act(5, 'start')
    }
    await act(10 + turn * 4, 'complete', { solution: '重启', cause: turn % 2 ? '电源' : '设置' })
    Object.assign(made, { completed: now, isFirst, cause: turn % 2 ? '电源' : '设置' })
    if (turn % 8 === 1) {
      await act(60, 'reopen', { reason: '又坏了' })
      await act(20, 'complete', { solution: '换件', cause: '电源' })
      Object.assign(made, { completed: now, reopened: 1, cause: '电源' })
    }
    if (turn % 3 === 0) {
      await act(5, 'evaluate', { evaluation: 1 + (turn % 5) })
      made.rating = 1 + (turn % 5)
    }
  }
  now = end
  ;[admin, lin, mei] = [await enter('admin'), await enter('lin'), await enter('mei')]
  await world.settle()
  await watchClocks(await world.contextOf('admin'))
}, 120_000)
afterAll(() => world.close())

const ask = async (client: Client, input: object = {}): Promise<ServiceQuality> => {
  const reply = await client.post('/api/v1/service-requests/quality', input)
  if (reply.status !== 200) throw new Error(`answered ${reply.status}: ${reply.text}`)
  return reply.body
}
const blockOf = (blocks: Block[], key: string): Block => {
  const found = blocks.find((block) => block.key === key)
  if (!found) throw new Error(`no block ${key} among ${blocks.map((block) => block.key).join(' ')}`)
  return found
}
const figureOf = (block: Block, key: string, row: Row | undefined = block.rows[0]) => row?.figures[block.columns.findIndex((column) => column.key === key)]
const opened = async (client: Client, object: string, filter: object): Promise<number> => {
  const reply = await client.get(`/api/v1/${paths[object]}?${new URLSearchParams({ filter: JSON.stringify(filter), count: 'exact', limit: '1' })}`)
  if (reply.status !== 200) throw new Error(`${object} ${JSON.stringify(filter)} answered ${reply.status}: ${reply.text}`)
  return reply.body.total
}
const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits
const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length

describe('the quality of service', () => {
  test('comes to what was entered, by hand', async () => {
    const { totals } = await ask(admin, { days: 90 })
    const done = known.filter(({ completed }) => completed !== null)
    const completed = blockOf(totals, 'service_completed')
    expect(figureOf(completed, 'completed')).toBe(done.length)
    expect(figureOf(completed, 'first_contact')).toBe(round((100 * done.filter(({ isFirst, reopened }) => isFirst && !reopened).length) / done.length))
    expect(figureOf(completed, 'reopened')).toBe(round((100 * done.filter(({ reopened }) => reopened > 0).length) / done.length))
    const ratings = done.flatMap(({ rating }) => rating ?? [])
    expect([figureOf(completed, 'rating'), figureOf(completed, 'rated')]).toEqual([round(mean(ratings), 2), ratings.length])
    const received = blockOf(totals, 'service_received')
    expect(figureOf(received, 'received')).toBe(known.length)
    const rows = (await admin.list('service-requests', { limit: 200 })).map(({ minutes_to_first_response: minutes }) => minutes as number).toSorted((one, other) => one - other)
    // Weekends and holidays are no working time: nothing was lost on them.
    expect([rows[0], rows.at(-1)]).toEqual([0, 5 + known.findLastIndex(({ received }) => ![0, 6].includes(received.getUTCDay()))])
    expect(figureOf(received, 'response_median')).toBe((rows[11]! + rows[12]!) / 2)
    expect(figureOf(blockOf(totals, 'service_open'), 'open')).toBe(known.length - done.length)
  })

  test('stands beside the time before, of the same length', async () => {
    const { totals, before, from, until } = await ask(admin, { from: '2026-04-01', until: '2026-04-30' })
    expect({ before, from, until }).toEqual({ before: { from: '2026-03-02', until: '2026-03-31' }, from: '2026-04-01', until: '2026-04-30' })
    const within = (day: string, last: string) => known.filter(({ received }) => received >= new Date(`${day}T00:00:00+08:00`) && received < new Date(`${last}T00:00:00+08:00`)).length
    const [row] = blockOf(totals, 'service_received').rows
    expect([row?.figures[0], row?.before?.[0]]).toEqual([within('2026-04-01', '2026-05-01'), within('2026-03-02', '2026-04-01')])
  })

  test.each(['admin', 'lin', 'mei'] as const)('opens to as many rows as each figure says, for %s', async (who) => {
    const client = await world.asUser(who)
    let looked = 0
    for (const of of ['completed', 'received', 'visits']) {
      for (const days of [30, 90, 365]) {
        const { totals, blocks } = await ask(client, { of, days })
        for (const block of [...totals, ...blocks]) {
          for (const row of block.rows) {
            if (!row.opens) continue
            for (const [at, column] of block.columns.entries()) {
              if (column.unit !== 'count') continue
              const filter = column.narrows ? { and: [row.opens.filter, column.narrows] } : row.opens.filter
              expect([of, days, block.key, row.name, column.key, await opened(client, row.opens.object, filter)]).toEqual([of, days, block.key, row.name, column.key, row.figures[at]])
              looked++
            }
          }
        }
      }
    }
    expect(looked).toBeGreaterThan(40)
  }, 120_000)

  test('its shares open to what they are told of', async () => {
    const { totals } = await ask(admin, { days: 90 })
    const completed = blockOf(totals, 'service_completed')
    const [row] = completed.rows
    const count = Number(row?.figures[0])
    for (const key of ['first_contact', 'reopened']) {
      const column = completed.columns.find((each) => each.key === key)
      expect([key, round((100 * (await opened(admin, 'request', { and: [row?.opens?.filter, column?.narrows] }))) / count)]).toEqual([key, figureOf(completed, key)])
    }
    // Those that were late, not those that were kept.
    const late = completed.columns.find(({ key }) => key === 'solution_kept')?.narrows
    expect(await opened(admin, 'request', { and: [row?.opens?.filter, late] })).toBe(round((count * (100 - Number(figureOf(completed, 'solution_kept')))) / 100, 0))
  })

  test('parts come to the whole, weeks and months leave nothing out', async () => {
    for (const [days, of] of [[90, 'completed'], [365, 'received']] as const) {
      const { totals, blocks } = await ask(admin, { days, of })
      const whole = Number(figureOf(blockOf(totals, `service_${of}`), of))
      for (const key of ['service_trend', 'service_person', 'service_channel', 'service_product', ...(of === 'completed' ? ['service_cause'] : ['service_priority'])]) {
        expect([key, blockOf(blocks, key).rows.reduce((sum, { figures }) => sum + Number(figures[0]), 0)]).toEqual([key, whole])
      }
      const steps = blockOf(blocks, 'service_trend').rows.map(({ name }) => (name.kind === 'week' ? name.day : name.kind === 'month' ? name.month : ''))
      expect(steps).toEqual(steps.toSorted())
      expect(steps).toHaveLength(days === 90 ? 14 : 13)
    }
  })

  test('tells of nothing that the reader does not see', async () => {
    const own = (login: string) => known.filter(({ owner }) => owner === login).length
    // Whoever sees the customer sees its requests: the customer here is of the administrator.
    for (const [client, login] of [[lin, 'lin'], [mei, 'mei']] as const) {
      const { totals } = await ask(client, { days: 90 })
      expect([login, figureOf(blockOf(totals, 'service_received'), 'received')]).toEqual([login, own(login)])
    }
  })

  test('is refused for days that are none, unknown fields, and to whoever has no business with requests', async () => {
    expect((await admin.post('/api/v1/service-requests/quality', { from: '2026-02-30' })).status).toBe(422)
    expect((await admin.post('/api/v1/service-requests/quality', { from: '2026-03-02', until: '2026-03-01' })).status).toBe(422)
    expect((await admin.post('/api/v1/service-requests/quality', { filter: { nothing: 1 } })).status).toBe(422)
    expect((await admin.post('/api/v1/service-requests/quality', { of: 'everything' })).status).toBe(422)
  })

  test('of the whole company is kept by night where it takes long, told only to whoever reads all of it, and forgotten where it is quick', async () => {
    const live = await ask(admin, { days: 90 })
    const system = await world.contextOf('admin')
    await keepAnswers(system, 0)
    const kept = await ask(admin, { days: 90 })
    expect(kept.is_kept).toBe(true)
    expect({ ...kept, is_kept: false }).toEqual(live)
    expect((await ask(admin, { days: 90, filter: { channel: 'mail' } })).is_kept).toBe(false)
    expect((await ask(lin, { days: 90 })).is_kept).toBe(false)
    await keepAnswers(system, Number.POSITIVE_INFINITY)
    expect((await ask(admin, { days: 90 })).is_kept).toBe(false)
  })
})

describe('the watch of clocks', () => {
  test('shows what is late and what soon will be, the most urgent first, by person, and is narrowed to one', async () => {
    const { body } = await admin.post('/api/v1/service-requests/watch', {})
    expect(body.rows.length).toBe(known.filter(({ completed }) => completed === null).length)
    expect(body.late + body.soon).toBe(body.rows.length)
    expect(body.people.reduce((sum: number, each: any) => sum + each.late + each.soon, 0)).toBe(body.rows.length)
    expect(await opened(admin, 'request', body.filter)).toBe(body.rows.length)
    const dues = body.rows.filter(({ state }: any) => state === 'breached').map(({ due_at }: any) => Date.parse(due_at))
    expect(dues).toEqual(dues.toSorted((one: number, other: number) => one - other))
    const mine = (await admin.post('/api/v1/service-requests/watch', { owner: world.ids.mei })).body
    expect(mine.rows.length).toBeGreaterThan(0)
    expect(mine.rows.every(({ owner }: any) => owner === world.ids.mei)).toBe(true)
    expect([mine.late, mine.soon]).toEqual([body.late, body.soon])
    expect(await opened(admin, 'request', mine.filter)).toBe(mine.rows.length)
  })

  test('shows a person what that person sees, and who may take it', async () => {
    const { body } = await lin.post('/api/v1/service-requests/watch', {})
    expect(body.rows.every(({ owner }: any) => owner === world.ids.lin)).toBe(true)
  })

  test('forgets what waits for the customer, what was handed on stands with whoever has it now, and what is done is gone', async () => {
    const before = (await admin.post('/api/v1/service-requests/watch', {})).body
    const [first, second, third] = before.rows
    expect((await admin.post(`/api/v1/service-requests/${first.id}/wait`, {})).status).toBe(200)
    expect((await admin.post(`/api/v1/service-requests/${second.id}/assign`, { owner: world.ids.lin })).status).toBe(200)
    expect((await admin.post(`/api/v1/service-requests/${third.id}/cancel`, { reason: '不要了' })).status).toBe(200)
    const { rows } = (await admin.post('/api/v1/service-requests/watch', {})).body
    expect(rows.map(({ id }: any) => id)).toEqual(before.rows.slice(1).map(({ id }: any) => id).filter((id: string) => id !== third.id))
    expect(rows.find(({ id }: any) => id === second.id)).toMatchObject({ owner: world.ids.lin, may_change: true })
  })
})
