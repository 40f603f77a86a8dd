import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { addDays } from '../../src/platform/calendar/days.ts'
import { fitRenewals } from '../../src/modules/renewals/index.ts'
import { runningContracts } from '../../src/modules/renewals/engine/contracts.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const today = '2026-05-20'
let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock(`${today}T04:00:00Z`) })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const day = (ago: number) => addDays(today, -ago)
const fit = async () => fitRenewals(await world.contextOf('admin'))

/** As it came to stand in the course of time, past the acts. */
async function aContract(customer: string, from: number, until: number | null, status: string, values: Record<string, unknown> = {}): Promise<string> {
  const { id } = await create(admin, 'contracts', { name: '年度协议', customer, kind: 'framework', lines: [{ name: '服务', quantity: 1, price: '1000' }], ...values })
  await world.query('update contracts set status = $1, starts_on = $2, ends_on = $3 where id = $4', [status, day(from), until === null ? null : day(until), id])
  return id
}

test('below thirty contracts of each kind nothing is said of anybody, and the page says why', async () => {
  expect((await admin.post('/api/v1/contract-risks/model', {})).body).toEqual({ standing: null })
  const { id } = await aCustomer(admin)
  await aContract(id, 600, 235, 'ended')
  await aContract(id, 100, -200, 'active')
  expect(await fit()).toMatchObject({ contracts: 1, ended: 1, running: 1, model: { kind: 'too_little', why: 'churned' } })
  expect((await admin.post('/api/v1/contract-risks/model', {})).body.standing).toMatchObject({ as_of: today, contracts: 1, model: { kind: 'too_little' } })
  expect(await admin.list('contract-risks')).toEqual([])
})

test('a day of silence is one of the company: who called in the first hour of today is not silent', async () => {
  const { id } = await aCustomer(admin)
  const contract = await aContract(id, 100, -200, 'active')
  // 01:00 in Shanghai, still yesterday in Greenwich.
  await create(admin, 'interactions', { customer: id, channel: 'call', at: `${day(1)}T17:00:00Z`, minutes: 5, content: '续约' })
  const found = (await runningContracts(await world.contextOf('admin'), today)).find((one) => one.id === contract)
  expect(found?.features).toMatchObject({ silent_days: 0 })
})

