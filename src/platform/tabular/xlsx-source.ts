/** One sheet of an xlsx. */
import { createPieceDecoder } from './encoding.ts'
import type { TableLimits } from './limits.ts'
import type { RowSource } from './row-source.ts'
import { createSheetSplitter } from './xlsx-sheet.ts'
import { noSharedStrings, readSharedStrings } from './xlsx-shared-strings.ts'
import { chooseSheet, readWorkbook } from './xlsx-workbook.ts'
import { openZip } from './zip-container.ts'

/** @throws TableError `not_a_table`, `broken_file`, `zip_bomb`, `encrypted`, `no_such_sheet` */
export async function openXlsxSource(options: { path: string; sheet?: string | number; limits: TableLimits }): Promise<RowSource> {
  const { path, limits } = options
  const zip = await openZip({ path, limits })
  const workbook = await readWorkbook(zip)
  const sheet = chooseSheet(workbook.sheets, options.sheet)
  const stringsPath = workbook.sharedStringsPath
  const sharedStrings = stringsPath === undefined ? noSharedStrings : await readSharedStrings(zip.pieces(stringsPath), limits)
  let bytesRead = 0

  return {
    about: { format: 'xlsx', sheets: workbook.sheets.map((one) => one.name), sheet: sheet.name },
    hasHeader: true,
    bytesTotal: zip.packedBytes(sheet.path),
    bytesRead: () => bytesRead,
    async *rows() {
      const decoder = createPieceDecoder('utf-8')
      const splitter = createSheetSplitter({ sharedStrings, dateStyles: workbook.dateStyles, is1904: workbook.is1904, limits })
      const pieces = zip.pieces(sheet.path, (packed) => (bytesRead = packed))
      for await (const piece of pieces) yield splitter.push(decoder.decode(piece, false).text, false)
      yield splitter.push(decoder.decode(Buffer.alloc(0), true).text, true)
    },
  }
}
