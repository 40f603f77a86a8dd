import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { mayApply } from './apply.ts'
import { changeTiers } from './change-tiers.ts'
import { keepStandings } from './move-slice.ts'

export const undoKind = 'tiers.undo'
const movesAtOnce = 1000

/** Customers go back to the tier they were in before this run, where nothing moved them since. The scheme is paused: else the night would do it all again. Answers the job. */
export const undoRun = defineAction({
  name: 'undo-moves',
  object: 'tier_run',
  on: 'record',
  label: { zh: '撤销运行', en: 'Take back' },
  input: z.strictObject({}),
  guard: mayApply,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const { record } = await lockRecord(ctx, objectOf(ctx, 'tier_run'), id, 'see')
    if (record.state !== 'done' && record.state !== 'stopped') throw conflict('wrong-state', { zh: '运行的当前状态不能撤销', en: 'The run is not in a state to be taken back' })
    const scheme = objectOf(ctx, 'tier_scheme')
    const { record: of } = await lockRecord(ctx, scheme, String(record.scheme), 'see')
    if (of.state === 'active') await updateRecord(ctx, scheme, String(record.scheme), { state: 'paused' }, { asSystem: true, verb: 'paused' })
    await updateRecord(ctx, objectOf(ctx, 'tier_run'), id, { state: 'undoing' }, { asSystem: true, verb: 'undo_begun' })
    return { job: await startJob(ctx, { kind: undoKind, payload: { run: id }, total: Number(record.went_up) + Number(record.went_down) }) }
  }),
})

/** The job: moves that still hold, slice by slice. */
export async function performUndo(ctx: Context, job: { id: string; payload: unknown }): Promise<object> {
  const { run } = z.object({ run: z.string() }).parse(job.payload)
  return takeBackRun(ctx, run, (done) => reportProgress(ctx, job.id, { done }))
}

export async function takeBackRun(ctx: Context, run: string, report: (done: number) => Promise<boolean> = () => Promise.resolve(true)): Promise<object> {
  const caused: Context = { ...ctx, cause: { ...ctx.cause, tier_run: run, undo: 'tiers' } }
  let state: 'undone' | 'stopped' = 'stopped'
  for (let done = 0; await report(done); ) {
    const slice = await transaction(caused, (ctx) => takeBackSlice(ctx, run))
    done += slice
    if (slice > 0) continue
    state = 'undone'
    break
  }
  return transaction(caused, async (ctx) => {
    const { record } = await lockRecord(ctx, objectOf(ctx, 'tier_run'), run, 'see')
    if (record.state === 'undoing') await updateRecord(ctx, objectOf(ctx, 'tier_run'), run, { state }, { asSystem: true, verb: state })
    return { run, back: record.taken_back, kept: Number(record.went_up) + Number(record.went_down) - Number(record.taken_back) }
  })
}

const formerShape = z.object({ reason: z.string().nullable(), known: z.string().nullable(), since: z.string().nullable(), hand_on: z.string().nullable(), failing_since: z.string().nullable() })

async function takeBackSlice(ctx: Context, run: string): Promise<number> {
  const object = objectOf(ctx, 'tier_move')
  // The run first: two that take it back come one after the other.
  await ctx.db.rows(sql`select 1 from tier_runs r where r.workspace_id = ${sql.workspace} and r.id = ${run}::uuid for no key update of r`)
  const moves = await ctx.db.rows<{ id: string; version: number; record: Stored }>(
    sql`select m.id, m.version, row_to_json(t) as record from tier_moves m cross join lateral (select ${storedColumns(object, 'm')}) t
      where m.workspace_id = ${sql.workspace} and m.run_id = ${run}::uuid and m.state = 'done' order by m.id limit ${movesAtOnce} for no key update of m`,
  )
  if (moves.length === 0) return 0
  const customers = moves.map(({ record }) => String(record.customer))
  const locked = await ctx.db.rows<{ id: string; tier: string; tier_reason: string | null; known: string | null; since: string | null }>(
    sql`select c.id, c.tier, c.tier_reason, s.tier as known, s.since::text as since from customers c left join tier_standings s on s.workspace_id = ${sql.workspace} and s.customer_id = c.id
      where c.workspace_id = ${sql.workspace} and c.id = any(${customers}::uuid[]) and c.deleted_at is null order by c.id for no key update of c`,
  )
  const now = new Map(locked.map((row) => [row.id, row]))
  const back = moves.flatMap(({ record }) => {
    const customer = now.get(String(record.customer))
    const isAsItWas = customer && customer.tier === record.to_tier && customer.known === record.to_tier && customer.since === record.moved_on
    return isAsItWas ? [{ id: customer.id, tier: String(record.from_tier), reason: customer.tier_reason, former: formerShape.parse(record.former) }] : []
  })
  await changeTiers(ctx, back.map(({ id, tier, reason, former }) => ({ id, tier, reason: reason ?? former.reason })))
  await keepStandings(ctx, back.flatMap(({ id, former: { known, since, hand_on, failing_since } }) => (known && since ? [{ id, tier: known, since, hand_on, failing_since }] : [])))
  const unknown = back.flatMap(({ id, former }) => (former.known ? [] : [id]))
  await ctx.db.rows(sql`delete from tier_standings s where s.workspace_id = ${sql.workspace} and s.customer_id = any(${unknown}::uuid[])`)
  const returned = new Set(back.map(({ id }) => id))
  await changeMany(ctx, object, moves.map(({ id, version, record }) => ({ id, version, before: record, after: { state: returned.has(String(record.customer)) ? 'undone' : 'kept' } })), { verb: 'updated', fields: ['state'] })
  await ctx.db.rows(sql`update tier_runs r set taken_back = r.taken_back + ${back.length} where r.workspace_id = ${sql.workspace} and r.id = ${run}::uuid`)
  return moves.length
}
