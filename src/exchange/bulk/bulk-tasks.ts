/** The tasks of the work queue that change many records, to their end, whatever that is. */
import { z } from 'zod'
import { transaction } from '../../platform/db/database.ts'
import { nowhere, objectOf, type Context } from '../../kernel/context.ts'
import { appendEvent, type Changes } from '../../kernel/history/events.ts'
import { finishJob, jobOf } from '../../kernel/jobs.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import { isWorthRetrying, problemOf, withJob, type Task } from '../perform-job.ts'
import { changeBulk, ownBulk, type BulkState } from './bulk-record.ts'
import { forgetSlices } from './choose-records.ts'
import { runBulk, type BulkEnd, type BulkJob } from './run-bulk.ts'
import { undoBulk } from './undo-bulk.ts'

const payloadShape = z.object({ bulk: z.uuid() })

const kinds = {
  run: { work: runBulk, done: 'done', stopped: 'cancelled', verb: 'changed_many' },
  undo: { work: undoBulk, done: 'undone', stopped: 'done', verb: 'change_of_many_undone' },
} as const

export function bulkTasks(runtime: Runtime, options: { stopping?: AbortSignal }): Record<string, Task> {
  const task = (kind: keyof typeof kinds): Task => (payload) =>
    withJob(runtime, `bulk.${kind}`, payload, (ctx, jobId, given) => perform(ctx, kind, { jobId, bulkId: payloadShape.parse(given).bulk, ...options }))
  return { 'bulk.run': task('run'), 'bulk.undo': task('undo') }
}

async function perform(ctx: Context, kind: keyof typeof kinds, job: BulkJob): Promise<void> {
  const { work, done, stopped } = kinds[kind]
  try {
    const isCancelled = (await jobOf(ctx, job.jobId))?.state === 'cancelled'
    // Where the events of the records come from is said once, by that of the whole.
    const end = isCancelled ? { result: (await ownBulk(ctx, job.bulkId)).result, stopped: true } : await work({ ...ctx, origin: nowhere }, job)
    await finish(ctx, kind, job, end, end.stopped ? stopped : done, 'done')
  } catch (error) {
    if (isWorthRetrying(error)) throw error
    const result = { ...(await ownBulk(ctx, job.bulkId)).result, problem: problemOf(ctx, error) }
    await finish(ctx, kind, job, { result, stopped: true }, kind === 'undo' ? 'done' : 'failed', 'failed')
  }
}

async function finish(ctx: Context, kind: keyof typeof kinds, job: BulkJob, { result }: BulkEnd, state: BulkState, jobState: 'done' | 'failed'): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const row = await ownBulk(ctx, job.bulkId, { lock: true })
    await changeBulk(ctx, row.id, { state, result })
    await forgetSlices(ctx, row.id)
    await finishJob(ctx, job.jobId, { state: jobState, result })
    const { changed, refused, undone } = result
    const after: Changes = kind === 'run' ? { state, total: row.total, changed, refused } : { state, records: undone?.records ?? 0, kept: undone?.kept ?? 0 }
    await appendEvent(ctx, objectOf(ctx, row.object), { verb: kinds[kind].verb, recordId: row.id, aboutId: null, before: null, after, version: 0 })
  })
}
