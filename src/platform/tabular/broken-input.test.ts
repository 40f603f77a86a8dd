import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import type { TableOptions } from './read-table.ts'
import { TableError } from './table-error.ts'
import { fileOf, readAll, removeFiles, xlsxOf } from './test-files.ts'

afterAll(removeFiles)

/** Rows that fit the header or say that they do not, or an error of ours: nothing else may come out of any bytes. */
async function survives(bytes: Uint8Array, options?: TableOptions): Promise<void> {
  try {
    const { table, rows } = await readAll(fileOf(bytes), options)
    expect(new Set(table.columns).size).toBe(table.columns.length)
    rows.forEach((row, at) => expect(row.index).toBe(at))
    expect(rows.every((row) => row.cells.length === table.columns.length || (row.problem !== undefined && row.cells.length > table.columns.length))).toBe(true)
  } catch (error) {
    if (!(error instanceof TableError)) throw error
  }
}

const xmlBits = fc.constantFrom('<row>', '<row r="9">', '</row>', '<c r="A1"', '<c t="s">', '<c>', '>', '/>', '<v>', '</v>', '</c>', '1', '<is>', '<t>', '</t>', '&', '&#x110000;', '<!--', '<![CDATA[', ']]>', '"', ' r="ZZZZ99"', '</sheetData>', '_xD800_', '<rPh>')
const beginnings = fc.constantFrom('', '\ufeff', 'a,b\n', 'BEGIN:VCARD\n', 'PK\x03\x04', 'sep=', '"')

test('any bytes are rows or an error of ours', async () => {
  await fc.assert(
    fc.asyncProperty(beginnings, fc.uint8Array({ maxLength: 300 }), fc.boolean(), (beginning, bytes, isPacked) => {
      const content = Buffer.concat([Buffer.from(beginning), bytes])
      return survives(isPacked ? gzipSync(content) : content)
    }),
    { numRuns: 150 },
  )
})

test('any text, in any encoding and with any delimiter, is rows or an error of ours', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\t', ' ', '\0', '张', '\ud83d', '=', 'BEGIN:VCARD\n', 'N;ENCODING=QUOTED-PRINTABLE:=', '=E5', ':', '\\'), maxLength: 60 })
  const encoding = fc.option(fc.constantFrom('utf-8', 'gbk', 'utf-16le', 'utf-16be', 'big5', 'shift_jis'), { nil: undefined })
  const delimiter = fc.option(fc.constantFrom(',', ';', 'a', ' ', 'whitespace', '\0'), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('utf8' as const, 'utf16le' as const, 'latin1' as const), fc.record({ encoding, delimiter }), (content, as, options) => survives(Buffer.from(content, as), options)),
    { numRuns: 150 },
  )
})

test('an xlsx with any changed, missing or repeated bytes is rows or an error of ours', async () => {
  const whole = Buffer.from(await writeXlsx({ sheets: [{ name: 'S', rows: [['name', 'n'], ['张伟', 1], ['x', new Date(0)]] }] }))
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), length: fc.nat(20) })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), fc.boolean(), (changes, isCut) => {
      const bytes = Buffer.from(whole)
      for (const { at, byte } of changes) bytes[at] = byte
      const [first] = changes
      return survives(isCut && first ? Buffer.concat([bytes.subarray(0, first.at), bytes.subarray(first.at + first.length)]) : bytes)
    }),
    { numRuns: 150 },
  )
})

test('a sheet and shared texts of any XML are rows or an error of ours', async () => {
  const xml = fc.array(xmlBits, { maxLength: 40 }).map((bits) => bits.join(''))
  await fc.assert(
    fc.asyncProperty(xml, xml, xml, (rows, sharedStrings, styles) => survives(xlsxOf({ rows, sharedStrings, styles: `<styleSheet><cellXfs>${styles}` }))),
    { numRuns: 150 },
  )
})

test('no XML takes longer than its length allows', async () => {
  const begin = performance.now()
  for (const bit of ['<', '<row', '<row>', '<c', '<c r="A1">', '<v>', '<c><v>1', '<c><is><t>', '<rPh>', '<!--', '&#', '"', '<row r="1" ', "<row r='1'><c ", '</row>', '<c><is><r><t>a</t>']) {
    const rows = `<row>${bit.repeat(60_000)}`
    await survives(xlsxOf({ rows, sharedStrings: `<si>${bit.repeat(60_000)}`, styles: `<cellXfs>${bit.repeat(60_000)}`, workbookPr: bit.repeat(60_000) }))
    await survives(xlsxOf({ rows: `${rows}</c></row>`, sharedStrings: `<si>${bit.repeat(60_000)}</si>` }))
  }
  expect(performance.now() - begin).toBeLessThan(15_000)
})
