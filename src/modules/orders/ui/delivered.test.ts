import { expect, test } from 'vitest'
import { deliveredOf } from './delivered.ts'

test('bundles are delivered in parts, the same product of two lines once', () => {
  const lines = [{ id: 'a', name: '会议套餐', quantity: 2 }, { id: 'b', product: 't', name: '会议茶歇', unit: '位', quantity: 10.1 }, { id: 'c', name: '接送', unit: '趟', quantity: 1 }]
  const components = [{ line: 'a', product: 'h', name: '会议厅', unit: '场', quantity: 1 }, { line: 'a', product: 't', name: '会议茶歇', unit: '位', quantity: 50.1 }]
  expect(deliveredOf({ lines, components }).map(({ name, quantity, unit }) => `${name} ${quantity} ${unit}`)).toEqual(['会议厅 2 场', '会议茶歇 110.3 位', '接送 1 趟'])
  expect(deliveredOf({})).toEqual([])
})

test('of bundles in bundles the innermost parts leave the house, in the quantity of all they stand in', () => {
  const lines = [{ id: 'a', name: '年会套餐', quantity: 2 }]
  const components = [
    { line: 'a', product: 's', name: '茶歇套餐', quantity: 3 }, { line: 'a', product: 'k', name: '咖啡', unit: '杯', quantity: 50, level: 2 }, { line: 'a', product: 'd', name: '点心', unit: '份', quantity: 0.5, level: 2 },
    { line: 'a', product: 'k', name: '咖啡', unit: '杯', quantity: 10 },
  ]
  expect(deliveredOf({ lines, components }).map(({ name, quantity, unit }) => `${name} ${quantity} ${unit}`)).toEqual(['咖啡 320 杯', '点心 3 份'])
})
