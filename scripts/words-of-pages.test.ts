import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldersSaidIn, folderOfWords, readFolders } from './words-of-pages.ts'

const folders = new Map([
  ['src/modules/sales/ui/locales', ['sales.win', 'sales.count_one', 'sales.count_other', 'sales.state.open']],
  ['src/modules/team/ui/locales', ['team.role']],
])
const saidIn = (code: string) => foldersSaidIn('src/modules/sales/ui/page.tsx', code, folders)

test('a file brings the words that it says, whole, by their stem or by how they begin', () => {
  expect(saidIn(`export const a = t('sales.win')`)).toEqual(['src/modules/sales/ui/locales'])
  expect(saidIn(`export const a = t('sales.count', { count: 2 })`)).toEqual(['src/modules/sales/ui/locales'])
  expect(saidIn('export const a = t(`sales.state.${state}`)')).toEqual(['src/modules/sales/ui/locales'])
  expect(saidIn(`export const a = <Row label="team.role" other={t('sales.win')} />`)).toEqual([...folders.keys()])
})

test('a file that says none of them brings none', () => {
  expect(saidIn(`// t('sales.win')\nexport const a = t('today.title') + 'sales.winner'`)).toEqual([])
})

test('every folder of words of pages has two languages and is brought by a file of its own pages', () => {
  const root = join(import.meta.dirname, '..')
  const all = readFolders()
  expect(all.size).toBeGreaterThan(20)
  const paths = globSync('src/{web,modules/*/ui}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.test.*'] }).map((path) => path.replaceAll('\\', '/'))
  const brought = new Map(paths.map((path) => [path, foldersSaidIn(path, readFileSync(join(root, path), 'utf8'), all)]))
  for (const folder of all.keys()) {
    expect(Object.keys(JSON.parse(readFileSync(join(root, folder, 'zh-CN.json'), 'utf8'))).length).toBeGreaterThan(0)
    const beside = folder.replace(/locales$/, '')
    expect([folder, paths.some((path) => path.startsWith(beside) && brought.get(path)?.includes(folder))]).toEqual([folder, true])
  }
})

test('the build tells words of pages from any other file', () => {
  expect(folderOfWords('\0words:src/modules/sales/ui/locales')).toBe('src/modules/sales/ui/locales')
  expect(folderOfWords('/home/us/src/modules/sales/ui/page.tsx')).toBe(null)
})
