/** The work of an export: one snapshot, read through a cursor, written as it comes. */
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { forbidden, invalid, issue } from '../platform/problems.ts'
import { transaction } from '../platform/db/database.ts'
import { sql } from '../platform/db/sql.ts'
import type { Language } from '../platform/label.ts'
import { csvWriter, type TableWriter } from '../platform/tabular/write-csv.ts'
import { xlsxWriter } from '../platform/tabular/write-xlsx.ts'
import { allowed, verdictOf } from '../kernel/access/policy.ts'
import { visibleField, visibleFields } from '../kernel/access/visible-fields.ts'
import type { Context } from '../kernel/context.ts'
import type { Field } from '../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { sheetKind } from '../kernel/fields/cells.ts'
import { isReference, isReferences, typeOf } from '../kernel/fields/index.ts'
import { valueFor } from '../kernel/projections/columns.ts'
import { countRecords, whereOf } from '../kernel/query/list.ts'
import { compileSort, orderBy, readableSort } from '../kernel/query/sort.ts'
import type { Stored } from '../kernel/records/input.ts'
import { reportProgress } from '../kernel/jobs.ts'
import { unreadable } from './open-file.ts'
import { referenceCell, referenceTexts } from './reference-texts.ts'

export interface ExportRequest {
  object: string
  format: 'csv' | 'xlsx'
  filter?: unknown
  q?: string
  /** Only these. */
  ids?: string[]
  sort?: string
  /** Names of fields; null: all but the stamps of the system. */
  fields: string[] | null
  language: Language
}

export function exportFolder(dataFolder: string): string {
  return join(dataFolder, 'exports')
}

export function exportFile(dataFolder: string, jobId: string): string {
  return join(exportFolder(dataFolder), jobId)
}

/** @throws Problem 403 without the right to export, 422 for fields, filter or order that do not fit. */
export function exportedFields(ctx: Context, object: ObjectDefinition, request: ExportRequest): Field[] {
  if (verdictOf(ctx, object.name, 'export') === false) throw forbidden()
  compileSort(ctx, { object, row: 'c', sort: request.sort ?? readableSort(ctx, object, object.sort) })
  whereOf(ctx, object, 'c', request)
  if (!request.fields) return defaultFields(ctx, object)
  return [...new Set(request.fields)].map((name) => {
    const field = visibleField(ctx, object, name)
    if (field && !field.internal) return field
    throw invalid([issue('fields', 'unknown_field', `没有这个字段：${name.slice(0, 60)}`, `There is no field ${name.slice(0, 60)}`)])
  })
}

/** With the id where nothing else would find a record again. */
function defaultFields(ctx: Context, object: ObjectDefinition): Field[] {
  const fields = visibleFields(ctx, object).filter((field) => !field.is_system && !field.internal)
  const id = object.fields.get('id')
  return id && !fields.some((field) => field.unique) ? [...fields, id] : fields
}

const pageSize = 2000

/** @returns how many records; null when somebody cancelled it, and then there is no file. */
export async function runExport(ctx: Context, object: ObjectDefinition, request: ExportRequest, work: { jobId: string; dataFolder: string; stopping?: AbortSignal }): Promise<number | null> {
  const fields = exportedFields(ctx, object, request)
  const path = exportFile(work.dataFolder, work.jobId)
  await mkdir(exportFolder(work.dataFolder), { recursive: true, mode: 0o700 })
  const total = request.ids?.length ?? (await countRecords(ctx, object, request))
  const onPage = (done: number) => {
    work.stopping?.throwIfAborted()
    return reportProgress(ctx, work.jobId, { done, total: Math.max(done, total) })
  }
  try {
    const rows = await writeFile(ctx, object, { request, fields, path: `${path}.part`, onPage })
    if (rows !== null) await rename(`${path}.part`, path)
    return rows
  } catch (error) {
    throw unreadable(error)
  } finally {
    await rm(`${path}.part`, { force: true })
  }
}

