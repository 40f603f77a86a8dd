import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepForecasts } from '../../src/modules/targets/actions/keep-forecasts.ts'
import { errorsOf } from '../../src/modules/targets/rules/accuracy.ts'
import { enoughEnded, weightsOf } from '../../src/modules/targets/rules/weights.ts'
import { create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let ma: Client
let lin: Client
let now = new Date('2026-05-20T04:00:00Z')
let stages: any[]
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  ;[admin, ma, lin] = [await world.asUser('admin'), await world.asUser('ma'), await world.asUser('lin')]
  stages = await admin.list('stages', { sort: 'position' })
})
afterAll(() => world.close())

let counter = 0
const anOpportunity = (input: object = {}, client = lin) => create(client, 'opportunities', { name: `商机 ${++counter}`, ...input })
const act = async (opportunity: { id: string }, verb: string, input: object = {}, client = admin) => {
  const { status, text } = await client.post(`/api/v1/opportunities/${opportunity.id}/${verb}`, input)
  expect([verb, status, text.slice(0, 200)]).toEqual([verb, 200, expect.any(String)])
}
const ask = async (input: object = {}, client = admin) => (await client.post('/api/v1/opportunities/forecast', { period: 'quarter', day: '2026-05-20', scope: 'all', ...input })).body
const keep = async () => {
  for (const ctx of await world.app.runtime.systemContexts('daily work')) await keepForecasts(ctx)
}

describe('the category of an opportunity', () => {
  test('follows its probability until its owner says otherwise, and ends with it', async () => {
    const opportunity = await anOpportunity({ amount: '100' })
    const read = async () => (await lin.get(`/api/v1/opportunities/${opportunity.id}`)).body.forecast_category
    const patch = async (change: object) => expect((await lin.patch(`/api/v1/opportunities/${opportunity.id}`, change)).status).toBe(200)
    expect(opportunity.forecast_category).toBe('pipeline')
    await act(opportunity, 'move', { stage: stages[2].id })
    expect(await read()).toBe('best_case')
    await act(opportunity, 'move', { stage: stages[3].id })
    expect(await read()).toBe('committed')
    await patch({ forecast_choice: 'omitted' })
    expect(await read()).toBe('omitted')
    await patch({ forecast_choice: null, probability: 0 })
    expect(await read()).toBe('omitted')
    await patch({ probability: 50 })
    expect(await read()).toBe('best_case')
    await act(opportunity, 'win', { reason: 'fit' })
    expect(await read()).toBe(null)
    // Back in the last stage, with its 80 percent.
    await act(opportunity, 'reopen')
    expect(await read()).toBe('committed')
    for (const change of [{ forecast_category: 'committed' }, { forecast_choice: 'sure' }]) expect((await lin.patch(`/api/v1/opportunities/${opportunity.id}`, change)).status).toBe(422)
    await admin.del(`/api/v1/opportunities/${opportunity.id}`)
  })
})

