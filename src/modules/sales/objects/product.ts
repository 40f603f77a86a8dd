import { field } from '../../../kernel/definitions/fields.ts'
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
    price: field.money({ label: { zh: '单价', en: 'Price' }, min: 0, also_called: ['sales_price'] }),
    is_active: field.boolean({ label: { zh: '在售', en: 'Sold now' }, required: true, default: true }),
    remark: field.richText({ label: { zh: '说明', en: 'Remark' } }),
  },
  panels: [{ key: 'main', label: { zh: '产品', en: 'Product' }, fields: ['code', 'name', 'category', 'unit', 'price', 'is_active', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['code', 'name', 'category', 'unit', 'price', 'is_active'] }],
  search: { fields: ['name', 'code'], subtitle: ['code', 'category'] },
})
