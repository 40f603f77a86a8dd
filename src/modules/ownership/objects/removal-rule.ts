import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const removalActs = options({ bin: ['移入回收站', 'To the recycle bin'], anonymise: ['匿名化', 'Erase the person', 'volcano'] })

/** Which files no longer meet the standard (S07). It only proposes: a person decides on each. */
export const removalRule = defineObject({
  name: 'removal_rule',
  plural: 'removal_rules',
  label: { zh: '清理规则', en: 'Removal rule' },
  plural_label: { zh: '清理规则', en: 'Removal rules' },
  empty_hint: { zh: '例如：36 个月没有消费的潜力客户。', en: 'Such as: prospects without consumption for 36 months.' },
  title: 'name',
  in_navigation: false,
  sort: 'name',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    kind: field.choice({ label: { zh: '什么样的档案', en: 'Which files' }, required: true, default: 'no_consumption', options: options({ no_consumption: ['长期没有消费', 'Without consumption'], incomplete: ['不完整', 'Incomplete'], duplicate: ['重复', 'Duplicate'], test_data: ['测试数据', 'Test data'] }) }),
    months: field.number({ label: { zh: '至少多少个月', en: 'For so many months' }, hint: { zh: '没有消费的月数；其他规则为建档后的月数', en: 'Without consumption; for the others since the file was made' }, min: 0, max: 600 }),
    below: field.number({ label: { zh: '完整度低于 %', en: 'Complete below %' }, min: 1, max: 100, only_when: { field: 'kind', in: ['incomplete'] } }),
    condition: field.group({ label: { zh: '适用客户', en: 'For customers' } }),
    act: field.choice({ label: { zh: '处理', en: 'What is done' }, required: true, default: 'bin', options: removalActs }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: false }),
    last_run_at: field.datetime({ label: { zh: '上次运行', en: 'Last run' }, readonly: true, derived: true }),
  },
  panels: [{ key: 'main', label: { zh: '规则', en: 'Rule' }, fields: ['name', 'kind', 'months', 'below', 'condition', 'act', 'is_active'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'kind', 'months', 'below', 'act', 'is_active', 'last_run_at'] }],
  check: (record) => [
    ...(record.kind === 'no_consumption' && !record.months ? [issue('months', 'required', '请填写月数', 'Say for how many months')] : []),
    ...(record.kind === 'incomplete' && !record.below ? [issue('below', 'required', '请填写完整度', 'Say below which percentage')] : []),
  ],
})
