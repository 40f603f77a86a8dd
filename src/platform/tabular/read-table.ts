/**
 * Opens a table of any of the kinds that people bring: CSV in its dialects and encodings, columns set with blanks,
 * XLSX, vCard, each of the texts also as gzip. Rows are streamed: memory does not grow with the file.
 */
import type { Detected } from './detect.ts'
import { detectTable } from './detect.ts'
import { unguardFormula } from './formula-guard.ts'
import type { TableLimits } from './limits.ts'
import { defaultLimits } from './limits.ts'
import type { RawRow, RowProblem, TableRow } from './row.ts'
import type { RowSource } from './row-source.ts'
import { openTextSource } from './text-source.ts'
import { openVcardSource } from './vcard.ts'
import { TableError } from './table-error.ts'

export interface TableOptions {
  /** A TextDecoder label ('gbk', 'utf-16le', 'big5' ...) where the detection errs. */
  encoding?: string
  /** One character, or 'whitespace'. */
  delimiter?: string
  /** Name, or number from 0. Without it the first visible sheet. */
  sheet?: string | number
  /** Whether the first row names the columns. Columns without a name are called "Column 1" and so on. */
  header?: boolean
  /** Names for the columns of a file; a header, if `header` says there is one, is then passed over. */
  columns?: string[]
  /** Takes away the quotes that csvWriter put before texts that look like formulas. CSV only. */
  unguard?: boolean
  limits?: Partial<TableLimits>
}

export interface TableReader {
  format: 'csv' | 'xlsx' | 'vcard'
  /** Texts only. */
  encoding?: string
  /** CSV only. */
  delimiter?: string
  /** XLSX only: the names of all sheets, and of the one that is read. */
  sheets?: string[]
  sheet?: string
  /** Unique, none blank. */
  columns: string[]
  /** The first 20 data rows. */
  sample: string[][]
  /** Size of what is read; `bytesRead` tells how far the latest reading came. For progress: both are of packed bytes. */
  bytesTotal: number
  bytesRead(): number
  /**
   * Data rows from number `from` on, at most `size` at a time (fewer when they are long). Each call reads anew.
   * Cells are slices of a larger text: who keeps single cells beyond the batch keeps 64 KB for each.
   * @throws TableError while reading: `broken_file`, `zip_bomb`, `row_too_long`, `closed`
   */
  batches(size: number, from?: number): AsyncGenerator<TableRow[]>
  rows(from?: number): AsyncGenerator<TableRow>
  /** Ends all readings that are under way. */
  close(): void
}

const sampleRows = 20
/** A batch of long rows is handed out early, so that a thousand of them do not fill the memory. In characters. */
const batchLength = 4 * 1024 ** 2

/** @throws TableError: every code but those of the writers */
export async function openTable(path: string, options: TableOptions = {}): Promise<TableReader> {
  const limits = { ...defaultLimits, ...options.limits }
  if (options.delimiter !== undefined && !isDelimiter(options.delimiter)) throw new TableError('delimiter', { delimiter: options.delimiter })
  const source = await openSource(await detectTable({ path, encoding: options.encoding, limits }), { ...options, path, limits })
  const first = await firstRows(source)
  const unguard = options.unguard === true && source.about.format === 'csv' // the others hold no guards
  const shape = shapeOf(source, first, { ...options, unguard })
  if (shape.columns.length > limits.columns) throw new TableError('too_many_columns', { columns: shape.columns.length, limit: limits.columns })

  let isClosed = false
  const sample = first.slice(shape.skipped, shape.skipped + sampleRows).map((row) => fit(row, 0, shape, unguard).cells)

  return {
    ...source.about,
    columns: shape.columns,
    sample,
    bytesTotal: source.bytesTotal,
    bytesRead: source.bytesRead,
    batches,
    rows,
    close: () => (isClosed = true),
  }

  async function* batches(size: number, from = 0): AsyncGenerator<TableRow[]> {
    let batch: TableRow[] = []
    let length = 0
    let index = 0 - shape.skipped
    for await (const raws of source.rows()) {
      if (isClosed) throw new TableError('closed')
      for (const raw of raws) {
        const number = index++
        if (number < from || number < 0) continue
        batch.push(fit(raw, number, shape, unguard))
        length += raw.size
        if (batch.length < size && length < batchLength) continue
        yield batch
        if (isClosed) throw new TableError('closed')
        batch = []
        length = 0
      }
    }
    if (batch.length > 0) yield batch
  }

  async function* rows(from = 0): AsyncGenerator<TableRow> {
    for await (const batch of batches(256, from)) yield* batch
  }
}

