import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let ma: Client
let stages: any[]
let pipeline: string
beforeAll(async () => {
  world = await startTestApp()
  ;[admin, lin, ma] = [await world.asUser('admin'), await world.asUser('lin'), await world.asUser('ma')]
  stages = await lin.list('stages', { sort: 'position' })
  pipeline = stages[0].pipeline.id
})
afterAll(() => world.close())

let counter = 0
const yuan = (amount: string) => ({ amount, currency: 'CNY' })
const anOpportunity = (input: object = {}, client = lin) => create(client, 'opportunities', { name: `年会 ${++counter}`, ...input })
const act = (opportunity: { id: string }, verb: string, input: object = {}, client = lin) => client.post(`/api/v1/opportunities/${opportunity.id}/${verb}`, input)
const staysOf = (opportunity: { id: string }) => lin.list('stage-stays', { filter: { opportunity: opportunity.id }, sort: 'from_at' })
const read = async (opportunity: { id: string }, client = lin) => (await client.get(`/api/v1/opportunities/${opportunity.id}`)).body
const countOf = async () => (await world.query('select (select count(*) from events)::int as events, (select count(*) from opportunities)::int as opportunities, (select count(*) from stage_stays)::int as stays'))[0]

describe('a new company', () => {
  test('has the pipeline of four stages with its two ends', () => {
    expect(stages.map(({ name, kind, probability, expected_days }) => [name, kind, probability, expected_days])).toEqual([
      ['兴趣需求 Interest and needs', 'open', 10, 14],
      ['方案设计 Solution design', 'open', 30, 21],
      ['销售 Selling', 'open', 60, 21],
      ['跟踪 Follow-up', 'open', 80, 30],
      ['赢单 Won', 'won', 100, null],
      ['输单 Lost', 'lost', 0, null],
    ])
  })
})

describe('the contacts of an opportunity', () => {
  test('have a part each, and whoever is taken away has none', async () => {
    const customer = await aCustomer(lin)
    const [min, hua] = [await aContact(lin, customer.id), await aContact(lin, customer.id)]
    const opportunity = await anOpportunity({ customer: customer.id, contacts: [min.id, hua.id], contact_roles: [{ contact: hua.id, role: 'approver' }, { contact: min.id, role: 'decider', concern: '人均成本' }] })
    expect(opportunity.contact_roles).toEqual([{ contact: min.id, role: 'decider', concern: '人均成本' }, { contact: hua.id, role: 'approver' }])
    const patch = (change: object) => lin.patch(`/api/v1/opportunities/${opportunity.id}`, change)
    expect((await patch({ contacts: [hua.id] })).body.contact_roles).toEqual([{ contact: hua.id, role: 'approver' }])
    // A role without its contact is none, and the last word of two for one counts.
    expect((await patch({ contact_roles: [{ contact: min.id, role: 'user' }, { contact: hua.id, role: 'buyer' }, { contact: hua.id, role: 'user' }] })).body.contact_roles).toEqual([{ contact: hua.id, role: 'user' }])
    expect((await patch({ contact_roles: [{ contact: hua.id, role: 'boss' }] })).status).toBe(422)
    expect((await patch({ contact_roles: [{ contact: 'nobody' }] })).status).toBe(422)
  })
})

