/**
 * What every document with lines has: quotes, contracts, orders, invoices, purchases. The lines live in the document, so that
 * whatever writes it (page, API, batch, import, undo) keeps its totals, and its history is that of its lines
 * (docs/decisions/lines-in-documents.md).
 */
import { issue, type Issue } from '../../../platform/problems.ts'
import type { Part, Value } from '../../../kernel/definitions/field.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { currencyOptions } from '../rules/currencies.ts'
import { totalsOf } from '../rules/totals.ts'
import { componentParts, componentsOf, contentsOf } from './components.ts'

export const mostLines = 2000

/** A trillion: what is beyond is a slip of the keyboard, and would not fit into the columns of totals. */
const largestTotal = 1e12

const money = { type: 'money', scale: 2, computed: true } as const

/** Name, quantity and price are asked for by `checkDocument`, after what follows from the product was filled in. */
export const lineParts: Part[] = [
  // Stays the same while the line is edited: what was shipped or invoiced of it names it.
  { name: 'id', label: { zh: '行号', en: 'Line id' }, type: 'text', computed: true },
  { name: 'product', label: { zh: '产品', en: 'Product' }, type: 'reference', target: 'product' },
  { name: 'code', label: { zh: '编码', en: 'Code' }, type: 'text', also_called: ['stockcode', 'sku', '产品编码'] },
  { name: 'name', label: { zh: '名称', en: 'Name' }, type: 'text', also_called: ['description', '产品名称', '商品'] },
  { name: 'unit', label: { zh: '单位', en: 'Unit' }, type: 'text' },
  { name: 'quantity', label: { zh: '数量', en: 'Quantity' }, type: 'number', scale: 3, min: -1e9, max: 1e9 },
  { name: 'price', label: { zh: '单价', en: 'Price' }, type: 'money', scale: 4, min: 0, max: 1e12, also_called: ['unitprice', 'unit price'] },
  { name: 'discount', label: { zh: '折扣 %', en: 'Discount %' }, type: 'percent' },
  { name: 'tax_rate', label: { zh: '税率 %', en: 'Tax rate %' }, type: 'percent' },
  { name: 'remark', label: { zh: '备注', en: 'Remark' }, type: 'text' },
  // What a bundle is made of, in words: follows from the components of the document.
  { name: 'contents', label: { zh: '包含', en: 'Contains' }, type: 'text', computed: true },
  { name: 'amount', label: { zh: '金额', en: 'Amount' }, ...money },
  { name: 'net', label: { zh: '不含税金额', en: 'Net' }, ...money },
  { name: 'tax', label: { zh: '税额', en: 'Tax' }, ...money },
  { name: 'total', label: { zh: '价税合计', en: 'Total' }, ...money },
]

const inCurrency = { readonly: true, derived: true, required: true, default: '0.00', currency_of: 'currency' } as const

export const documentFields = {
  currency: field.choice({ label: { zh: '币种', en: 'Currency' }, required: true, default: '@currency', options: currencyOptions }),
  exchange_rate: field.number({ label: { zh: '汇率', en: 'Exchange rate' }, hint: { zh: '一单位外币折合本位币', en: 'Of the company’s currency for one of the document’s' }, required: true, default: 1, scale: 6, min: 0.000001, max: 1e9 }),
  prices_include_tax: field.boolean({ label: { zh: '单价含税', en: 'Prices include tax' }, required: true, default: true }),
  lines: field.groups({ label: { zh: '明细', en: 'Lines' }, max: mostLines, parts: lineParts }),
  components: field.groups({ label: { zh: '组合的组成', en: 'What bundles are made of' }, hint: { zh: '随产品带出，按当时的组成保留', en: 'Taken from the products, kept as it was then' }, max: mostLines, parts: componentParts, follows: ['lines'] }),
  discount_percent: field.percent({ label: { zh: '整单折扣 %', en: 'Discount %' } }),
  discount_amount: field.money({ label: { zh: '整单优惠', en: 'Discount' }, min: 0, currency_of: 'currency' }),
  subtotal: field.money({ label: { zh: '明细合计', en: 'Subtotal' }, ...inCurrency }),
  discount_total: field.money({ label: { zh: '优惠合计', en: 'Discount in all' }, ...inCurrency }),
  net_total: field.money({ label: { zh: '不含税合计', en: 'Net' }, ...inCurrency }),
  tax_total: field.money({ label: { zh: '税额', en: 'Tax' }, ...inCurrency }),
  total: field.money({ label: { zh: '合计', en: 'Total' }, ...inCurrency }),
  base_total: field.money({ label: { zh: '折合本位币', en: 'In company currency' }, readonly: true, derived: true, required: true, default: '0.00' }),
  base_net: field.money({ label: { zh: '不含税折合本位币', en: 'Net in company currency' }, readonly: true, derived: true, internal: true, required: true, default: '0.00' }),
  products: field.references({ label: { zh: '产品', en: 'Products' }, target: 'product', column: 'product_ids', readonly: true, derived: true }),
}

