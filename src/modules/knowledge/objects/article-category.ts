import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** What articles are ordered by, as a tree. */
export const articleCategory = defineObject({
  name: 'article_category',
  plural: 'article_categories',
  label: { zh: '知识分类', en: 'Category of articles' },
  plural_label: { zh: '知识分类', en: 'Categories of articles' },
  empty_hint: { zh: '把文章归类，如 入住、会员、发票。', en: 'What articles are ordered by, such as stays, membership, invoices.' },
  title: 'name',
  sort: 'position',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    name_en: field.text({ label: { zh: '英文名称', en: 'Name in English' }, max_length: 100 }),
    parent: field.reference({ label: { zh: '上级分类', en: 'Above it' }, target: 'article_category' }),
    position: field.number({ label: { zh: '次序', en: 'Order' }, required: true, default: 1, min: 0, max: 10_000 }),
  },
  panels: [{ key: 'main', label: { zh: '分类', en: 'Category' }, fields: ['name', 'name_en', 'parent', 'position'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['name', 'name_en', 'parent', 'position'] }],
  check: ({ name }) => (name?.trim() === '' ? [issue('name', 'required', '请填写名称', 'Name is required')] : []),
})