function isDelimiter(text: string): boolean {
  return text === 'whitespace' || (text.length === 1 && !'"\r\n'.includes(text))
}

async function openSource(detected: Detected, options: TableOptions & { path: string; limits: TableLimits }): Promise<RowSource> {
  switch (detected.format) {
    case 'xlsx':
      // Loaded with the first of them: it is the heaviest of all that reads files.
      return (await import('./xlsx-source.ts')).openXlsxSource({ path: options.path, sheet: options.sheet, limits: options.limits })
    case 'vcard':
      return openVcardSource({ bytes: detected.bytes, encoding: detected.encoding, limits: options.limits })
    case 'csv':
      return openTextSource({ ...detected, delimiter: options.delimiter, limits: options.limits })
  }
}

/** The header and the rows of the sample. */
async function firstRows(source: RowSource): Promise<RawRow[]> {
  const rows: RawRow[] = []
  for await (const more of source.rows()) {
    rows.push(...more.slice(0, sampleRows + 1))
    if (rows.length > sampleRows) break
  }
  if (rows.length === 0) throw new TableError('empty_file')
  return rows.slice(0, sampleRows + 1)
}

interface Shape {
  columns: string[]
  /** Rows before the first data row: the header. */
  skipped: number
}

function shapeOf(source: RowSource, first: RawRow[], options: TableOptions): Shape {
  if (source.columns) return { columns: source.columns, skipped: 0 }
  const hasHeader = options.header ?? (options.columns === undefined && source.hasHeader)
  const skipped = hasHeader ? 1 : 0
  if (options.columns) return { columns: uniqueNames(options.columns), skipped }

  const header = hasHeader ? (first[0]?.cells ?? []) : []
  const isWidened = !hasHeader || source.about.format === 'xlsx' // an xlsx leaves out cells at the end of its rows
  const width = isWidened ? first.reduce((most, row) => Math.max(most, row.cells.length), 0) : header.length
  const names = Array.from({ length: width }, (_, at) => header[at] ?? '')
  return { columns: uniqueNames(options.unguard ? names.map(unguardFormula) : names), skipped }
}

/** `['a', '', 'a']` -> `['a', 'Column 2', 'a 2']` */
function uniqueNames(names: string[]): string[] {
  const trimmed = names.map((name) => name.trim())
  const taken = new Set(trimmed)
  const used = new Set<string>()
  return trimmed.map((name, at) => {
    const wanted = name === '' ? `Column ${at + 1}` : name
    let unique = wanted
    for (let number = 2; used.has(unique) || (unique !== name && taken.has(unique)); number++) unique = `${wanted} ${number}`
    used.add(unique)
    return unique
  })
}

/** Compares a row with the header. Empty cells too many mean nothing: spreadsheets write them. */
function fit(raw: RawRow, index: number, shape: Shape, unguard: boolean): TableRow {
  const { cells, line } = raw
  const width = shape.columns.length
  let problem: RowProblem | undefined = raw.problem
  if (cells.length > width) {
    if (cells.slice(width).some((cell) => cell !== '')) problem ??= 'too_many_cells'
    cells.length = problem ? Math.min(cells.length, width + 20) : width
  } else if (cells.length < width) {
    if (raw.mayBeShort !== true) problem ??= 'too_few_cells'
    while (cells.length < width) cells.push('')
  }
  if (unguard) cells.forEach((cell, at) => (cells[at] = unguardFormula(cell)))
  return problem ? { line, index, cells, problem } : { line, index, cells }
}