describe('a new opportunity', () => {
  test('begins in the first stage of the default pipeline, with its probability, in one transaction', async () => {
    const opportunity = await anOpportunity({ amount: '1000.10' })
    expect(opportunity).toMatchObject({ status: 'open', version: 1, stage: { id: stages[0].id }, pipeline: { id: pipeline }, probability: 10, weighted_amount: yuan('100.01'), owner: { id: world.ids.lin } })
    expect(opportunity.number).toMatch(/^SJ-\d{4}-\d{6}$/)
    const [event, ...others] = await world.query('select kind, after, tx::text as tx from events where record_id = $1', [opportunity.id])
    expect([event.kind, event.after.stage, others]).toEqual(['opportunities.opportunity.created', stages[0].id, []])
    expect(await staysOf(opportunity)).toMatchObject([{ stage: { id: stages[0].id }, until_at: null, by: { id: world.ids.lin } }])
  })

  test('keeps a probability of its own, and follows the stage again when that is emptied', async () => {
    const opportunity = await anOpportunity({ amount: '200.00', probability: 45 })
    expect(opportunity).toMatchObject({ probability: 45, weighted_amount: yuan('90.00') })
    expect((await act(opportunity, 'move', { stage: stages[1].id })).body).toMatchObject({ probability: 45, weighted_amount: yuan('90.00') })
    expect((await lin.patch(`/api/v1/opportunities/${opportunity.id}`, { probability: null })).body).toMatchObject({ probability: 30, weighted_amount: yuan('60.00') })
    expect((await act(opportunity, 'move', { stage: stages[2].id })).body).toMatchObject({ probability: 60 })
  })

  test('is refused its stage, its standing and what only imports may say, and nothing is written', async () => {
    const before = await countOf()
    for (const input of [{ stage: stages[2].id }, { status: 'won' }, { closed_at: '2026-01-01T00:00:00Z' }, { moves: 3 }, { is_historic: true }, { historic_stage: stages[4].id }, { historic_closed_on: '2026-01-01' }, { weighted_amount: '1.00' }, { pipeline: '01900000-0000-7000-8000-000000000000' }, { amount: '-1' }, { name: '' }, { needs: [{ kind: 'wish', question: '?' }] }]) {
      const reply = await lin.post('/api/v1/opportunities', { name: '不行', ...input })
      expect([input, reply.status]).toEqual([input, 422])
      expect((await lin.post('/api/v1/opportunities/batch', { create: [{ name: '不行', ...input }] })).status).toBe(422)
    }
    expect(await countOf()).toEqual(before)
  })

  test('of another pipeline begins there, and not in one without a stage', async () => {
    const other = await create(admin, 'pipelines', { name: '会员卡', position: 2 })
    expect((await lin.post('/api/v1/opportunities', { name: '不行', pipeline: other.id })).status).toBe(422)
    const first = await create(admin, 'stages', { pipeline: other.id, name: '洽谈', position: 1, probability: 40 })
    expect(await anOpportunity({ pipeline: other.id })).toMatchObject({ pipeline: { id: other.id }, stage: { id: first.id }, probability: 40, stage_due_on: null })
  })
})

describe('moving', () => {
  test('goes forward and back; stays, event and record come together', async () => {
    const opportunity = await anOpportunity()
    expect((await act(opportunity, 'move', { stage: stages[2].id })).body).toMatchObject({ stage: { id: stages[2].id }, version: 2, probability: 60 })
    expect((await act(opportunity, 'move', { stage: stages[1].id, version: 2 })).body).toMatchObject({ stage: { id: stages[1].id }, version: 3 })
    // Where it is already nothing happens.
    expect((await act(opportunity, 'move', { stage: stages[1].id })).body.version).toBe(3)
    expect((await staysOf(opportunity)).map((stay) => [stay.stage.id, stay.until_at === null])).toEqual([[stages[0].id, false], [stages[2].id, false], [stages[1].id, true]])
    const { body } = await lin.get(`/api/v1/opportunities/${opportunity.id}/history`)
    expect(body.data.map((entry: any) => entry.kind)).toEqual(['opportunities.opportunity.moved', 'opportunities.opportunity.moved', 'opportunities.opportunity.created'])
    expect(body.data[0].fields.map((change: any) => change.field).sort()).toEqual(['probability', 'stage'])
  })

  test('asks for what the stage asks for, with the place of each, and writes nothing', async () => {
    const own = await create(admin, 'pipelines', { name: '严格', position: 3 })
    const [first, second] = [await create(admin, 'stages', { pipeline: own.id, name: '开始', position: 1 }), await create(admin, 'stages', { pipeline: own.id, name: '方案', position: 2, required_fields: ['amount', 'needs', 'customer'], tasks: [{ name: '写方案', due_in_days: 3 }, { name: '约见' }] })]
    const opportunity = await anOpportunity({ pipeline: own.id })
    const refused = await act(opportunity, 'move', { stage: second.id })
    expect([refused.status, refused.body.errors.map((error: any) => [error.path, error.code])]).toEqual([422, [['amount', 'required'], ['needs', 'required'], ['customer', 'required']]])
    expect(await read(opportunity)).toMatchObject({ version: 1, stage: { id: first.id } })
    const customer = await aCustomer(lin)
    await lin.patch(`/api/v1/opportunities/${opportunity.id}`, { amount: '1.00', customer: customer.id, needs: [{ kind: 'problem', question: '现在的会场哪里不便？', answer: '太远' }] })
    expect((await act(opportunity, 'move', { stage: second.id })).status).toBe(200)
    const tasks = await lin.list('tasks', { filter: { opportunity: opportunity.id }, sort: 'name' })
    expect(tasks).toMatchObject([{ name: '写方案', owner: { id: world.ids.lin }, customer: { id: customer.id } }, { name: '约见', due_on: null }])
    // Come back, it does not begin the same tasks again.
    await act(opportunity, 'move', { stage: first.id })
    await act(opportunity, 'move', { stage: second.id })
    expect(await lin.list('tasks', { filter: { opportunity: opportunity.id } })).toHaveLength(2)
  })

  test('of one card by two people: the second is told who moved it and where it is', async () => {
    const opportunity = await anOpportunity()
    await read(opportunity, ma)
    expect((await act(opportunity, 'move', { stage: stages[1].id, version: 1 })).status).toBe(200)
    const { status, body } = await act(opportunity, 'move', { stage: stages[3].id, version: 1 }, ma)
    expect([status, body.detail ?? body.title]).toEqual([412, expect.stringContaining('林晓')])
    expect(body).toMatchObject({ current_version: 2, stage: { id: stages[1].id, name: stages[1].name } })
    expect(body.errors[0]).toMatchObject({ path: 'stage', code: 'collision', changed_by: { id: world.ids.lin } })
    expect((await act(opportunity, 'win', { reason: 'fit', version: 1 }, ma)).status).toBe(412)
    expect(await read(opportunity)).toMatchObject({ stage: { id: stages[1].id }, version: 2 })
    // A change of something else takes nobody's card away.
    const known = (await read(opportunity, ma)).version
    await lin.patch(`/api/v1/opportunities/${opportunity.id}`, { amount: '5.00' })
    expect((await act(opportunity, 'move', { stage: stages[2].id, version: known }, ma)).status).toBe(200)
  })

  test('of one card by many at once happens once for each version', async () => {
    const opportunity = await anOpportunity()
    const replies = await Promise.all([1, 2, 3, 1, 2, 3].map((at) => act(opportunity, 'move', { stage: stages[at].id, version: 1 }, at % 2 ? ma : lin)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 412)).toHaveLength(5)
    expect(await staysOf(opportunity)).toHaveLength(2)
  })

  test('reaches no end, no stage that is not there and nothing of others', async () => {
    const opportunity = await anOpportunity()
    const chen = await world.asUser('chen')
    for (const [input, status] of [[{ stage: stages[4].id }, 422], [{ stage: '01900000-0000-7000-8000-000000000000' }, 422], [{ stage: 'x' }, 422], [{}, 422], [{ stage: stages[1].id, more: 1 }, 422], [{ stage: stages[1].id, version: 0 }, 422]] as const) {
      expect([input, (await act(opportunity, 'move', input)).status]).toEqual([input, status])
    }
    expect((await act(opportunity, 'move', { stage: stages[1].id }, chen)).status).toBe(404)
    expect(await read(opportunity)).toMatchObject({ version: 1 })
    // Who works on it may.
    await lin.patch(`/api/v1/opportunities/${opportunity.id}`, { team: [world.ids.chen] })
    expect((await act(opportunity, 'move', { stage: stages[1].id }, chen)).status).toBe(200)
  })
})

