/** What will probably come in a period: of oneself, of the team, of all that one may see. */
import { today } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { forbidden } from '../../../platform/problems.ts'
import { allowed, naming } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { titleOf } from '../../../kernel/projections/columns.ts'
import { periodAround, periodName, type Period } from '../rules/period.ts'
import type { Weight } from '../rules/weights.ts'
import { expectedColumns, linesOfPeriods, withHistory, type Expected } from './expected.ts'
import { stageWeights } from './weights.ts'

export const forecastScopes = ['me', 'team', 'all'] as const
export type ForecastScope = (typeof forecastScopes)[number]

export interface ForecastRequest {
  period: Period
  /** Any day in it. */
  day: string
  /** `team`: the own department and all below it. */
  scope: ForecastScope
}

export interface Forecast {
  name: string
  first_on: string
  last_on: string
  /** In the currency of the company. */
  total: Expected
  /** By owner, the largest first; null: without one. */
  people: (Expected & { person: { id: string; name: string | null } | null })[]
  left_out: {
    /** Open ones that nobody said a day for. */
    undated: number
    in_other_currencies: number
    /** In no figure, because somebody said so or nothing is likely. */
    omitted: number
    /** In the figures, though their day is over. */
    overdue: number
  }
  /** Stages with the share that was won; where `is_enough` is false the probability of the stage stands in for it. */
  stages: (Weight & { name: string; pipeline: string; probability: number })[]
}

const told = ['amount', 'weighted_amount', 'currency', 'status', 'closed_at', 'close_on', 'forecast_category', 'stage', 'owner'] as const

/** @throws Problem 403 for whoever may not read what the figures are made of. */
export async function forecastOf(ctx: Context, { period, day, scope }: ForecastRequest): Promise<Forecast> {
  const object = objectOf(ctx, 'opportunity')
  if (!told.every((name) => readableField(ctx, object, name))) throw forbidden()
  const { first, last } = periodAround(period, day)
  const weights = await stageWeights(ctx)
  const where = sql`${whereOf(ctx, object, 'c', {})} and ${ofScope(ctx, scope, sql`c.owner_id`)}`
  const [rows, leftOut] = await Promise.all([
    ctx.db.rows<Expected & { is_total: boolean; person: { id: string; name: string | null } | null }>(
      sql`with ${linesOfPeriods(ctx, { spans: [{ period, first, last }], weights, where })},
        sums as (select grouping(l.person) = 1 as is_total, l.person, ${expectedColumns} from lines l group by grouping sets ((l.person), ()))
        select s.is_total, s.closed, s.committed, s.best_case, s.pipeline, s.weighted, s.by_history, ${personOf(ctx)} as person from sums s order by s.pipeline::numeric desc, s.person`,
    ),
    leftOutOf(ctx, { first, last, where }),
  ])
  const nothing: Expected = { closed: '0.00', committed: '0.00', best_case: '0.00', pipeline: '0.00', weighted: '0.00', by_history: '0.00' }
  const expected = ({ is_total: _total, person: _person, ...figures }: (typeof rows)[number]): Expected => withHistory(figures, weights)
  const sum = rows.find((row) => row.is_total)
  return {
    name: periodName(period, first), first_on: first, last_on: last,
    total: sum ? expected(sum) : withHistory(nothing, weights),
    people: rows.filter((row) => !row.is_total).map((row) => ({ person: row.person, ...expected(row) })),
    left_out: leftOut,
    stages: weights.map(({ of, ...weight }) => ({ ...weight, name: of.name, pipeline: of.pipeline, probability: of.probability })),
  }
}

/** @param person expression of the person that rows count for */
export function ofScope(ctx: Context, scope: ForecastScope, person: Sql): Sql {
  if (scope === 'me') return sql`${person} = ${ctx.actor.id}::uuid`
  return scope === 'team' ? sql`${person} = any(${ctx.actor.teamBelow}::uuid[])` : sql.raw('true')
}

function personOf(ctx: Context): Sql {
  const reader = naming(ctx, 'user')
  return sql`case when s.person is not null then json_build_object('id', s.person, 'name', (select ${titleOf(reader, objectOf(ctx, 'user'), 'x')} from users x
    where x.workspace_id = ${sql.workspace} and x.id = s.person and ${allowed(reader, 'user', 'see', 'x', 'one')})) end`
}

async function leftOutOf(ctx: Context, { first, last, where }: { first: string; last: string; where: Sql }): Promise<Forecast['left_out']> {
  const isOwn = sql`c.currency = ${ctx.workspace.currency}`
  const [row] = await ctx.db.rows<Forecast['left_out']>(
    sql`select (count(*) filter (where c.close_on is null))::int as undated,
        (count(*) filter (where c.close_on is not null and not ${isOwn}))::int as in_other_currencies,
        (count(*) filter (where c.close_on is not null and ${isOwn} and c.forecast_category = 'omitted'))::int as omitted,
        (count(*) filter (where c.close_on < ${today(ctx.clock, ctx.workspace.timeZone)}::date and ${isOwn} and c.forecast_category <> 'omitted'))::int as overdue
      from opportunities c where c.status = 'open' and (c.close_on is null or c.close_on between ${first}::date and ${last}::date) and ${where}`,
  )
  return row ?? { undated: 0, in_other_currencies: 0, omitted: 0, overdue: 0 }
}
