import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const actOptions = options({ bin: ['移入回收站', 'To the recycle bin'], anonymise: ['匿名化', 'Erase the person', 'volcano'] })

/** How long records are kept: those that fit the condition, so many months after anything last happened. */
export const retentionRule = defineObject({
  name: 'retention_rule',
  plural: 'retention_rules',
  label: { zh: '保留规则', en: 'Retention rule' },
  plural_label: { zh: '保留规则', en: 'Retention rules' },
  empty_hint: { zh: '例如：潜在客户 24 个月无往来，移入回收站。', en: 'Such as: prospects go to the recycle bin after 24 months without anything.' },
  title: 'name',
  in_navigation: false,
  sort: 'name',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, default: 'customer', max_length: 60 }),
    condition: field.group({ label: { zh: '条件', en: 'Condition' }, hint: { zh: '与列表筛选相同', en: 'As the filter of a list' } }),
    months: field.number({ label: { zh: '无往来月数', en: 'Months without activity' }, required: true, default: 24, min: 1, max: 600 }),
    act: field.choice({ label: { zh: '处理', en: 'What is done' }, required: true, default: 'bin', options: actOptions }),
    mode: field.choice({ label: { zh: '方式', en: 'How' }, required: true, default: 'reviewed', options: options({ reviewed: ['逐条审核', 'Reviewed'], automatic: ['自动执行', 'Automatic'] }) }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: false }),
    last_run_at: field.datetime({ label: { zh: '上次运行', en: 'Last run' }, readonly: true, derived: true }),
  },
  panels: [{ key: 'main', label: { zh: '规则', en: 'Rule' }, fields: ['name', 'object', 'condition', 'months', 'act', 'mode', 'is_active'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'object', 'months', 'act', 'mode', 'is_active', 'last_run_at'] }],
})