/** Names of `documentFields` for a panel of the document, in the order in which they are typed. */
export const linePanel = ['currency', 'exchange_rate', 'prices_include_tax', 'lines', 'discount_percent', 'discount_amount'] as const
export const totalsPanel = ['subtotal', 'discount_total', 'net_total', 'tax_total', 'total', 'base_total'] as const

interface StoredDocument {
  currency: string | null
  exchange_rate: number | null
  prices_include_tax: boolean | null
  lines: Record<string, Value>[] | null
  components?: Value
  discount_percent: number | null
  discount_amount: string | null
}

export interface StoredLine extends Record<string, Value> {
  quantity: number
  price: string
}

/** The lines as the schema of `lineParts` has parsed them. */
export function linesOf(record: { lines: Record<string, Value>[] | null }): StoredLine[] {
  return (record.lines ?? []) as StoredLine[]
}

/** For `derive` of a document: its totals and those of its lines. */
export function deriveDocument(record: StoredDocument) {
  const { lines, ...totals } = totalsOf({
    lines: linesOf(record).map((line) => ({ ...line, quantity: line.quantity ?? 0, price: line.price ?? '0' })),
    currency: record.currency ?? 'CNY',
    exchange_rate: record.exchange_rate ?? 1,
    prices_include_tax: record.prices_include_tax ?? true,
    discount_percent: record.discount_percent,
    discount_amount: record.discount_amount,
  })
  const ids = new Set(linesOf(record).map(({ id }) => id))
  const components = componentsOf(record).filter(({ line }) => ids.has(line))
  const products = [...new Set([...linesOf(record), ...components].flatMap(({ product }) => (typeof product === 'string' ? [product] : [])))]
  // What is missing stays missing, for `checkDocument` to say so.
  const kept = lines.map((line, index) => {
    const contents = contentsOf({ id: record.lines?.[index]?.id ?? null, quantity: line.quantity }, components)
    return { ...withoutContents(line), ...(contents === undefined ? {} : { contents }), quantity: record.lines?.[index]?.quantity ?? null, price: record.lines?.[index]?.price ?? null }
  })
  return { ...totals, lines: kept, components, products }
}

/** As it came back from whoever read it: it is said anew. */
function withoutContents<Line extends object>(line: Line): Line {
  const copy = { ...line }
  Reflect.deleteProperty(copy, 'contents')
  return copy
}

const asked = ['name', 'quantity', 'price'].map((name) => [name, lineParts.find((part) => part.name === name)?.label ?? { zh: name, en: name }] as const)

/** For `check` of a document, after `derive`. */
export function checkDocument(record: StoredDocument & { subtotal: string | null; total: string | null; base_total: string | null }): Issue[] {
  const issues: Issue[] = []
  for (const [index, line] of (record.lines ?? []).entries()) {
    for (const [name, label] of asked) if (line[name] === null || line[name] === undefined) issues.push(issue(`lines[${index}].${name}`, 'required', `请填写${label.zh}`, `${label.en} is required`))
  }
  if (Math.abs(Number(record.total)) > largestTotal || Math.abs(Number(record.base_total)) > largestTotal || Math.abs(Number(record.subtotal)) > largestTotal) issues.push(issue('lines', 'out_of_range', '合计金额过大', 'The total is too large'))
  if (Number(record.discount_amount ?? 0) > Math.max(0, Number(record.subtotal))) issues.push(issue('discount_amount', 'too_large', '优惠不能超过明细合计', 'The discount is more than the lines come to'))
  return issues
}
