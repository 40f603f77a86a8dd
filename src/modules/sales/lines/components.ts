/** What the bundles of a document are made of: a list beside its lines, each entry naming its line. */
import { Decimal } from 'decimal.js'
import type { Part, Value } from '../../../kernel/definitions/field.ts'
import { mostLevels, priceText, sumOf, treeOf, type Unfolded } from '../rules/bundles.ts'

export const componentParts: Part[] = [
  { name: 'line', label: { zh: '行号', en: 'Line id' }, type: 'text', required: true },
  { name: 'product', label: { zh: '产品', en: 'Product' }, type: 'reference', target: 'product' },
  { name: 'code', label: { zh: '编码', en: 'Code' }, type: 'text' },
  { name: 'name', label: { zh: '名称', en: 'Name' }, type: 'text', required: true },
  { name: 'unit', label: { zh: '单位', en: 'Unit' }, type: 'text' },
  // In one of what it stands in: the line, or the bundle of a level less before it.
  { name: 'quantity', label: { zh: '每份数量', en: 'Quantity in one' }, type: 'number', required: true, scale: 3, min: 0.001, max: 1e6 },
  { name: 'level', label: { zh: '层级', en: 'Level' }, type: 'number', scale: 0, min: 1, max: mostLevels },
  // Where the bundle costs what its parts come to; of a bundle without a price of its own its parts say it.
  { name: 'price', label: { zh: '单价', en: 'Price' }, type: 'money', scale: 4, min: 0, max: 1e12 },
]

export interface Component extends Record<string, Value> {
  line: string
  name: string
  quantity: number
}

/** As the schema of `componentParts` has parsed them. */
export function componentsOf(record: { components?: Value }): Component[] {
  return (record.components ?? []) as Component[]
}

/** What a line is made of, bundles in bundles unfolded. */
export function partsOfLine(line: Record<string, Value>, components: readonly Component[]): Unfolded<Component>[] {
  return treeOf(components.filter((one) => one.line === line.id))
}

/** Whether the line costs what its parts come to: their prices say something then. */
export function isPricedByParts(line: Record<string, Value>, parts: readonly Unfolded<Component>[]): boolean {
  const sum = sumOf(parts, ({ price }) => (typeof price === 'string' ? price : undefined))
  return sum !== undefined && new Decimal(priceText(sum)).equals(String(line.price ?? 'NaN'))
}

/** A part of a document keeps 500 characters. */
const longestText = 500

/** What stands under a line, in the quantity of the line: `会议厅 2 场 + 茶歇套餐 200 份（咖啡 200 杯 + 点心 200 份）`; undefined where it is no bundle. */
export function contentsOf(line: { id: Value; quantity: Value }, components: readonly Component[]): string | undefined {
  const parts = partsOfLine(line, components)
  return parts.length === 0 ? undefined : wordsOf(parts, line.quantity).slice(0, longestText)
}

function wordsOf(parts: readonly Unfolded<Component>[], of: Value): string {
  return parts.map(({ name, unit, times, parts: inner }) => `${[name, quantityOf(times, of), unit].filter(Boolean).join(' ')}${inner.length > 0 ? `（${wordsOf(inner, of)}）` : ''}`).join(' + ')
}

/** So many times what stands in one, to the thousandth. */
export function quantityOf(times: Decimal, of: Value): string {
  return times.times(typeof of === 'number' ? of : 0).toDecimalPlaces(3).toString()
}
