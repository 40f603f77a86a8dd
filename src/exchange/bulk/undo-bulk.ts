/** Takes a change of many back: former values where still stands what the change wrote, deleted records out of the recycle bin. */
import { savepoint, transaction } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import { asProblem } from '../../platform/http/problem-answer.ts'
import type { Label } from '../../platform/label.ts'
import type { Issue } from '../../platform/problems.ts'
import { allowed } from '../../kernel/access/policy.ts'
import { mayWrite } from '../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import type { ObjectDefinition } from '../../kernel/definitions/object.ts'
import { reportProgress } from '../../kernel/jobs.ts'
import { storedColumns } from '../../kernel/projections/columns.ts'
import { updateThroughModule } from '../../kernel/records/batch.ts'
import { changedFields, holds, type Stored } from '../../kernel/records/input.ts'
import { inHalves } from '../../kernel/records/in-halves.ts'
import { isWhole } from '../../kernel/records/living.ts'
import { isSame } from '../../kernel/records/same.ts'
import { writeChanges, type ChangePlan } from '../write-changes.ts'
import { changeBulk, mostPreviewed, ownBulk, type BulkResult } from './bulk-record.ts'
import type { BulkEnd, BulkJob } from './run-bulk.ts'

const batchSize = 2000

export async function undoBulk(ctx: Context, job: BulkJob): Promise<BulkEnd> {
  const caused: Context = { ...ctx, cause: { ...ctx.cause, undo_batch: job.bulkId } }
  for (;;) {
    const step = await transaction(caused, (ctx) => undoBatch(ctx, job))
    if (step.isLast || !step.goesOn) return { result: step.result, stopped: !step.goesOn }
    job.stopping?.throwIfAborted()
  }
}

interface BulkEvent {
  id: string
  record_id: string
  kind: string
  version: number
  before: Stored | null
  after: Stored | null
}

interface Current {
  id: string
  version: number
  is_deleted: boolean
  is_whole: boolean
  may: boolean
  record: Stored
}

type Report = NonNullable<BulkResult['undone']>

async function undoBatch(ctx: Context, job: BulkJob): Promise<{ result: BulkResult; goesOn: boolean; isLast: boolean }> {
  const row = await ownBulk(ctx, job.bulkId, { lock: true })
  const object = objectOf(ctx, row.object)
  const events = await ctx.db.rows<BulkEvent>(
    sql`select e.id, e.record_id::text as record_id, e.kind, e.version, e.before, e.after from events e
      where e.workspace_id = ${sql.workspace} and e.cause ? 'batch' and e.cause ->> 'batch' = ${row.id} and e.object = ${object.name}
        ${row.undone_to ? sql`and e.id < ${row.undone_to}::uuid` : sql.empty}
      order by e.id desc limit ${batchSize}`,
  )
  const last = events.at(-1)
  const { records, kept, kept_preview } = row.result.undone ?? { records: 0, kept: 0, kept_preview: [] }
  const report: Report = { records, kept, kept_preview: kept_preview.slice() }
  if (!last) return { result: { ...row.result, undone: report }, goesOn: true, isLast: true }
  const current = await lockCurrent(ctx, object, row.work.delete ? 'delete' : 'change', events)
  await takeBack(ctx, object, reversals(ctx, object, events, current, report), report)
  const result: BulkResult = { ...row.result, undone: report }
  await changeBulk(ctx, row.id, { undone_to: last.id, result })
  const goesOn = await reportProgress(ctx, job.jobId, { done: report.records + report.kept, total: row.result.changed, errors: report.kept })
  return { result, goesOn, isLast: false }
}

