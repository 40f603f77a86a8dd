/** What each format gives to read-table.ts. */
import type { RawRow } from './row.ts'

export interface RowSource {
  about: {
    format: 'csv' | 'xlsx' | 'vcard'
    encoding?: string
    delimiter?: string
    sheets?: string[]
    sheet?: string
  }
  /** Where the format and not the file says what the columns are. */
  columns?: string[]
  hasHeader: boolean
  bytesTotal: number
  bytesRead(): number
  /** All rows from the beginning, the header among them, some thousands at a time. */
  rows(): AsyncGenerator<RawRow[]>
}
