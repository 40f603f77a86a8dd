import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openTable } from './read-table.ts'
import { createCsvSplitter } from './split-csv.ts'
import { fileOf, hasSharedData, readAll, removeFiles, sharedData } from './test-files.ts'

afterAll(removeFiles)

describe('rows of a CSV', () => {
  test('carry their number, the line where they begin, and their cells', async () => {
    const { table, rows } = await readAll(fileOf('name,note\r\n\r\nAnna,"two\r\nlines"\r\nBo,x'))
    expect(table.columns).toEqual(['name', 'note'])
    expect(rows).toEqual([
      { line: 3, index: 0, cells: ['Anna', 'two\r\nlines'] },
      { line: 5, index: 1, cells: ['Bo', 'x'] },
    ])
  })

  test('that are too short are filled, that are too long keep their cells, and both say so', async () => {
    const { rows } = await readAll(fileOf('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n'))
    expect(rows.map((row) => [row.problem, row.cells])).toEqual([
      ['too_few_cells', ['1', '2', '']],
      ['too_many_cells', ['1', '2', '3', '4']],
      [undefined, ['1', '2', '3']],
    ])
  })

  test('without any text are no rows, unless a quote says that they are', async () => {
    expect((await readAll(fileOf('a,b\n\n,\n  \n"",\n1,2\n\x1a'))).cells).toEqual([['', ''], ['1', '2']])
  })

  test('begin at the number that is asked for', async () => {
    const table = await openTable(fileOf(`n\n${Array.from({ length: 2500 }, (_, at) => `"${at}"`).join('\n')}`))
    const rows = []
    for await (const row of table.rows(2497)) rows.push([row.index, row.cells[0], row.line])
    expect(rows).toEqual([[2497, '2497', 2499], [2498, '2498', 2500], [2499, '2499', 2501]])
    expect(table.sample).toHaveLength(20)
  })

  test('come in batches of the size asked for, and no more of the file is read than they need', async () => {
    const table = await openTable(fileOf(`a,b\n${'some text,more text\n'.repeat(200_000)}`))
    const sizes = []
    for await (const batch of table.batches(1000)) {
      sizes.push(batch.length)
      if (sizes.length === 3) break
    }
    expect(sizes).toEqual([1000, 1000, 1000])
    expect(table.bytesTotal).toBe(4_000_004)
    expect(table.bytesRead()).toBeLessThan(400_000)
  })

  test('end when the reader is closed', async () => {
    const table = await openTable(fileOf('a\n1\n2\n3'))
    const reading = table.batches(1)
    await reading.next()
    table.close()
    await expect(reading.next()).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('a broken quote', () => {
  test('costs the line in which it opens and no other', async () => {
    const { rows } = await readAll(fileOf('a,b\n1,"never closed\n2,x\n3,"fine"\n4,y\n'))
    expect(rows.map((row) => [row.line, row.problem, row.cells])).toEqual([
      [2, 'broken_quote', ['1', '"never closed']],
      [3, undefined, ['2', 'x']],
      [4, undefined, ['3', 'fine']],
      [5, undefined, ['4', 'y']],
    ])
  })

  test('is found at the end of the file, and text behind a closing quote is kept', async () => {
    const { rows } = await readAll(fileOf('a,b\n"ab" c,2\n3,"open'))
    expect(rows.map((row) => [row.problem, row.cells])).toEqual([
      ['broken_quote', ['"ab" c', '2']],
      ['broken_quote', ['3', '"open']],
    ])
  })

  test('costs bounded memory, however long the file is', async () => {
    const path = fileOf(`a,b\n1,"open\n${'2,x\n'.repeat(50_000)}`)
    const { rows } = await readAll(path, { limits: { rowLength: 10_000 } })
    expect(rows).toHaveLength(50_001)
    expect(rows.filter((row) => row.problem)).toHaveLength(1)
  })

  test('inside a cell that did not begin with one is an ordinary character', async () => {
    expect((await readAll(fileOf('disk,n\n5" disk,1\nso "called",2\n"x" ,3\n'))).rows.map((row) => [row.problem, row.cells])).toEqual([
      [undefined, ['5" disk', '1']],
      [undefined, ['so "called"', '2']],
      [undefined, ['x', '3']],
    ])
  })

  test('a line without end is refused', async () => {
    await expect(readAll(fileOf(`a\n${'x'.repeat(100_000)}`), { limits: { rowLength: 10_000 } })).rejects.toMatchObject({ code: 'row_too_long' })
  })

  test('nothing takes longer than the length of the text allows', () => {
    const begin = performance.now()
    for (const piece of ['"a\n', '",\n', '""', '"', 'a,"\n', '"x\n"y"z\n', ',', 'a"",""","b\n', '"a"b\n']) {
      const splitter = createCsvSplitter({ delimiter: ',', newline: '\n' }, { rowLength: 100_000_000 })
      splitter.push(piece.repeat(300_000), false)
      splitter.push('', true)
    }
    expect(performance.now() - begin).toBeLessThan(10_000)
  })
})

test('rows do not depend on where the pieces of the text are cut', () => {
  const text = fc.array(fc.constantFrom('"', ',', '\n', '\r\n', 'a', ' ', '""', '\r', '张'), { maxLength: 40 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.array(fc.nat(40), { maxLength: 5 }), (whole, cuts) => {
      const at = [0, ...cuts.filter((cut) => cut < whole.length).toSorted((one, other) => one - other), whole.length]
      const pieces = at.slice(1).map((cut, number) => whole.slice(at[number], cut))
      expect(split(pieces)).toEqual(split([whole]))
    }),
    { numRuns: 2000 },
  )

  function split(pieces: string[]) {
    const splitter = createCsvSplitter({ delimiter: ',', newline: '\n' }, { rowLength: 10_000 })
    return [...pieces.flatMap((piece) => splitter.push(piece, false)), ...splitter.push('', true)].map(({ line, cells, problem }) => ({ line, cells, problem }))
  }
})

describe('columns', () => {
  test('have unique names, and blank ones are called by their number', async () => {
    expect((await openTable(fileOf('a,, a ,a 2,a\n1,2,3,4,5\n'))).columns).toEqual(['a', 'Column 2', 'a 3', 'a 2', 'a 4'])
  })

  test('of a file without header are counted, or named by the caller', async () => {
    const path = fileOf('1;x\n2;y\n')
    expect(await readAll(path, { header: false })).toMatchObject({ table: { columns: ['Column 1', 'Column 2'] }, cells: [['1', 'x'], ['2', 'y']] })
    expect(await readAll(path, { columns: ['id', 'name'] })).toMatchObject({ table: { columns: ['id', 'name'] }, cells: [['1', 'x'], ['2', 'y']] })
    expect(await readAll(path, { columns: ['id', 'name'], header: true })).toMatchObject({ cells: [['2', 'y']] })
  })

  test('may be there without any row', async () => {
    expect(await readAll(fileOf('name,phone'))).toMatchObject({ table: { columns: ['name', 'phone'], sample: [] }, rows: [] })
  })

  test('are refused when there are too many', async () => {
    await expect(openTable(fileOf(','.repeat(3000) + 'x'))).rejects.toMatchObject({ code: 'too_many_columns' })
  })
})

describe.skipIf(!hasSharedData)('real files', () => {
  const cases = hasSharedData ? readdirSync(sharedData('csv/csv-spectrum/csvs')) : []

  test.each(cases)('csv-spectrum: %s reads as its JSON says', async (name) => {
    const { table, cells } = await readAll(sharedData(`csv/csv-spectrum/csvs/${name}`))
    const records = cells.map((row) => Object.fromEntries(row.map((cell, at) => [table.columns[at], cell])))
    expect(records).toEqual(JSON.parse(readFileSync(sharedData(`csv/csv-spectrum/json/${name.replace('.csv', '.json')}`), 'utf8')))
  })

  test('CDNOW is columns set with blanks, without a header', async () => {
    const { table, cells } = await readAll(sharedData('cdnow/CDNOW_sample.txt'))
    expect(table).toMatchObject({ delimiter: 'whitespace', columns: ['Column 1', 'Column 2', 'Column 3', 'Column 4', 'Column 5'] })
    expect(cells).toHaveLength(6919)
    expect(cells[0]).toEqual(['00004', '0001', '19970101', '2', '29.33'])
    expect(new Set(cells.map((row) => row[0])).size).toBe(2357)
  })

  test('the hotel bookings come out of their gzip complete', async () => {
    const table = await openTable(sharedData('hotel/hotel_bookings.csv.gz'))
    let rows = 0
    let cancelled = 0
    for await (const batch of table.batches(1000)) {
      rows += batch.length
      cancelled += batch.filter((row) => row.cells[1] === '1' && !row.problem).length
    }
    expect({ rows, cancelled, columns: table.columns.length }).toEqual({ rows: 119_390, cancelled: 44_224, columns: 32 })
  })

  test('Telco and the sales pipeline have no bad rows', async () => {
    const telco = await readAll(sharedData('telco/telco_churn.csv'))
    const sales = await readAll(sharedData('crm-sales/sales_pipeline.csv'))
    expect([telco.rows.length, sales.rows.length]).toEqual([7043, 8800])
    expect([...telco.rows, ...sales.rows].filter((row) => row.problem)).toEqual([])
  })
})

test('a gzip that is cut off is broken, one that swells without end is refused', async () => {
  const whole = gzipSync(`a,b\n${Array.from({ length: 100_000 }, (_, at) => `${at},${at * 7}`).join('\n')}`)
  await expect(readAll(fileOf(whole.subarray(0, whole.length / 2)))).rejects.toMatchObject({ code: 'broken_file' })
  const bomb = gzipSync('a,b\n'.repeat(1_000_000))
  await expect(readAll(fileOf(bomb), { limits: { ratioFromBytes: 1_000_000 } })).rejects.toMatchObject({ code: 'zip_bomb' })
  await expect(readAll(fileOf(bomb), { limits: { unpackedBytes: 1_000_000 } })).rejects.toMatchObject({ code: 'zip_bomb' })
})
