/** Cuts the XML of a worksheet into rows of texts. */
import type { RawRow } from './row.ts'
import { TableError } from './table-error.ts'
import { prefixOf } from './xlsx-shared-strings.ts'
import type { SharedStrings } from './xlsx-shared-strings.ts'
import { numberText } from './number-text.ts'
import type { DateStyle } from './xlsx-value.ts'
import { dateText } from './xlsx-value.ts'
import { isTag, richText, spreadsheetText, xmlText } from './xml-tags.ts'

export interface SheetContext {
  sharedStrings: SharedStrings
  dateStyles: (DateStyle | undefined)[]
  is1904: boolean
  limits: { rowLength: number; columns: number }
}

/**
 * Rows are handed out when they are complete. Rows without any value are left out, though a text that is empty is a
 * value: only cells that are merely coloured are none.
 * @throws TableError (from `push`) `row_too_long`, `broken_file` when the sheet ends within a row
 */
export function createSheetSplitter(context: SheetContext): { push(text: string, end: boolean): RawRow[] } {
  let rest = ''
  let prefix: string | undefined
  let isInData = false
  let isOver = false
  let line = 0

  return { push }

  function push(piece: string, end: boolean): RawRow[] {
    if (isOver) return []
    const xml = rest + piece
    prefix ??= prefixOf(xml, 'worksheet')
    if (prefix === undefined) {
      if (end || xml.length > 65_536) throw new TableError('broken_file', { missing: 'worksheet' })
      rest = xml
      return []
    }
    const rows: RawRow[] = []
    rest = xml.slice(takeRows(xml, prefix, rows))
    if (end && isInData && !isOver) throw new TableError('broken_file', { line: line + 1 })
    if (rest.length > context.limits.rowLength) throw new TableError('row_too_long', { line: line + 1, limit: context.limits.rowLength })
    return rows
  }

  /** Returns where the first tag that is not complete begins. */
  function takeRows(xml: string, prefix: string, rows: RawRow[]): number {
    let at = 0
    for (;;) {
      const open = xml.indexOf('<', at)
      if (open < 0) return xml.length
      const tagEnd = xml.indexOf('>', open)
      if (tagEnd < 0) return open
      at = tagEnd + 1
      const isEmpty = xml[tagEnd - 1] === '/'

      if (!isInData) {
        isInData = isTag(xml, open, `${prefix}sheetData`)
        isOver = isInData && isEmpty
      } else if (isTag(xml, open, `/${prefix}sheetData`)) {
        isOver = true
      } else if (isTag(xml, open, `${prefix}row`)) {
        const rowEnd = isEmpty ? tagEnd : xml.indexOf(`</${prefix}row>`, at)
        if (rowEnd < 0) return open
        line = rowNumber(xml.slice(open, tagEnd)) ?? line + 1
        const row = isEmpty ? undefined : readRow({ xml: xml.slice(at, rowEnd), prefix, line, context })
        if (row) rows.push(row)
        at = isEmpty ? at : rowEnd + prefix.length + 6
      }
      if (isOver) return xml.length
    }
  }
}

function rowNumber(tag: string): number | undefined {
  const found = / r="(\d{1,7})"/.exec(tag)
  return found ? Number(found[1]) : undefined
}

function readRow(options: { xml: string; prefix: string; line: number; context: SheetContext }): RawRow | undefined {
  const { xml, prefix, line, context } = options
  const cellTag = `${prefix}c`
  const cellEnd = `</${prefix}c>`
  const cells: string[] = []
  let hasValue = false
  let isTooWide = false
  let column = 0
  let at = 0

  for (;;) {
    const open = xml.indexOf('<', at)
    const tagEnd = open < 0 ? -1 : xml.indexOf('>', open)
    if (tagEnd < 0) break
    at = tagEnd + 1
    if (!isTag(xml, open, cellTag)) continue

    const attributes = plainAttributes(xml.slice(open + cellTag.length + 1, tagEnd))
    column = columnOf(attributes) ?? column
    if (xml[tagEnd - 1] !== '/') {
      const end = xml.indexOf(cellEnd, at)
      const value = cellText(attributes, xml.slice(at, end < 0 ? xml.length : end), prefix, context)
      at = end < 0 ? xml.length : end + cellEnd.length
      if (value !== undefined) {
        hasValue = true
        if (column >= context.limits.columns) isTooWide = true
        else setCell(cells, column, value)
      }
    }
    column++
  }
  if (!hasValue) return undefined
  return { line, cells, size: xml.length, mayBeShort: true, ...(isTooWide ? { problem: 'too_many_cells' as const } : {}) }
}

function setCell(cells: string[], column: number, value: string): void {
  while (cells.length < column) cells.push('')
  cells[column] = value
}

/** As every program writes them: one blank, double quotes. Others are brought into that form. */
function plainAttributes(raw: string): string {
  return raw.includes(' r="') ? raw : raw.replace(/\s+/g, ' ').replaceAll("'", '"')
}

/** `r="BC12"` -> 54 */
function columnOf(attributes: string): number | undefined {
  const at = attributes.indexOf(' r="')
  if (at < 0) return undefined
  let column = 0
  for (let place = at + 4; place < at + 8; place++) {
    const letter = attributes.charCodeAt(place) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column === 0 ? undefined : column - 1
}

/** Undefined when the cell has no value. Of a formula the result that was saved with it counts. */
function cellText(attributes: string, content: string, prefix: string, context: SheetContext): string | undefined {
  const type = shortAttribute(attributes, 't')
  if (type === 'inlineStr') return content === '' ? undefined : richText(content, prefix)
  const raw = valueOf(content, prefix)
  if (raw === undefined) return undefined

  switch (type) {
    case 's':
      return /^\d{1,10}$/.test(raw) ? context.sharedStrings.at(Number(raw)) : ''
    case 'str':
      return spreadsheetText(raw)
    case 'b':
      return raw === '1' || raw === 'true' ? 'true' : 'false'
    case 'd':
    case 'e':
      return xmlText(raw)
    default:
      return numberOrDate(xmlText(raw), attributes, context)
  }
}

function numberOrDate(raw: string, attributes: string, context: SheetContext): string | undefined {
  if (raw === '') return undefined
  const style = context.dateStyles[Number(shortAttribute(attributes, 's') ?? -1)]
  return style ? dateText(raw, style, context.is1904) : numberText(raw)
}

function valueOf(content: string, prefix: string): string | undefined {
  const tag = `<${prefix}v`
  let at = content.indexOf(tag)
  while (at >= 0 && !isTag(content, at, `${prefix}v`)) at = content.indexOf(tag, at + 1)
  const open = at < 0 ? -1 : content.indexOf('>', at)
  if (open < 0 || content[open - 1] === '/') return undefined
  const close = content.indexOf(`</${prefix}v>`, open)
  return content.slice(open + 1, close < 0 ? content.length : close)
}

function shortAttribute(attributes: string, name: string): string | undefined {
  const at = attributes.indexOf(` ${name}="`)
  if (at < 0) return undefined
  const from = at + name.length + 3
  return attributes.slice(from, attributes.indexOf('"', from))
}
