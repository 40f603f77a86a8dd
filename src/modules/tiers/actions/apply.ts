/** Applies the scheme that is switched on: slices of customers, each in one transaction with the place of the run, so that a killed process goes on where it was. */
import { z } from 'zod'
import { longTransaction, transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, notFound, Problem } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { asOfDay } from '../../insight/index.ts'
import { activeScheme, schemeById, type Scheme } from '../queries/schemes.ts'
import { moveSlice } from './move-slice.ts'
import { tellKeepers } from './tell-keepers.ts'

export const applyKind = 'tiers.apply'
const customersAtOnce = 2000

/** Whoever may write schemes, and sees and changes every customer. */
export const mayApply = ({ actor }: Context) => mayAll(actor, 'tier_scheme', 'change') && mayAll(actor, 'customer', 'see') && mayAll(actor, 'customer', 'change')

/** Applies it now. Answers the job. */
export const applyScheme = defineAction({
  name: 'apply',
  object: 'tier_scheme',
  on: 'record',
  label: { zh: '立即运行', en: 'Apply now' },
  input: z.strictObject({}),
  guard: mayApply,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const { record } = await lockRecord(ctx, objectOf(ctx, 'tier_scheme'), id, 'change')
    if (record.state !== 'active') throw conflict('wrong-state', { zh: '方案没有启用', en: 'The scheme is not switched on' })
    const run = await beginRun(ctx, { id, name: String(record.name) }, 'asked')
    return { run, job: await startJob(ctx, { kind: applyKind, payload: { run } }) }
  }),
})

/** The job: goes on from the place of its run. */
export async function performApply(ctx: Context, job: { id: string; payload: unknown }): Promise<object> {
  const { run } = z.object({ run: z.string() }).parse(job.payload)
  const [known] = await ctx.db.rows<{ count: number }>(sql`select count(*)::int as count from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null`)
  return applyRun(ctx, run, { report: (done) => reportProgress(ctx, job.id, { done: Math.min(done, known?.count ?? done), total: known?.count ?? null }) })
}

/** Every night, when the values are computed: what a killed process left of today goes on; what is left of another day is closed. */
export async function applyNightly(ctx: Context): Promise<void> {
  const scheme = await activeScheme(ctx)
  if (!scheme) return
  const asOf = await asOfDay(ctx)
  const left = await ctx.db.rows<{ id: string; is_todays: boolean }>(
    sql`select r.id, r.as_of = ${asOf}::date and r.scheme_id = ${scheme.id}::uuid as is_todays from tier_runs r where r.workspace_id = ${sql.workspace} and r.state = 'running' and r.way = 'nightly' and r.deleted_at is null order by r.created_at`,
  )
  try {
    for (const { id } of left.filter((run) => !run.is_todays)) await endRun(ctx, id, 'stopped')
    const run = left.find((run) => run.is_todays)?.id ?? (await transaction(ctx, (ctx) => beginRun(ctx, scheme, 'nightly')))
    await applyRun(ctx, run)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // A field of a condition is gone, perhaps; the other work of the night goes on.
    ctx.log.error({ err: error, scheme: scheme.id }, 'a tier scheme could not be applied')
  }
}

export async function beginRun(ctx: Context, scheme: Pick<Scheme, 'id' | 'name'>, way: 'nightly' | 'asked'): Promise<string> {
  const asOf = await asOfDay(ctx)
  const { id } = await createRecord(ctx, objectOf(ctx, 'tier_run'), { name: `${scheme.name.slice(0, 200)} ${asOf}`, scheme: scheme.id, as_of: asOf, way }, { asSystem: true })
  return id
}

/** @param options.report told how many customers are looked at; answers whether to go on */
export async function applyRun(ctx: Context, run: string, { report = () => Promise.resolve(true), atOnce = customersAtOnce }: { report?: (done: number) => Promise<boolean>; atOnce?: number } = {}): Promise<object> {
  const [known] = await ctx.db.rows<{ scheme: string; as_of: string; state: string }>(sql`select r.scheme_id as scheme, r.as_of::text as as_of, r.state from tier_runs r where r.workspace_id = ${sql.workspace} and r.id = ${run}::uuid`)
  const scheme = known && (await schemeById(ctx, known.scheme))
  if (!scheme || known.state !== 'running') return { run, moved: 0 }
  const caused: Context = { ...ctx, cause: { ...ctx.cause, tier_run: run } }
  try {
    for (let done = 0; ; ) {
      if (!(await report(done))) return await endRun(caused, run, 'stopped')
      const seen = await longTransaction(caused, (ctx) => moveSlice(ctx, { scheme, run, asOf: known.as_of, limit: atOnce }))
      if (seen === 0) break
      done += seen
    }
  } catch (error) {
    // What will not go better the next time is over; what is worth trying again finds the run where it was.
    if (error instanceof Problem) await endRun(caused, run, 'stopped')
    throw error
  }
  return endRun(caused, run, 'done')
}

async function endRun(ctx: Context, run: string, state: 'done' | 'stopped'): Promise<object> {
  return transaction(ctx, async (ctx) => {
    const { record } = await lockRecord(ctx, objectOf(ctx, 'tier_run'), run, 'see')
    if (record.state === 'running') await tellKeepers(ctx, run)
    await updateRecord(ctx, objectOf(ctx, 'tier_run'), run, { state, ended_at: ctx.clock.now().toISOString() }, { asSystem: true, verb: state })
    return { run, up: record.went_up, down: record.went_down, moved: Number(record.went_up) + Number(record.went_down) }
  })
}

