import { createWriteStream, readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { CellValue } from './cell-value.ts'
import { guardFormula, unguardFormula } from './formula-guard.ts'
import type { TableOptions } from './read-table.ts'
import { emptyPath, hasSharedData, readAll, removeFiles, sharedData } from './test-files.ts'
import { csvWriter } from './write-csv.ts'
import type { TableWriter } from './write-csv.ts'
import type { ColumnKind } from './write-xlsx.ts'
import { xlsxWriter } from './write-xlsx.ts'

afterAll(removeFiles)

type Writer = (out: Writable, options: { columns: string[]; bom?: boolean; kinds?: ColumnKind[]; sheetRows?: number }) => TableWriter
const writers: [string, Writer][] = [['CSV', csvWriter], ['XLSX', xlsxWriter]]

async function written(writer: Writer, columns: string[], rows: CellValue[][], options: object = {}): Promise<string> {
  const path = emptyPath()
  const table = writer(createWriteStream(path), { columns, ...options })
  for (let at = 0; at < rows.length; at += 7) await table.write(rows.slice(at, at + 7))
  await table.end()
  return path
}

async function readBack(writer: Writer, columns: string[], rows: CellValue[][], options: object = {}, reading: TableOptions = {}) {
  const { table, rows: read } = await readAll(await written(writer, columns, rows, options), { unguard: true, ...reading })
  expect(read.filter((row) => row.problem)).toEqual([])
  return { columns: table.columns, cells: read.map((row) => row.cells) }
}

/** Any text, with a liking for those that break writers. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', ' ', "'", '=', '+', '-', '@', '1', '.', '_', 'x', '0', 'A', 'D', '\ufeff', '\u0001', '\ufffe', '\uffff', '\ufffd', '张', '＝', '\u3000', '<', '&', ']]>', '&#10;') }),
)

describe.each(writers)('what is written as %s', (name, writer) => {
  test('reads back the same, whatever the texts are', async () => {
    // NUL in CSV makes a file look like UTF-16 or like no text at all; no database text has it
    const text = name === 'CSV' ? nasty.map((value) => value.replaceAll('\0', '')) : nasty
    const rows = fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (cells, bom) => {
        const columns = (cells[0] ?? []).map((_, at) => `c${at}`)
        expect(await readBack(writer, columns, cells, { bom })).toEqual({ columns, cells })
      }),
      { numRuns: 100 },
    )
  })

  test('keeps the names of the columns, even those that look like formulas', async () => {
    const columns = ['=1+1', 'a,b', "'-x", 'say "hi"', '张', 'sep=;', '_x0041_']
    expect((await readBack(writer, columns, [])).columns).toEqual(columns)
  })

  test('knows numbers, yes and no, moments and nothing', async () => {
    const rows: CellValue[][] = [[12.5, -3, 0.1 + 0.2, 1e21, 9007199254740993n, true, new Date('2024-05-01T10:00:00Z'), null, undefined, Number.NaN]]
    expect((await readBack(writer, [...'abcdefghij'], rows)).cells).toEqual([['12.5', '-3', '0.3', '1000000000000000000000', '9007199254740993', 'true', '2024-05-01T10:00:00.000Z', '', '', '']])
  })

  test('refuses half a character', async () => {
    const sink = () => new Writable({ write: (_piece, _encoding, done) => done() })
    await expect(writer(sink(), { columns: ['a'] }).write([['x\ud800']])).rejects.toMatchObject({ code: 'lone_surrogate' })
  })

  test.skipIf(!hasSharedData)('keeps the big list of naughty strings', async () => {
    const strings: string[] = JSON.parse(readFileSync(sharedData('strings/blns.json'), 'utf8'))
    const rows = strings.map((text, at) => [at, text, `${text}${text}`])
    expect((await readBack(writer, ['n', 'text', 'twice'], rows)).cells).toEqual(rows.map((row) => row.map(String)))
  })

  test('waits when the other side is slow, and fails when it breaks', async () => {
    let taken = 0
    const slow = new Writable({
      highWaterMark: 1000,
      write(piece: Buffer, _encoding, done) {
        taken += piece.length
        if (taken > 300_000) done(new Error('disk full'))
        else setImmediate(done)
      },
    })
    const table = writer(slow, { columns: ['a', 'b'] })
    const noise = (at: number) => Array.from({ length: 20 }, (_, number) => Math.sin(at * 20 + number)).join(' ')
    const rows = Array.from({ length: 200 }, (_, at) => [at, noise(at)])
    await expect(
      (async () => {
        for (let round = 0; round < 1000; round++) await table.write(rows.map(([at], line) => [at, noise(round * 200 + line)]))
        await table.end()
      })(),
    ).rejects.toThrow('disk full')
    expect(taken).toBeLessThan(2_000_000)
  })
})

describe('the guard against formulas', () => {
  test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1", "''@x", '+86 138', '-', '+'])('puts a quote before %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`)
  })

  test.each(['', 'a=1', '-12.5', '-1', '+8613800138000', "'quoted'", "O'Neil", ' =1'])('leaves %j alone', (text) => {
    expect([guardFormula(text), unguardFormula(text)]).toEqual([text, text])
  })

  test('loses nothing: taking it away gives the text back, and no text starts a formula', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(unguardFormula(guardFormula(text))).toBe(text)
        expect(guardFormula(text)).not.toMatch(/^(?!-\d+(\.\d+)?$|\+\d+$)[=+\-@\t\r\n]/)
      }),
      { numRuns: 2000 },
    )
  })

  test('stands in the file, and only there', async () => {
    const path = await written(csvWriter, ['note'], [['=HYPERLINK("x")'], ['-5'], ["'=y"]])
    expect(readFileSync(path, 'utf8')).toBe('\ufeffnote\r\n"\'=HYPERLINK(""x"")"\r\n-5\r\n\'\'=y\r\n')
    expect((await readAll(path)).cells).toEqual([["'=HYPERLINK(\"x\")"], ['-5'], ["''=y"]])
    expect((await readAll(path, { unguard: true })).cells).toEqual([['=HYPERLINK("x")'], ['-5'], ["'=y"]])
  })
})

describe('an XLSX', () => {
  test('has number and date cells where the column is one and nothing is lost', async () => {
    const rows = [['12.50', '2024-05-01'], ['-0.07', '1900-02-01'], ['12345678901234567.89', 'soon'], ['007', '2024-02-30']]
    const { cells } = await readBack(xlsxWriter, ['n', 'd'], rows, { kinds: ['number', 'date'] })
    expect(cells).toEqual([['12.5', '2024-05-01'], ['-0.07', '1900-02-01'], ['12345678901234567.89', 'soon'], ['007', '2024-02-30']])
  })

  test('longer than a sheet goes on in the next, and reads as one', async () => {
    const rows = Array.from({ length: 25 }, (_, at) => [String(at)])
    const { columns, cells } = await readBack(xlsxWriter, ['n'], rows, { sheetRows: 10 }, { limits: { sheetRows: 10 } })
    expect([columns, cells]).toEqual([['n'], rows])
  })

  test('refuses what Excel could not open', async () => {
    const sink = () => new Writable({ write: (_piece, _encoding, done) => done() })
    await expect(xlsxWriter(sink(), { columns: ['a'] }).write([['ok'], ['x'.repeat(32_768)]])).rejects.toMatchObject({ code: 'cell_too_long', details: { line: 3 } })
    expect(() => xlsxWriter(sink(), { columns: Array.from({ length: 16_385 }, String) })).toThrow('too_many_columns')
  })

  test.each(['a/b[c]', '', "'x'", '张'.repeat(40)])('may have any name of its sheet: %j', async (sheet) => {
    expect((await readBack(xlsxWriter, ['a'], [['1']], { sheet })).cells).toEqual([['1']])
  })
})
