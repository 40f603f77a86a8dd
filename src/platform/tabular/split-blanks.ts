/** Text in columns: one or more blanks are the separator, blanks around the line mean nothing. No quoting. */
import type { RawRow, RowSplitter } from './row.ts'
import { TableError } from './table-error.ts'

/** @throws TableError `row_too_long` (from `push`) */
export function createBlankSplitter(newline: '\n' | '\r', limits: { rowLength: number }): RowSplitter {
  let rest = ''
  let line = 0

  return {
    push(piece, end) {
      const text = rest + piece
      const rows: RawRow[] = []
      let position = 0
      while (position < text.length) {
        const lineEnd = text.indexOf(newline, position)
        if (lineEnd < 0 && !end) break
        const stop = lineEnd < 0 ? text.length : lineEnd
        line++
        const content = text.slice(position, stop).trim()
        if (content !== '' && content !== '\x1a') rows.push({ line, cells: content.split(/\s+/), size: stop - position })
        position = stop + 1
      }
      rest = position < text.length ? text.slice(position) : ''
      if (rest.length > limits.rowLength && !end) throw new TableError('row_too_long', { line, limit: limits.rowLength })
      return rows
    },
  }
}
