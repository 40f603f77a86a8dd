/** One sheet of an xlsx, with the sheets in which it goes on when it is full. */
import { createPieceDecoder } from './encoding.ts'
import type { TableLimits } from './limits.ts'
import type { RawRow } from './row.ts'
import type { RowSource } from './row-source.ts'
import type { SheetContext } from './xlsx-sheet.ts'
import { createSheetSplitter } from './xlsx-sheet.ts'
import { noSharedStrings, readSharedStrings } from './xlsx-shared-strings.ts'
import type { Sheet } from './xlsx-workbook.ts'
import { chooseSheet, readWorkbook } from './xlsx-workbook.ts'
import type { ZipContainer } from './zip-container.ts'
import { openZip } from './zip-container.ts'

/** @throws TableError `not_a_table`, `broken_file`, `zip_bomb`, `encrypted`, `no_such_sheet` */
export async function openXlsxSource(options: { path: string; sheet?: string | number; limits: TableLimits }): Promise<RowSource> {
  const { path, limits } = options
  const zip = await openZip({ path, limits })
  const workbook = await readWorkbook(zip)
  const sheet = chooseSheet(workbook.sheets, options.sheet)
  const stringsPath = workbook.sharedStringsPath
  const sharedStrings = stringsPath === undefined ? noSharedStrings : await readSharedStrings(zip.pieces(stringsPath), limits)
  const context: SheetContext = { sharedStrings, dateStyles: workbook.dateStyles, is1904: workbook.is1904, limits }
  const parts = withContinuations(sheet, workbook.sheets)
  const bytesRead = new Map<Sheet, number>()

  return {
    about: { format: 'xlsx', sheets: workbook.sheets.map((one) => one.name), sheet: sheet.name },
    hasHeader: true,
    bytesTotal: parts.reduce((sum, part) => sum + zip.packedBytes(part.path), 0),
    bytesRead: () => [...bytesRead.values()].reduce((sum, bytes) => sum + bytes, 0),
    async *rows() {
      bytesRead.clear()
      let header: string[] | undefined
      for (const part of parts) {
        let last = 0
        let isBeginning = part !== sheet
        for await (const rows of sheetRows({ zip, part, context, onRead: (bytes) => bytesRead.set(part, bytes) })) {
          const first = rows[0]
          if (!first) continue
          if (isBeginning && !isSame(first.cells, header)) return
          header ??= [...first.cells]
          last = rows.at(-1)?.line ?? last
          yield isBeginning ? rows.slice(1) : rows
          isBeginning = false
        }
        if (last < limits.sheetRows) return
      }
    },
  }
}

/** Exports longer than a sheet are written to "Name", "Name_2", "Name_3" ..., each with the header. */
function withContinuations(sheet: Sheet, sheets: Sheet[]): Sheet[] {
  const parts = [sheet]
  for (let next: Sheet | undefined = sheet; next; ) {
    const name = `_${parts.length + 1}`
    next = sheets.find((one) => one.name === sheet.name.slice(0, 31 - name.length) + name)
    if (next) parts.push(next)
  }
  return parts
}

async function* sheetRows(options: {
  zip: ZipContainer
  part: Sheet
  context: SheetContext
  onRead: (packedBytes: number) => void
}): AsyncGenerator<RawRow[]> {
  const decoder = createPieceDecoder('utf-8')
  const splitter = createSheetSplitter(options.context)
  const pieces = options.zip.pieces(options.part.path, options.onRead)
  for await (const piece of pieces) yield splitter.push(decoder.decode(piece, false).text, false)
  yield splitter.push(decoder.decode(Buffer.alloc(0), true).text, true)
}

function isSame(cells: string[], header: string[] | undefined): boolean {
  return cells.length === header?.length && cells.every((cell, at) => cell === header[at])
}
