/** What the bundles of a document are made of: a list beside its lines, each entry naming its line. */
import { Decimal } from 'decimal.js'
import type { Part, Value } from '../../../kernel/definitions/field.ts'

export const componentParts: Part[] = [
  { name: 'line', label: { zh: '行号', en: 'Line id' }, type: 'text', required: true },
  { name: 'product', label: { zh: '产品', en: 'Product' }, type: 'reference', target: 'product' },
  { name: 'code', label: { zh: '编码', en: 'Code' }, type: 'text' },
  { name: 'name', label: { zh: '名称', en: 'Name' }, type: 'text', required: true },
  { name: 'unit', label: { zh: '单位', en: 'Unit' }, type: 'text' },
  // In one unit of the line.
  { name: 'quantity', label: { zh: '每份数量', en: 'Quantity in one' }, type: 'number', required: true, scale: 3, min: 0.001, max: 1e6 },
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

/** A part of a document keeps 500 characters. */
const longestText = 500

/** What stands under a line, in the quantity of the line: `会议厅 2 场 + 会议茶歇 200 位`; undefined where it is no bundle. */
export function contentsOf(line: { id: Value; quantity: Value }, components: readonly Component[]): string | undefined {
  const own = components.filter((one) => one.line === line.id)
  if (own.length === 0) return undefined
  return own.map(({ name, unit, quantity }) => [name, times(quantity, line.quantity), unit].filter(Boolean).join(' ')).join(' + ').slice(0, longestText)
}

function times(quantity: number, of: Value): string {
  return new Decimal(quantity).times(typeof of === 'number' ? of : 0).toDecimalPlaces(3).toString()
}
