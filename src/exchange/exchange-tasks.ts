/** The tasks of the work queue that move files: each takes its job, does it with the rights of whoever started it, and says how it ended. */
import { z } from 'zod'
import { dayOf } from '../platform/calendar/zones.ts'
import { transaction } from '../platform/db/database.ts'
import { nowhere, objectOf, type Context } from '../kernel/context.ts'
import { appendEvent, type Changes } from '../kernel/history/events.ts'
import type { Value } from '../kernel/definitions/field.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { changeImport, emptyResult, ownImport, type ImportResult, type ImportState } from './import-record.ts'
import { finishJob, jobOf } from '../kernel/jobs.ts'
import { bulkTasks } from './bulk/bulk-tasks.ts'
import { isWorthRetrying, problemOf, withJob, type Task } from './perform-job.ts'
import { runExport, type ExportRequest } from './run-export.ts'
import { checkImport, runImport, type ImportEnd, type ImportWork } from './run-import.ts'
import { undoImport } from './undo-import.ts'

const importPayload = z.object({ import: z.uuid(), was: z.string() })

/** @param options.stopping the process is about to end: work stops after the rows it is at, and goes on with the next start. */
export function exchangeTasks(runtime: Runtime, options: { dataFolder: string; stopping?: AbortSignal }): Record<string, Task> {
  const importTask = (kind: ImportKind): Task => (payload) => withJob(runtime, `import.${kind}`, payload, async (ctx, jobId, given) => void (await performImport(ctx, kind, { ...options, jobId, ...importPayload.parse(given) })))
  return {
    ...bulkTasks(runtime, options),
    'import.check': importTask('check'),
    'import.run': importTask('run'),
    'import.undo': importTask('undo'),
    'export.run': (payload) => withJob(runtime, 'export.run', payload, (ctx, jobId, given) => performExport(ctx, jobId, given, options)),
  }
}

type ImportKind = 'check' | 'run' | 'undo'

export interface ImportJob extends Omit<ImportWork, 'importId'> {
  import: string
  /** State of the import before the work began. */
  was: string
}

const perform = { check: checkImport, run: runImport, undo: undoImport }
const endings: Record<ImportKind, { done: ImportState; stopped: ImportState | null }> = {
  check: { done: 'checked', stopped: 'mapping' },
  run: { done: 'done', stopped: 'cancelled' },
  undo: { done: 'undone', stopped: null },
}

/** Does the work of one import job to its end, whatever that is. @throws what is worth trying again: a database that is away. */
export async function performImport(ctx: Context, kind: ImportKind, job: ImportJob): Promise<ImportEnd> {
  const work: ImportWork = { importId: job.import, jobId: job.jobId, dataFolder: job.dataFolder, stopping: job.stopping, onProgress: job.onProgress }
  const before = importStates.find((state) => state === job.was) ?? 'done'
  try {
    const isCancelled = (await jobOf(ctx, job.jobId))?.state === 'cancelled'
    const end = isCancelled ? { result: (await ownImport(ctx, job.import)).result ?? emptyResult, stopped: true } : await perform[kind]({ ...ctx, origin: nowhere }, work)
    await endImport(ctx, kind, job, { state: end.stopped ? (endings[kind].stopped ?? before) : endings[kind].done, result: end.result })
    return end
  } catch (error) {
    if (isWorthRetrying(error)) throw error
    const problem = problemOf(ctx, error)
    const result: ImportResult = { ...((await ownImport(ctx, job.import)).result ?? emptyResult), problem }
    await endImport(ctx, kind, job, { state: kind === 'undo' ? before : 'failed', result }, 'failed')
    return { result, stopped: true }
  }
}

const importStates: readonly ImportState[] = ['mapping', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed', 'undone']

async function endImport(ctx: Context, kind: ImportKind, job: ImportJob, end: { state: ImportState; result: ImportResult }, jobState: 'done' | 'failed' = 'done'): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await changeImport(ctx, job.import, end)
    await finishJob(ctx, job.jobId, { state: jobState, result: end.result })
    // A file that was looked at says so on its page; that it cannot be read is told.
    if (kind !== 'check' || jobState === 'failed') await logImport(ctx, kind === 'undo' ? 'undo' : 'run', job.import)
  })
}

/** One event for the whole file; the events of its records name it as their cause, and need not say from where once more. */
async function logImport(ctx: Context, kind: 'run' | 'undo', id: string): Promise<void> {
  const { object, file_name, state, result } = await ownImport(ctx, id)
  const { rows, created, updated, skipped, failed, undone } = result ?? emptyResult
  const after: Changes = kind === 'run' ? { file_name, state, rows, created, updated, skipped, failed } : { file_name, state, records: undone?.records ?? 0, kept: undone?.kept ?? 0 }
  await appendEvent(ctx, objectOf(ctx, object), { verb: kind === 'run' ? 'imported' : 'import_undone', recordId: id, aboutId: null, before: null, after, version: 0 })
}

async function performExport(ctx: Context, jobId: string, given: unknown, options: { dataFolder: string; stopping?: AbortSignal }): Promise<void> {
  // Written by the route that queued the job, which had checked it.
  const request = given as ExportRequest
  try {
    const object = objectOf(ctx, request.object)
    const rows = await runExport(ctx, object, request, { jobId, ...options })
    const day = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
    const result = rows === null ? null : { rows, object: object.name, format: request.format, file_name: `${object.plural_label[request.language]}-${day}.${request.format}`, file: `/api/v1/exports/${jobId}/file` }
    await transaction(ctx, async (ctx) => {
      await finishJob(ctx, jobId, { state: 'done', result })
      if (rows !== null) await logExport(ctx, jobId, request, { verb: 'exported', count: rows })
    })
  } catch (error) {
    if (isWorthRetrying(error)) throw error
    const problem = problemOf(ctx, error)
    await transaction(ctx, async (ctx) => {
      await finishJob(ctx, jobId, { state: 'failed', result: { problem } })
      await logExport(ctx, jobId, request, { verb: 'export_failed', problem: problem.code })
    })
  }
}

async function logExport(ctx: Context, jobId: string, request: ExportRequest, { verb, ...end }: { verb: 'exported'; count: number } | { verb: 'export_failed'; problem: string }): Promise<void> {
  const { object, format, filter = null, q = null, ids, sort = null, fields } = request
  // What was asked for is JSON that a request brought along.
  const after = { format, ...end, filter: filter as Value, q, ...(ids ? { chosen: ids.length } : {}), sort, fields }
  await appendEvent(ctx, objectOf(ctx, object), { verb, recordId: jobId, aboutId: null, before: null, after, version: 0 })
}