describe('a forecast', () => {
  const owners = ['lin', 'mei', 'chen', 'ma'] as const
  const planned: { owner: (typeof owners)[number]; amount: string; close_on: string | null; category: string | null; probability: number; currency: string; isWon: boolean }[] = []
  beforeAll(async () => {
    for (let index = 0; index < 36; index += 1) {
      const plan = {
        owner: owners[index % 4]!, amount: `${(index * 7919) % 100_000}.${10 + (index % 90)}`, close_on: ['2026-05-31', '2026-06-30', '2026-07-01', '2026-04-01', null][index % 5]!,
        category: [null, null, 'committed', 'best_case', 'omitted', 'pipeline'][index % 6]!, probability: (index * 17) % 101, currency: index % 11 === 10 ? 'USD' : 'CNY', isWon: index % 7 === 3,
      }
      const { owner, category, isWon, ...input } = plan
      const opportunity = await anOpportunity({ ...input, owner: world.ids[owner], forecast_choice: category }, admin)
      if (isWon) await act(opportunity, 'win', { reason: 'fit' })
      planned.push(plan)
    }
  })
  const inPeriod = { quarter: (day: string) => day >= '2026-04-01' && day <= '2026-06-30', month: (day: string) => day >= '2026-05-01' && day <= '2026-05-31' }
  const categoryOf = ({ category, probability }: (typeof planned)[number]) => category ?? (probability >= 80 ? 'committed' : probability >= 50 ? 'best_case' : probability > 0 ? 'pipeline' : 'omitted')

  test('agrees with sums made elsewhere, and each figure contains the one before', async () => {
    for (const period of ['quarter', 'month'] as const) {
      for (const [client, scope, whose] of [[admin, 'all', owners], [ma, 'team', owners], [lin, 'all', ['lin']], [lin, 'me', ['lin']], [await world.asUser('mei'), 'team', ['mei']]] as const) {
        const { total, people } = await ask({ period, scope }, client)
        const those = planned.filter(({ owner, currency }) => (whose as readonly string[]).includes(owner) && currency === 'CNY')
        const sum = (rows: typeof planned) => rows.reduce((all, { amount }) => all.plus(amount), new Decimal(0))
        const closed = sum(those.filter(({ isWon }) => isWon))
        const open = those.filter(({ isWon, close_on: day }) => !isWon && day !== null && inPeriod[period](day))
        const upTo = (...categories: string[]) => closed.plus(sum(open.filter((plan) => categories.includes(categoryOf(plan))))).toFixed(2)
        const weighted = open.filter((plan) => categoryOf(plan) !== 'omitted').reduce((all, { amount, probability }) => all.plus(new Decimal(amount).times(probability).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)), closed)
        expect(total).toEqual({ closed: closed.toFixed(2), committed: upTo('committed'), best_case: upTo('committed', 'best_case'), pipeline: upTo('committed', 'best_case', 'pipeline'), weighted: weighted.toFixed(2), by_history: null })
        for (const name of ['closed', 'committed', 'best_case', 'pipeline', 'weighted']) expect(people.reduce((all: Decimal, row: any) => all.plus(row[name]), new Decimal(0)).toFixed(2)).toBe(total[name])
        for (const row of [total, ...people]) {
          const [low, committed, best, all, likely] = [row.closed, row.committed, row.best_case, row.pipeline, row.weighted].map((text) => new Decimal(text))
          expect([low!.lte(committed!), committed!.lte(best!), best!.lte(all!), low!.lte(likely!), likely!.lte(all!)]).toEqual([true, true, true, true, true])
        }
        expect(new Set(people.map((row: any) => row.person.id))).toEqual(new Set(whose.filter((login) => those.some((plan) => plan.owner === login && (plan.isWon || open.includes(plan)))).map((login) => world.ids[login])))
      }
    }
  })

  test('agrees, for each person and each month, with a plain statement on the tables; what is in another currency is in none of it', async () => {
    const names = ['closed', 'committed', 'best_case', 'pipeline', 'weighted'] as const
    const spans = [['quarter', '2026-04-01', '2026-06-30'], ['quarter', '2026-07-01', '2026-09-30'], ['month', '2026-04-01', '2026-04-30'], ['month', '2026-05-01', '2026-05-31'], ['month', '2026-06-01', '2026-06-30'], ['month', '2026-07-01', '2026-07-31']]
    let compared = 0
    for (const [period, first, last] of spans) {
      const rows = await world.query(
        `with o as (select owner_id, amount, probability, status = 'won' as is_won, case status when 'won' then 'closed' when 'open' then forecast_category end as is_as,
            case status when 'won' then (closed_at at time zone 'Asia/Shanghai')::date when 'open' then close_on end as day from opportunities where deleted_at is null and currency = 'CNY')
          select owner_id as person, coalesce(sum(amount) filter (where is_won), 0)::numeric(20,2)::text as closed, coalesce(sum(amount) filter (where is_as in ('closed', 'committed')), 0)::numeric(20,2)::text as committed,
            coalesce(sum(amount) filter (where is_as in ('closed', 'committed', 'best_case')), 0)::numeric(20,2)::text as best_case, sum(amount)::numeric(20,2)::text as pipeline,
            sum(case when is_won then amount else round(amount * probability / 100, 2) end)::numeric(20,2)::text as weighted
          from o where is_as <> 'omitted' and day between $1 and $2 group by rollup (owner_id)`,
        [first, last],
      )
      const { total, people } = await ask({ period, day: first })
      for (const { person, ...figures } of [{ person: { id: null }, ...total }, ...people]) {
        const plain = rows.find((row: any) => row.person === person.id)
        for (const name of names) expect([period, first, person.id, name, figures[name]]).toEqual([period, first, person.id, name, plain?.[name] ?? '0.00'])
        compared += names.length
      }
      const told = people.map(({ person }: any) => person.id)
      expect(rows.filter((row: any) => row.person !== null && !told.includes(row.person))).toEqual([])
    }
    expect(compared).toBeGreaterThan(60)
  })

  test('says what it leaves out', async () => {
    const open = planned.filter(({ isWon }) => !isWon)
    const dated = open.filter(({ close_on: day }) => day !== null && inPeriod.quarter(day))
    expect((await ask()).left_out).toEqual({
      undated: open.filter(({ close_on: day }) => day === null).length,
      in_other_currencies: dated.filter(({ currency }) => currency !== 'CNY').length,
      omitted: dated.filter((plan) => plan.currency === 'CNY' && categoryOf(plan) === 'omitted').length,
      overdue: dated.filter((plan) => plan.currency === 'CNY' && categoryOf(plan) !== 'omitted' && plan.close_on! < '2026-05-20').length,
    })
  })

  test('is weighted by history where enough have ended, and says plainly where too few have', async () => {
    const before = await ask()
    expect([before.total.by_history, before.stages.map((stage: any) => [stage.is_enough, stage.weight])]).toEqual([null, [[false, 0.1], [false, 0.3], [false, 0.6], [false, 0.8]]])
    // What ended so far has stood in the first stage only.
    const { ended: known, won } = before.stages[0]
    const lost = enoughEnded - known
    for (let at = 0; at < lost; at += 1) await act(await anOpportunity({ amount: '1', close_on: '2030-01-01' }), 'lose', { reason: 'price' })
    const { total, stages: [first, second] } = await ask()
    expect(first).toMatchObject({ ended: enoughEnded, won, weight: won / enoughEnded, is_enough: true })
    expect(second).toMatchObject({ ended: 0, is_enough: false, weight: 0.3 })
    const open = planned.filter((plan) => !plan.isWon && plan.currency === 'CNY' && plan.close_on !== null && inPeriod.quarter(plan.close_on) && categoryOf(plan) !== 'omitted')
    const expected = open.reduce((sum, { amount }) => sum.plus(new Decimal(amount).times(won / enoughEnded)), new Decimal(0)).plus(total.closed)
    expect(total.by_history).toBe(expected.toFixed(2))
    expect([new Decimal(total.closed).lte(total.by_history), new Decimal(total.by_history).lte(total.pipeline)]).toEqual([true, true])
  })

  test('is refused to whoever may not read amounts, and nonsense in words', async () => {
    const role = await create(admin, 'roles', { key: 'no_amounts', name: '不见金额', grants: { opportunity: { see: 'all', fields: { amount: 'hidden' } }, forecast: { see: 'all' } } })
    await create(admin, 'users', { name: '无额', user_name: 'no-amounts', password: 'scope-password', roles: [role.id] })
    const client = await signIn(world.app.server, { login: 'no-amounts', password: 'scope-password' })
    expect((await client.post('/api/v1/opportunities/forecast', { period: 'month', day: '2026-05-01', scope: 'all' })).status).toBe(403)
    expect((await client.post('/api/v1/forecasts/accuracy', { period: 'month', scope: 'all' })).status).toBe(403)
    for (const input of [{}, { period: 'year', day: '2026-05-01', scope: 'all' }, { period: 'month', day: 'x', scope: 'all' }, { period: 'month', day: '2026-05-01', scope: 'theirs' }]) expect((await admin.post('/api/v1/opportunities/forecast', input)).status).toBe(422)
    for (const input of [{}, { period: 'year', scope: 'all' }, { period: 'month', scope: 'all', more: 1 }]) expect((await admin.post('/api/v1/forecasts/accuracy', input)).status).toBe(422)
    expect(await ask({}, await world.asUser('stranger'))).toMatchObject({ total: { closed: '0.00', pipeline: '0.00' }, people: [] })
  })
})

