import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { openTable } from './read-table.ts'
import { fileOf, readAll, removeFiles, zipOf } from './test-files.ts'

afterAll(removeFiles)

/** `chinese` as GBK; the second character of 朱镕基 is beyond GB2312. */
const gbk = Buffer.from('d0d5c3fb2cb3c7cad00ad5c5ceb02cc9cfbaa30ad6ece946bbf92cb1b1bea90a', 'hex')
const chinese = '姓名,城市\n张伟,上海\n朱镕基,北京\n'
const inChinese = [['张伟', '上海'], ['朱镕基', '北京']]

describe('the encoding', () => {
  test.each([
    ['UTF-8', Buffer.from(chinese), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${chinese}`), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${chinese}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${chinese}`, 'utf16le').swap16(), 'utf-16be'],
    ['GBK', gbk, 'gb18030'],
    ['gzip of GBK', gzipSync(gbk), 'gb18030'],
  ])('%s is recognised', async (_name, bytes, encoding) => {
    const { table, cells } = await readAll(fileOf(bytes))
    expect(table).toMatchObject({ encoding, columns: ['姓名', '城市'] })
    expect(cells).toEqual(inChinese)
  })

  test('GB18030 with characters of four bytes is recognised', async () => {
    const bytes = Buffer.concat([Buffer.from('name\n'), Buffer.from('d5c595328236', 'hex'), Buffer.from('\n')])
    expect(await readAll(fileOf(bytes))).toMatchObject({ table: { encoding: 'gb18030' }, cells: [['张\u{20000}']] })
  })

  test('of Western Europe is not taken for Chinese', async () => {
    const { table, cells } = await readAll(fileOf(Buffer.from('Name;Ort\nMüller;Köln\nJosé;Málaga\n', 'latin1')))
    expect(table.encoding).toBe('windows-1252')
    expect(cells).toEqual([['Müller', 'Köln'], ['José', 'Málaga']])
  })

  test('shows itself when the first foreign character comes late', async () => {
    const { table, rows } = await readAll(fileOf(Buffer.concat([Buffer.from(`name,city\n${'anna,paris\n'.repeat(60_000)}`), gbk])))
    expect(table.encoding).toBe('gb18030')
    expect(rows.at(-1)?.cells).toEqual(['朱镕基', '北京'])
  })

  test('with a few broken bytes stays UTF-8, and the row says so', async () => {
    const bytes = Buffer.concat([Buffer.from('姓名,备注\n'), Buffer.from('张伟,很好的朋友来自上海\n'.repeat(20)), Buffer.from([0xd5, 0x2c, 0x78, 0x0a]), Buffer.from('李四,\ufffd\n')])
    const { table, rows } = await readAll(fileOf(bytes))
    expect(table.encoding).toBe('utf-8')
    expect(rows.filter((row) => row.problem === 'broken_text').map((row) => row.line)).toContain(22)
    expect(rows[0]?.problem).toBeUndefined()
  })

  test('can be said by the caller, and must be known', async () => {
    expect(await readAll(fileOf(Buffer.from('a4a4', 'hex')), { encoding: 'big5', header: false })).toMatchObject({ cells: [['中']] })
    await expect(openTable(fileOf('a'), { encoding: 'klingon' })).rejects.toMatchObject({ code: 'encoding' })
  })

  test('characters that are cut by the border of two pieces come out whole', async () => {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const text = `\ufeffx\n${'a张𠀀\n'.repeat(30_000)}`
      const { cells } = await readAll(fileOf(Buffer.from(text, encoding)))
      expect(cells.every(([cell]) => cell === 'a张𠀀')).toBe(true)
      expect(cells).toHaveLength(30_000)
    }
  })
})

describe('the delimiter', () => {
  test.each([
    [',', 'name,note\nAnna,"a; b"\n'],
    [';', 'preis;menge\n1,5;2,5\n3,5;4,5\n'],
    ['\t', 'a\tb, c\n1\t2, 3\n'],
    ['|', 'a|b|c\n1|2|3\n'],
    [';', 'name;note\nAnna;one, two\nBo;three, four\n'],
    [',', 'name\nAnna\nBo, or Bob\n'],
    [',', 'name\nAnna Weber\nBo Chen\n'],
    ['whitespace', ' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n'],
    [';', 'sep=;\na;b\n1;2\n'],
    ['^', '"sep=^"\r\na^b\r\n1^2\r\n'],
  ])('%j is found', async (delimiter, text) => {
    const { table, rows } = await readAll(fileOf(text))
    expect(table.delimiter).toBe(delimiter)
    expect(rows.length).toBeGreaterThan(0)
    expect(table.columns).not.toContain('sep=')
  })

  test('can be said by the caller, and must be one character', async () => {
    expect((await readAll(fileOf('a~b\n1~2\n'), { delimiter: '~' })).cells).toEqual([['1', '2']])
    for (const delimiter of ['', '"', '\n', 'ab']) await expect(openTable(fileOf('a'), { delimiter })).rejects.toMatchObject({ code: 'delimiter' })
  })

  test('of columns set with blanks leaves the header where there is one', async () => {
    expect(await readAll(fileOf('Name     Age\nAnna     31\nBo       29\n'))).toMatchObject({ table: { columns: ['Name', 'Age'] }, cells: [['Anna', '31'], ['Bo', '29']] })
  })

  test('lines may end as on old Macintoshes', async () => {
    expect((await readAll(fileOf('a,b\r1,2\r"3\r4",5\r'))).rows).toMatchObject([{ line: 2, cells: ['1', '2'] }, { line: 3, cells: ['3\r4', '5'] }])
  })
})

describe('what is no table', () => {
  test.each([
    ['nothing', '', 'empty_file'],
    ['a mark and blanks', '\ufeff \r\n', 'empty_file'],
    ['a page', '<!DOCTYPE html><table>', 'not_a_table'],
    ['a data tree', '[{"a": 1}]', 'not_a_table'],
    ['a PDF', '%PDF-1.7 ...', 'not_a_table'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'not_a_table'],
    ['any bytes', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 31)), 'not_a_table'],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'old_excel'],
    ['a locked Excel file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]), 'encrypted'],
    ['a zip of other things', zipOf([{ name: 'a.txt', data: 'hello' }]), 'not_a_table'],
    ['an empty zip', zipOf([]), 'not_a_table'],
    ['a zip that is cut off', zipOf([{ name: 'a.txt', data: 'hello' }]).subarray(0, 30), 'broken_file'],
    ['a locked zip', zipOf([{ name: 'xl/workbook.xml', data: 'hello', flags: 1 }]), 'encrypted'],
    ['a zip in a gzip', gzipSync(zipOf([])), 'not_a_table'],
    ['half a gzip', gzipSync('a,b\n1,2\n').subarray(0, 15), 'broken_file'],
  ])('%s is refused by name', async (_name, content, code) => {
    await expect(openTable(fileOf(content))).rejects.toMatchObject({ name: 'TableError', code })
  })
})
