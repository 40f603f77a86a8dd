/** The work of an import: batch by batch, each one transaction with its progress, so that a killed process goes on where it was. */
import { transaction } from '../platform/db/database.ts'
import type { TableReader } from '../platform/tabular/read-table.ts'
import type { TableRow } from '../platform/tabular/row.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { addToResult, errorRowColumn, errorRows } from './batch-report.ts'
import { writeErrors } from './error-log.ts'
import { compilePlan, refuseImport, type ImportPlan } from './import-plan.ts'
import { changeImport, emptyResult, ownImport, type ImportResult, type ImportRow } from './import-record.ts'
import { reportProgress } from '../kernel/jobs.ts'
import { errorFile, importFile, openImportFile, unreadable } from './open-file.ts'
import { wholeRecords } from './join-rows.ts'
import { rowParser, type ParsedRow, type RowParser } from './parse-rows.ts'
import { rememberSeen, settleBatch } from './settle-batch.ts'
import { withoutForbidden, writeBatch } from './write-batch.ts'

export interface ImportWork {
  importId: string
  jobId: string
  dataFolder: string
  /** Called after each batch; for a command line. */
  onProgress?: (result: ImportResult, share: number) => void
  /** Aborted when the process is about to end: the work throws AbortError after the batch it is at, to be taken up again. */
  stopping?: AbortSignal
}

/** `stopped`: somebody cancelled it; what was committed stays. */
export interface ImportEnd {
  result: ImportResult
  stopped: boolean
}

const batchSize = 1000

/** @throws Problem when the mapping does not fit any more or the file cannot be read to its end. */
export async function runImport(ctx: Context, work: ImportWork): Promise<ImportEnd> {
  const caused: Context = { ...ctx, cause: { ...ctx.cause, import: work.importId } }
  const row = await ownImport(ctx, work.importId)
  const path = errorFile(work.dataFolder, row.id)
  return overBatches(caused, row, work, row.rows_done, async (plan, rows, progress) =>
    transaction(caused, async (ctx) => {
      const current = await ownImport(ctx, row.id, { lock: true })
      // Another process took the work over: this one was thought dead.
      if (current.state !== 'running' || current.rows_done !== rows[0]?.index) return { result: current.result ?? emptyResult, goesOn: false }
      const settled = await settleBatch(ctx, plan, rows, { lock: true, seen: null })
      const written = await writeBatch(ctx, caused, plan.object, settled)
      const errors = errorRows(plan, ctx.language, rows, settled)
      const errorBytes = await writeErrors(path, { offset: current.error_bytes, columns: plan.columns, rows: errors })
      const result = addToResult(current.result, plan, ctx.language, { rows, settled, written })
      await changeImport(ctx, row.id, { rows_done: current.rows_done + rows.length, error_bytes: errorBytes, result })
      const goesOn = await reportProgress(ctx, work.jobId, { done: result.rows, total: progress.total(result.rows), errors: result.failed })
      return { result, goesOn }
    }),
  )
}

/** The same without writing anything: what would come of it. */
export async function checkImport(ctx: Context, work: ImportWork): Promise<ImportEnd> {
  const row = await ownImport(ctx, work.importId)
  const path = errorFile(work.dataFolder, row.id)
  let result = emptyResult
  let errorBytes = 0
  let seen: ReturnType<typeof rememberSeen> | null = null
  const end = await overBatches(ctx, row, work, 0, async (plan, rows, progress) => {
    seen ??= rememberSeen(plan)
    const settled = await settleBatch(ctx, plan, rows, { lock: false, seen })
    const written = await withoutForbidden(ctx, plan.object, settled)
    errorBytes = await writeErrors(path, { offset: errorBytes, columns: plan.columns, rows: errorRows(plan, ctx.language, rows, settled) })
    result = addToResult(result, plan, ctx.language, { rows, settled, written })
    return { result, goesOn: await reportProgress(ctx, work.jobId, { done: result.rows, total: progress.total(result.rows), errors: result.failed }) }
  })
  await changeImport(ctx, row.id, { error_bytes: errorBytes })
  return end
}

interface Progress {
  /** Rows of the whole file, as far as its bytes tell. */
  total(done: number): number
}

type BatchWork = (plan: ImportPlan, rows: ParsedRow[], progress: Progress) => Promise<{ result: ImportResult; goesOn: boolean }>

/** The next batch is read and parsed while the database works on the one before. */
async function overBatches(ctx: Context, row: ImportRow, work: ImportWork, from: number, perBatch: BatchWork): Promise<ImportEnd> {
  const object = objectOf(ctx, row.object)
  refuseImport(ctx, object)
  const plan = compilePlan(ctx, object, { columns: row.reading.columns, mapping: row.mapping, options: row.options })
  const table = await openImportFile(importFile(work.dataFolder, row.id), row.options)
  const parse = rowParser(plan, { language: ctx.language, firstLine: row.reading.first_line, errorRowColumn: errorRowColumn(plan.columns) })
  const source = wholeRecords(parsedBatches(table.batches(batchSize, from), parse), plan)
  const progress: Progress = { total: (done) => Math.max(done, Math.round((done * table.bytesTotal) / Math.max(1, table.bytesRead()))) }
  let result = row.result ?? emptyResult
  try {
    let upcoming = nextRows(source)
    for (;;) {
      const rows = await upcoming
      if (!rows) return { result, stopped: false }
      upcoming = nextRows(source)
      // Awaited in the next round; a failure before that must not end the process.
      upcoming.catch(() => {})
      const done = await perBatch(plan, rows, progress)
      result = done.result
      work.onProgress?.(result, shareRead(table))
      if (!done.goesOn) return { result, stopped: true }
      work.stopping?.throwIfAborted()
    }
  } catch (error) {
    throw unreadable(error)
  } finally {
    table.close()
    await source.return(undefined)
  }
}

async function* parsedBatches(batches: AsyncGenerator<TableRow[]>, parse: RowParser): AsyncGenerator<ParsedRow[]> {
  for await (const batch of batches) yield batch.map(parse)
}

async function nextRows(source: AsyncGenerator<ParsedRow[]>): Promise<ParsedRow[] | null> {
  const { value, done } = await source.next()
  return done ? null : value
}

function shareRead(table: TableReader): number {
  return table.bytesTotal === 0 ? 1 : Math.min(1, table.bytesRead() / table.bytesTotal)
}
