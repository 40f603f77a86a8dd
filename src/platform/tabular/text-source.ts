/** CSV and columns set with blanks. */
import type { ByteSource } from './byte-source.ts'
import type { TextLayout } from './delimiter.ts'
import { blanks } from './delimiter.ts'
import { createPieceDecoder } from './encoding.ts'
import type { TableLimits } from './limits.ts'
import type { RawRow, RowSplitter } from './row.ts'
import type { RowSource } from './row-source.ts'
import { createBlankSplitter } from './split-blanks.ts'
import { createCsvSplitter } from './split-csv.ts'

export function openTextSource(options: {
  bytes: ByteSource
  encoding: string
  layout: TextLayout
  /** Overrules the layout. */
  delimiter?: string
  limits: TableLimits
}): RowSource {
  const { bytes, encoding, layout, limits } = options
  const delimiter = options.delimiter ?? layout.delimiter

  return {
    about: { format: 'csv', encoding, delimiter },
    hasHeader: options.delimiter === undefined || options.delimiter === layout.delimiter ? layout.hasHeader : true,
    bytesTotal: bytes.bytesTotal,
    bytesRead: bytes.bytesRead,
    async *rows() {
      const decoder = createPieceDecoder(encoding)
      const { newline } = layout
      const splitter: RowSplitter =
        delimiter === blanks ? createBlankSplitter(newline, limits) : createCsvSplitter({ delimiter, newline }, limits)
      let isDamaged = false
      let isFirst = layout.hasSeparatorLine

      for await (const piece of bytes.pieces()) yield finish(splitter, decoder.decode(piece, false), false)
      yield finish(splitter, decoder.decode(Buffer.alloc(0), true), true)

      function finish(splitter: RowSplitter, decoded: { text: string; damaged: boolean }, end: boolean): RawRow[] {
        const rows = splitter.push(decoded.text, end)
        isDamaged ||= decoded.damaged
        if (isDamaged) markDamage(rows)
        if (rows.length > 0) isDamaged = decoded.damaged // the last line may go on in the next piece
        if (!isFirst || rows.length === 0) return rows
        isFirst = false
        return rows.slice(1)
      }
    },
  }
}

function markDamage(rows: RawRow[]): void {
  for (const row of rows) {
    if (row.cells.some((cell) => cell.includes('\ufffd'))) row.problem ??= 'broken_text'
  }
}
