/** What holds whatever people do: stays never overlap, each open opportunity has one open stay, heads of the board are sums of their lists. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let lin: Client
let ma: Client
let stages: any[]
beforeAll(async () => {
  world = await startTestApp()
  ;[lin, ma] = [await world.asUser('lin'), await world.asUser('ma')]
  stages = (await lin.list('stages', { sort: 'position' })).filter(({ kind }) => kind === 'open')
})
afterAll(() => world.close())

const acts = fc.oneof(
  fc.record({ verb: fc.constant('move'), stage: fc.nat(3), version: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }) }),
  fc.record({ verb: fc.constant('win') }),
  fc.record({ verb: fc.constant('lose') }),
  fc.record({ verb: fc.constant('reopen') }),
  fc.record({ verb: fc.constant('probability'), value: fc.option(fc.nat(100)) }),
  fc.record({ verb: fc.constant('amount'), value: fc.option(fc.nat(10 ** 9)) }),
  fc.record({ verb: fc.constant('skip') }),
)

async function perform(client: Client, id: string, act: any): Promise<number> {
  const url = `/api/v1/opportunities/${id}`
  switch (act.verb) {
    case 'move':
      return (await client.post(`${url}/move`, { stage: stages[act.stage].id, ...(act.version ? { version: act.version } : {}) })).status
    case 'win':
    case 'lose':
      return (await client.post(`${url}/${act.verb}`, { reason: 'price' })).status
    case 'reopen':
      return (await client.post(`${url}/reopen`, {})).status
    case 'probability':
      return (await client.patch(url, { probability: act.value })).status
    case 'amount':
      return (await client.patch(url, { amount: act.value === null ? null : (act.value / 100).toFixed(2) })).status
    default:
      return (await client.patch(url, { status: 'won', stage: stages[3].id })).status
  }
}

const overlaps = `select count(*)::int as n from stage_stays a join stage_stays b on b.workspace_id = a.workspace_id and b.opportunity_id = a.opportunity_id and b.id > a.id
  where tstzrange(a.from_at, a.until_at) && tstzrange(b.from_at, b.until_at)`
const strays = `select count(*)::int as n from opportunities o where (o.status = 'open') <> (
  select count(*) = 1 and bool_and(s.stage_id = o.stage_id) from stage_stays s where s.workspace_id = o.workspace_id and s.opportunity_id = o.id and s.until_at is null)`
// What figures are read from says the same as the stays.
const astray = `select count(*)::int as n
  from (select o.id, w.stage, w.seconds from opportunities o, unnest(o.stood_in, o.stood_for) as w(stage, seconds)) w
    full join (select s.opportunity_id, s.stage_id, count(*) - count(s.until_at) as open, extract(epoch from sum(s.until_at - s.from_at)) as seconds from stage_stays s group by 1, 2) s on s.opportunity_id = w.id and s.stage_id = w.stage
  where w.id is null or s.opportunity_id is null or case when s.open > 0 then w.seconds is not null else w.seconds is distinct from round(s.seconds)::bigint end`

test('whatever is done to it in whatever order, also by two at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(acts, fc.option(acts)), { minLength: 1, maxLength: 8 }), async (steps) => {
      const { id } = await create(lin, 'opportunities', { name: '法则', amount: '100.00' })
      for (const [one, other] of steps) {
        const statuses = await Promise.all([perform(lin, id, one), ...(other ? [perform(ma, id, other)] : [])])
        expect(statuses.every((status) => [200, 409, 412, 422].includes(status))).toBe(true)
      }
    }),
    { numRuns: 40 },
  )
  expect(await world.query(overlaps)).toEqual([{ n: 0 }])
  expect(await world.query(strays)).toEqual([{ n: 0 }])
  expect(await world.query(astray)).toEqual([{ n: 0 }])
  expect(await world.query("select count(*)::int as n from opportunities where weighted_amount < 0 or weighted_amount > amount or (status = 'won' and weighted_amount <> amount) or (status = 'lost' and weighted_amount <> 0)")).toEqual([{ n: 0 }])
  // Each move in the log is a stay, and each end closed one.
  expect(await world.query(`select (select count(*) from stage_stays)::int - (select count(*) from events where kind in ('opportunities.opportunity.created', 'opportunities.opportunity.moved', 'opportunities.opportunity.reopened'))::int as n`)).toEqual([{ n: 0 }])
  const { body } = await ma.post('/api/v1/opportunities/board', { pipeline: stages[0].pipeline.id })
  const [sums] = await world.query("select count(*)::int as count, coalesce(sum(amount), 0)::text as amount, coalesce(sum(weighted_amount), 0)::text as weighted from opportunities where status = 'open'")
  const total = (name: string) => (body.columns.reduce((sum: number, column: any) => sum + Math.round(Number(column[name]) * 100), 0) / 100).toFixed(2)
  expect([total('count'), total('amount'), total('weighted_amount')]).toEqual([sums.count.toFixed(2), Number(sums.amount).toFixed(2), Number(sums.weighted).toFixed(2)])
}, 120_000)
