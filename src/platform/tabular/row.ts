/** The shapes that all readers share. */

/**
 * What is wrong with a row; the row is handed out all the same, so that it can be reported with its number.
 * - `too_many_cells`, `too_few_cells`: against the header (missing cells are filled with '')
 * - `broken_quote`: a quote is never closed or is followed by other text; the cells are then a guess
 * - `broken_text`: bytes that do not belong to the file's encoding; they are shown as U+FFFD
 */
export type RowProblem = 'too_many_cells' | 'too_few_cells' | 'broken_quote' | 'broken_text'

/** As a splitter or sheet reader finds it: not yet compared with the header. */
export interface RawRow {
  /** Physical line (text) or row number of the sheet, from 1, where the row begins. */
  line: number
  cells: string[]
  problem?: RowProblem
  /** Cells that are missing at the end are empty ones (xlsx, vCard). */
  mayBeShort?: boolean
  /** Characters of the row in the file, roughly: batches are cut by it. */
  size: number
}

export interface TableRow {
  line: number
  /** 0-based number of the data row; blank lines and the header do not count. */
  index: number
  cells: string[]
  problem?: RowProblem
}

/** Cuts decoded text into rows. `push` may be called with any pieces; the last call has `end` true. */
export interface RowSplitter {
  push(text: string, end: boolean): RawRow[]
}
