/** Writes CSV (UTF-8, comma, CRLF) that spreadsheets open as meant and openTable reads back exactly. */
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import type { CellValue } from './cell-value.ts'
import { cellText } from './cell-value.ts'
import { guardFormula } from './formula-guard.ts'
import { writeTo } from './write-to.ts'

export interface TableWriter {
  /** Resolves when there is room for more: wait for it before the next. @throws TableError `lone_surrogate`; the errors of the stream */
  write(rows: CellValue[][]): Promise<void>
  /** Resolves when everything is written and the stream has ended. */
  end(): Promise<void>
}

/**
 * Texts that look like formulas get a quote before them (see formula-guard.ts): read with `unguard` to have them back.
 * @param options.columns the header; unique names without blanks around them come back the same
 * @param options.bom the mark by which Excel knows UTF-8; true unless said otherwise
 */
export function csvWriter(out: Writable, options: { columns: string[]; bom?: boolean }): TableWriter {
  const mark = options.bom === false ? '' : '\ufeff'
  let head: string | undefined = mark + csvRow(options.columns)

  return {
    async write(rows) {
      const text = rows.map(csvRow).join('')
      const before = head ?? ''
      head = undefined
      await writeTo(out, before + text)
    },
    async end() {
      if (head !== undefined) await writeTo(out, head)
      head = undefined
      out.end()
      await finished(out, { readable: false })
    },
  }
}

/**
 * Quoted is whatever any reader might take for something else: each delimiter in use, quotes, line ends, controls,
 * blanks at the ends or in a row, and a first line that announces a separator.
 */
const mustQuote = /[",;|\0-\x1f]|^\s|\s$|\s\s|^sep=/

function csvRow(values: CellValue[]): string {
  const cells = values.map((value): string => {
    const text = cellText(value)
    const safe = typeof value === 'string' ? guardFormula(text) : text
    return mustQuote.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  // a line with nothing but delimiters is no row, for spreadsheets and for us: the quotes say that it is one
  if (!cells.some((cell) => cell !== '')) cells[0] = '""'
  return `${cells.join(',')}\r\n`
}
