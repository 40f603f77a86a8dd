import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const mostLines = 200

/** The standard range of a kind of customer: what a small restaurant, a crew of decorators, a hotel opening usually needs. */
export const suggestionList = defineObject({
  name: 'suggestion_list',
  plural: 'suggestion_lists',
  label: { zh: '商品建议清单', en: 'Suggestion list' },
  plural_label: { zh: '商品建议清单', en: 'Suggestion lists' },
  empty_hint: { zh: '某类客户的标准配置：手工整理，或从同类好客户的购买中提取。', en: 'The standard range of a kind of customer: kept by hand, or drawn from what good customers of that kind buy.' },
  title: 'name',
  sort: 'name',
  owner: 'owner',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    condition: field.group({ label: { zh: '适用客户', en: 'For customers' }, hint: { zh: '与列表筛选相同', en: 'As the filter of a list' } }),
    lines: field.groups({
      label: { zh: '产品', en: 'Products' }, max: mostLines, parts: [
        { name: 'product', label: { zh: '产品', en: 'Product' }, type: 'reference', target: 'product', required: true },
        { name: 'quantity', label: { zh: '数量', en: 'Quantity' }, type: 'number', scale: 3, min: 0.001, max: 1e6 },
        { name: 'share', label: { zh: '好客户在买 %', en: 'Good customers %' }, type: 'percent' },
        { name: 'note', label: { zh: '说明', en: 'Note' }, type: 'text' },
      ],
    }),
    products: field.references({ label: { zh: '清单上的产品', en: 'Products on it' }, target: 'product', column: 'product_ids', readonly: true, derived: true }),
    is_active: field.boolean({ label: { zh: '启用', en: 'In use' }, required: true, default: true }),
    owner: field.person({ label: { zh: '维护人', en: 'Kept by' }, default: '@me' }),
    remark: field.text({ label: { zh: '说明', en: 'Remark' }, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '清单', en: 'List' }, fields: ['name', 'is_active', 'owner', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'products', 'is_active', 'owner', 'remark', 'updated_at'] }],
  derive: (record) => ({ products: productsOf(record.lines) }),
  check: (record) => {
    const products = productsOf(record.lines)
    return products.length < (record.lines ?? []).length ? [issue('lines', 'twice', '同一产品只列一次', 'Each product stands on the list once')] : []
  },
})

function productsOf(lines: unknown): string[] {
  if (!Array.isArray(lines)) return []
  return [...new Set(lines.flatMap((line: unknown) => (typeof line === 'object' && line !== null && 'product' in line && typeof line.product === 'string' ? [line.product] : [])))]
}
