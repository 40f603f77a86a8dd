import { expect, test } from 'vitest'
import { insideSentence } from './i18n.ts'
import { titleOf, type ObjectMetadata } from './metadata.tsx'

test('a name inside an English sentence has no capital, an abbreviation keeps its own', () => {
  expect(['Orders', 'Price list', 'API keys', 'SMS', 'A', 'KPI', 'iPad', '订单', '3D model', ''].map(insideSentence)).toEqual(['orders', 'price list', 'API keys', 'SMS', 'a', 'KPI', 'iPad', '订单', '3D model', ''])
})

const object = (heading?: (string | string[])[]) =>
  ({ name: 'quota', title: 'name', label: { zh: '定额', en: 'Quota' }, ...(heading ? { heading } : {}), fields: [{ name: 'measure', options: [{ key: 'visits', label: { zh: '走访', en: 'Visits' } }] }] }) as unknown as ObjectMetadata

test('a heading calls a record by what is there of it, of several by the first, and by its title where nothing is', () => {
  const heading = [['person', 'department'], 'measure', 'name']
  const record = { name: '2026-11', person: { id: 'p', name: '马子涵' }, department: { id: 'd', name: '销售' }, measure: 'visits' }
  expect(titleOf(object(heading), record)).toBe('马子涵 · 走访 · 2026-11')
  expect(titleOf(object(heading), { ...record, person: null })).toBe('销售 · 走访 · 2026-11')
  expect(titleOf(object(heading), { name: '2026-11' })).toBe('2026-11')
  expect(titleOf(object([['person']]), { name: '2026-11' })).toBe('2026-11')
  expect(titleOf(object(), record)).toBe('2026-11')
  expect(titleOf(object(heading), {})).toBe('定额')
})
