/** A file of address cards, one card a row. */
import type { ByteSource } from './byte-source.ts'
import { createPieceDecoder } from './encoding.ts'
import type { TableLimits } from './limits.ts'
import type { RawRow, RowSplitter } from './row.ts'
import type { RowSource } from './row-source.ts'
import { TableError } from './table-error.ts'
import { cardCells, vcardColumns, vcardProperties } from './vcard-columns.ts'
import type { Property } from './vcard-property.ts'
import { parseProperty } from './vcard-property.ts'

export function openVcardSource(options: { bytes: ByteSource; encoding: string; limits: TableLimits }): RowSource {
  const { bytes, encoding, limits } = options
  const isWide = encoding.startsWith('utf-16')

  return {
    about: { format: 'vcard', encoding },
    columns: vcardColumns,
    hasHeader: false,
    bytesTotal: bytes.bytesTotal,
    bytesRead: bytes.bytesRead,
    async *rows() {
      const wide = createPieceDecoder(encoding)
      const asBytes = (piece: Buffer, end: boolean) => (isWide ? Buffer.from(wide.decode(piece, end).text) : piece).toString('latin1')
      const splitter = createCardSplitter(isWide ? 'utf-8' : encoding, limits)
      for await (const piece of bytes.pieces()) yield splitter.push(asBytes(piece, false), false)
      yield splitter.push(asBytes(Buffer.alloc(0), true), true)
    },
  }
}

/** A property whose lines are still coming. */
interface OpenProperty extends Property {
  /** Of no interest: only the latest line is kept, to see where it ends. */
  isSkipped: boolean
}

interface OpenCard {
  line: number
  size: number
  properties: Property[]
}

/** @param charset of properties that name none. The texts pushed are bytes in the form of Latin 1. */
export function createCardSplitter(charset: string, limits: { rowLength: number }): RowSplitter {
  let rest = ''
  let line = 0
  let card: OpenCard | undefined
  let property: OpenProperty | undefined
  /** Cards within a card (AGENT of 2.1 and 3.0): read past. */
  let inner = 0
  let isAgent = false
  let rows: RawRow[] = []

  return { push }

  function push(piece: string, end: boolean): RawRow[] {
    rows = []
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = end ? '' : (lines.pop() ?? '')
    if (rest.length > limits.rowLength) throw new TableError('row_too_long', { line: line + 1, limit: limits.rowLength })
    for (const text of lines) takeLine(text)
    if (end) {
      closeProperty()
      closeCard()
    }
    return rows
  }

  function takeLine(text: string): void {
    line++
    if (property && continueProperty(property, text)) return
    closeProperty()
    if (text.trim() === '') return
    const parsed = parseProperty(text)
    if (parsed) property = { ...parsed, isSkipped: inner > 0 || !vcardProperties.has(parsed.name) }
    if (parsed?.name === 'BEGIN') beginCard()
    if (parsed?.name === 'END') endCard()
    if (parsed?.name === 'AGENT') isAgent = parsed.raw.trim() === ''
  }

  /** Whether the line belongs to the property before it. */
  function continueProperty(open: OpenProperty, text: string): boolean {
    if (open.isQuotedPrintable && open.raw.endsWith('=') && !/^(BEGIN|END):VCARD/i.test(text)) append(open, open.raw.slice(0, -1), text)
    else if (/^[ \t]/.test(text)) append(open, open.raw, text.slice(1))
    else if (open.isBase64 && text !== '' && !text.includes(':')) append(open, open.raw, text)
    else return false
    return true
  }

  function append(open: OpenProperty, before: string, text: string): void {
    open.raw = open.isSkipped ? text : before + text
    if (!open.isSkipped) grow(text.length)
  }

  function grow(by: number): void {
    if (!card) return
    card.size += by
    if (card.size > limits.rowLength) throw new TableError('row_too_long', { line: card.line, limit: limits.rowLength })
  }

  function beginCard(): void {
    property = undefined
    if (card && (isAgent || inner > 0)) {
      inner++
      isAgent = false
      return
    }
    closeCard() // the card before was never ended
    card = { line, size: 0, properties: [] }
  }

  function endCard(): void {
    property = undefined
    if (inner > 0) inner--
    else closeCard()
  }

  function closeProperty(): void {
    if (property && !property.isSkipped && card) {
      grow(property.raw.length)
      card.properties.push(property)
    }
    property = undefined
  }

  function closeCard(): void {
    if (card && card.properties.length > 0) {
      rows.push({ line: card.line, size: card.size, mayBeShort: true, cells: cardCells(card.properties, charset) })
    }
    card = undefined
    inner = 0
  }
}
