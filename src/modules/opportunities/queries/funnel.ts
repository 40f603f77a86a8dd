import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
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
  const [row] = await ctx.db.rows<{ furthest: Furthest[]; stays: { stage: string; days: number | null; count: number }[] }>(
    sql`with chosen as materialized (select c.id, c.status from opportunities c where ${chosen}),
      places as materialized (select p.id, p.place - 1 as place from unnest(${stages.map(({ id }) => id)}::uuid[]) with ordinality p(id, place)),
      spent as materialized (
        select s.opportunity_id, s.stage_id, sum(extract(epoch from s.until_at - s.from_at)) as seconds, bool_and(s.until_at is not null) as is_over
        from chosen o join stage_stays s on s.workspace_id = ${sql.workspace} and s.opportunity_id = o.id group by 1, 2),
      reached as (select t.opportunity_id, max(p.place) as place from spent t join places p on p.id = t.stage_id group by 1)
      select
        (select coalesce(json_agg(f), '[]'::json) from (
          select coalesce(r.place, 0)::int as place, o.status as standing, count(*)::int as count
          from chosen o left join reached r on r.opportunity_id = o.id group by 1, 2) f) as furthest,
        (select coalesce(json_agg(d), '[]'::json) from (
          select t.stage_id as stage, round((avg(t.seconds) / 86400)::numeric, 1)::float8 as days, count(*)::int as count
          from spent t where t.is_over group by 1) d) as stays`,
  )
  const { steps, ...totals } = funnelSteps(stages.length, row?.furthest ?? [])
  const stays = new Map((row?.stays ?? []).map((stay) => [stay.stage, stay]))
  return {
    ...totals,
    stages: stages.flatMap(({ id, name, expected_days }, at) => {
      const step = steps[at]
      return step ? [{ id, name, expected_days, ...step, days: stays.get(id)?.days ?? null, stays: stays.get(id)?.count ?? 0 }] : []
    }),
  }
}

/** The instants of a period of days, where the company is. */
export function periodOf(ctx: Context, { from, to }: { from: string; to: string }): { start: Date; end: Date } {
  const zone = ctx.workspace.timeZone
  return { start: startOfDay(from, zone), end: startOfDay(addDays(to, 1), zone) }
}
