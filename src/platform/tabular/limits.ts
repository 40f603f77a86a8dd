/** What a file may cost us, whatever it claims about itself. Sizes in bytes unless said otherwise. */
export interface TableLimits {
  /** Everything that is unpacked from one file (gzip, xlsx). */
  unpackedBytes: number
  /** Unpacked : packed, of one stream; judged only beyond `ratioFromBytes`, because small repetitive sheets pack well. */
  ratio: number
  ratioFromBytes: number
  zipEntries: number
  sharedStringsBytes: number
  /** Parts of an xlsx that are read whole: workbook, styles, relations. */
  smallPartBytes: number
  /** In characters. A quote that is never closed costs at most this much memory. */
  rowLength: number
  columns: number
  /** A sheet with so many rows is full (2^20 in Excel) and goes on in the next one. */
  sheetRows: number
}

export const defaultLimits: TableLimits = {
  unpackedBytes: 1024 ** 3,
  ratio: 200,
  ratioFromBytes: 50 * 1024 ** 2,
  zipEntries: 10_000,
  sharedStringsBytes: 256 * 1024 ** 2,
  smallPartBytes: 32 * 1024 ** 2,
  rowLength: 4 * 1024 ** 2,
  columns: 2_000,
  sheetRows: 1_048_576,
}
