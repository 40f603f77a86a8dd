/** Imports over HTTP: upload, mapping, dry run, run, result, undo. Everybody sees only imports of one's own. */
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { z } from 'zod'
import { newId } from '../platform/ids.ts'
import { defineRoute, type Answer, type Route } from '../platform/http/route.ts'
import { receiveUpload } from '../platform/http/upload.ts'
import { transaction } from '../platform/db/database.ts'
import { conflict, invalid, issue, notFound } from '../platform/problems.ts'
import { csvWriter } from '../platform/tabular/write-csv.ts'
import { xlsxWriter } from '../platform/tabular/write-xlsx.ts'
import { idOf } from '../kernel/api/record-routes.ts'
import type { Context } from '../kernel/context.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { downloadHeaders } from '../platform/http/download.ts'
import { readErrors } from './error-log.ts'
import { importAnswer, importSummary } from './import-answer.ts'
import { isImportable, mustBeGiven, placesOf } from './importable-fields.ts'
import { compilePlan, refuseImport, refuseUnknown } from './import-plan.ts'
import { addImport, changeImport, ownImport, ownImports, refuseUnless, type ImportOptions, type ImportRow } from './import-record.ts'
import { cancelJob, startJob } from '../kernel/jobs.ts'
import { errorFile, importFile, importFolder, openImportFile, readingOf } from './open-file.ts'
import { headerOf } from './run-export.ts'
import { suggestMapping } from './suggest-mapping.ts'

const name = z.string().max(2000)

const changeBody = z.strictObject({
  mapping: z.record(name, name.nullable()).optional(),
  options: z
    .strictObject({
      duplicates: z.enum(['skip', 'update', 'create']).optional(),
      match_by: z.array(name).max(10).optional(),
      constants: z.record(name, z.string().max(2000)).optional(),
      empty_cells: z.enum(['keep', 'clear']).optional(),
      bad_values: z.enum(['refuse', 'leave_out']).optional(),
      encoding: z.string().max(60).optional(),
      delimiter: z.string().max(20).optional(),
      has_header: z.boolean().optional(),
      sheet: z.string().max(200).optional(),
    })
    .optional(),
})

const listQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.uuid().optional() })
const templateQuery = z.strictObject({ object: z.string().max(60), format: z.enum(['csv', 'xlsx']).default('csv') })

export function importRoutes({ dataFolder }: { dataFolder: string }): Route<Context>[] {
  const tag = 'Imports'
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/imports', guard: 'signed_in', tag, summary: 'Upload a file (multipart: object, file); answers its columns with a suggested mapping',
      handle: async (ctx: Context, { raw }): Promise<Answer> => {
        const row = await receiveImport(ctx, dataFolder, raw)
        return { status: 201, headers: { location: `/api/v1/imports/${row.id}` }, body: await importAnswer(ctx, row) }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/imports', guard: 'signed_in', tag, summary: "One's own imports, newest first", query: listQuery,
      handle: async (ctx: Context, { query }) => {
        const rows = await ownImports(ctx, { limit: query.limit + 1, before: query.cursor ?? null })
        const page = rows.slice(0, query.limit)
        return { body: { data: page.map(importSummary), next_cursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null } }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/imports/template', guard: 'signed_in', tag, summary: 'An empty table with the columns of an object', query: templateQuery,
      handle: async (ctx: Context, { query }) => templateAnswer(ctx, query),
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/imports/:id', guard: 'signed_in', tag, summary: 'Mapping, progress and result',
      handle: async (ctx: Context, { params }) => ({ body: await importAnswer(ctx, await ownImport(ctx, idOf(params))) }),
    }),
    defineRoute({
      method: 'PATCH', path: '/api/v1/imports/:id', guard: 'signed_in', tag, summary: 'Set mapping and options', body: changeBody,
      handle: async (ctx: Context, { params, body }) => ({ body: await importAnswer(ctx, await changePlan(ctx, dataFolder, idOf(params), body)) }),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/imports/:id/check', guard: 'signed_in', tag, summary: 'Dry run: what would come of it, without writing anything',
      handle: async (ctx: Context, { params }) => begin(ctx, idOf(params), 'check'),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/imports/:id/run', guard: 'signed_in', tag, summary: 'Import; a cancelled or failed import goes on where it stopped',
      handle: async (ctx: Context, { params }) => begin(ctx, idOf(params), 'run'),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/imports/:id/undo', guard: 'signed_in', tag, summary: 'Take back everything the import did',
      handle: async (ctx: Context, { params }) => begin(ctx, idOf(params), 'undo'),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/imports/:id/cancel', guard: 'signed_in', tag, summary: 'Stop; what is imported already stays',
      handle: async (ctx: Context, { params }) => ({ body: await importAnswer(ctx, await cancelImport(ctx, idOf(params))) }),
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/imports/:id/errors', guard: 'signed_in', tag, summary: 'The refused rows with the reasons, to be mended and imported again',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        const row = await ownImport(ctx, idOf(params))
        if (row.error_bytes === 0 || !existsSync(errorFile(dataFolder, row.id))) throw notFound()
        return { headers: downloadHeaders(`${row.file_name.replace(/\.\w+$/, '')}-errors.csv`), stream: readErrors(errorFile(dataFolder, row.id), row.error_bytes) }
      },
    }),
  ]
}

