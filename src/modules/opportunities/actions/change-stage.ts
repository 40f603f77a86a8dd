/** The one way by which opportunities come from stage to stage: record, event, stays and tasks in one transaction. */
import { addDays } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, invalid, notFound, Problem } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { actorOf } from '../../../kernel/access/system-actors.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { changeStay } from '../queries/keep-stays.ts'
import { livingStages, type Stage } from '../queries/stages.ts'
import { missingFor } from '../rules/missing-fields.ts'
import { placeIn } from '../rules/placement.ts'
import type { Standing } from '../rules/standing.ts'

type Opportunity = Record<string, Value>

export interface Change {
  /** How it must stand for this. */
  from: readonly Standing[]
  verb: 'moved' | 'won' | 'lost' | 'reopened' | 'explained'
  /** Version of the card that was taken hold of. */
  version?: number
  /** Null: it stays where it is. */
  stage(opportunity: Opportunity, stages: readonly Stage[]): Stage | null
  /** It comes to the stage whatever that asks for: something else than its people brought it there. */
  asIs?: boolean
  /** What changes beside the stage. */
  patch?(opportunity: Opportunity): Record<string, unknown>
  /** What else belongs to it, in the transaction. */
  also?(ctx: Context): Promise<void>
}

export const mayChangeOpportunity = (ctx: Context) => verdictOf(ctx, 'opportunity', 'change') !== false

/** @throws Problem 404, 403; 409 in another standing; 412 where somebody else moved it since; 422 naming what the stage asks for. */
export async function changeStage(ctx: Context, id: string | null, change: Change): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'opportunity')
    const { record: before, version } = await lockRecord(ctx, object, id, 'change')
    await refuseStale(ctx, id, { seen: change.version ?? version, version })
    if (!change.from.some((standing) => standing === before.status)) throw conflict('wrong-state', wrongState)
    const stage = change.stage(before, await livingStages(ctx))
    const at = ctx.clock.now()
    const place = stage ? placeIn(stage, before, { at, timeZone: ctx.workspace.timeZone }) : {}
    const patch = { ...change.patch?.(before), ...place, ...(stage ? { moves: Number(before.moves ?? 0) + 1 } : {}) }
    if (stage && !change.asIs) refuseMissing(ctx, { ...before, ...patch }, stage)
    const { json } = await updateRecord(ctx, object, id, patch, { asSystem: true, verb: change.verb, version })
    if (stage) {
      await changeStay(ctx, id, { at, stage: stage.kind === 'open' ? stage.id : null })
      await startTasks(ctx, id, { ...before }, stage)
    }
    await change.also?.(ctx)
    return JSON.parse(json)
  })
}

const wrongState = { zh: '商机的当前状态不允许此操作', en: 'The opportunity is not in a state that allows this' }

/** A card that somebody else moved meanwhile is not moved again unseen: the answer says who moved it and where it is. */
async function refuseStale(ctx: Context, id: string, { seen, version }: { seen: number; version: number }): Promise<void> {
  if (seen >= version) return
  const [move] = await ctx.db.rows<{ actor_id: string; actor_name: string; at: Date; stage: string | null; name: string | null }>(
    sql`select e.actor_id::text as actor_id, e.actor_name, e.at, s.id::text as stage, s.name
      from events e
        join opportunities o on o.workspace_id = ${sql.workspace} and o.id = e.record_id
        left join stages s on s.workspace_id = ${sql.workspace} and s.id = o.stage_id
      where e.workspace_id = ${sql.workspace} and e.object = 'opportunity' and e.record_id = ${id}::uuid and e.version > ${seen} and e.after ? 'stage'
      order by e.version desc limit 1`,
  )
  if (!move) return
  const by = actorOf(ctx, move)
  const title = { zh: `${by.name}已将商机移到“${move.name ?? ''}”`, en: `${by.name} has moved the opportunity to "${move.name ?? ''}"` }
  const theirs = move.stage ? { id: move.stage, name: move.name } : null
  throw new Problem({
    status: 412,
    code: 'stale',
    title,
    issues: [{ path: 'stage', code: 'collision', message: title, extra: { theirs, changed_by: by, changed_at: move.at.toISOString() } }],
    extra: { current_version: version, stage: theirs },
  })
}

function refuseMissing(ctx: Context, record: Opportunity, stage: Stage): void {
  const issues = missingFor(objectOf(ctx, 'opportunity'), record, stage)
  if (issues.length > 0) throw invalid(issues)
}

/** For its owner; what was started when it was here before is not started again. */
async function startTasks(ctx: Context, id: string, opportunity: Opportunity, stage: Stage): Promise<void> {
  if (stage.tasks.length === 0) return
  const known = await ctx.db.rows<{ name: string }>(sql`select t.name from tasks t where t.workspace_id = ${sql.workspace} and t.opportunity_id = ${id}::uuid and t.deleted_at is null`)
  const names = new Set(known.map(({ name }) => name))
  const day = today(ctx.clock, ctx.workspace.timeZone)
  for (const { name, due_in_days: days } of stage.tasks.filter((task) => !names.has(task.name))) {
    const due_on = typeof days === 'number' ? addDays(day, days) : null
    await createRecord(ctx, objectOf(ctx, 'task'), { name, due_on, customer: opportunity.customer, owner: opportunity.owner, opportunity: id }, { asSystem: true })
  }
}
