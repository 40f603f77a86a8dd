/** Times and shares of service are read off counts: they are those that percentiles and means of the rows themselves come to, whatever is asked and whoever asks. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceQuality } from '../../src/modules/analyses/queries/service-quality.ts'
import type { Block, Row } from '../../src/modules/analyses/rules/answer.ts'
import { objectOf, type Context } from '../../src/kernel/context.ts'
import { whereOf } from '../../src/kernel/query/list.ts'
import { addDays, diffDays } from '../../src/platform/calendar/days.ts'
import { sql, type Sql } from '../../src/platform/db/sql.ts'
import { aCustomer, create } from '../support/builders.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
const day = '2026-05-20'

beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date(`${day}T04:00:00Z`) } })
  const admin = await world.asUser('admin')
  const lin = await world.asUser('lin')
  const customers = [(await aCustomer(admin)).id, (await aCustomer(lin)).id]
  const binned = await aCustomer(admin)
  // Two departments and two products of one name each: they are told as one.
  const teams = [await create(admin, 'departments', { name: '一线' }), await create(admin, 'departments', { name: '二线' }), await create(admin, 'departments', { name: '一线' })]
  const products = await Promise.all(Array.from({ length: 15 }, (_, index) => create(admin, 'products', { name: index < 2 ? '同名' : `产品 ${index}`, price: '1.00' })))
  const assets = await Promise.all([0, 3, 5].map((index) => create(admin, 'assets', { name: `设备 ${index}`, customer: customers[0], product: products[index]?.id })))
  const ctx = await world.contextOf('admin')
  const dice = (of: number, salt: string) => sql`(('x' || substr(md5(n || ${salt}), 1, 7))::bit(28)::int % ${sql.raw(String(of))})`
  const one = (values: readonly (string | null)[], salt: string, type = 'text') => sql`(${values}::${sql.raw(type)}[])[1 + ${dice(values.length, salt)}]`
  const sometimes = (value: Sql, salt: string) => sql`case when ${dice(7, salt)} > 0 then ${value} end`
  await ctx.db.rows(sql`insert into service_requests (workspace_id, id, created_at, updated_at, deleted_at, number, subject, customer_id, owner_id, team_id, product_id, asset_id, channel, kind, priority, service_class, status,
      received_at, completed_at, cause, evaluation, reopened_count, is_first_contact, minutes_to_first_response, minutes_to_assign, minutes_to_complete, response_state, solution_state)
    select ${sql.workspace}, gen_random_uuid(), now(), now(), case when ${dice(20, 'bin')} = 0 then now() end, 'L-' || n, '请求', ${one([...customers, binned.id, null], 'customer', 'uuid')}, ${one([world.ids.lin, world.ids.mei, world.ids.admin, null], 'owner', 'uuid')},
      ${one([...teams.map(({ id }) => id), null], 'team', 'uuid')}, ${one([...products.map(({ id }) => id), null, null, null], 'product', 'uuid')}, ${one([...assets.map(({ id }) => id), null], 'asset', 'uuid')},
      ${one(['call', 'mail', 'form', 'wechat'], 'channel')}, ${one(['question', 'fault', 'return'], 'kind')}, ${one(['low', 'normal', 'urgent'], 'priority')}, ${one(['a', 'b', 'c', null], 'class')}, 'closed',
      t.at, case when ${dice(9, 'done')} > 0 then t.at + ${dice(90_000, 'took')} * interval '1 second' end, ${one(['电源', '设置', '', null], 'cause')}, ${sometimes(sql`1 + ${dice(5, 'rating')}`, 'rated')}, ${dice(3, 'again')}, ${sometimes(sql`${dice(2, 'first')} = 0`, 'known')},
      ${sometimes(dice(40, 'response'), 'responded')}, ${sometimes(dice(400, 'assign'), 'assigned')}, ${sometimes(sql`${dice(30, 'complete')} * ${dice(30, 'complete more')}`, 'completed')},
      ${one(['met', 'breached', 'running', null], 'response state')}, ${one(['met', 'met', 'breached', null], 'solution state')}
    from generate_series(1, 900) n, lateral (select '2026-05-21T00:00:00Z'::timestamptz - ${dice(300 * 86_400, 'at')} * interval '1 second' as at) t`)
  await admin.del(`/api/v1/customers/${binned.id}`)
}, 120_000)
afterAll(() => world.close())

const share = (of: string) => sql`round(100.0 * avg(${sql.raw(of)}), 1)::float8`
const within = (part: number, column: string) => sql`percentile_cont(${part}::float8) within group (order by ${sql.raw(column)})`
const kept = (column: string) => share(`case ${column} when 'met' then 1 when 'breached' then 0 end`)
const measures = {
  completed: [sql`count(*)::float8`, within(0.5, 'minutes_to_complete'), within(0.9, 'minutes_to_complete'), kept('solution_state'), share('is_first_contact::int'), share('(reopened_count > 0)::int'), sql`round(avg(evaluation), 2)::float8`, sql`count(evaluation)::float8`],
  received: [sql`count(*)::float8`, within(0.5, 'minutes_to_first_response'), within(0.9, 'minutes_to_first_response'), kept('response_state'), within(0.5, 'minutes_to_assign'), within(0.9, 'minutes_to_assign')],
}
const shared = { service_person: sql`u.name`, service_team: sql`d.name`, service_product: sql`coalesce(p.name, ap.name)`, service_channel: sql`c.channel`, service_service_class: sql`c.service_class`, service_kind: sql`c.kind` }
const sortings = { completed: { ...shared, service_cause: sql`nullif(c.cause, '')` }, received: { ...shared, service_priority: sql`c.priority` } }
type Kind = keyof typeof measures

/** Of the rows themselves, by what they are sorted by. */
async function counted(ctx: Context, kind: Kind, { from, to, filter }: { from: string; to: string; filter: object }, by: Sql): Promise<Map<string | null, (number | null)[]>> {
  const columns = measures[kind].map((measure, index) => sql`${measure} as ${sql.id(`f${index}`)}`)
  const rows = await ctx.db.rows<Record<string, number | null> & { key: string | null }>(sql`select s.key, ${sql.join(columns)} from (
      select ${by} as key, c.* from service_requests c
      left join users u on u.workspace_id = ${sql.workspace} and u.id = c.owner_id left join departments d on d.workspace_id = ${sql.workspace} and d.id = c.team_id
      left join products p on p.workspace_id = ${sql.workspace} and p.id = c.product_id left join assets a on a.workspace_id = ${sql.workspace} and a.id = c.asset_id
      left join products ap on ap.workspace_id = ${sql.workspace} and ap.id = a.product_id
      where ${whereOf(ctx, objectOf(ctx, 'request'), 'c', { filter: { and: [{ [`${kind}_at`]: { gte: from, lt: to } }, filter] } })}) s group by s.key`)
  return new Map(rows.map((row) => [row.key, measures[kind].map((_, index) => row[`f${index}`] ?? null)]))
}