describe('an end', () => {
  test('is won with a reason and the amount agreed on; competitors are won against; it may be opened again', async () => {
    const opportunity = await anOpportunity({ amount: '900.00' })
    const rival = await create(lin, 'competitors', { name: '对岸酒店' })
    await create(lin, 'opportunity-competitors', { opportunity: opportunity.id, competitor: rival.id, price: '850.00', threat: 'high' })
    await act(opportunity, 'move', { stage: stages[2].id })
    expect((await act(opportunity, 'win', { reason: 'no_budget' })).status).toBe(422)
    expect((await act(opportunity, 'win', { reason: 'fit', amount: '1.234' })).status).toBe(422)
    const won = (await act(opportunity, 'win', { reason: 'fit', reason_text: '菜单合意', amount: '880.00' })).body
    expect(won).toMatchObject({ status: 'won', stage: { id: stages[4].id }, closed_from: { id: stages[2].id }, amount: yuan('880.00'), probability: 100, weighted_amount: yuan('880.00'), reason: 'fit', stage_due_on: null })
    expect(won.closed_at).not.toBeNull()
    expect((await staysOf(opportunity)).every((stay) => stay.until_at !== null)).toBe(true)
    expect(await lin.list('opportunity-competitors', { filter: { opportunity: opportunity.id } })).toMatchObject([{ outcome: 'won_against' }])
    for (const [verb, input] of [['move', { stage: stages[1].id }], ['win', { reason: 'fit' }], ['lose', { reason: 'price' }]] as const) expect([verb, (await act(opportunity, verb, input)).status]).toEqual([verb, 409])
    expect((await act(opportunity, 'reopen')).body).toMatchObject({ status: 'open', stage: { id: stages[2].id }, closed_at: null, reason: null, closed_from: null, probability: 60 })
    expect(await lin.list('opportunity-competitors', { filter: { opportunity: opportunity.id } })).toMatchObject([{ outcome: 'open' }])
    expect((await act(opportunity, 'reopen')).status).toBe(409)
  })

  test('is lost to a competitor nobody had noted before', async () => {
    const opportunity = await anOpportunity({ amount: '70.00' })
    const rival = await create(lin, 'competitors', { name: '隔壁酒店' })
    expect((await act(opportunity, 'lose', { reason: 'competitor', competitor: '01900000-0000-7000-8000-000000000000' })).status).toBe(422)
    expect(await read(opportunity)).toMatchObject({ status: 'open', version: 1 })
    expect((await act(opportunity, 'lose', { reason: 'competitor', competitor: rival.id })).body).toMatchObject({ status: 'lost', weighted_amount: yuan('0.00'), closed_from: { id: stages[0].id } })
    expect(await lin.list('opportunity-competitors', { filter: { opportunity: opportunity.id } })).toMatchObject([{ competitor: { id: rival.id }, outcome: 'lost_to' }])
  })
})

