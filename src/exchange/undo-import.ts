/**
 * Takes an import back: what it made goes to the recycle bin, what it changed gets its former values, the latest first. What
 * others changed since is left alone and told of. Set-based, batch by batch, each one transaction with its position.
 */
import { transaction } from '../platform/db/database.ts'
import { sql } from '../platform/db/sql.ts'
import type { Issue } from '../platform/problems.ts'
import { allowed } from '../kernel/access/policy.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { storedColumns } from '../kernel/projections/columns.ts'
import { changedFields, holds, type Stored } from '../kernel/records/input.ts'
import { isSame } from '../kernel/records/same.ts'
import { inHalves } from '../kernel/records/in-halves.ts'
import { changeImport, emptyResult, ownImport, type ImportResult } from './import-record.ts'
import { reportProgress } from '../kernel/jobs.ts'
import { writeChanges, type ChangePlan } from './write-changes.ts'

const batchSize = 2000
const mostPreviewed = 100

export async function undoImport(ctx: Context, work: { importId: string; jobId: string; stopping?: AbortSignal }): Promise<{ result: ImportResult; stopped: boolean }> {
  const caused: Context = { ...ctx, cause: { ...ctx.cause, undo_import: work.importId } }
  for (;;) {
    const step = await transaction(caused, (ctx) => undoBatch(ctx, work))
    if (step.isLast || !step.goesOn) return { result: step.result, stopped: !step.goesOn }
    work.stopping?.throwIfAborted()
  }
}

interface ImportEvent {
  id: string
  record_id: string
  kind: string
  before: Stored | null
  after: Stored | null
}

interface Current {
  id: string
  version: number
  is_deleted: boolean
  /** By somebody else, or for another reason than this import. */
  changed_since: boolean
  may_change: boolean
  record: Stored
}

async function undoBatch(ctx: Context, work: { importId: string; jobId: string }): Promise<{ result: ImportResult; goesOn: boolean; isLast: boolean }> {
  const row = await ownImport(ctx, work.importId, { lock: true })
  const object = objectOf(ctx, row.object)
  const events = await ctx.db.rows<ImportEvent>(
    sql`select e.id, e.record_id::text as record_id, e.kind, e.before, e.after from events e
      where e.workspace_id = ${sql.workspace} and e.cause ? 'import' and e.cause ->> 'import' = ${row.id}
        ${row.undone_to ? sql`and e.id < ${row.undone_to}::uuid` : sql.empty}
      order by e.id desc limit ${batchSize}`,
  )
  const result = row.result ?? emptyResult
  const last = events.at(-1)
  if (!last) return { result, goesOn: true, isLast: true }
  const report = { records: 0, kept: 0, kept_preview: [], ...result.undone }
  const current = await currentRecords(ctx, object, row.id, events)
  const plans = plansOf(ctx, object, events, current, report)
  const undone = await inHalves(ctx, object, plans, {
    write: (ctx, plans) => writeChanges(ctx, object, plans),
    refuse: (plan, problem) => keep(report, object, { id: plan.id, record: plan.before }, (problem.issues[0]?.message ?? problem.title)[ctx.language]),
  })
  report.records += undone.length
  const next: ImportResult = { ...result, undone: report }
  await changeImport(ctx, row.id, { undone_to: last.id, result: next })
  const goesOn = await reportProgress(ctx, work.jobId, { done: report.records + report.kept, total: next.created + next.updated, errors: report.kept })
  return { result: next, goesOn, isLast: false }
}

async function currentRecords(ctx: Context, object: ObjectDefinition, importId: string, events: readonly ImportEvent[]): Promise<Map<string, Current>> {
  const ids = [...new Set(events.map((event) => event.record_id))]
  const rows = await ctx.db.rows<Current>(
    sql`select c.id::text as id, c.version, c.deleted_at is not null as is_deleted, row_to_json(t) as record, ${allowed(ctx, object.name, 'change', 'c')} as may_change,
        exists (select 1 from events f where f.workspace_id = ${sql.workspace} and f.object = ${object.name} and f.record_id = c.id
          and f.id > (select min(g.id::text)::uuid from events g where g.workspace_id = ${sql.workspace} and g.object = ${object.name} and g.record_id = c.id
            and g.cause ->> 'import' = ${importId})
          and coalesce(f.cause ->> 'import', '') <> ${importId} and coalesce(f.cause ->> 'undo_import', '') <> ${importId}) as changed_since
      from ${sql.id(object.table)} c cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) order by c.id for no key update of c`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

type Report = NonNullable<ImportResult['undone']>

function plansOf(ctx: Context, object: ObjectDefinition, events: readonly ImportEvent[], current: Map<string, Current>, report: Report): ChangePlan[] {
  const byRecord = Map.groupBy(events, (event) => event.record_id)
  const plans: ChangePlan[] = []
  for (const [id, changes] of byRecord) {
    const record = current.get(id)
    if (!record || record.is_deleted) continue
    const isNew = changes.some((event) => event.kind.endsWith('.created'))
    const plan = isNew ? removal(record) : reversal(ctx, object, record, changes)
    if ('reason' in plan) keep(report, object, record, plan.reason[ctx.language])
    else if (plan.changed.length > 0) plans.push(plan)
  }
  return plans
}

type Refusal = { reason: { zh: string; en: string } }

function removal(current: Current): ChangePlan | Refusal {
  if (current.changed_since) return { reason: { zh: '导入之后又被修改过，予以保留', en: 'It was changed after the import and is kept' } }
  return { id: current.id, version: current.version, before: current.record, after: current.record, changed: 'deleted' }
}

/** Former values for the fields that still are what the import made them; all of them, or the record is left as it is. */
function reversal(ctx: Context, object: ObjectDefinition, current: Current, events: readonly ImportEvent[]): ChangePlan | Refusal {
  const { id, version, record } = current
  if (!current.may_change) return { reason: { zh: '没有权限修改', en: 'You may not change it' } }
  const after: Stored = { ...record }
  for (const event of events) {
    for (const [name, value] of Object.entries(event.after ?? {})) {
      const field = object.fields.get(name)
      if (!field) continue
      if (!isSame(field, after[name] ?? null, value)) {
        return { reason: { zh: `${field.label.zh}之后又被修改过`, en: `${field.label.en} was changed again since` } }
      }
      after[name] = event.before?.[name] ?? null
    }
  }
  const issues: Issue[] = []
  if (!holds(ctx, object, { record: after, before: record, issues })) {
    return { reason: issues[0]?.message ?? { zh: '恢复后的内容不符合要求', en: 'The former values are not acceptable any more' } }
  }
  return { id, version, before: record, after, changed: changedFields(object, record, after) }
}

function keep(report: Report, object: ObjectDefinition, kept: { id: string; record: Stored }, reason: string): void {
  report.kept++
  if (report.kept_preview.length < mostPreviewed) report.kept_preview.push({ id: kept.id, name: String(kept.record[object.title] ?? ''), reason })
}
