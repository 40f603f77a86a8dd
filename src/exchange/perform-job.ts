/** A job as the work queue takes it up: with the rights of whoever started it, to its end, and what is said of a failure. */
import { z } from 'zod'
import { databaseErrorCode } from '../platform/db/database.ts'
import { Problem } from '../platform/problems.ts'
import type { Context } from '../kernel/context.ts'
import { finishJob, jobOf, takeJob } from '../kernel/jobs.ts'
import type { Runtime } from '../kernel/runtime.ts'

export type Task = (payload: unknown) => Promise<void>

const payloadShape = z.object({ workspace: z.uuid(), job: z.uuid(), language: z.enum(['zh', 'en']).default('zh'), address: z.string().nullable().default(null), scopes: z.array(z.string()).optional() })

/** The job that the queue names, taken up with the rights of whoever started it. */
export async function withJob(runtime: Runtime, kind: string, payload: unknown, perform: (ctx: Context, jobId: string, given: unknown) => Promise<void>): Promise<void> {
  const { workspace, job, language, address, scopes } = payloadShape.parse(payload)
  const system = await runtime.systemContext(workspace, 'work queue')
  const taken = (await takeJob<unknown>(system, job)) ?? (await cancelledJob(system, job))
  if (!taken) return
  const ctx = await runtime.userContext({ workspaceId: workspace, userId: taken.created_by, language, scopes, origin: { address, program: `job ${kind}` } })
  if (ctx) return perform(ctx, job, taken.payload)
  await finishJob(system, job, { state: 'failed', result: { problem: { code: 'no-longer-here', message: 'Whoever started this no longer works here' } } })
}

/** A job cancelled before anybody took it up still has to say so where it was started from. */
async function cancelledJob(system: Context, id: string): Promise<{ payload: unknown; created_by: string } | null> {
  const job = await jobOf(system, id)
  return job?.state === 'cancelled' ? job : null
}

/** Runs work of one job to its end and keeps what it answers, or what was wrong. @throws what is worth trying again. */
export async function performJob(ctx: Context, jobId: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await finishJob(ctx, jobId, { state: 'done', result: await work() })
  } catch (error) {
    if (isWorthRetrying(error)) throw error
    await finishJob(ctx, jobId, { state: 'failed', result: { problem: problemOf(ctx, error) } })
  }
}

/** The queue tries again later: this process or the database is stopping, or another process was quicker. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof DOMException && error.name === 'AbortError') return true
  const code = databaseErrorCode(error)
  if (code !== null) return code.startsWith('57P') || code.startsWith('08') || code.startsWith('40')
  return error instanceof Error && /ECONNREFUSED|ECONNRESET|ENOENT.*PGSQL|Connection terminated/.test(error.message)
}

export function problemOf(ctx: Context, error: unknown): { code: string; message: string } {
  if (error instanceof Problem) {
    const messages = error.issues.map(({ message }) => message[ctx.language])
    return { code: error.issues[0]?.code ?? error.code, message: messages.slice(0, 3).join('; ') || error.title[ctx.language] }
  }
  ctx.log.error({ err: error }, 'a job failed')
  return { code: 'unexpected', message: { zh: '出现意外错误，已记录', en: 'Something unexpected happened; it has been recorded' }[ctx.language] }
}