describe('with a history', () => {
  /** By the customer's name: those who complain leave. */
  let running: Record<string, string>
  beforeAll(async () => {
    await world.query('delete from contract_risks; delete from learnt_contracts; delete from contracts')
    for (let number = 0; number < 80; number++) {
      const complains = number % 2 === 0
      const { id } = await aCustomer(admin, { category: number % 3 === 0 ? 'channel' : 'business' })
      // Of twenty two do otherwise.
      const leaves = complains !== (number % 20 === 3 || number % 20 === 4)
      await aContract(id, 700, 335, 'ended')
      if (!leaves) await aContract(id, 330, -35, 'active', { renews: 'by_agreement' })
      await aTransaction(admin, id, { at: `${day(500)}T01:00:00Z` })
      if (complains) await complain(id, 500)
      // What happens after the day of knowing tells nothing.
      if (!leaves) await complain(id, 340)
    }
    const [angry, content] = [await aCustomer(admin, { name: '常投诉', owner: world.ids.lin }), await aCustomer(admin, { name: '没意见', owner: world.ids.admin })]
    for (const { id } of [angry, content]) await aTransaction(admin, id, { at: `${day(150)}T01:00:00Z` })
    await complain(angry.id, 30)
    running = { angry: await aContract(angry.id, 300, -60, 'active'), content: await aContract(content.id, 300, -60, 'active') }
    await fit()
  }, 120_000)

  const complain = async (customer: string, ago: number) => {
    const { id } = await create(admin, 'service-requests', { subject: '投诉', kind: 'complaint', customer })
    await world.query('update service_requests set received_at = $1 where id = $2', [`${day(ago)}T01:00:00Z`, id])
  }
  const riskOf = async (contract: string) => (await admin.get(`/api/v1/contract-risks/${contract}`)).body

  test('what went before a contract that ended is learnt, with quality from contracts held out, and told with reasons', async () => {
    const { standing } = (await admin.post('/api/v1/contract-risks/model', {})).body
    // The renewals of those who stayed run still: 80 are learnt from.
    expect(standing).toMatchObject({ contracts: 80, ended: 40, model: { kind: 'fitted', base_rate: 0.5, is_too_good: false } })
    expect(standing.model.quality.auc).toBeGreaterThan(0.7)
    expect(standing.model.quality.calibration_error).toBeLessThan(0.25)
    const [angry, content] = [await riskOf(running.angry!), await riskOf(running.content!)]
    expect(angry).toMatchObject({ customer: { name: '常投诉' }, contract: { id: running.angry }, as_of: today, ends_on: day(-60) })
    expect(angry.risk).toBeGreaterThan(60)
    expect(content.risk).toBeLessThan(40)
    expect(angry.reasons.some(({ feature, factor }: any) => ['complaints', 'requests'].includes(feature) && factor > 1)).toBe(true)
    expect(angry.against_usual).toBeCloseTo(angry.risk / 50, 1)
  })

  test('every count opens to exactly the contracts that it counts, under the own rights of the reader', async () => {
    const { standing } = (await admin.post('/api/v1/contract-risks/model', {})).body
    const countOf = async (filter: object) => (await admin.get(`/api/v1/learnt-contracts?${new URLSearchParams({ filter: JSON.stringify(filter), count: 'exact', limit: '1' })}`)).body.total
    expect([await countOf({}), await countOf({ is_lost: true })]).toEqual([standing.contracts, standing.ended])
    for (const { said, came, count } of standing.model.quality.calibration) {
      const band = Math.min(9, Math.floor(said * 10))
      const filter = { said: { gte: band * 10, ...(band < 9 ? { lt: band * 10 + 10 } : {}) } }
      expect([band, await countOf(filter), await countOf({ ...filter, is_lost: true })]).toEqual([band, count, Math.round(came * count)])
    }
    // What is said of the quality follows from these rows: the chance that one lost is scored above one renewed, and the mean squared error.
    const [quality] = await world.query(`select (select avg((l.said > k.said)::int + (l.said = k.said)::int * 0.5) from learnt_contracts l, learnt_contracts k where l.is_lost and not k.is_lost)::float8 as auc, avg((said / 100 - is_lost::int) ^ 2)::float8 as brier from learnt_contracts`)
    expect(quality!.auc).toBeCloseTo(standing.model.quality.auc, 2)
    expect(quality!.brier).toBeCloseTo(standing.model.quality.brier, 3)
    const lin = await world.asUser('lin')
    const own = (await lin.list('contracts')).map(({ id }: any) => id)
    expect((await lin.list('learnt-contracts')).every(({ contract }: any) => own.includes(contract.id))).toBe(true)
    expect((await admin.post('/api/v1/learnt-contracts', { contract: running.angry })).status).toBeGreaterThanOrEqual(400)
  })

  test('goes with the contract, and the model with all contracts', async () => {
    const lin = await world.asUser('lin')
    const seen = (await lin.list('contract-risks')).map(({ contract }: any) => contract.id)
    expect(seen.includes(running.content)).toBe(false)
    expect((await lin.get(`/api/v1/contract-risks/${running.content}`)).status).toBe(404)
    expect((await lin.post('/api/v1/contract-risks/model', {})).status).toBe(403)
    for (const reply of [await admin.post('/api/v1/contract-risks', { contract: running.angry, risk: 1 }), await admin.patch(`/api/v1/contract-risks/${running.angry}`, { risk: 1 }), await admin.del(`/api/v1/contract-risks/${running.angry}`)]) expect(reply.status).toBeGreaterThanOrEqual(400)
  })

  test('twice comes to the same, and a contract that ended has no risk any more', async () => {
    const rows = () => world.query('select id, risk, reasons from contract_risks order by id')
    const before = await rows()
    await fit()
    expect(await rows()).toEqual(before)
    await world.query(`update contracts set status = 'ended', ends_on = $1 where id = $2`, [day(1), running.angry])
    await fit()
    expect((await admin.get(`/api/v1/contract-risks/${running.angry}`)).status).toBe(404)
  })
})
