import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluate } from '../../src/modules/insight/index.ts'
import { applyNightly } from '../../src/modules/tiers/actions/apply.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { previewInSlices } from '../../src/modules/tiers/actions/preview-apart.ts'
import { schemeOf } from '../../src/modules/tiers/queries/schemes.ts'

let now = new Date('2026-05-20T04:00:00Z')
const clock: Clock = { now: () => now }
/** Sessions end with time. */
const toDay = async (day: string) => {
  now = new Date(`${day}T04:00:00Z`)
  const person = (login: string) => signIn(world.app.server, { login, password: castPassword, language: 'zh' })
  ;[admin, lin] = [await person('admin'), await person('lin')]
}

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ clock, background: true })
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
})
afterAll(() => world.close())

const monetary = (from: string) => ({ value: { monetary: { gte: from } } })
const rules = (over: object = {}) => ({
  levels: [{ tier: 'vip', service: '专属客户经理，24 小时内回访' }, { tier: 'a', service: '每月回访' }, { tier: 'b' }, { tier: 'c' }],
  conditions: { vip: monetary('1000.00'), a: monetary('500.00'), b: monetary('100.00') },
  scope: { category: 'business' }, most_up: 5, most_down: 1, stay_days: 10, hold_days: 0, hand_days: 60, ...over,
})
const aScheme = (over: object = {}) => create(admin, 'tier-schemes', { name: '消费分级', ...rules(over) })
const act = async (scheme: any, verb: string, client = admin) => client.post(`/api/v1/tier-schemes/${scheme.id}/${verb}`, {})
const tierOf = async ({ id }: any) => (await admin.get(`/api/v1/customers/${id}`)).body.tier

