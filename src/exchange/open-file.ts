/** Uploaded files as tables, with what is wrong with a file told as a problem of the caller's. */
import { join } from 'node:path'
import { conflict, invalid, type Problem } from '../platform/problems.ts'
import { openTable, type TableReader } from '../platform/tabular/read-table.ts'
import { TableError } from '../platform/tabular/table-error.ts'
import type { ImportOptions, Reading } from './import-record.ts'
import type { Mapping } from './suggest-mapping.ts'

export function importFolder(dataFolder: string): string {
  return join(dataFolder, 'imports')
}

export function importFile(dataFolder: string, id: string): string {
  return join(importFolder(dataFolder), id)
}

export function errorFile(dataFolder: string, id: string): string {
  return join(importFolder(dataFolder), `${id}.errors.csv`)
}

/** @throws Problem 422 for what is no table. */
export async function openImportFile(path: string, options: ImportOptions): Promise<TableReader> {
  try {
    return await openTable(path, {
      unguard: true,
      ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
      ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
      ...(options.has_header === undefined ? {} : { header: options.has_header }),
      ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    })
  } catch (error) {
    throw unreadable(error)
  }
}

export async function readingOf(table: TableReader, suggest: (columns: readonly string[], sample: readonly string[][]) => Mapping): Promise<Reading> {
  const columns = table.columns.map(storable)
  const sample = table.sample.slice(0, 20).map((row) => row.map((cell) => storable(cell.slice(0, 500))))
  return {
    format: table.format,
    encoding: table.encoding ?? null,
    delimiter: table.delimiter ?? null,
    sheets: table.sheets ?? null,
    sheet: table.sheet ?? null,
    columns,
    sample,
    first_line: await firstLine(table),
    total_bytes: table.bytesTotal,
    suggested: suggest(columns, sample),
  }
}

/** Errors of the reader become problems; anything else stays what it is. */
export function unreadable(error: unknown): unknown {
  if (isGone(error)) return conflict('file-gone', { zh: '上传的文件已被清理，请重新上传', en: 'The uploaded file is not kept any longer; upload it again' })
  if (!(error instanceof TableError)) return error
  return invalid([{ path: 'file', code: error.code, message: error.title }]) satisfies Problem
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

async function firstLine(table: TableReader): Promise<number> {
  try {
    for await (const [first] of table.batches(1)) return first?.line ?? 1
    return 1
  } catch (error) {
    throw unreadable(error)
  }
}

/** What a JSON column cannot hold. Columns are found again by their place, so the name only has to be the same each time. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}