describe('no other way', () => {
  test('changes stage and standing: patch, batch, change of many, undo of one event', async () => {
    const opportunity = await anOpportunity()
    await act(opportunity, 'move', { stage: stages[1].id })
    const before = await read(opportunity)
    for (const patch of [{ stage: stages[3].id }, { status: 'won' }, { closed_at: '2026-01-01T00:00:00Z' }, { closed_from: stages[1].id }, { reason: 'fit' }, { is_historic: true }, { historic_stage: stages[4].id }, { pipeline: null }]) {
      expect([patch, (await lin.patch(`/api/v1/opportunities/${opportunity.id}`, patch)).status]).toEqual([patch, 422])
      expect((await lin.post('/api/v1/opportunities/batch', { update: [{ id: opportunity.id, ...patch }] })).status).toBe(422)
    }
    expect((await lin.post('/api/v1/opportunities/bulk', { filter: {}, change: { stage: stages[3].id } })).status).toBe(422)
    const { body } = await lin.get(`/api/v1/opportunities/${opportunity.id}/history`)
    expect((await lin.post(`/api/v1/opportunities/${opportunity.id}/history/${body.data[0].id}/undo`)).status).not.toBe(200)
    expect((await lin.post(`/api/v1/opportunities/${opportunity.id}/undo`, { event: body.data[0].id })).status).not.toBe(200)
    expect(await read(opportunity)).toEqual(before)
  })

  test('writes stays, and the table refuses a stage of another pipeline or standing', async () => {
    const opportunity = await anOpportunity()
    const [stay] = await staysOf(opportunity)
    expect((await admin.patch(`/api/v1/stage-stays/${stay.id}`, { until_at: '2026-01-01T00:00:00Z' })).status).toBe(404)
    expect((await admin.post('/api/v1/stage-stays', { opportunity: opportunity.id, stage: stages[1].id, from_at: '2026-01-01T00:00:00Z' })).status).toBe(403)
    await expect(world.query('update opportunities set stage_id = $2 where id = $1', [opportunity.id, stages[4].id])).rejects.toThrow(/foreign key/)
    expect((await admin.patch(`/api/v1/stages/${stages[1].id}`, { kind: 'won' })).status).toBe(422)
  })
})

describe('who may', () => {
  test('see and change an opportunity, its stays and competition: owner, those above, the team, and no others', async () => {
    const opportunity = await anOpportunity()
    const rival = await create(lin, 'competitors', { name: '表中对手' })
    const part = await create(lin, 'opportunity-competitors', { opportunity: opportunity.id, competitor: rival.id })
    const [stay] = await staysOf(opportunity)
    const table = async () => {
      const rows: Record<string, number[]> = {}
      for (const login of ['admin', 'ma', 'lin', 'mei', 'chen', 'stranger'] as const) {
        const client = await world.asUser(login)
        const paths = [`opportunities/${opportunity.id}`, `stage-stays/${stay.id}`, `opportunity-competitors/${part.id}`, `competitors/${rival.id}`, `stages/${stages[0].id}`]
        const seen = await Promise.all(paths.map(async (path) => (await client.get(`/api/v1/${path}`)).status))
        rows[login] = [...seen, (await client.patch(`/api/v1/opportunities/${opportunity.id}`, {})).status, (await client.patch(`/api/v1/opportunity-competitors/${part.id}`, {})).status, (await client.patch(`/api/v1/stages/${stages[0].id}`, {})).status]
      }
      return rows
    }
    const all = [200, 200, 200, 200, 200, 200, 200]
    const none = [404, 404, 404, 200, 200, 404, 404, 403]
    expect(await table()).toEqual({ admin: [...all, 200], ma: [...all, 403], lin: [...all, 403], mei: none, chen: none, stranger: [404, 404, 404, 404, 404, 404, 404, 404] })
    await lin.patch(`/api/v1/opportunities/${opportunity.id}`, { team: [world.ids.chen] })
    expect((await table()).chen).toEqual([...all, 403])
    expect((await (await world.asUser('chen')).del(`/api/v1/opportunities/${opportunity.id}`)).status).toBe(403)
  })
})

