import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { funnelSteps, type Furthest, type FunnelStep } from '../rules/funnel.ts'
import { livingStages } from './stages.ts'

export interface FunnelRequest {
  pipeline: string
  /** First and last day on which they were opened, both included. */
  from: string
  to: string
  /** In the filter language, on opportunities. */
  filter?: unknown
}

export interface Funnel {
  stages: (FunnelStep & { id: string; name: string; expected_days: number | null; days: number | null; stays: number })[]
  total: number
  won: number
  lost: number
}

/**
 * How far the opportunities came that were opened in the period, and how long they stayed on the way. Those from former records that have
 * ended count, but tell no stages: what is known of them is how they ended.
 */
export async function funnelOf(ctx: Context, request: FunnelRequest): Promise<Funnel> {
  const stages = (await livingStages(ctx)).filter(({ pipeline, kind }) => pipeline === request.pipeline && kind === 'open')
  const where = whereOf(ctx, objectOf(ctx, 'opportunity'), 'c', { filter: request.filter ?? {} })
  const chosen = sql`c.pipeline_id = ${request.pipeline}::uuid and c.opened_on between ${request.from}::date and ${request.to}::date and ${where}`
  const [row] = await ctx.db.rows<{ furthest: Furthest[]; stays: { days: number | null; count: number }[] }>(
    sql`with counted as materialized (
        select c.status, ${furthest(stages)} as place, count(*)::int as count, ${sql.join(stages.map(spentIn))}
        from opportunities c where ${chosen} group by 1, 2)
      select
        (select coalesce(json_agg(f), '[]'::json) from (select n.place, n.status as standing, n.count from counted n) f) as furthest,
        (select json_build_array(${sql.join(stages.map((_, at) => sql`json_build_object('days', round((sum(n.${spent(at)}) / nullif(sum(n.${stayed(at)}), 0) / 86400)::numeric, 1)::float8, 'count', coalesce(sum(n.${stayed(at)}), 0)::int)`))}) from counted n) as stays`,
  )
  const { steps, ...totals } = funnelSteps(stages.length, row?.furthest ?? [])
  return {
    ...totals,
    stages: stages.flatMap(({ id, name, expected_days }, at) => {
      const step = steps[at]
      return step ? [{ id, name, expected_days, ...step, days: row?.stays[at]?.days ?? null, stays: row?.stays[at]?.count ?? 0 }] : []
    }),
  }
}

const spent = (at: number) => sql.id(`spent_${at}`)
const stayed = (at: number) => sql.id(`stayed_${at}`)

/** The last stage that an opportunity ever stood in; the first where nothing is known of it. */
function furthest(stages: readonly { id: string }[]): Sql {
  const reached = stages.map(({ id }, at) => sql`when ${id}::uuid = any(c.stood_in) then ${sql.raw(String(at))}`).toReversed()
  return reached.length === 0 ? sql.raw('0') : sql`case ${sql.join(reached, ' ')} else 0 end`
}

/** Seconds in a stage, over all times it came there, and how many tell them: not those that never were there, nor those that still are. */
function spentIn({ id }: { id: string }, at: number): Sql {
  const seconds = sql`c.stood_for[array_position(c.stood_in, ${id}::uuid)]`
  return sql`sum(${seconds}) as ${spent(at)}, count(${seconds}) as ${stayed(at)}`
}

/** The instants of a period of days, where the company is. */
export function periodOf(ctx: Context, { from, to }: { from: string; to: string }): { start: Date; end: Date } {
  const zone = ctx.workspace.timeZone
  return { start: startOfDay(from, zone), end: startOfDay(addDays(to, 1), zone) }
}
