import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { updateMany } from '../../../kernel/records/write-many.ts'
import { enterStages, type Entry } from '../queries/keep-stays.ts'
import { beginning, livingStages, type Stage } from '../queries/stages.ts'
import { formerTime, placeIn } from '../rules/placement.ts'
import { forecastCategory } from '../rules/forecast-category.ts'
import { weightedAmount } from '../rules/worth.ts'

interface Imported {
  id: string
  record: Record<string, Value>
}

/**
 * What an import made comes to its stage: new ones to the first, those from former records to the one they were in, with their end. In the
 * transaction of the batch; the event of the creation says what the file said.
 */
export async function placeImported(ctx: Context, records: readonly Imported[]): Promise<void> {
  const stages = await livingStages(ctx)
  const object = objectOf(ctx, 'opportunity')
  const versions = await versionsOf(ctx, records)
  const entries: Entry[] = []
  const rows = records.map(({ id, record }) => {
    const { stage, ...place } = placeOf(ctx, stages, record)
    if (stage.kind === 'open') entries.push({ opportunity: id, stage: stage.id, at: place.values.stage_since })
    return { id, version: versions.get(id) ?? 1, record: { ...record, ...place.values } }
  })
  await updateMany(ctx, object, rows, [...object.fields.values()].filter(({ name }) => placed.has(name)))
  await enterStages(ctx, entries)
}

/** Several rows of a file may be one record. */
async function versionsOf(ctx: Context, records: readonly Imported[]): Promise<Map<string, number>> {
  const rows = await ctx.db.rows<{ id: string; version: number }>(
    sql`select c.id::text as id, c.version from opportunities c where c.workspace_id = ${sql.workspace} and c.id = any(${records.map(({ id }) => id)}::uuid[])`,
  )
  return new Map(rows.map(({ id, version }) => [id, version]))
}

const placed = new Set(['pipeline', 'stage', 'status', 'stage_since', 'stage_due_on', 'stage_probability', 'probability', 'weighted_amount', 'forecast_category', 'closed_at'])

function placeOf(ctx: Context, stages: readonly Stage[], record: Record<string, Value>): { stage: Stage; values: Record<string, Value> & { stage_since: string } } {
  const stage = stageOf(stages, record)
  const timeZone = ctx.workspace.timeZone
  const now = { at: ctx.clock.now(), timeZone }
  const opened = record.is_historic ? formerTime(record.opened_on, now) : now.at
  const closed = stage.kind === 'open' ? null : closing(record.historic_closed_on, opened, now)
  const at = closed ?? opened
  const place = placeIn(stage, { probability: record.probability }, { at, timeZone })
  const probability = typeof place.probability === 'number' ? place.probability : null
  const choice = typeof record.forecast_choice === 'string' ? record.forecast_choice : null
  return {
    stage,
    values: {
      ...place, stage_since: at.toISOString(), closed_at: closed?.toISOString() ?? null,
      weighted_amount: weightedAmount(typeof record.amount === 'string' ? record.amount : null, probability),
      forecast_category: forecastCategory({ status: stage.kind, forecast_choice: choice, probability }),
    },
  }
}

/** The last moment of its day, so that what was opened and closed on one day does not end before it began. */
function closing(day: Value | undefined, opened: Date, now: { at: Date; timeZone: string }): Date {
  if (typeof day !== 'string') return now.at
  const end = new Date(startOfDay(addDays(day, 1), now.timeZone).getTime() - 1000)
  return new Date(Math.min(now.at.getTime(), Math.max(end.getTime(), opened.getTime())))
}

/** A stage of former records goes before the pipeline that a row names. */
function stageOf(stages: readonly Stage[], record: Record<string, Value>): Stage {
  const former = record.is_historic ? stages.find(({ id }) => id === record.historic_stage) : undefined
  return former ?? beginning(stages, typeof record.pipeline === 'string' ? record.pipeline : null)
}
