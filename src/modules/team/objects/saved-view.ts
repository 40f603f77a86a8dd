import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const savedView = defineObject({
  name: 'saved_view',
  plural: 'saved_views',
  label: { zh: '视图', en: 'View' },
  plural_label: { zh: '视图', en: 'Views' },
  empty_hint: { zh: '保存的列表条件。', en: 'Filters and columns that somebody kept.' },
  title: 'name',
  owner: 'owner',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, max_length: 60 }),
    filter: field.group({ label: { zh: '条件', en: 'Filter' } }),
    sort: field.text({ label: { zh: '排序', en: 'Order' }, max_length: 500 }),
    columns: field.group({ label: { zh: '列', en: 'Columns' } }),
    display: field.choice({
      label: { zh: '显示方式', en: 'Display' },
      required: true,
      default: 'table',
      options: options({ table: ['表格', 'Table'], board: ['看板', 'Board'], calendar: ['日历', 'Calendar'], chart: ['图表', 'Chart'] }),
    }),
    board_by: field.text({ label: { zh: '看板分组', en: 'Board by' }, max_length: 60 }),
    group_by: field.text({ label: { zh: '表格分组', en: 'Group by' }, max_length: 80 }),
    calendar_by: field.text({ label: { zh: '日历日期', en: 'Calendar by' }, max_length: 60 }),
    chart: field.text({ label: { zh: '图表设置', en: 'Chart' }, max_length: 200 }),
    is_shared: field.boolean({ label: { zh: '共享', en: 'Shared' }, required: true, default: false }),
    owner: field.person({ label: { zh: '所有者', en: 'Owner' }, default: '@me' }),
  },
  panels: [{ key: 'main', label: { zh: '视图', en: 'View' }, fields: ['name', 'is_shared'] }],
})