async function ended(id: string): Promise<any> {
  for (let turn = 0; turn < 300; turn++) {
    const { body } = await admin.get(`/api/v1/jobs/${id}`)
    if (!['queued', 'running'].includes(body.state)) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Job ${id} did not end`)
}
const values = async () => {
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full', fit: false })
}
const night = async () => {
  await values()
  const [ctx] = (await world.app.runtime.systemContexts('daily work')).filter((one) => one.workspace.name === '青山商贸')
  await applyNightly(ctx!)
  await world.settle()
}
const apply = async (scheme: any) => {
  const { body } = await act(scheme, 'apply')
  const job = await ended(body.job)
  await world.settle()
  return { ...job.result, run: body.run }
}
async function buyer(amount: string, input: object = {}): Promise<any> {
  const customer = await aCustomer(admin, { tier: 'c', ...input })
  await world.query(`update customers set created_at = '2026-01-01' where id = $1`, [customer.id])
  if (amount !== '0') await aTransaction(admin, customer.id, { at: now.toISOString(), amount })
  return customer
}
const spend = (customer: any, amount: string) => aTransaction(admin, customer.id, { at: now.toISOString(), amount, kind: amount.startsWith('-') ? 'refund' : 'purchase' })
const previewed = async (over: object = {}) => (await admin.post('/api/v1/tier-schemes/preview', rules(over))).body

describe('a tier scheme', () => {
  test('is a draft with rules in the language of filters; what makes no sense is refused in words', async () => {
    const scheme = await aScheme()
    expect(scheme).toMatchObject({ state: 'draft', number: null, most_down: 1 })
    const faults = async (over: object) => {
      const reply = await admin.post('/api/v1/tier-schemes', { name: 'x', ...rules(over) })
      return [reply.status, reply.body.errors?.map(({ code }: any) => code)]
    }
    expect(await faults({ levels: [{ tier: 'vip' }], conditions: {} })).toEqual([422, ['too_few']])
    expect(await faults({ levels: [{ tier: 'a' }, { tier: 'a' }], conditions: { a: monetary('1') } })).toEqual([422, ['twice']])
    expect(await faults({ conditions: { a: monetary('1') } })).toEqual([422, ['unreachable']])
    expect(await faults({ conditions: { ...rules().conditions, potential: monetary('1') } })).toEqual([422, ['unknown_tier']])
    expect(await faults({ conditions: { ...rules().conditions, a: { value: { nothing: 1 } } } })).toEqual([422, ['unknown_field']])
    expect(await faults({ stay_days: 0 })).toMatchObject([422, [expect.any(String)]])
    // A state is moved by acts alone.
    expect((await admin.patch(`/api/v1/tier-schemes/${scheme.id}`, { state: 'active' })).status).toBe(422)
    expect((await act(scheme, 'switch-on', lin)).status).toBe(403)
    expect((await lin.post('/api/v1/tier-schemes/preview', rules())).status).toBe(403)
    expect((await lin.post('/api/v1/tier-schemes/preview', rules({ as_job: true }))).status).toBe(403)
    expect((await act(scheme, 'apply')).status).toBe(409)
    await admin.del(`/api/v1/tier-schemes/${scheme.id}`)
  })

  test('is previewed with nothing written, switched on, applied as it was previewed, and moves nobody the second time', async () => {
    const [vip, low, apart, held] = [await buyer('5000.00'), await buyer('20.00', { tier: 'vip', owner: world.ids.lin }), await buyer('5000.00', { category: 'government' }), await buyer('700.00', { tier: 'potential' })]
    const unvalued = await buyer('0')
    await values()
    await world.query('delete from customer_values where id = $1', [unvalued.id])
    const before = await world.query('select (select count(*) from events) as events, (select count(*) from tier_standings) as standings')
    const preview = await previewed()
    expect(await world.query('select (select count(*) from events) as events, (select count(*) from tier_standings) as standings')).toEqual(before)
    const moves = preview.groups.filter(({ outcome }: any) => outcome === 'moves')
    expect(moves).toContainEqual({ tier: 'c', next: 'vip', outcome: 'moves', customers: 1, amount: '5000.00' })
    expect(moves).toContainEqual({ tier: 'vip', next: 'a', outcome: 'moves', customers: 1, amount: '20.00' })
    expect(preview.movers.find(({ id }: any) => id === vip.id)).toMatchObject({ tier: 'c', due: 'vip', next: 'vip', figures: [{ object: 'customer_value', field: 'monetary', value: '5000.00' }] })
    const scheme = await aScheme()
    expect((await act(scheme, 'switch-on')).body).toMatchObject({ state: 'active', number: 1, switched_on_by: { id: world.ids.admin } })
    expect(await apply(scheme)).toMatchObject({ up: 1, down: 1, moved: 2 })
    expect([await tierOf(vip), await tierOf(low), await tierOf(apart), await tierOf(held), await tierOf(unvalued)]).toEqual(['vip', 'a', 'c', 'potential', 'c'])
    expect(await apply(scheme)).toMatchObject({ moved: 0 })
    expect((await previewed()).movers).toEqual([])
    // The change is one as any other: in the history, with the run as its cause.
    const history = (await admin.get(`/api/v1/customers/${vip.id}/history`)).body.data
    expect(JSON.stringify(history)).toContain('"tier"')
    const [move] = await admin.list('tier-moves', { filter: { customer: vip.id } })
    expect(move).toMatchObject({ from_tier: 'c', to_tier: 'vip', direction: 'up', way: 'scheme', moved_on: '2026-05-20', scheme: { id: scheme.id } })
    expect(move).not.toHaveProperty('figures')
    expect((await admin.post(`/api/v1/tier-moves/${move.id}/why`, {})).body.figures).toEqual([{ object: 'customer_value', field: 'monetary', value: '5000.00' }])
    expect((await admin.get(`/api/v1/customers/${vip.id}/timeline`)).text).toContain(move.id)
    // Who looks after a key customer that went down is told.
    const notices = (await lin.get('/api/v1/notifications')).text
    expect(notices).toContain('key_customer_down')
  })

  test('once switched on stays as it was: a new version is a draft of it, and replaces it', async () => {
    const [active] = await admin.list('tier-schemes', { filter: { state: 'active' } })
    const changed = await admin.patch(`/api/v1/tier-schemes/${active.id}`, { hold_days: 5 })
    expect([changed.status, changed.body.errors[0].code]).toEqual([422, 'in_force'])
    expect((await admin.patch(`/api/v1/tier-schemes/${active.id}`, { name: '改名' })).status).toBe(200)
    expect((await admin.del(`/api/v1/tier-schemes/${active.id}`)).status).toBe(403)
    const draft = (await act(active, 'revise')).body
    expect(draft).toMatchObject({ state: 'draft', levels: active.levels, conditions: active.conditions })
    expect((await admin.patch(`/api/v1/tier-schemes/${draft.id}`, { hold_days: 30 })).status).toBe(200)
    expect((await act(draft, 'switch-on')).body).toMatchObject({ state: 'active', number: 2 })
    expect((await admin.get(`/api/v1/tier-schemes/${active.id}`)).body).toMatchObject({ state: 'retired', retired_at: expect.any(String), hold_days: 0 })
    expect((await act(active, 'switch-on')).status).toBe(409)
  })

  test('holds who fails, lets nobody jump, and leaves alone what was set by hand until its day', async () => {
    await toDay('2026-06-20')
    const [failing, byHand, dated, rising] = [await buyer('20.00', { tier: 'a' }), await buyer('20.00'), await buyer('20.00', { tier: 'a', tier_until: '2026-09-01' }), await buyer('600.00')]
    await admin.patch(`/api/v1/customers/${byHand.id}`, { tier: 'a' })
    await night()
    expect([await tierOf(failing), await tierOf(byHand), await tierOf(dated), await tierOf(rising)]).toEqual(['a', 'a', 'a', 'a'])
    const card = (await admin.post(`/api/v1/customers/${failing.id}/tier`, {})).body
    expect(card).toMatchObject({ tier: 'a', service: '每月回访', outcome: 'holds', due: 'c', goes_down_on: '2026-07-20' })
    expect(card.rules.map(({ tier, parts }: any) => [tier, parts.map(({ is_met: isMet }: any) => isMet)])).toEqual([['vip', [false]], ['a', [false]]])
    expect((await admin.post(`/api/v1/customers/${byHand.id}/tier`, {})).body).toMatchObject({ outcome: 'kept', since: '2026-06-20', kept_until: '2026-08-19' })
    // Somebody buys again within the time: it begins anew.
    await toDay('2026-07-19')
    await night()
    expect(await tierOf(failing)).toBe('a')
    await spend(failing, '600.00')
    await night()
    await spend(failing, '-600.00')
    await toDay('2026-07-20')
    await night()
    expect(await tierOf(failing)).toBe('a')
    await toDay('2026-08-19')
    await night()
    expect([await tierOf(failing), await tierOf(byHand)]).toEqual(['b', 'a'])
    await toDay('2026-08-20')
    await night()
    expect([await tierOf(failing), await tierOf(byHand), await tierOf(dated)]).toEqual(['b', 'b', 'a'])
    await toDay('2026-09-02')
    await night()
    expect(await tierOf(dated)).toBe('b')
    const hand = await admin.list('tier-moves', { filter: { customer: byHand.id }, sort: 'created_at' })
    expect(hand.map(({ way, from_tier: from, to_tier: to, moved_by: by }: any) => [way, from, to, by?.id ?? null])).toEqual([['hand', 'c', 'a', world.ids.admin], ['scheme', 'a', 'b', null]])
  })

  test('is taken back as one: tiers, reasons and clocks are as before, what moved since stays, and the scheme is paused', async () => {
    await toDay('2026-10-20')
    const [up, reasoned, touched] = [await buyer('2000.00'), await buyer('2000.00', { tier_reason: '老板的同学' }), await buyer('2000.00')]
    await values()
    const standing = () => world.query('select * from tier_standings order by customer_id')
    const scheme = await aScheme({ hand_days: 0 })
    await act(scheme, 'switch-on')
    await toDay('2026-10-21')
    await values()
    const before = await standing()
    const { run } = await apply(scheme)
    expect([await tierOf(up), await tierOf(reasoned), await tierOf(touched)]).toEqual(['vip', 'vip', 'vip'])
    await admin.patch(`/api/v1/customers/${touched.id}`, { tier: 'a' })
    await world.settle()
    const { body } = await admin.post(`/api/v1/tier-runs/${run}/undo-moves`, {})
    expect((await ended(body.job)).result).toMatchObject({ kept: 1 })
    await world.settle()
    expect([await tierOf(up), await tierOf(reasoned), await tierOf(touched)]).toEqual(['c', 'c', 'a'])
    expect((await admin.get(`/api/v1/customers/${reasoned.id}`)).body.tier_reason).toBe('老板的同学')
    const others = (rows: any[]) => rows.filter(({ customer_id: id }) => id !== touched.id)
    expect(others(await standing())).toEqual(others(before))
    expect((await admin.get(`/api/v1/tier-runs/${run}`)).body.state).toBe('undone')
    expect((await admin.get(`/api/v1/tier-schemes/${scheme.id}`)).body.state).toBe('paused')
    expect((await admin.post(`/api/v1/tier-runs/${run}/undo-moves`, {})).status).toBe(409)
    await night()
    expect(await tierOf(up)).toBe('c')
    expect((await act(scheme, 'switch-on')).body).toMatchObject({ state: 'active' })
  })

  test('moves go with the customer, and figures only to whoever may read them', async () => {
    const mine = await buyer('3000.00', { owner: world.ids.lin })
    const other = await buyer('3000.00')
    await night()
    const seen = (await lin.list('tier-moves')).map(({ customer }: any) => customer.id)
    expect([seen.includes(mine.id), seen.includes(other.id)]).toEqual([true, false])
    expect((await lin.post(`/api/v1/customers/${other.id}/tier`, {})).status).toBe(404)
    const [move] = await lin.list('tier-moves', { filter: { customer: mine.id } })
    expect((await lin.post(`/api/v1/tier-moves/${move.id}/why`, {})).body.figures.length).toBe(1)
    const role = await create(admin, 'roles', { key: 'no_values', name: '看不到价值', grants: { customer: { see: 'all' }, tier_move: { see: 'all' } } })
    await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })
    const mei = await signIn(world.app.server, { login: 'mei', password: castPassword, language: 'zh' })
    expect((await mei.post(`/api/v1/tier-moves/${move.id}/why`, {})).body.figures).toEqual([])
    expect((await mei.post(`/api/v1/customers/${mine.id}/tier`, {})).body).toMatchObject({ tier: 'vip', rules: [] })
    for (const reply of [await admin.post('/api/v1/tier-moves', { customer: mine.id }), await admin.patch(`/api/v1/tier-moves/${move.id}`, { to_tier: 'a' }), await admin.del(`/api/v1/tier-moves/${move.id}`)]) expect(reply.status).toBe(403)
  })
})

test('a scheme is previewed as a job where that is asked for, with the same answer; stopped it answers nothing, and faults are told at once', async () => {
  const { status, body } = await admin.post('/api/v1/tier-schemes/preview', rules({ as_job: true }))
  expect(status).toBe(200)
  expect(await ended(body.job)).toMatchObject({ state: 'done', result: await previewed() })
  const ctx = await world.contextOf('admin')
  expect(await previewInSlices(ctx, schemeOf({ ...rules(), id: '', name: '' }), { limit: 100 }, { report: () => Promise.resolve(false) })).toBeNull()
  expect((await admin.post('/api/v1/tier-schemes/preview', rules({ as_job: true, scope: { nothing: 1 } }))).status).toBe(422)
})
