/** Quotas of this quarter and the last, and forecasts as they were kept week by week: who promises too much, who too little. */
import { Decimal } from 'decimal.js'
import { addDays, diffDays, startOfWeek } from '../platform/calendar/days.ts'
import { startOfDay } from '../platform/calendar/zones.ts'
import { copyRows } from '../platform/db/copy.ts'
import { sql, type Sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { periodAround } from '../modules/targets/index.ts'
import type { Planted } from './planted.ts'
import { idAt, randomOf } from './random.ts'
import { columnsOf, rowOf } from './rows.ts'
import type { Person, World } from './world.ts'

type Period = 'month' | 'quarter'
interface Span {
  first: string
  last: string
}

/** Who sells, and what is asked of them against what they sold in the quarter before. */
const asked: Record<string, number> = { 林悦: 1.05, 陈浩: 0.92, 王思雨: 1.15, 赵明轩: 1.3, 韩磊: 0.98, 刘晓彤: 1.1, 孙博文: 1.02, 谢婷: 0.95, 马子涵: 1.2 }

/** This quarter is the strong one, and everybody knows. */
const season = 1.45

/** How much more is promised at the beginning than comes: 王思雨 hopes, 陈浩 keeps back. */
const bias: Record<string, number> = { 王思雨: 0.6, 赵明轩: 0.35, 陈浩: -0.25, 孙博文: 0.15 }
const usualBias = 0.1
const vain = 90_000

export async function plantTargets(ctx: Context, world: World): Promise<void> {
  const sellers = world.people.filter(({ name, isCast }) => isCast && name in asked)
  const now = periodAround('quarter', world.today)
  const last = periodAround('quarter', addDays(now.first, -1))
  await plantQuotas(ctx, world, { sellers, now, last })
  const month = periodAround('month', world.today)
  const spans: [Period, Span][] = [['quarter', last], ['quarter', now], ['month', periodAround('month', addDays(month.first, -1))], ['month', month]]
  const rows: Planted[] = []
  for (const [period, span] of spans) rows.push(...forecastsOf(world, { period, span, people: sellers, won: await wonIn(ctx, span) }))
  const object = objectOf(ctx, 'forecast')
  await ctx.db.withConnection((connection) => copyRows(connection, { table: object.table, columns: columnsOf(object), rows: rows.map((row) => rowOf(object, ctx.workspace.id, row)) }))
}

async function plantQuotas(ctx: Context, world: World, { sellers, now, last }: { sellers: readonly Person[]; now: Span; last: Span }): Promise<void> {
  const before = await soldIn(ctx, periodAround('quarter', addDays(last.first, -1)))
  const sold = await soldIn(ctx, last)
  const quota = objectOf(ctx, 'quota')
  const make = (input: Record<string, unknown>) => createRecord(ctx, quota, { period: 'quarter', measure: 'amount', ...input })
  for (const [span, base, factor] of [[last, before, 1], [now, sold, season]] as const) {
    const targets = new Map(sellers.map((person) => [person, rounded((base.get(person.id) ?? 50_000) * (asked[person.name] ?? 1) * factor)]))
    for (const [person, target] of targets) await make({ person: person.id, first_on: span.first, target })
    const sumOf = (...keys: string[]) => [...targets].reduce((sum, [person, target]) => sum + (keys.includes(person.departmentKey) ? target : 0), 0)
    for (const [key, keys] of [['sales', ['sales', 'sales_1', 'sales_2', 'members']], ['sales_1', ['sales_1']], ['sales_2', ['sales_2']]] as const) {
      await make({ holder: 'department', department: world.departmentIds.get(key), first_on: span.first, target: rounded(sumOf(...keys) * 0.96) })
    }
    await make({ holder: 'company', first_on: span.first, target: rounded([...base.values()].reduce((sum, each) => sum + each, 0) * 1.05 * factor) })
    for (const [at, person] of sellers.entries()) await make({ person: person.id, measure: 'count', first_on: span.first, target: 1 + (at % 3) })
  }
  await make({ holder: 'department', department: world.departmentIds.get('sales'), territory: world.territoryIds.get('华东'), first_on: now.first, target: rounded(sellers.reduce((sum, { id }) => sum + (sold.get(id) ?? 0), 0) * season * 0.6) })
  await make({ holder: 'company', measure: 'margin', first_on: now.first, target: rounded([...sold.values()].reduce((sum, each) => sum + each, 0) * season * 0.4) })
  await make({ holder: 'company', measure: 'new_customers', period: 'year', first_on: now.first, target: 400 })
  for (const [at, person] of sellers.entries()) await make({ person: person.id, measure: 'visits', period: 'month', first_on: world.today, target: 6 + (at % 4) * 2 })
}

/** Quotas are said in tens of thousands. */
function rounded(amount: number): number {
  return Math.max(1, Math.round(amount / 10_000)) * 10_000
}

async function soldIn(ctx: Context, span: Span): Promise<Map<string, number>> {
  return byPerson(ctx, sql`select t.staff_id::text as person, sum(t.amount)::float8 as amount from transactions t
    where t.workspace_id = ${sql.workspace} and t.staff_id is not null and t.at >= ${startOfDay(span.first, ctx.workspace.timeZone)} and t.at < ${startOfDay(addDays(span.last, 1), ctx.workspace.timeZone)} group by 1`)
}

async function wonIn(ctx: Context, span: Span): Promise<Map<string, number>> {
  return byPerson(ctx, sql`select o.owner_id::text as person, sum(o.amount)::float8 as amount from opportunities o
    where o.workspace_id = ${sql.workspace} and o.status = 'won' and o.closed_at >= ${startOfDay(span.first, ctx.workspace.timeZone)} and o.closed_at < ${startOfDay(addDays(span.last, 1), ctx.workspace.timeZone)} group by 1`)
}

async function byPerson(ctx: Context, statement: Sql): Promise<Map<string, number>> {
  const rows = await ctx.db.rows<{ person: string; amount: number }>(statement)
  return new Map(rows.map(({ person, amount }) => [person, amount]))
}

/** A week at a time up to now: what is promised comes nearer to what came. */
function forecastsOf(world: World, { period, span, people, won }: { period: Period; span: Span; people: readonly Person[]; won: ReadonlyMap<string, number> }): Planted[] {
  const length = diffDays(span.first, span.last) + 1
  const weeks: string[] = []
  // The week of today is kept by the daily work itself.
  for (let week = startOfWeek(addDays(span.first, 6)); week <= span.last && addDays(week, 7) <= world.today; week = addDays(week, 7)) weeks.push(week)
  return people.flatMap((person) => weeks.map((week) => {
    const random = randomOf(`${world.seed} forecast ${period} ${week} ${person.name}`)
    const amount = won.get(person.id) ?? 0
    const gone = Math.min(1, Math.max(0, diffDays(span.first, week) / length))
    const hope = (bias[person.name] ?? usualBias) * (1 - gone) + random.int(-4, 4) / 100
    const closed = amount * gone * gone
    // Of whoever sold nothing in the end something was expected all the same.
    const committed = Math.max(closed, amount > 0 ? amount * (1 + hope) : vain * (1 - gone))
    const bestCase = committed * 1.25
    const pipeline = bestCase * 1.3
    const between = (value: number) => text(Math.min(pipeline, Math.max(closed, value)))
    const at = startOfDay(week, world.timeZone).getTime() + 9 * 3_600_000
    return {
      object: 'forecast', id: idAt(at, random), createdAt: at, createdBy: null, changes: [],
      values: {
        person: person.id, period, first_on: span.first, last_on: span.last, week_on: week, closed: text(closed), committed: text(committed), best_case: text(bestCase), pipeline: text(pipeline),
        weighted: between(amount > 0 ? amount * (1.05 + hope / 2) : committed * 0.6), by_history: between(amount > 0 ? amount * (1 + hope / 4) : committed * 0.4),
      },
    }
  }))
}

function text(amount: number): string {
  return new Decimal(amount).toFixed(2)
}
