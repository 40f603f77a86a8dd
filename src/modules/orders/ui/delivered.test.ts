import { expect, test } from 'vitest'
import { deliveredOf } from './delivered.ts'

test('bundles are delivered in parts, the same product of two lines once', () => {
  const lines = [{ id: 'a', name: '会议套餐', quantity: 2 }, { id: 'b', product: 't', name: '会议茶歇', unit: '位', quantity: 10.1 }, { id: 'c', name: '接送', unit: '趟', quantity: 1 }]
  const components = [{ line: 'a', product: 'h', name: '会议厅', unit: '场', quantity: 1 }, { line: 'a', product: 't', name: '会议茶歇', unit: '位', quantity: 50.1 }]
  expect(deliveredOf({ lines, components }).map(({ name, quantity, unit }) => `${name} ${quantity} ${unit}`)).toEqual(['会议厅 2 场', '会议茶歇 110.3 位', '接送 1 趟'])
  expect(deliveredOf({})).toEqual([])
})
