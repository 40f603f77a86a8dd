import { addDays, startOfWeek } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { expectedColumns, linesOfPeriods, withHistory, type Expected, type Span } from '../queries/expected.ts'
import { stageWeights } from '../queries/weights.ts'
import { periodAround } from '../rules/period.ts'

interface Row extends Expected {
  person: string
  period: string
  first_on: string
  last_on: string
}

/**
 * Daily work that does something once a week: keeps what is expected of everybody in this month and quarter and the next, as it stands. The
 * week is kept as a whole by one statement or not at all, and not again; two that begin at once are told apart by the index over weeks.
 * Like stays in stages the rows are written with no event of their own: nobody did anything.
 */
export async function keepForecasts(ctx: Context): Promise<void> {
  const day = today(ctx.clock, ctx.workspace.timeZone)
  const week = startOfWeek(day)
  const [known] = await ctx.db.rows(sql`select 1 from forecasts f where f.workspace_id = ${sql.workspace} and f.week_on = ${week}::date limit 1`)
  if (known) return
  const rows = await expectedOf(ctx, day)
  if (rows.length === 0) return
  const now = ctx.clock.now()
  const given = JSON.stringify(rows.map((row) => ({ id: newId(), ...row })))
  await ctx.db.rows(
    sql`insert into forecasts (workspace_id, id, created_at, created_by, updated_at, updated_by, person_id, period, first_on, last_on, week_on, closed, committed, best_case, pipeline, weighted, by_history)
      select ${sql.workspace}, r.id, ${now}, ${ctx.actor.id}::uuid, ${now}, ${ctx.actor.id}::uuid, r.person, r.period, r.first_on, r.last_on, ${week}::date, r.closed, r.committed, r.best_case, r.pipeline, r.weighted, r.by_history
      from json_to_recordset(${given}::json) as r(id uuid, person uuid, period text, first_on date, last_on date, closed numeric, committed numeric, best_case numeric, pipeline numeric, weighted numeric, by_history numeric)
      on conflict do nothing`,
  )
  announceAfterCommit(ctx, objectOf(ctx, 'forecast'))
}

/** Whoever had a forecast for the period in an earlier week has one in this, be it of nothing. */
async function expectedOf(ctx: Context, day: string): Promise<Row[]> {
  const weights = await stageWeights(ctx)
  const where = sql`c.workspace_id = ${sql.workspace} and ${isLiving(ctx, objectOf(ctx, 'opportunity'), 'c')} and c.owner_id is not null`
  const rows = await ctx.db.rows<Row>(
    sql`with ${linesOfPeriods(ctx, { spans: spansAround(day), weights, where })},
      those as (
        select l.* from lines l
        union all
        select distinct f.period, f.first_on, f.last_on, f.person_id, 'none', 0::numeric, 0::numeric, 0::numeric
        from p join forecasts f on f.workspace_id = ${sql.workspace} and f.period = p.kind and f.first_on = p.first_on)
      select l.person::text as person, l.period, l.first_on::text as first_on, l.last_on::text as last_on, ${expectedColumns} from those l group by 1, 2, 3, 4`,
  )
  return rows.map((row) => withHistory(row, weights))
}

/** This month and quarter, and those after them. */
export function spansAround(day: string): Span[] {
  return (['month', 'quarter'] as const).flatMap((period) => {
    const now = periodAround(period, day)
    return [now, periodAround(period, addDays(now.last, 1))].map((span) => ({ period, ...span }))
  })
}
