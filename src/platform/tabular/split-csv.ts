/**
 * Cuts CSV text into rows. Own and not csv-parse, for two reasons: csv-parse gives a stray quote the rest of the file
 * (the row grows until memory ends, and every row behind it is lost), and it is five times slower with line numbers.
 * See docs/decisions/reading-tables.md.
 *
 * The rules are RFC 4180, kindly read:
 * - a quote inside a cell that did not begin with one is an ordinary character (`5" disk`)
 * - blanks behind a closing quote are dropped
 * - lines without any text (empty, blanks, only delimiters) are no rows; a quoted empty cell makes a row
 * - **a broken quote costs the line in which it opens**: the row is handed out as `broken_quote` with its cells cut
 *   at the delimiters, and reading goes on at the next line.
 */
import type { RawRow, RowProblem, RowSplitter } from './row.ts'
import { TableError } from './table-error.ts'

const quote = 34
const blank = 32
const carriageReturn = 13

export interface CsvDialect {
  delimiter: string
  /** '\r' only for files that have no '\n' at all. */
  newline: '\n' | '\r'
}

/** @throws TableError `row_too_long` (from `push`) when a line has no end within `rowLength` characters */
export function createCsvSplitter(dialect: CsvDialect, limits: { rowLength: number }): RowSplitter {
  const { delimiter, newline } = dialect
  let rest = ''
  let line = 1

  return { push }

  function push(piece: string, end: boolean): RawRow[] {
    const text = rest + piece
    const rows: RawRow[] = []
    let position = 0
    let nextQuote = indexOrEnd(text, '"', 0)
    const next = { delimiter: createFinder(text, delimiter), newline: createFinder(text, newline) }

    while (position < text.length) {
      const lineEnd = text.indexOf(newline, position)
      if (lineEnd < 0 && !end) break
      const stop = lineEnd < 0 ? text.length : lineEnd
      if (nextQuote < position) nextQuote = indexOrEnd(text, '"', position)

      if (nextQuote >= stop) {
        const cells = splitPlain(text, position, stop, delimiter)
        if (cells) rows.push({ line, cells, size: stop - position })
        position = stop + 1
        line++
        continue
      }

      const mustDecide = end || text.length - position > limits.rowLength
      const row = readQuotedRow({ text, from: position, end, mustDecide, delimiter, newline, next })
      if (!row) break
      rows.push({ line, cells: row.cells, problem: row.problem, size: row.next - position })
      line += countIn(text, newline, position, row.next - 1) + 1
      position = row.next
    }

    rest = position < text.length ? text.slice(position) : ''
    if (rest.length > limits.rowLength && !end) throw new TableError('row_too_long', { line, limit: limits.rowLength })
    return rows
  }
}

/** The quick way, for lines without any quote. Undefined when there is nothing in the line. */
function splitPlain(text: string, from: number, stop: number, delimiter: string): string[] | undefined {
  const until = stop > from && text.charCodeAt(stop - 1) === carriageReturn ? stop - 1 : stop
  if (until === from) return undefined
  const cells = text.slice(from, until).split(delimiter)
  const first = cells[0] ?? ''
  if (cells.length === 1) return first.trim() === '' || first === '\x1a' ? undefined : cells // ^Z ends files of DOS
  if (first === '' && cells.every((cell) => cell === '')) return undefined
  return cells
}

interface QuotedRow {
  cells: string[]
  /** Where the next row begins. */
  next: number
  problem?: RowProblem
}

interface RowReading {
  text: string
  from: number
  /** Nothing comes behind this text. */
  end: boolean
  /** No more text will be waited for: an open quote is a broken one. */
  mustDecide: boolean
  delimiter: string
  newline: string
  next: { delimiter: Finder; newline: Finder }
}