interface FileWork {
  request: ExportRequest
  fields: Field[]
  path: string
  /** False: stop. */
  onPage: (done: number) => Promise<boolean>
}

async function writeFile(ctx: Context, object: ObjectDefinition, { request, fields, path, onPage }: FileWork): Promise<number | null> {
  const out = createWriteStream(path)
  const writer = writerFor(out, object, request, fields)
  let done = 0
  try {
    for await (const records of pages(ctx, object, request, fields)) {
      await writer.write(await cellsOf(ctx, fields, records, request.language))
      done += records.length
      if (!(await onPage(done))) return null
    }
    await writer.end()
    return done
  } finally {
    out.destroy()
  }
}

function writerFor(out: Writable, object: ObjectDefinition, request: ExportRequest, fields: readonly Field[]): TableWriter {
  const columns = headerOf(fields, request.language)
  if (request.format === 'csv') return csvWriter(out, { columns })
  return xlsxWriter(out, { columns, kinds: fields.map(sheetKind), sheet: object.plural_label[request.language] })
}

/** Labels; where two fields are called the same, the name of the field stands behind. */
export function headerOf(fields: readonly Field[], language: Language): string[] {
  const labels = fields.map((field) => field.label[language].trim())
  return fields.map((field, index) => {
    const label = labels[index] ?? field.name
    return labels.indexOf(label) === labels.lastIndexOf(label) ? label : `${label} (${field.name})`
  })
}

/** Pages of one snapshot: nothing that changes meanwhile stands twice or is left out. */
async function* pages(ctx: Context, object: ObjectDefinition, request: ExportRequest, fields: readonly Field[]): AsyncGenerator<Stored[]> {
  const order = compileSort(ctx, { object, row: 'c', sort: request.sort ?? readableSort(ctx, object, object.sort) })
  const chosen = request.ids ? sql`and c.id = any(${request.ids}::uuid[])` : sql.empty
  const where = sql`${whereOf(ctx, object, 'c', request)} ${chosen} and ${allowed(ctx, object.name, 'export', 'c')}`
  const columns = fields.map((field) => sql`${valueFor(ctx, object, field, 'c')} as ${sql.id(field.name)}`)
  const statement = sql`declare records no scroll cursor for select row_to_json(t) as record from ${sql.id(object.table)} c${order.joins}
    cross join lateral (select ${sql.join(columns)}) t where ${where} order by ${orderBy(order.keys)}`
  const snapshot = openSnapshot(ctx)
  try {
    const inside = await snapshot.context
    await inside.db.rows(sql`set transaction isolation level repeatable read read only`)
    await inside.db.rows(statement)
    for (;;) {
      const rows = await inside.db.rows<{ record: Stored }>(sql`fetch ${sql.raw(String(pageSize))} from records`)
      if (rows.length > 0) yield rows.map(({ record }) => record)
      if (rows.length < pageSize) return
    }
  } finally {
    await snapshot.close()
  }
}

/** A transaction that stays open between the pages of a generator. */
function openSnapshot(ctx: Context): { context: Promise<Context>; close(): Promise<void> } {
  const ended = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<Context>()
  const whole = transaction(ctx, async (inside) => {
    opened.resolve(inside)
    await ended.promise
  }).catch((error: unknown) => opened.reject(error))
  return {
    context: opened.promise,
    close: async () => {
      ended.resolve()
      await whole
    },
  }
}

async function cellsOf(ctx: Context, fields: readonly Field[], records: readonly Stored[], language: Language): Promise<string[][]> {
  const pointing = fields.filter((field) => field.target && (isReference(field) || isReferences(field)))
  const texts = await referenceTexts(ctx, pointing, records)
  const writers = fields.map((field) => {
    if (pointing.includes(field)) return (value: Stored[string]) => referenceCell(field, value, texts.get(field.target ?? '') ?? new Map())
    const type = typeOf(field)
    return (value: Stored[string]) => type.exportText(value, field, language)
  })
  return records.map((record) => fields.map((field, index) => writers[index]?.(record[field.name] ?? null) ?? ''))
}
