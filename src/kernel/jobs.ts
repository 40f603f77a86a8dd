/** Long work that people wait for, as a row they can watch and stop. The queue only carries its id. */
import { newId } from '../platform/ids.ts'
import { sql } from '../platform/db/sql.ts'
import { notFound } from '../platform/problems.ts'
import type { Context } from './context.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export interface JobAnswer {
  id: string
  kind: string
  state: JobState
  done: number
  total: number | null
  errors: number
  result: unknown
}

/** Makes the row and queues the task `kind` in the caller's transaction: seen by the worker only after the commit. */
export async function startJob(ctx: Context, options: { kind: string; payload: object; total?: number | null }): Promise<string> {
  const id = await addJob(ctx, options)
  const scopes = ctx.actor.via?.kind === 'key' ? ctx.actor.via.scopes : undefined
  await ctx.db.rows(sql`select add_job(${options.kind}, ${JSON.stringify({ workspace: ctx.workspace.id, job: id, language: ctx.language, address: ctx.origin.address, scopes })}::json, ${id})`)
  return id
}

/** Only the row, for a process that does the work itself. */
export async function addJob(ctx: Context, options: { kind: string; payload: object; total?: number | null }): Promise<string> {
  const id = newId()
  const now = ctx.clock.now()
  await ctx.db.rows(
    sql`insert into jobs (workspace_id, id, kind, state, total, payload, created_by, created_at, updated_at)
      values (${sql.workspace}, ${id}, ${options.kind}, 'queued', ${options.total ?? null}, ${JSON.stringify(options.payload)}, ${ctx.actor.id}, ${now}, ${now})`,
  )
  return id
}

/** The caller's own job; null when there is none. */
export async function jobAnswer(ctx: Context, id: string): Promise<JobAnswer | null> {
  const [job] = await ctx.db.rows<JobAnswer>(
    sql`select j.id, j.kind, j.state, j.done, j.total, j.errors, j.result from jobs j
      where j.workspace_id = ${sql.workspace} and j.id = ${id}::uuid and j.created_by = ${ctx.actor.id}`,
  )
  return job ?? null
}

/** Asks running work to stop; it does so between two batches. */
export async function cancelJob(ctx: Context, id: string): Promise<void> {
  const rows = await ctx.db.rows(
    sql`update jobs j set state = case when j.state in ('queued', 'running') then 'cancelled' else j.state end, updated_at = ${ctx.clock.now()}
      where j.workspace_id = ${sql.workspace} and j.id = ${id}::uuid and j.created_by = ${ctx.actor.id} returning 1`,
  )
  if (rows.length === 0) throw notFound()
}

/** The job as the worker takes it up; null when it was cancelled or is done. A job found running was left by a killed process. */
export async function takeJob<Payload>(ctx: Context, id: string): Promise<{ payload: Payload; created_by: string } | null> {
  const [job] = await ctx.db.rows<{ payload: Payload; created_by: string }>(
    sql`update jobs j set state = 'running', updated_at = ${ctx.clock.now()}
      where j.workspace_id = ${sql.workspace} and j.id = ${id}::uuid and j.state in ('queued', 'running') returning j.payload, j.created_by`,
  )
  return job ?? null
}

/** What became of the job's row; for work that a taken job turns out to be none. */
export async function jobOf(ctx: Context, id: string): Promise<{ state: JobState; payload: unknown; created_by: string } | null> {
  const [job] = await ctx.db.rows<{ state: JobState; payload: unknown; created_by: string }>(
    sql`select j.state, j.payload, j.created_by from jobs j where j.workspace_id = ${sql.workspace} and j.id = ${id}::uuid`,
  )
  return job ?? null
}

/** Writes progress; false when somebody asked the work to stop. */
export async function reportProgress(ctx: Context, id: string, progress: { done: number; total?: number | null; errors?: number }): Promise<boolean> {
  const [row] = await ctx.db.rows<{ state: JobState }>(
    sql`update jobs j set done = ${progress.done}, total = coalesce(${progress.total ?? null}::bigint, j.total), errors = ${progress.errors ?? 0}, updated_at = ${ctx.clock.now()}
      where j.workspace_id = ${sql.workspace} and j.id = ${id}::uuid returning j.state`,
  )
  return row?.state === 'running'
}

export async function finishJob(ctx: Context, id: string, end: { state: 'done' | 'failed'; result: unknown }): Promise<void> {
  await ctx.db.rows(
    sql`update jobs j set state = case when j.state = 'cancelled' then 'cancelled' else ${end.state}::text end, result = ${JSON.stringify(end.result)}, updated_at = ${ctx.clock.now()}
      where j.workspace_id = ${sql.workspace} and j.id = ${id}::uuid`,
  )
}