const keyOf = ({ name }: Row) => (name.kind === 'option' ? name.key : name.kind === 'text' ? name.text : name.kind === 'week' ? name.day : name.kind === 'month' ? name.month : null)
const blockOf = (blocks: Block[], key: string) => blocks.find((block) => block.key === key)

const cases = (['completed', 'received'] as const).flatMap((kind) => (['admin', 'lin', 'mei'] as const).flatMap((who) => [{ days: 30, filter: {} }, { days: 120, filter: { channel: 'call' } }, { days: 250, filter: {} }, { days: 7, filter: { owner: { is_empty: true } } }].map((asked) => [kind, who, asked] as const)))

test.each(cases)('%s, as %s sees it, of %j', async (kind, who, { days, filter }) => {
  const ctx = await world.contextOf(who)
  const { from, totals, blocks } = await serviceQuality(ctx, { days, of: kind, filter })
  const to = addDays(day, 1)
  const now = await counted(ctx, kind, { from, to, filter }, sql.raw('null::text'))
  const then = await counted(ctx, kind, { from: addDays(from, -diffDays(from, to)), to: from, filter }, sql.raw('null::text'))
  const [whole] = blockOf(totals, `service_${kind}`)?.rows ?? []
  const nothing = measures[kind].map((_, index) => (index === 0 || (kind === 'completed' && index === 7) ? 0 : null))
  expect([whole?.figures, whole?.before]).toEqual([now.get(null) ?? nothing, then.get(null) ?? nothing])
  let looked = 0
  const step = days > 120 ? 'month' : 'week'
  const trend = sql`to_char(date_trunc(${step}, ${sql.id('c', `${kind}_at`)} at time zone ${ctx.workspace.timeZone}), 'YYYY-MM-DD')`
  for (const [key, by] of Object.entries({ ...sortings[kind], service_trend: trend })) {
    const expected = await counted(ctx, kind, { from, to, filter }, by)
    const block = blockOf(blocks, key)
    if (!block) {
      // A sorting of which nothing is known is not told.
      expect([key, [...expected.keys()].filter((value) => value !== null)]).toEqual([key, []])
      continue
    }
    const rows = block.rows.filter(({ name }) => name.kind !== 'rest')
    // What is left out of a long list is told as one row; every other value stands there.
    if (rows.length === block.rows.length) expect([key, rows.filter(({ figures }) => figures[0] !== 0).length]).toEqual([key, expected.size])
    for (const row of rows) {
      if (key === 'service_trend' && row.figures[0] === 0) continue
      expect([key, keyOf(row), row.figures]).toEqual([key, keyOf(row), expected.get(keyOf(row))])
      looked++
    }
  }
  // Of those who see only what is theirs, something of nobody is nothing.
  expect(looked).toBeGreaterThanOrEqual(who === 'admin' ? 15 : (now.get(null)?.[0] ?? 0) > 0 ? 5 : 0)
})
