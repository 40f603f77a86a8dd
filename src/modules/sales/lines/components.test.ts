import { expect, test } from 'vitest'
import { componentsOf, contentsOf, type Component } from './components.ts'
import { deriveDocument } from './document-fields.ts'

const components: Component[] = [{ line: 'a', name: '会议厅', unit: '场', quantity: 1 }, { line: 'a', name: '会议茶歇', unit: '位', quantity: 12.5 }, { line: 'gone', name: '早餐', quantity: 1 }]

test('what a bundle is made of is told in the quantity of its line, and goes with it', () => {
  expect(contentsOf({ id: 'a', quantity: 2 }, components)).toBe('会议厅 2 场 + 会议茶歇 25 位')
  expect(contentsOf({ id: 'b', quantity: 2 }, components)).toBeUndefined()
  const document = deriveDocument({ currency: 'CNY', exchange_rate: 1, prices_include_tax: true, lines: [{ id: 'a', name: '会议套餐', quantity: 2, price: '100', contents: '从前' }, { id: 'b', name: '接送', quantity: 1, price: '5', contents: '编造' }], components, discount_percent: null, discount_amount: null })
  expect(document.lines.map(({ contents }: { contents?: unknown }) => contents)).toEqual(['会议厅 2 场 + 会议茶歇 25 位', undefined])
  expect(document.components.map(({ name }) => name)).toEqual(['会议厅', '会议茶歇'])
  expect(document.total).toBe('205.00')
})

test('a text as long as a part may be is not refused when it comes back', () => {
  const many = Array.from({ length: 100 }, (_, index) => ({ line: 'a', name: `项目 ${index}`, quantity: 1 }))
  expect(contentsOf({ id: 'a', quantity: 1 }, componentsOf({ components: many }))).toHaveLength(500)
})

test('a bundle in a bundle is told in brackets, in the quantity of all it stands in', () => {
  const nested: Component[] = [{ line: 'a', name: '茶歇套餐', unit: '份', quantity: 3 }, { line: 'a', name: '咖啡', unit: '杯', quantity: 50, level: 2 }, { line: 'a', name: '会议厅', unit: '场', quantity: 1 }]
  expect(contentsOf({ id: 'a', quantity: 2 }, componentsOf({ components: nested }))).toBe('茶歇套餐 6 份（咖啡 300 杯） + 会议厅 2 场')
})
