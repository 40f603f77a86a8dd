/** A task for each customer of the cell: slices, each in one transaction with the place of the run, so that a killed process goes on and nobody gets two. */
import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { countRecords, whereOf } from '../../../kernel/query/list.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { filledWith, unfilled, type Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { filterOfCell } from '../../insight/index.ts'
import { cellShape } from './save-treatment.ts'

export const makeTasksKind = 'tiers.tasks'
const customersAtOnce = 500

/** For those of its customers whom the caller sees, as the grid stands now. Answers the job. */
export const makeTasks = defineAction({
  name: 'make-tasks',
  object: 'treatment',
  on: 'record',
  label: { zh: '生成任务', en: 'Make tasks' },
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'treatment', 'change') !== false && verdictOf(ctx, 'task', 'create') !== false && verdictOf(ctx, 'customer_value', 'see') !== false,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const { record } = await lockRecord(ctx, objectOf(ctx, 'treatment'), id, 'change')
    const cell = await filterOfCell(ctx, cellShape.parse(record))
    const total = await countRecords(ctx, objectOf(ctx, 'customer_value'), { filter: cell })
    const name = `${String(record.name).slice(0, 200)} ${today(ctx.clock, ctx.workspace.timeZone)}`
    const run = await createRecord(ctx, objectOf(ctx, 'treatment_run'), { name, treatment: id, started_by: ctx.actor.id, cell }, { asSystem: true })
    return { run: run.id, job: await startJob(ctx, { kind: makeTasksKind, payload: { run: run.id }, total }) }
  }),
})

/** The job. */
export async function performMakeTasks(ctx: Context, job: { id: string; payload: unknown }): Promise<object> {
  const { run } = z.object({ run: z.string() }).parse(job.payload)
  const caused: Context = { ...ctx, cause: { ...ctx.cause, treatment_run: run, batch: run } }
  let state: 'done' | 'stopped' = 'stopped'
  try {
    for (let done = 0; await reportProgress(ctx, job.id, { done }); ) {
      const seen = await transaction(caused, (ctx) => makeSlice(ctx, run))
      done += seen
      if (seen > 0) continue
      state = 'done'
      break
    }
  } catch (error) {
    if (error instanceof Problem) await endRun(caused, run, 'stopped')
    throw error
  }
  return endRun(caused, run, state)
}

async function endRun(ctx: Context, run: string, state: 'done' | 'stopped'): Promise<object> {
  const object = objectOf(ctx, 'treatment_run')
  return transaction(ctx, async (ctx) => {
    await updateRecord(ctx, object, run, { state }, { asSystem: true, verb: state })
    const { record } = await lockRecord(ctx, object, run, 'see')
    return { run, made: record.made, passed_over: record.passed_over }
  })
}

/** @returns how many customers were looked at */
async function makeSlice(ctx: Context, run: string): Promise<number> {
  const [at] = await ctx.db.rows<{ place: string | null; cell: object; treatment: string }>(
    sql`select r.place, r.cell, r.treatment_id as treatment from treatment_runs r where r.workspace_id = ${sql.workspace} and r.id = ${run}::uuid and r.state = 'running' for no key update of r`,
  )
  if (!at) return 0
  const customers = await ctx.db.rows<{ id: string; keeper: string | null; has_one: boolean }>(
    sql`select v.id, k.owner_id as keeper, exists (select 1 from treatment_tasks t
          join treatment_runs o on o.workspace_id = ${sql.workspace} and o.id = t.run_id and o.treatment_id = ${at.treatment}::uuid
          join tasks w on w.workspace_id = ${sql.workspace} and w.id = t.task_id and w.status = 'open' and w.deleted_at is null
        where t.workspace_id = ${sql.workspace} and t.customer_id = v.id) as has_one
      from (select c.id from customer_values c where ${whereOf(ctx, objectOf(ctx, 'customer_value'), 'c', { filter: at.cell })} ${at.place ? sql`and c.id > ${at.place}::uuid` : sql.empty} order by c.id limit ${customersAtOnce}) v
        join customers k on k.workspace_id = ${sql.workspace} and k.id = v.id
      order by v.id`,
  )
  const last = customers.at(-1)
  if (!last) return 0
  const { record: treatment } = await lockRecord(ctx, objectOf(ctx, 'treatment'), at.treatment, 'see')
  const rows = taskRows(ctx, treatment, customers.filter(({ has_one: hasOne }) => !hasOne))
  await addMany(ctx, objectOf(ctx, 'task'), rows)
  await ctx.db.rows(
    sql`insert into treatment_tasks (workspace_id, run_id, customer_id, task_id)
      select ${sql.workspace}, ${run}::uuid, r.customer, r.task from json_to_recordset(${JSON.stringify(rows.map(({ id, record }) => ({ task: id, customer: record.customer })))}::json) as r(customer uuid, task uuid)`,
  )
  await ctx.db.rows(sql`update treatment_runs r set place = ${last.id}, made = r.made + ${rows.length}, passed_over = r.passed_over + ${customers.length - rows.length} where r.workspace_id = ${sql.workspace} and r.id = ${run}::uuid`)
  return customers.length
}

function taskRows(ctx: Context, treatment: Stored, customers: readonly { id: string; keeper: string | null }[]) {
  const object = objectOf(ctx, 'task')
  const blank = unfilled(ctx, object)
  const due_on = addDays(today(ctx.clock, ctx.workspace.timeZone), Number(treatment.task_days))
  const named = treatment.owner ?? ctx.actor.id
  return customers.map(({ id: customer, keeper }) => {
    const owner = treatment.task_for === 'keeper' ? (keeper ?? named) : named
    return { id: newId(), version: 1, record: filledWith(object, blank, { name: treatment.task_name ?? treatment.name ?? null, customer, owner, due_on, priority: treatment.task_priority ?? null, remark: treatment.content ?? null }) }
  })
}
