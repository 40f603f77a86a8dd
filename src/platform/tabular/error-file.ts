/**
 * The rows that an import refused, as they stood in the file, with what is wrong at the end of each: to be mended and
 * imported again. The added columns are passed over then, and a second error file does not repeat them.
 */
import type { Writable } from 'node:stream'
import { csvWriter } from './write-csv.ts'

/** Names no one gives to columns of one's own. Stable: they stand in files that people keep. */
export const errorColumns = { row: 'error_row', column: 'error_column', value: 'error_value', reason: 'error_reason' } as const

const reserved: readonly string[] = Object.values(errorColumns)

export function isErrorColumn(name: string): boolean {
  return reserved.includes(name.trim().toLowerCase())
}

export interface RowErrors {
  /** Line of the file, or row of the sheet. */
  line: number
  cells: string[]
  /** All that is wrong with the row; `column` and `value` are empty when it is the row as a whole. */
  errors: { column?: string; value?: string; reason: string }[]
}

export interface ErrorFileWriter {
  write(rows: RowErrors[]): Promise<void>
  end(): Promise<void>
}

/**
 * CSV with a mark for Excel, one line a row; several errors of one row stand in one cell, one below the other.
 * Read it back with `unguard`.
 */
export function errorFileWriter(out: Writable, options: { columns: string[] }): ErrorFileWriter {
  const kept = options.columns.map((name, at) => ({ name, at })).filter(({ name }) => !isErrorColumn(name))
  const writer = csvWriter(out, { columns: [...kept.map(({ name }) => name), ...reserved] })

  return {
    write: (rows) => writer.write(rows.map(errorRow)),
    end: () => writer.end(),
  }

  function errorRow({ line, cells, errors }: RowErrors): (string | number)[] {
    const below = (texts: (string | undefined)[]) => texts.map((text) => text ?? '').join('\n').trim()
    return [
      ...kept.map(({ at }) => (cells[at] ?? '').toWellFormed()),
      line,
      below(errors.map((error) => error.column)),
      below(errors.map((error) => error.value?.toWellFormed())),
      below(errors.map((error) => error.reason)),
    ]
  }
}
