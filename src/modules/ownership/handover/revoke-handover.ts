import { z } from 'zod'
import { runInTurn } from '../../../platform/db/insert-rows.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, forbidden, notFound } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import { loggedValues } from '../../../kernel/records/results.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { insertsOfEvents, removeMany } from '../../../kernel/records/write-many.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import { changeOwners } from '../change-owners.ts'
import { moveWork } from './open-work.ts'
import { handoverPayload, itemsOf, type Item } from './run-handover.ts'

const day = 24 * 3600_000
const daysToRevoke = 30
const slice = 250

/** Takes a handover back: for whoever began it, or may change every customer. Answers the job. */
export const revokeHandover = defineAction({
  name: 'revoke',
  object: 'handover',
  on: 'record',
  label: { zh: '撤销交接', en: 'Take back' },
  input: z.strictObject({}),
  guard: (ctx) => ctx.actor.kind === 'user',
  run: (ctx, { id }) => revoke(ctx, id),
})

/** @throws Problem 404; 403; 409 while it runs, when it was taken back, and after thirty days. */
async function revoke(ctx: Context, id: string | null): Promise<object> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    await lockRecord(ctx, objectOf(ctx, 'handover'), id, 'see')
    const [row] = await ctx.db.rows<{ created_by: string | null; created_at: Date; state: string }>(
      sql`select h.created_by, h.created_at, h.state from handovers h where h.workspace_id = ${sql.workspace} and h.id = ${id}::uuid`,
    )
    if (!row) throw notFound()
    if (row.created_by !== ctx.actor.id && !mayAll(ctx.actor, 'customer', 'change')) throw forbidden()
    if (row.state === 'running' || row.state === 'undone') throw conflict('wrong-state', { zh: '交接的当前状态不能撤销', en: 'The handover is not in a state to be taken back' })
    if (ctx.clock.now().getTime() - row.created_at.getTime() > daysToRevoke * day) throw conflict('too-late', { zh: `交接满 ${daysToRevoke} 天后不能撤销`, en: `A handover can be taken back for ${daysToRevoke} days` })
    return { job: await startJob(ctx, { kind: 'ownership.revoke', payload: { handover: id } }) }
  })
}

/** The job. A customer that has gone on to somebody else since stays there, and so does work that was taken up by others. */
export async function runRevoke(ctx: Context, job: { id: string; payload: unknown }): Promise<object> {
  const { handover: id } = handoverPayload.parse(job.payload)
  const { record } = await transaction(ctx, (ctx) => lockRecord(ctx, objectOf(ctx, 'handover'), id, 'see'))
  const caused: Context = { ...ctx, cause: { ...ctx.cause, handover: id } }
  let [done, back] = [0, 0]
  for (;;) {
    const slice = await transaction(caused, (ctx) => takeBack(ctx, id, String(record.from)))
    if (slice.items === 0) break
    done += slice.items
    back += slice.back
    if (!(await reportProgress(ctx, job.id, { done, total: Number(record.moved) }))) return { handover: id, back }
  }
  await updateRecord(caused, objectOf(ctx, 'handover'), id, { state: 'undone' }, { asSystem: true, verb: 'undone' })
  return { handover: id, back }
}

async function takeBack(ctx: Context, id: string, from: string): Promise<{ items: number; back: number }> {
  const items = await itemsOf(ctx, id, 'moved', slice)
  const changes = items.map(({ record }) => ({ customer: String(record.customer), owner: from, from: String(record.to), cause: { reason: 'handover' } }))
  const back = new Set(await changeOwners(ctx, changes, { verb: 'handover_undone' }))
  const returned = items.filter(({ record }) => back.has(String(record.customer)))
  await moveWork(ctx, returned.map(({ record }) => ({ customer: String(record.customer), from: String(record.to), to: from, only: workOf(record.moved) })))
  await removeIntroductions(ctx, returned)
  await changeMany(ctx, objectOf(ctx, 'handover_item'), items.map(({ id, version, record }) => ({ id, version, before: record, after: { state: back.has(String(record.customer)) ? 'undone' : 'passed_over' } })), { verb: 'updated', fields: ['state'] })
  return { items: items.length, back: back.size }
}

const workShape = z.record(z.string(), z.array(z.string())).catch({})

function workOf(value: unknown): Record<string, string[]> {
  return workShape.parse(value)
}

/** Those that are still to be done. */
async function removeIntroductions(ctx: Context, items: readonly Item[]): Promise<void> {
  const object = objectOf(ctx, 'task')
  const ids = items.flatMap(({ record }) => (typeof record.task === 'string' ? [record.task] : []))
  const rows = await ctx.db.rows<{ id: string; version: number; record: Stored }>(
    sql`select w.id, w.version, row_to_json(t) as record from tasks w cross join lateral (select ${storedColumns(object, 'w')}) t
      where w.workspace_id = ${sql.workspace} and w.id = any(${ids}::uuid[]) and w.deleted_at is null and w.status = 'open' order by w.id for no key update of w`,
  )
  const removed = rows.map(({ id, version, record }) => ({ id, version: version + 1, record }))
  await removeMany(ctx, object, removed.map(({ id, version }) => ({ id, version })))
  await runInTurn(ctx.db, insertsOfEvents(ctx, object, removed.map(({ id, version, record }) => ({
    verb: 'deleted', recordId: id, aboutId: String(record.customer), before: loggedValues(object, record), after: null, version,
  }))))
}
