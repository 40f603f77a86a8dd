import { createWriteStream } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { errorColumns, errorFileWriter, isErrorColumn } from './error-file.ts'
import { emptyPath, fileOf, readAll, removeFiles } from './test-files.ts'

afterAll(removeFiles)

test('an error file has the row as it was, what is wrong with it, and no error columns twice', async () => {
  const first = await readAll(fileOf('name,phone\nAnna,=12\nBo,"1\n2"\n'))
  const path = await errorFile(first.table.columns, [
    { line: 2, cells: first.rows[0]?.cells ?? [], errors: [{ column: 'phone', value: '=12', reason: 'no phone' }, { column: 'name', value: 'Anna', reason: 'taken' }] },
    { line: 3, cells: first.rows[1]?.cells ?? [], errors: [{ reason: 'too long' }] },
  ])
  const second = await readAll(path, { unguard: true })
  expect(second.table.columns).toEqual(['name', 'phone', ...Object.values(errorColumns)])
  expect(second.cells).toEqual([
    ['Anna', '=12', '2', 'phone\nname', '=12\nAnna', 'no phone\ntaken'],
    ['Bo', '1\n2', '3', '', '', 'too long'],
  ])

  const again = await readAll(await errorFile(second.table.columns, [{ line: 2, cells: second.rows[0]?.cells ?? [], errors: [{ column: 'phone', value: '=12', reason: 'still none' }] }]), { unguard: true })
  expect(again.table.columns).toEqual(second.table.columns)
  expect(again.cells).toEqual([['Anna', '=12', '2', 'phone', '=12', 'still none']])
})

test('the columns of an error file are known by name', () => {
  expect(Object.values(errorColumns).every(isErrorColumn)).toBe(true)
  expect(['reason', 'row', 'name'].some(isErrorColumn)).toBe(false)
})

async function errorFile(columns: string[], rows: Parameters<ReturnType<typeof errorFileWriter>['write']>[0]): Promise<string> {
  const path = emptyPath()
  const writer = errorFileWriter(createWriteStream(path), { columns })
  await writer.write(rows)
  await writer.end()
  return path
}