describe('kept forecasts', () => {
  const kept = (client = admin) => client.list('forecasts', { sort: 'week_on' })

  test('are one a week of each person and period, however often the work begins', async () => {
    await Promise.all([keep(), keep()])
    const first = await kept()
    expect(first.length).toBeGreaterThan(8)
    expect(new Set(first.map(({ week_on: week }) => week))).toEqual(new Set(['2026-05-18']))
    now = new Date('2026-05-23T04:00:00Z')
    await anOpportunity({ amount: '5', close_on: '2026-05-25', owner: world.ids.admin }, admin)
    await keep()
    expect(await kept()).toEqual(first)
    // Sunday night in Shanghai, then Monday morning there, which is still Sunday in UTC.
    now = new Date('2026-05-24T15:59:00Z')
    await keep()
    expect(await kept()).toEqual(first)
    now = new Date('2026-05-24T16:01:00Z')
    await keep()
    await keep()
    const all = await kept()
    expect(all.filter(({ week_on: week }) => week === '2026-05-25').length).toBeGreaterThanOrEqual(first.length)
    const keys = all.map((row) => [row.person.id, row.period, row.first_on, row.week_on].join(' '))
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('say what the page said', async () => {
    const { people } = await ask()
    const rows = await admin.list('forecasts', { filter: { week_on: '2026-05-25', period: 'quarter', first_on: '2026-04-01' } })
    for (const { person, ...figures } of people) expect(rows.find((row) => row.person.id === person.id)).toMatchObject(figures)
  })

  test('are seen by the person and those above, and written by nobody', async () => {
    const [own, team, all] = [await kept(lin), await kept(ma), await kept()]
    expect(own.length).toBeGreaterThan(1)
    expect(own.every(({ person }) => person.id === world.ids.lin)).toBe(true)
    expect([team.length > own.length, all.length > team.length]).toEqual([true, true])
    expect(await kept(await world.asUser('stranger'))).toEqual([])
    const { id: _id, version: _version, ...row } = all[0]
    expect((await admin.post('/api/v1/forecasts', { ...row, person: row.person.id })).status).toBeGreaterThanOrEqual(403)
    expect((await admin.patch(`/api/v1/forecasts/${all[0].id}`, { closed: '1' })).status).toBeGreaterThanOrEqual(403)
    expect((await admin.del(`/api/v1/forecasts/${all[0].id}`)).status).toBeGreaterThanOrEqual(403)
  })

  test('tell, once the period is over, how far off they were', async () => {
    const accuracy = async (client: Client = admin, scope = 'all') => (await client.post('/api/v1/forecasts/accuracy', { period: 'quarter', scope })).body
    expect((await accuracy()).periods).toEqual([])
    now = new Date('2026-07-02T04:00:00Z')
    // Whoever was signed in five weeks ago is not any more.
    ;[admin, lin] = [await signIn(world.app.server, { login: 'admin', password: castPassword }), await signIn(world.app.server, { login: 'lin', password: castPassword })]
    const actual = (await ask({ day: '2026-05-01' })).total.closed
    const { periods: [period], methods } = await accuracy()
    expect(period).toMatchObject({ name: '2026 Q2', first_on: '2026-04-01', last_on: '2026-06-30', actual })
    expect(period.weeks.map((week: any) => week.week_on)).toEqual(['2026-05-18', '2026-05-25'])
    const errors = period.weeks.map((week: any) => new Decimal(week.committed).minus(actual).times(100).div(actual).toDecimalPlaces(1).toNumber())
    expect(period.weeks.map((week: any) => week.errors.committed)).toEqual(errors)
    const mean = new Decimal(errors[0]).plus(errors[1]).div(2).toDecimalPlaces(1).toNumber()
    expect(methods[0]).toEqual({ method: 'committed', weeks: 2, error: Math.abs(mean), bias: mean })
    const own = (await accuracy(lin, 'me')).periods[0]
    expect(own.actual).toBe((await ask({ day: '2026-05-01', scope: 'me' }, lin)).total.closed)
  })
})

test('a weight is a share, whatever has ended', () => {
  const count = fc.integer({ min: 0, max: 200 })
  fc.assert(fc.property(fc.array(fc.record({ probability: fc.integer({ min: 0, max: 100 }), ended: count, won: count }), { maxLength: 8 }), (rows) => {
    const stages = rows.map(({ probability }, at) => ({ id: String(at), probability }))
    const weights = weightsOf(stages, rows.map(({ ended, won }, at) => ({ stage: String(at), ended, won: Math.min(ended, won) })))
    expect(weights).toHaveLength(stages.length)
    for (const { weight, is_enough: isEnough, ended, won } of weights) {
      expect([weight >= 0, weight <= 1, isEnough === ended >= enoughEnded]).toEqual([true, true, true])
      if (isEnough) expect(weight).toBe(won / ended)
    }
  }))
})

test('a bias is never larger than the error, and what came exactly has neither', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 }).map((cents) => new Decimal(cents).div(100).toFixed(2))
  const week = fc.record({ week_on: fc.constant('2026-05-18'), committed: amount, best_case: amount, weighted: amount, by_history: fc.option(amount) })
  fc.assert(fc.property(fc.array(fc.record({ actual: amount, weeks: fc.array(week, { maxLength: 5 }) }), { maxLength: 5 }), (periods) => {
    for (const { error, bias, weeks } of errorsOf(periods)) {
      expect([error === null, bias === null]).toEqual([weeks === 0, weeks === 0])
      if (error !== null && bias !== null) expect(Math.abs(bias)).toBeLessThanOrEqual(error + 0.11)
    }
    const exact = periods.map(({ actual }) => ({ actual, weeks: [{ week_on: '2026-05-18', committed: actual, best_case: actual, weighted: actual, by_history: actual }] }))
    for (const { error, bias } of errorsOf(exact)) expect([error ?? 0, bias ?? 0]).toEqual([0, 0])
  }))
})
