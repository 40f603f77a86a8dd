import { z } from 'zod'
import { runInTurn } from '../../../platform/db/insert-rows.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, forbidden, notFound } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { loggedValues } from '../../../kernel/records/results.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { insertsOfEvents, removeMany } from '../../../kernel/records/write-many.ts'

export const undoTasksKind = 'tiers.undo-tasks'
const tasksAtOnce = 500

/** Tasks that nobody has touched go to the recycle bin; what was begun, changed or done stays. For whoever made them. Answers the job. */
export const undoTasks = defineAction({
  name: 'undo-tasks',
  object: 'treatment_run',
  on: 'record',
  label: { zh: '撤销任务', en: 'Take back' },
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'treatment_run', 'see') !== false,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const object = objectOf(ctx, 'treatment_run')
    const { record } = await lockRecord(ctx, object, id, 'see')
    if (record.started_by !== ctx.actor.id && !mayAll(ctx.actor, 'task', 'delete')) throw forbidden()
    if (record.state !== 'done' && record.state !== 'stopped') throw conflict('wrong-state', { zh: '当前状态不能撤销', en: 'This cannot be taken back in the state it is in' })
    await updateRecord(ctx, object, id, { state: 'undoing' }, { asSystem: true, verb: 'undo_begun' })
    return { job: await startJob(ctx, { kind: undoTasksKind, payload: { run: id }, total: Number(record.made) }) }
  }),
})

/** The job. */
export async function performUndoTasks(ctx: Context, job: { id: string; payload: unknown }): Promise<object> {
  const { run } = z.object({ run: z.string() }).parse(job.payload)
  const caused: Context = { ...ctx, cause: { ...ctx.cause, treatment_run: run } }
  for (let done = 0; await reportProgress(ctx, job.id, { done }); ) {
    const slice = await transaction(caused, (ctx) => takeBackSlice(ctx, run))
    if (slice === 0) break
    done += slice
  }
  return transaction(caused, async (ctx) => {
    const object = objectOf(ctx, 'treatment_run')
    const left = await ctx.db.rows(sql`select 1 from treatment_tasks t where t.workspace_id = ${sql.workspace} and t.run_id = ${run}::uuid and not t.is_taken_back limit 1`)
    const { record } = await lockRecord(ctx, object, run, 'see')
    if (record.state === 'undoing') await updateRecord(ctx, object, run, { state: left.length > 0 ? 'stopped' : 'undone' }, { asSystem: true, verb: 'undone' })
    return { run, back: record.taken_back, kept: Number(record.made) - Number(record.taken_back) }
  })
}

/** @returns how many tasks were looked at */
async function takeBackSlice(ctx: Context, run: string): Promise<number> {
  const object = objectOf(ctx, 'task')
  const made = await ctx.db.rows<{ task: string }>(
    sql`update treatment_tasks t set is_taken_back = true where t.workspace_id = ${sql.workspace} and t.run_id = ${run}::uuid and t.customer_id in (
      select o.customer_id from treatment_tasks o where o.workspace_id = ${sql.workspace} and o.run_id = ${run}::uuid and not o.is_taken_back order by o.customer_id limit ${tasksAtOnce} for no key update of o)
      returning t.task_id as task`,
  )
  const ids = made.map(({ task }) => task)
  const rows = await ctx.db.rows<{ id: string; version: number; record: Stored }>(
    sql`select w.id, w.version, row_to_json(t) as record from tasks w cross join lateral (select ${storedColumns(object, 'w')}) t
      where w.workspace_id = ${sql.workspace} and w.id = any(${ids}::uuid[]) and w.version = 1 and w.deleted_at is null and w.status = 'open' order by w.id for no key update of w`,
  )
  const removed = rows.map(({ id, version, record }) => ({ id, version: version + 1, record }))
  await removeMany(ctx, object, removed)
  await runInTurn(ctx.db, insertsOfEvents(ctx, object, removed.map(({ id, version, record }) => ({
    verb: 'deleted', recordId: id, aboutId: String(record.customer), before: loggedValues(object, record), after: null, version,
  }))))
  await ctx.db.rows(sql`update treatment_runs r set taken_back = r.taken_back + ${removed.length} where r.workspace_id = ${sql.workspace} and r.id = ${run}::uuid`)
  return made.length
}