/** @throws Problem 403, 422 for a file that is no table; then nothing is kept. */
export async function receiveImport(ctx: Context, dataFolder: string, raw: unknown): Promise<ImportRow> {
  const id = newId()
  const path = importFile(dataFolder, id)
  await mkdir(importFolder(dataFolder), { recursive: true, mode: 0o700 })
  const upload = await receiveUpload(raw, path)
  try {
    return await keepImport(ctx, { id, path, fileName: upload.fileName, objectName: upload.fields.object ?? '' })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** A file that lies at its place already becomes an import. */
export async function keepImport(ctx: Context, given: { id: string; path: string; fileName: string; objectName: string; options?: ImportOptions }): Promise<ImportRow> {
  const object = objectNamed(ctx, given.objectName)
  refuseImport(ctx, object)
  const table = await openImportFile(given.path, given.options ?? {})
  try {
    const reading = await readingOf(table, (columns, sample) => suggestMapping(columns, placesOf(ctx, object), sample))
    return await addImport(ctx, { id: given.id, object: object.name, fileName: given.fileName, reading })
  } finally {
    table.close()
  }
}

/** By name, plural or path. @throws Problem 422. */
export function objectNamed(ctx: Context, given: string): ObjectDefinition {
  const object = ctx.objects.get(given) ?? [...ctx.objects.values()].find((one) => one.plural === given || one.path === given)
  if (object) return object
  throw invalid([issue('object', 'unknown_object', `没有这个对象：${given.slice(0, 60)}`, `There is no object ${given.slice(0, 60)}`)])
}

/** Other reading options mean other columns: the mapping begins anew with what is suggested for them. */
export async function changePlan(ctx: Context, dataFolder: string, id: string, change: z.infer<typeof changeBody>): Promise<ImportRow> {
  const row = await ownImport(ctx, id)
  refuseUnless(row, row.rows_done === 0 ? ['mapping', 'checked', 'failed', 'cancelled'] : ['mapping', 'checked'])
  const object = objectNamed(ctx, row.object)
  const options: ImportOptions = { ...row.options, ...change.options }
  const rereads = (['encoding', 'delimiter', 'has_header', 'sheet'] as const).some((key) => options[key] !== row.options[key])
  let reading = row.reading
  if (rereads) {
    const table = await openImportFile(importFile(dataFolder, id), options)
    try {
      reading = await readingOf(table, (columns, sample) => suggestMapping(columns, placesOf(ctx, object), sample))
    } finally {
      table.close()
    }
  }
  const given = Object.entries(change.mapping ?? {}).filter(([column]) => !rereads || reading.columns.includes(column))
  const mapping = { ...(rereads ? reading.suggested : row.mapping), ...Object.fromEntries(given) }
  if (!rereads) refuseUnknown(ctx, object, { columns: reading.columns, mapping, options })
  await changeImport(ctx, id, { state: 'mapping', options, reading, mapping, result: null, error_bytes: 0 })
  return ownImport(ctx, id)
}

const begins = {
  check: { from: ['mapping', 'checked'], state: 'checking' },
  run: { from: ['mapping', 'checked', 'cancelled', 'failed'], state: 'running' },
  undo: { from: ['done', 'cancelled', 'failed'], state: 'running' },
} as const

async function begin(ctx: Context, id: string, work: keyof typeof begins): Promise<Answer> {
  return transaction(ctx, async (ctx) => {
    const row = await ownImport(ctx, id, { lock: true })
    const { from, state } = begins[work]
    refuseUnless(row, from)
    const object = objectNamed(ctx, row.object)
    refuseImport(ctx, object)
    if (work !== 'undo') compilePlan(ctx, object, { columns: row.reading.columns, mapping: row.mapping, options: row.options })
    if (work === 'run' && row.undone_to) throw conflict('wrong-state', { zh: '导入已撤销，不能继续', en: 'The import was taken back and cannot go on' })
    const job = await startJob(ctx, { kind: `import.${work}`, payload: { import: id, was: row.state }, total: work === 'run' ? (row.result?.rows ?? null) : null })
    const isFresh = row.rows_done === 0 && work !== 'undo'
    await changeImport(ctx, id, { state, job_id: job, ...(isFresh ? { result: null, error_bytes: 0 } : {}) })
    return { status: 202, headers: { location: `/api/v1/jobs/${job}` }, body: { job } }
  })
}

async function cancelImport(ctx: Context, id: string): Promise<ImportRow> {
  const row = await ownImport(ctx, id)
  refuseUnless(row, ['checking', 'running'])
  if (row.job_id) await cancelJob(ctx, row.job_id)
  return ownImport(ctx, id)
}

/** Required columns first, as the labels in the caller's language. */
function templateAnswer(ctx: Context, query: z.infer<typeof templateQuery>): Answer {
  const object = objectNamed(ctx, query.object)
  refuseImport(ctx, object)
  const fields = [...object.fields.values()].filter((field) => isImportable(ctx, object, field))
  const columns = headerOf(fields.sort((one, other) => Number(mustBeGiven(other)) - Number(mustBeGiven(one))), ctx.language)
  const out = new PassThrough()
  const label = object.plural_label[ctx.language]
  const writer = query.format === 'csv' ? csvWriter(out, { columns }) : xlsxWriter(out, { columns, sheet: label })
  writer.end().catch((error: unknown) => out.destroy(error instanceof Error ? error : undefined))
  return { headers: downloadHeaders(`${label}.${query.format}`), stream: out }
}
