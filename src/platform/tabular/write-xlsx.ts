/** Writes XLSX as a stream (hucre, which is loaded with the first file). Texts are text cells: a spreadsheet never runs them, so they need no guard. */
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import type { CellValue as SheetValue } from 'hucre/xlsx'
import type { CellValue } from './cell-value.ts'
import { cellText } from './cell-value.ts'
import { defaultLimits } from './limits.ts'
import { TableError } from './table-error.ts'
import type { TableWriter } from './write-csv.ts'
import { writeTo } from './write-to.ts'
import { numberText } from './number-text.ts'

/** 'number' and 'date' make number and date cells of texts such as '12.50' and '2024-05-01', so that Excel can reckon. */
export type ColumnKind = 'text' | 'number' | 'date'

const longestText = 32_767
const mostColumns = 16_384

/**
 * When a sheet is full (Excel's limit) a further one of the same header begins; openTable reads them as one.
 * @param options.kinds one per column; without it texts are text and numbers are numbers
 * @throws TableError `too_many_columns`; while writing `lone_surrogate`, `cell_too_long`
 */
export function xlsxWriter(out: Writable, options: { columns: string[]; kinds?: ColumnKind[]; sheet?: string; sheetRows?: number }): TableWriter {
  if (options.columns.length > mostColumns) throw new TableError('too_many_columns', { columns: options.columns.length, limit: mostColumns })
  const queue = createQueue()
  const sheetOptions = { name: sheetName(options.sheet ?? ''), freezePane: { rows: 1 }, maxRowsPerSheet: options.sheetRows ?? defaultLimits.sheetRows }
  const sending = import('hucre/xlsx').then(({ writeXlsxStream }) => send({ sheet: writeXlsxStream(queue.rows(), sheetOptions), out, onFailure: queue.fail }))
  sending.catch(queue.fail) // `write` and `end` tell it, also where not even a sheet could be begun
  queue.push([options.columns.map((name) => sheetText(name, 0))])
  let line = 1

  return {
    async write(rows) {
      const cells = rows.map((row) => sheetRow(row, options.kinds ?? [], ++line))
      queue.push(cells)
      await queue.room()
    },
    async end() {
      queue.end()
      await sending
      out.end()
      await finished(out, { readable: false })
    },
  }
}

async function send(options: { sheet: ReadableStream<Uint8Array>; out: Writable; onFailure: (error: unknown) => void }): Promise<void> {
  const reader = options.sheet.getReader()
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) await writeTo(options.out, piece.value)
  } catch (error) {
    options.onFailure(error) // first: hucre may be waiting for rows, and its cancelling would wait with it
    await reader.cancel(error).catch(() => {})
    throw error
  }
}

/** hucre pulls rows, our callers push them: between the two stands a queue that holds what one `write` brought. */
function createQueue() {
  let waiting: SheetValue[][] = []
  let isEnded = false
  let failure: { error: unknown } | undefined
  let wake = () => {}
  let tell = () => {}

  return {
    push(rows: SheetValue[][]) {
      if (failure) throw failure.error
      waiting = waiting.length === 0 ? rows : [...waiting, ...rows]
      wake()
    },
    /** Resolves when all rows have been taken. */
    async room() {
      while (waiting.length > 0 && !failure) await new Promise<void>((resolve) => (tell = resolve))
      if (failure) throw failure.error
    },
    end() {
      isEnded = true
      wake()
    },
    fail(error: unknown) {
      failure = { error }
      tell()
      wake()
    },
    async *rows(): AsyncGenerator<SheetValue[]> {
      for (;;) {
        const taken = waiting
        waiting = []
        yield* taken
        if (waiting.length > 0) continue
        if (isEnded || failure) return
        tell()
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

function sheetRow(values: CellValue[], kinds: ColumnKind[], line: number): SheetValue[] {
  const cells: SheetValue[] = values.map((value, at) => sheetValue(value, kinds[at] ?? 'text', line))
  // a row without any cell is no row for a reader: an empty text says that it is one
  if (!cells.some((cell) => cell !== null)) cells[0] = ''
  return cells
}

function sheetValue(value: CellValue, kind: ColumnKind, line: number): SheetValue {
  const text = cellText(value)
  if (text === '') return null
  if (typeof value === 'boolean') return value
  if (typeof value === 'number' || kind === 'number') return sheetNumber(text) ?? sheetText(text, line)
  if (kind === 'date') return sheetDate(text) ?? sheetText(text, line)
  return sheetText(text, line)
}

/** Undefined when the number would not come back as it is: a spreadsheet holds 15 digits. */
function sheetNumber(text: string): number | undefined {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return undefined
  const exact = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return numberText(String(Number(text))) === exact && exact.replace(/\D/g, '').length <= 15 ? Number(text) : undefined
}

/** Undefined for what is no day, and for days before March 1900, where Excel's calendar has a day too many. */
function sheetDate(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '1900-03-01') return undefined
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date : undefined
}

/**
 * hucre escapes control characters as `_x0001_`. A text that itself looks so must have its underscore escaped, and two
 * characters that XML forbids are left to us. See ECMA-376 part 1, 22.9.2.19.
 */
function sheetText(text: string, line: number): string {
  cellText(text) // refuses lone surrogates, in the header too
  const escaped = text.replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_').replace(/[\ufffe\uffff]/g, (char) => (char === '\ufffe' ? '_xFFFE_' : '_xFFFF_'))
  if (text.length > longestText) throw new TableError('cell_too_long', { line, length: text.length })
  return escaped
}

/** At most 31 characters, some are not allowed. */
function sheetName(wanted: string): string {
  const clean = wanted.toWellFormed().replace(/[[\]:*?/\\\0-\x1f\ufffe\uffff]/g, ' ').replace(/^'+|'+$/g, '').trim()
  return clean.slice(0, 31).toWellFormed() || 'Sheet1'
}