describe('figures', () => {
  test('heads of the board are the sums of their lists, for each person', async () => {
    await anOpportunity({ amount: '10.01' }, ma)
    for (const client of [admin, lin, ma]) {
      const { body } = await client.post('/api/v1/opportunities/board', { pipeline })
      expect(body.columns.map((column: any) => column.id)).toEqual(stages.map(({ id }) => id))
      for (const column of body.columns) {
        const cards = await client.list('opportunities', { filter: { stage: column.id, status: 'open' } })
        const sum = (name: string) => cards.reduce((total, card) => total + Math.round(Number(card[name]?.amount ?? 0) * 100), 0)
        expect([column.count, Math.round(Number(column.amount ?? 0) * 100), Math.round(Number(column.weighted_amount ?? 0) * 100)]).toEqual([cards.length, sum('amount'), sum('weighted_amount')])
      }
    }
  })

  test('the funnel and the analysis of ends count what happened', async () => {
    const own = await create(admin, 'pipelines', { name: '漏斗', position: 9 })
    const make = (name: string, position: number, kind: string, probability: number) => create(admin, 'stages', { pipeline: own.id, name, position, kind, probability })
    const [one, two, three] = [await make('一', 1, 'open', 10), await make('二', 2, 'open', 50), await make('三', 3, 'open', 80)]
    await make('赢', 4, 'won', 100)
    await make('输', 5, 'lost', 0)
    const rival = await create(lin, 'competitors', { name: '对手' })
    const fair = await create(lin, 'campaigns', { name: '秋季推介会', from_on: '2026-09-01', until_on: '2026-09-30' })
    const deals = [await anOpportunity({ pipeline: own.id, amount: '5.00', source: 'referral', campaign: fair.id }), await anOpportunity({ pipeline: own.id, amount: '7.00', source: 'tender' }), await anOpportunity({ pipeline: own.id, amount: '11.00' }), await anOpportunity({ pipeline: own.id })]
    await act(deals[0], 'win', { reason: 'price' })
    await act(deals[1], 'move', { stage: two.id })
    await act(deals[1], 'lose', { reason: 'competitor', competitor: rival.id })
    await act(deals[2], 'move', { stage: three.id })
    await act(deals[2], 'move', { stage: two.id })
    const period = { pipeline: own.id, from: '2000-01-01', to: '2100-01-01' }
    const { body } = await lin.post('/api/v1/opportunities/funnel', period)
    expect(body).toMatchObject({ total: 4, won: 1, lost: 1 })
    expect(body.stages.map((stage: any) => [stage.id, stage.reached, stage.lost, stage.onward, stage.won])).toEqual([[one.id, 4, 0, 75, 25], [two.id, 3, 1, 66.7, 33.3], [three.id, 2, 0, 50, 50]])
    const ends = (await lin.post('/api/v1/opportunities/win-loss', period)).body
    expect(ends.total).toMatchObject({ won: 1, lost: 1, won_amount: '5.00', lost_amount: '7.00' })
    expect(ends.reason).toMatchObject([{ key: 'competitor', won: 0, lost: 1 }, { key: 'price', won: 1, lost: 0 }])
    expect(ends.campaign).toMatchObject([{ key: fair.id, name: '秋季推介会', won: 1, lost: 0, won_amount: '5.00' }, { key: null, won: 0, lost: 1 }])
    expect(ends.owner).toMatchObject([{ key: world.ids.lin, name: '林晓', won: 1, lost: 1 }])
    expect(ends.closed_from.map((line: any) => line.name).sort()).toEqual(['一', '二'])
    expect(ends.competitor).toMatchObject([{ name: '对手', won: 0, lost: 1, lost_amount: '7.00' }])
    const chen = await world.asUser('chen')
    expect((await chen.post('/api/v1/opportunities/funnel', period)).body).toMatchObject({ total: 0, won: 0 })
    expect((await lin.post('/api/v1/opportunities/funnel', { ...period, from: '2101-01-01' })).status).toBe(422)
  })
})
