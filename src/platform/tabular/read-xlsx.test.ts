import { writeXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, test } from 'vitest'
import { openTable } from './read-table.ts'
import { fileOf, readAll, removeFiles, xlsxOf, zipOf } from './test-files.ts'
import { numberText } from './number-text.ts'

afterAll(removeFiles)

const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.00&quot;d&quot;"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`

/** The texts of a column of cells, given as XML without their places. */
async function column(cells: string[], options: { sharedStrings?: string; workbookPr?: string } = {}): Promise<(string | undefined)[]> {
  const rows = ['<c t="inlineStr"><is><t>head</t></is></c>', ...cells].map((cell, at) => `<row r="${at + 1}">${cell}</row>`)
  const read = await readAll(fileOf(xlsxOf({ rows: rows.join('\n'), styles, ...options })))
  return read.cells.map(([cell]) => cell)
}

describe('a cell', () => {
  test('that is a date reads as ISO text', async () => {
    const cells = ['<c s="1"><v>45413</v></c>', '<c s="2"><v>45413.5208333333</v></c>', '<c s="3"><v>59</v></c>', '<c s="2"><v>0.25</v></c>', '<c s="4"><v>1.5</v></c>', '<c s="5"><v>45413</v></c>', '<c t="d"><v>2024-05-01</v></c>']
    expect(await column(cells)).toEqual(['2024-05-01', '2024-05-01T12:30:00', '1900-02-28', '06:00:00', '36:00:00', '45413', '2024-05-01'])
    expect(await column(cells.slice(0, 1), { workbookPr: '<workbookPr date1904="1"/>' })).toEqual(['2028-05-02'])
  })

  test('that is a number reads without the remains of binary arithmetic and without loss', async () => {
    const numbers = ['29.329999999999998', '0.30000000000000004', '1.0E-2', '110101199003072316', '6.2220212345678899E+18', '-0', '007', '1E+21', '1.5E-7', '3.1415926535897931', '12.50']
    expect(await column(numbers.map((number) => `<c><v>${number}</v></c>`))).toEqual([
      '29.33', '0.3', '0.01', '110101199003072316', '6222021234567890000', '0', '7', '1000000000000000000000', '0.00000015', '3.141592653589793', '12.5',
    ]) // prettier-ignore
    expect(numberText('1.1000000000000001')).toBe('1.1')
  })

  test('may be true, a mistake, a formula or blank', async () => {
    expect(await column(['<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>', '<c t="e"><v>#N/A</v></c>', '<c><f>A1&lt;2</f><v>4</v></c>', '<c t="str"><f>"a"</f><v>a &amp; b</v></c>', '<c t="n"/><c><v>x</v></c>'])).toEqual([
      'true', 'false', '#N/A', '4', 'a & b', '',
    ]) // prettier-ignore
  })

  test('with text reads it whole: rich text, escapes, without the pronunciation', async () => {
    const sharedStrings = '<si><t xml:space="preserve"> a_x000D_b </t></si><si><r><rPr><b/></rPr><t>bo</t></r><r><t>ld &#24352;&lt;</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si/><si><t>_x005F_x000D_</t></si><si><t/></si>'
    const cells = [0, 1, 2, 3, 4, 99].map((number) => `<c t="s"><v>${number}</v></c>`)
    expect(await column([...cells, '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>', '<c t="inlineStr"><is><t><![CDATA[<b>&amp;]]></t></is></c>'], { sharedStrings })).toEqual([
      ' a\rb ', 'bold 张<', '', '_x000D_', '', '', 'inline', '<b>&amp;',
    ]) // prettier-ignore
  })
})

