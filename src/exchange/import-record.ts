/** One import as its row: what file, how it is to be read, how far it has come. */
import { sql } from '../platform/db/sql.ts'
import { conflict, notFound } from '../platform/problems.ts'
import type { Context } from '../kernel/context.ts'
import { isOwnWork } from './own-work.ts'
import type { Mapping } from './suggest-mapping.ts'

export type ImportState = 'mapping' | 'checking' | 'checked' | 'running' | 'done' | 'cancelled' | 'failed' | 'undone'

/** What the file was found to be. */
export interface Reading {
  format: 'csv' | 'xlsx' | 'vcard'
  encoding: string | null
  delimiter: string | null
  sheets: string[] | null
  sheet: string | null
  columns: string[]
  sample: string[][]
  /** Line of the first data row. */
  first_line: number
  total_bytes: number
  suggested: Mapping
}

export interface ImportOptions {
  duplicates?: 'skip' | 'update' | 'create'
  match_by?: string[]
  /** Values for fields that no column fills alone; see cell-template.ts. */
  constants?: Record<string, string>
  /** What an empty cell does to a record that is there already. */
  empty_cells?: 'keep' | 'clear'
  /** What becomes of a row with a value that cannot be read: refused whole, or taken without that value. */
  bad_values?: 'refuse' | 'leave_out'
  encoding?: string
  delimiter?: string
  has_header?: boolean
  sheet?: string
}

export interface PreviewedError {
  row: number
  column: string
  value: string
  reason: string
}

export interface ImportResult {
  rows: number
  created: number
  updated: number
  /** There already: left alone, or the same as in the file. */
  skipped: number
  failed: number
  /** Further rows of records that have several, such as the lines of a document. */
  joined?: number
  /** Values of rows that were taken without them. */
  left_out: number
  /** The first of all errors. */
  errors_preview: PreviewedError[]
  /** Why the work as a whole ended before its time. */
  problem?: { code: string; message: string }
  /** After an undo: records that were taken back, and those that were not, with the reason. */
  undone?: { records: number; kept: number; kept_preview: { id: string; name: string; reason: string }[] }
}

export interface ImportRow {
  id: string
  object: string
  state: ImportState
  file_name: string
  reading: Reading
  mapping: Mapping
  options: ImportOptions
  result: ImportResult | null
  job_id: string | null
  rows_done: number
  error_bytes: number
  undone_to: string | null
  created_by: string
  created_at: Date
}

export const emptyResult: ImportResult = { rows: 0, created: 0, updated: 0, skipped: 0, failed: 0, left_out: 0, errors_preview: [] }

const columns = sql.raw(
  'i.id, i.object, i.state, i.file_name, i.reading, i.mapping, i.options, i.result, i.job_id, i.rows_done, i.error_bytes, i.undone_to, i.created_by, i.created_at',
)

export async function addImport(ctx: Context, given: { id: string; object: string; fileName: string; reading: Reading }): Promise<ImportRow> {
  const now = ctx.clock.now()
  const [row] = await ctx.db.rows<ImportRow>(
    sql`insert into imports as i (workspace_id, id, object, state, file_name, file_path, reading, mapping, created_by, created_by_name, created_at, updated_at)
      values (${sql.workspace}, ${given.id}, ${given.object}, 'mapping', ${given.fileName}, ${given.id}, ${JSON.stringify(given.reading)},
        ${JSON.stringify(given.reading.suggested)}, ${ctx.actor.id}, ${ctx.actor.name}, ${now}, ${now})
      returning ${columns}`,
  )
  if (!row) throw new Error('The import was not written')
  return row
}

/** The caller's own import, locked when `lock` says so. @throws Problem 404. */
export async function ownImport(ctx: Context, id: string, options: { lock?: boolean } = {}): Promise<ImportRow> {
  const [row] = await ctx.db.rows<ImportRow>(
    sql`select ${columns} from imports i where i.workspace_id = ${sql.workspace} and i.id = ${id}::uuid and ${isOwnWork(ctx, 'i')}
      ${options.lock ? sql.raw('for no key update') : sql.empty}`,
  )
  if (!row) throw notFound()
  return row
}

/** Newest first. */
export async function ownImports(ctx: Context, page: { limit: number; before: string | null }): Promise<ImportRow[]> {
  return ctx.db.rows<ImportRow>(
    sql`select ${columns} from imports i where i.workspace_id = ${sql.workspace} and ${isOwnWork(ctx, 'i')}
        ${page.before ? sql`and i.id < ${page.before}::uuid` : sql.empty}
      order by i.id desc limit ${page.limit}`,
  )
}

type Changes = Partial<Pick<ImportRow, 'state' | 'mapping' | 'options' | 'reading' | 'result' | 'job_id' | 'rows_done' | 'error_bytes' | 'undone_to'>>

export async function changeImport(ctx: Context, id: string, changes: Changes): Promise<void> {
  const sets = Object.entries(changes).map(([name, value]) => {
    const isJson = typeof value === 'object' && value !== null
    return sql`${sql.id(name)} = ${isJson ? JSON.stringify(value) : value}`
  })
  await ctx.db.rows(
    sql`update imports i set ${sql.join([...sets, sql`updated_at = ${ctx.clock.now()}`])} where i.workspace_id = ${sql.workspace} and i.id = ${id}::uuid`,
  )
}

/** @throws Problem 409. */
export function refuseUnless(row: ImportRow, states: readonly ImportState[]): void {
  if (states.includes(row.state)) return
  throw conflict('wrong-state', { zh: '导入的当前状态不允许此操作', en: 'The import is not in a state that allows this' })
}