async function lockCurrent(ctx: Context, object: ObjectDefinition, verb: 'change' | 'delete', events: readonly BulkEvent[]): Promise<Map<string, Current>> {
  const ids = [...new Set(events.map((event) => event.record_id))]
  const rows = await ctx.db.rows<Current>(
    sql`select c.id::text as id, c.version, c.deleted_at is not null as is_deleted, ${isWhole(ctx, object, 'c')} as is_whole, ${allowed(ctx, object.name, verb, 'c')} as may, row_to_json(t) as record
      from ${sql.id(object.table)} c cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) order by c.id for no key update of c`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The plan for each record, with what of it stays as it is. */
function reversals(ctx: Context, object: ObjectDefinition, events: readonly BulkEvent[], current: Map<string, Current>, report: Report): ChangePlan[] {
  const plans: ChangePlan[] = []
  for (const [id, changes] of Map.groupBy(events, (event) => event.record_id)) {
    const record = current.get(id)
    const outcome = record ? reversalOf(ctx, object, record, changes) : { plan: null, kept: { zh: '已不存在', en: 'It is not there any more' } }
    if (outcome.plan) plans.push(outcome.plan)
    if (outcome.kept) keep(report, id, outcome.kept[ctx.language])
  }
  return plans
}

interface Reversal {
  plan: ChangePlan | null
  kept: Label | null
}

function reversalOf(ctx: Context, object: ObjectDefinition, current: Current, events: readonly BulkEvent[]): Reversal {
  const { id, version, record: before, is_deleted: isDeleted } = current
  const [event] = events
  if (!current.may) return keeps('没有权限', 'You may not do this to it')
  if (event?.kind.endsWith('.deleted')) {
    if (!isDeleted || version !== event.version) return keeps('之后已恢复或有其他变化', 'It was restored or changed since')
    if (!current.is_whole) return keeps('其所属记录在回收站中', 'What it belongs to is in the recycle bin')
    return { plan: { id, version, before, after: before, changed: 'restored' }, kept: null }
  }
  if (isDeleted) return keeps('已在回收站中', 'It is in the recycle bin')
  const { after, kept } = formerValues(ctx, object, before, events)
  const issues: Issue[] = []
  if (changedFields(object, before, after).length === 0) return { plan: null, kept }
  if (!holds(ctx, object, { record: after, before, issues })) return { plan: null, kept: issues[0]?.message ?? kept }
  return { plan: { id, version, before, after, changed: changedFields(object, before, after) }, kept }
}

/** Field by field: what somebody has changed since stays. */
function formerValues(ctx: Context, object: ObjectDefinition, record: Stored, events: readonly BulkEvent[]): { after: Stored; kept: Label | null } {
  const after: Stored = { ...record }
  let kept: Label | null = null
  for (const event of events) {
    for (const [name, value] of Object.entries(event.after ?? {})) {
      const field = object.fields.get(name)
      if (!field) continue
      if (!mayWrite(ctx, object, field)) kept = { zh: `${field.label.zh}不能填写`, en: `${field.label.en} cannot be written` }
      else if (!isSame(field, after[name] ?? null, value)) kept = { zh: `${field.label.zh}之后又被修改过`, en: `${field.label.en} was changed again since` }
      else after[name] = event.before?.[name] ?? null
    }
  }
  return { after, kept }
}

async function takeBack(ctx: Context, object: ObjectDefinition, plans: readonly ChangePlan[], report: Report): Promise<void> {
  const refuse = ({ id }: ChangePlan, error: unknown) => {
    const problem = asProblem(error)
    if (problem.status >= 500) throw error
    keep(report, id, (problem.issues[0]?.message ?? problem.title)[ctx.language])
  }
  if (!ctx.registry.verbs.get(object.name)?.update || plans[0]?.changed === 'restored') {
    const undone = await inHalves(ctx, object, plans, { write: (ctx, plans) => writeChanges(ctx, object, plans), refuse })
    report.records += undone.length
    return
  }
  for (const plan of plans) {
    const fields = typeof plan.changed === 'string' ? [] : plan.changed.filter((field) => mayWrite(ctx, object, field))
    const patch = Object.fromEntries(fields.map((field) => [field.name, plan.after[field.name] ?? null]))
    try {
      await savepoint(ctx, (ctx) => updateThroughModule(ctx, object, plan.id, patch, { version: plan.version }))
      report.records++
    } catch (error) {
      refuse(plan, error)
    }
  }
}

function keeps(zh: string, en: string): Reversal {
  return { plan: null, kept: { zh, en } }
}

function keep(report: Report, id: string, reason: string): void {
  report.kept++
  if (report.kept_preview.length < mostPreviewed) report.kept_preview.push({ id, reason })
}
