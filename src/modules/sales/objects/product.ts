import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const product = defineObject({
  name: 'product',
  plural: 'products',
  label: { zh: '产品', en: 'Product' },
  plural_label: { zh: '产品', en: 'Products' },
  empty_hint: { zh: '公司出售的产品和服务。', en: 'What the company sells.' },
  title: 'name',
  fields: {
    code: field.text({ label: { zh: '编码', en: 'Code' }, unique: true, max_length: 100, also_called: ['stockcode', 'sku'] }),
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 300, pinyin: { full: 'name_pinyin', initials: 'name_initials' }, also_called: ['product', '产品名称'] }),
    category: field.text({ label: { zh: '类别', en: 'Category' }, max_length: 100, also_called: ['series'] }),
    unit: field.text({ label: { zh: '单位', en: 'Unit' }, max_length: 20 }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'goods', options: options({ goods: ['商品', 'Goods'], service: ['服务', 'Service'], bundle: ['组合', 'Bundle'] }) }),
    price: field.money({ label: { zh: '单价', en: 'Price' }, min: 0, also_called: ['sales_price'] }),
    cost: field.money({ label: { zh: '成本', en: 'Cost' }, min: 0 }),
    tax_rate: field.percent({ label: { zh: '税率 %', en: 'Tax rate %' } }),
    components: field.groups({ label: { zh: '组成', en: 'Made of' }, hint: { zh: '可含其他组合，最多三层；单价留空时按组成合计', en: 'Other bundles too, three deep at most. Without a price of its own it costs what its parts come to' }, only_when: { field: 'kind', in: ['bundle'] }, parts: [
      { name: 'product', label: { zh: '产品', en: 'Product' }, type: 'reference', target: 'product', required: true },
      { name: 'quantity', label: { zh: '数量', en: 'Quantity' }, type: 'number', required: true, scale: 3, min: 0.001, max: 1e6 },
    ] }),
    stock: field.number({ label: { zh: '库存', en: 'Stock' }, hint: { zh: '由外部系统写入', en: 'Written by another system' }, scale: 3 }),
    risk_level: field.rating({ label: { zh: '风险等级', en: 'Risk level' }, hint: { zh: '只推荐给风险承受不低于它的客户', en: 'Suggested only to customers whose risk tolerance is not below it' } }),
    is_active: field.boolean({ label: { zh: '在售', en: 'Sold now' }, required: true, default: true }),
    remark: field.richText({ label: { zh: '说明', en: 'Remark' } }),
  },
  panels: [{ key: 'main', label: { zh: '产品', en: 'Product' }, fields: ['code', 'name', 'category', 'unit', 'kind', 'price', 'cost', 'tax_rate', 'components', 'stock', 'risk_level', 'is_active', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['code', 'name', 'category', 'unit', 'price', 'tax_rate', 'stock', 'is_active'] }],
  search: { fields: ['name', 'code'], subtitle: ['code', 'category'] },
})
