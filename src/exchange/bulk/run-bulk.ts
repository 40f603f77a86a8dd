/** The work on many records: slice by slice, each one transaction with its progress, so that a killed process goes on where it was. */
import { savepoint, transaction } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import { asProblem } from '../../platform/http/problem-answer.ts'
import type { Issue } from '../../platform/problems.ts'
import type { Label } from '../../platform/label.ts'
import { allowed, refusalOf } from '../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import type { ObjectDefinition } from '../../kernel/definitions/object.ts'
import { reportProgress } from '../../kernel/jobs.ts'
import { storedColumns } from '../../kernel/projections/columns.ts'
import { whereOf } from '../../kernel/query/list.ts'
import { updateThroughModule } from '../../kernel/records/batch.ts'
import { changedFields, holds, type Stored } from '../../kernel/records/input.ts'
import { inHalves } from '../../kernel/records/in-halves.ts'
import { writeChanges, type ChangePlan } from '../write-changes.ts'
import { planOf, type BulkPlan } from './bulk-plan.ts'
import { changeBulk, mostPreviewed, ownBulk, type BulkResult, type BulkRow } from './bulk-record.ts'
import { forgetSlice, nextSlice } from './choose-records.ts'

export interface BulkJob {
  bulkId: string
  jobId: string
  /** Aborted when the process is about to end: the work throws AbortError after the slice it is at, to be taken up again. */
  stopping?: AbortSignal
}

/** `stopped`: somebody cancelled it; what was committed stays. */
export interface BulkEnd {
  result: BulkResult
  stopped: boolean
}

/** @throws Problem when the work does not fit any more: a right was taken, a field is gone. */
export async function runBulk(ctx: Context, job: BulkJob): Promise<BulkEnd> {
  const caused: Context = { ...ctx, cause: { ...ctx.cause, batch: job.bulkId } }
  for (;;) {
    const step = await transaction(caused, (ctx) => workOnSlice(ctx, job))
    if (step.isLast || !step.goesOn) return { result: step.result, stopped: !step.goesOn }
    job.stopping?.throwIfAborted()
  }
}

async function workOnSlice(ctx: Context, job: BulkJob): Promise<{ result: BulkResult; goesOn: boolean; isLast: boolean }> {
  const row = await ownBulk(ctx, job.bulkId, { lock: true })
  const slice = await nextSlice(ctx, row.id)
  if (!slice) return { result: row.result, goesOn: true, isLast: true }
  const object = objectOf(ctx, row.object)
  const plan = await planOf(ctx, object, row.work)
  const result: BulkResult = { ...row.result, refused_preview: row.result.refused_preview.slice() }
  const records = await lockSlice(ctx, object, row, plan, slice.ids)
  // Not there any more.
  result.passed_over += slice.ids.length - records.length
  const module = ctx.registry.verbs.get(object.name)
  if (plan.verb === 'change' && module?.update) await changeEach(ctx, object, plan, records, result)
  else await changeTogether(ctx, object, plan, records, result)
  await forgetSlice(ctx, row.id, slice.place)
  await changeBulk(ctx, row.id, { result })
  const done = result.changed + result.unchanged + result.passed_over + result.refused
  const goesOn = await reportProgress(ctx, job.jobId, { done, total: row.total, errors: result.refused })
  return { result, goesOn, isLast: false }
}

interface Locked {
  id: string
  version: number
  /** It is what was chosen, still. */
  fits: boolean | null
  may: boolean
  /** Why not, where it is not for want of a right. */
  refusal: Label | null
  record: Stored
}

async function lockSlice(ctx: Context, object: ObjectDefinition, { question }: BulkRow, plan: BulkPlan, ids: readonly string[]): Promise<Locked[]> {
  return ctx.db.rows<Locked>(
    sql`select c.id::text as id, c.version, ${whereOf(ctx, object, 'c', question ?? {})} as fits, ${allowed(ctx, object.name, plan.verb, 'c')} as may, ${refusalOf(ctx, object.name, plan.verb, 'c')} as refusal, row_to_json(t) as record
      from ${sql.id(object.table)} c cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) order by c.id for no key update of c`,
  )
}

async function changeTogether(ctx: Context, object: ObjectDefinition, plan: BulkPlan, records: readonly Locked[], result: BulkResult): Promise<void> {
  const plans: ChangePlan[] = []
  for (const locked of among(ctx, records, result)) {
    const next = plan.verb === 'delete' ? removal(locked) : changeOf(ctx, object, plan, locked)
    if ('issue' in next) refuse(result, locked, next.issue.message[ctx.language])
    else if (next.changed.length === 0) result.unchanged++
    else plans.push(next)
  }
  const written = await inHalves(ctx, object, plans, {
    write: (ctx, plans) => writeChanges(ctx, object, plans),
    refuse: (plan, problem) => refuse(result, plan, (problem.issues[0]?.message ?? problem.title)[ctx.language]),
  })
  result.changed += written.length
}

/** What an object's module does besides the plain change is done for each. */
async function changeEach(ctx: Context, object: ObjectDefinition, plan: BulkPlan, records: readonly Locked[], result: BulkResult): Promise<void> {
  for (const locked of among(ctx, records, result)) {
    const next = changeOf(ctx, object, plan, locked)
    if (!('issue' in next) && next.changed.length === 0) {
      result.unchanged++
      continue
    }
    try {
      await savepoint(ctx, (ctx) => updateThroughModule(ctx, object, locked.id, plan.valuesFor(locked.record, []), { version: locked.version }))
      result.changed++
    } catch (error) {
      const problem = asProblem(error)
      if (problem.status >= 500) throw error
      refuse(result, locked, (problem.issues[0]?.message ?? problem.title)[ctx.language])
    }
  }
}

/** Those that are to be worked on; the others are counted. */
function among(ctx: Context, records: readonly Locked[], result: BulkResult): Locked[] {
  return records.filter((locked) => {
    if (!locked.fits) result.passed_over++
    else if (!locked.may) refuse(result, locked, (locked.refusal ?? { zh: '没有权限', en: 'You may not do this to it' })[ctx.language])
    return locked.fits && locked.may
  })
}

function removal({ id, version, record }: Locked): ChangePlan {
  return { id, version, before: record, after: record, changed: 'deleted' }
}

function changeOf(ctx: Context, object: ObjectDefinition, plan: BulkPlan, { id, version, record: before }: Locked): ChangePlan | { issue: Issue } {
  const issues: Issue[] = []
  const values = plan.valuesFor(before, issues)
  const after: Stored = { ...before, ...values, ...plan.along(values, before) }
  // Nothing of its own changes: rules that came later are not asked.
  if (issues.length === 0 && changedFields(object, before, after).length === 0) return { id, version, before, after, changed: [] }
  const isFine = holds(ctx, object, { record: after, before, issues })
  const [issue] = issues
  return !isFine && issue ? { issue } : { id, version, before, after, changed: changedFields(object, before, after) }
}

function refuse(result: BulkResult, { id }: { id: string }, reason: string): void {
  result.refused++
  if (result.refused_preview.length < mostPreviewed) result.refused_preview.push({ id, reason })
}