describe('a sheet', () => {
  test('leaves gaps, which read as blanks, and rows without values, which are no rows', async () => {
    const rows = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="C2"><v>3</v></c></row><row r="3"/><row r="4"><c r="A4" s="1"/></row><row r="7"><c r="C7"><v>9</v></c></row>'
    expect((await readAll(fileOf(xlsxOf({ rows })))).rows).toEqual([{ line: 7, index: 0, cells: ['', '', '9'] }])
  })

  test('may have prefixes, single quotes and no cell places', async () => {
    const rows = "<x:row><x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c><x:c\n t='str'><x:v>b</x:v></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c><x:c t='b'><x:v>1</x:v></x:c></x:row>"
    const data = `<x:worksheet><x:cols/><x:sheetData>${rows}</x:sheetData></x:worksheet>`
    const { table, cells } = await readAll(fileOf(xlsxOf({ rows: '', sheet: { data } })))
    expect([table.columns, cells]).toEqual([['a', 'b'], [['1', 'true']]])
  })

  test('with more values than its header has columns for them, or says so', async () => {
    const value = (place: string) => `<c r="${place}"><v>1</v></c>`
    const rows = `<row r="1">${value('A1')}</row><row r="2">${value('A2')}${value('B2')}</row>${Array.from({ length: 30 }, (_, at) => `<row r="${at + 3}">${value(`A${at + 3}`)}${at === 29 ? value('D32') + value('XFD32') : ''}</row>`).join('')}`
    const { table, rows: read } = await readAll(fileOf(xlsxOf({ rows })))
    expect(table.columns).toEqual(['1', 'Column 2'])
    expect(read.filter((row) => row.problem).map((row) => [row.line, row.problem, row.cells])).toEqual([[32, 'too_many_cells', ['1', '', '', '1']]])
  })

  test('is chosen by name or number, otherwise the first that is not hidden', async () => {
    const sheet = (name: string, hidden = false) => ({ name, hidden, rows: [['head'], [name]] })
    const path = fileOf(await writeXlsx({ sheets: [sheet('secret', true), sheet('通讯录'), sheet('b')] }))
    expect((await readAll(path)).cells).toEqual([['通讯录']])
    expect((await readAll(path, { sheet: 'b' })).cells).toEqual([['b']])
    expect(await readAll(path, { sheet: 0 })).toMatchObject({ cells: [['secret']], table: { sheet: 'secret', sheets: ['secret', '通讯录', 'b'] } })
    await expect(openTable(path, { sheet: 'c' })).rejects.toMatchObject({ code: 'no_such_sheet' })
  })

  test('written by another program reads the same', async () => {
    const rows = [['name', 'born', 'n', 'ok'], ['张伟 <&> "x"', new Date('1990-03-07T00:00:00Z'), 0.1 + 0.2, true], ['multi\nline\ttab', new Date('2024-05-01T12:30:00Z'), -12.5, false]]
    for (const stringMode of ['shared', 'inline'] as const) {
      const { cells } = await readAll(fileOf(await writeXlsx({ sheets: [{ name: 'S', rows }], stringMode })))
      expect(cells).toEqual([['张伟 <&> "x"', '1990-03-07', '0.3', 'true'], ['multi\nline\ttab', '2024-05-01T12:30:00', '-12.5', 'false']])
    }
  })

  test('begins at the row that is asked for', async () => {
    const table = await openTable(fileOf(await writeXlsx({ sheets: [{ name: 'S', rows: Array.from({ length: 3001 }, (_, at) => [`text ${at}`]) }] })))
    for await (const row of table.rows(2999)) expect(row).toEqual({ line: 3001, index: 2999, cells: ['text 3000'] })
  })
})

describe('an xlsx that is no good', () => {
  const row = '<row r="1"><c r="A1"><v>1</v></c></row>'
  test.each([
    ['swells beyond measure', xlsxOf({ rows: row.repeat(200_000) }), 'zip_bomb'],
    ['claims too much', xlsxOf({ rows: row, sheet: { claims: 2 ** 31 } }), 'zip_bomb'],
    ['holds more than it claims', xlsxOf({ rows: row.repeat(100), sheet: { claims: 50 } }), 'zip_bomb'],
    ['holds less than it claims', xlsxOf({ rows: row, sheet: { claims: 5000 } }), 'broken_file'],
    ['has no sheet', xlsxOf({ rows: row, sheet: { name: 'xl/other.xml' } }), 'not_a_table'],
    ['has no rows', xlsxOf({ rows: '' }), 'empty_file'],
    ['ends within a row', xlsxOf({ rows: '', sheet: { data: `<worksheet><sheetData>${row}<row>` } }), 'broken_file'],
    ['ends within the data', xlsxOf({ rows: '', sheet: { data: `<worksheet><sheetData>${row}` } }), 'broken_file'],
    ['is no worksheet', xlsxOf({ rows: '', sheet: { data: '<html/>' } }), 'broken_file'],
    ['is damaged', corrupted(xlsxOf({ rows: row.repeat(50) })), 'broken_file'],
    ['has too many parts', zipOf(Array.from({ length: 600 }, (_, at) => ({ name: `${at}`, data: '' }))), 'zip_bomb'],
    ['has endless shared texts', xlsxOf({ rows: row, sharedStrings: `<si><t>${'x'.repeat(3_000_000)}` }), 'broken_file'],
    ['has too many shared texts', xlsxOf({ rows: row, sharedStrings: '<si><t>x</t></si>'.repeat(300_000) }), 'zip_bomb'],
  ])('because it %s is refused', async (_name, bytes, code) => {
    const limits = { ratioFromBytes: 6_000_000, ratio: 100, zipEntries: 500, rowLength: 2_000_000, sharedStringsBytes: 4_000_000 }
    await expect(readAll(fileOf(bytes), { limits })).rejects.toMatchObject({ name: 'TableError', code })
  })

  /** A byte in the middle of the packed worksheet is another. */
  function corrupted(bytes: Buffer): Buffer {
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 60
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    return bytes
  }
})
