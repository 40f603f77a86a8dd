/** An import of a file on this machine, done by this very process: for the command line and the bench. */
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { newId } from '../platform/ids.ts'
import { transaction } from '../platform/db/database.ts'
import type { Context } from '../kernel/context.ts'
import { performImport } from './exchange-tasks.ts'
import { compilePlan, refuseImport, refuseUnknown } from './import-plan.ts'
import { changeImport, ownImport, type ImportOptions, type ImportResult, type ImportRow } from './import-record.ts'
import { keepImport, objectNamed } from './import-routes.ts'
import { addJob, takeJob } from '../kernel/jobs.ts'
import { errorFile, importFile, importFolder } from './open-file.ts'
import type { Mapping } from './suggest-mapping.ts'

export interface LocalImport {
  path: string
  fileName: string
  objectName: string
  dataFolder: string
  /** Added to what is suggested. */
  mapping: Mapping
  options: ImportOptions
  dryRun: boolean
  onProgress?: (result: ImportResult, share: number) => void
}

/** @returns the import as it is in the end, and where its error file lies. @throws Problem for what cannot be begun. */
export async function importHere(ctx: Context, given: LocalImport): Promise<{ row: ImportRow; errorFile: string | null }> {
  const { dataFolder } = given
  const id = newId()
  const path = importFile(dataFolder, id)
  await mkdir(importFolder(dataFolder), { recursive: true, mode: 0o700 })
  await copyFile(given.path, path)
  try {
    const kept = await keepImport(ctx, { id, path, fileName: given.fileName, objectName: given.objectName, options: given.options })
    const object = objectNamed(ctx, kept.object)
    const plan = { columns: kept.reading.columns, mapping: { ...kept.mapping, ...given.mapping }, options: given.options }
    refuseUnknown(ctx, object, plan)
    compilePlan(ctx, object, plan)
    refuseImport(ctx, object)
    await changeImport(ctx, id, { mapping: plan.mapping, options: given.options })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  const kind = given.dryRun ? 'check' : 'run'
  const jobId = await transaction(ctx, async (ctx) => {
    const job = await addJob(ctx, { kind: `import.${kind}`, payload: { import: id, was: 'mapping' } })
    await changeImport(ctx, id, { state: given.dryRun ? 'checking' : 'running', job_id: job })
    return job
  })
  await takeJob(ctx, jobId)
  await performImport(ctx, kind, { import: id, was: 'mapping', jobId, dataFolder, ...(given.onProgress ? { onProgress: given.onProgress } : {}) })
  const row = await ownImport(ctx, id)
  return { row, errorFile: row.error_bytes > 0 ? errorFile(dataFolder, id) : null }
}