/** A row that has a quote somewhere. Undefined when its end is not in the text yet. */
function readQuotedRow(reading: RowReading): QuotedRow | undefined {
  const { text, delimiter, newline } = reading
  const cells: string[] = []
  let problem: RowProblem | undefined
  let at = reading.from

  for (;;) {
    if (text.charCodeAt(at) !== quote) {
      const stop = plainCellEnd(reading, at)
      if (stop === undefined) return undefined
      const isLast = text[stop] !== delimiter
      const until = isLast && stop > at && text.charCodeAt(stop - 1) === carriageReturn ? stop - 1 : stop
      cells.push(text.slice(at, until))
      if (isLast) return { cells, next: stop + 1, problem }
      at = stop + 1
      continue
    }

    const cell = readQuotedCell(reading, at)
    if (cell === 'more') return undefined
    if (cell === 'broken') return giveUpLine({ ...reading, from: at }, cells)
    cells.push(cell.value)
    if (cell.isLiteral) problem = 'broken_quote'
    if (text[cell.stop] !== delimiter) {
      const isPair = newline === '\n' && text.charCodeAt(cell.stop) === carriageReturn
      return { cells, next: cell.stop + (isPair ? 2 : 1), problem }
    }
    at = cell.stop + 1
  }
}

interface QuotedCell {
  value: string
  /** Where its delimiter or line end stands. */
  stop: number
  /** Text followed the closing quote: the cell is taken as it stands, with its quotes. */
  isLiteral?: boolean
}

function readQuotedCell(reading: RowReading, open: number): QuotedCell | 'more' | 'broken' {
  const { text, end, mustDecide, delimiter, newline } = reading
  let value = ''
  let from = open + 1

  for (;;) {
    const close = text.indexOf('"', from)
    if (close < 0) return mustDecide ? 'broken' : 'more'
    if (close + 1 >= text.length && !end) return mustDecide ? 'broken' : 'more'
    if (text.charCodeAt(close + 1) === quote) {
      value += text.slice(from, close + 1)
      from = close + 2
      continue
    }

    value += text.slice(from, close)
    let stop = close + 1
    while (text.charCodeAt(stop) === blank && delimiter !== ' ') stop++
    if (stop >= text.length - 1 && !end) return 'more' // a '\r' may still be followed by its '\n'
    if (stop >= text.length || text[stop] === delimiter || text[stop] === newline) return { value, stop }
    if (text.charCodeAt(stop) === carriageReturn && (text[stop + 1] === '\n' || stop + 1 === text.length)) return { value, stop }
    return strayText(reading, open, stop)
  }
}

/** `"abc" def`: harmless within one line; over several lines the quote has caught a quote of another row. */
function strayText(reading: RowReading, open: number, after: number): QuotedCell | 'more' | 'broken' {
  if (reading.next.newline(open) < after) return 'broken'
  const stop = plainCellEnd(reading, after)
  if (stop === undefined) return 'more'
  const isPair = reading.text[stop] !== reading.delimiter && reading.text.charCodeAt(stop - 1) === carriageReturn
  const until = isPair ? stop - 1 : stop
  return { value: reading.text.slice(open, until), stop: until, isLiteral: true }
}

function plainCellEnd(reading: RowReading, from: number): number | undefined {
  const lineEnd = reading.next.newline(from)
  if (lineEnd === reading.text.length && !reading.end) return undefined
  return Math.min(lineEnd, reading.next.delimiter(from))
}

/** The row ends with the line in which its broken quote opens. */
function giveUpLine(reading: RowReading, before: string[]): QuotedRow | undefined {
  const stop = reading.next.newline(reading.from)
  if (stop === reading.text.length && !reading.end) return undefined
  const until = reading.text.charCodeAt(stop - 1) === carriageReturn ? stop - 1 : stop
  const cells = [...before, ...reading.text.slice(reading.from, until).split(reading.delimiter)]
  return { cells, next: stop + 1, problem: 'broken_quote' }
}

function countIn(text: string, needle: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf(needle, from); at >= 0 && at < to; at = text.indexOf(needle, at + 1)) count++
  return count
}

type Finder = (from: number) => number

/**
 * Where the needle next stands, or the end of the text. It remembers its answer, because the cells of one row ask for
 * the same line end over and over: a line of a million cells would take minutes otherwise.
 */
function createFinder(text: string, needle: string): Finder {
  let asked = 0
  let found = -1
  return (from) => {
    if (from < asked || from > found) {
      asked = from
      found = indexOrEnd(text, needle, from)
    }
    return found
  }
}

function indexOrEnd(text: string, needle: string, from: number): number {
  const at = text.indexOf(needle, from)
  return at < 0 ? text.length : at
}
