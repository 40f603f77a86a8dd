import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { organisationFields, personFields } from '../rules/required-fields.ts'
import { startOf, starts } from '../rules/starts.ts'

export const unitOptions = options({ working_days: ['工作日', 'Working days'], working_hours: ['工作小时', 'Working hours'], hours: ['小时（休息日除外）', 'Hours (days of rest left out)'] })

/** What starts a clock, and how long what it asks for may take. */
export const archiveRule = defineObject({
  name: 'archive_rule',
  plural: 'archive_rules',
  label: { zh: '建档规则', en: 'Archive rule' },
  plural_label: { zh: '建档规则', en: 'Archive rules' },
  empty_hint: { zh: '例如：客户转为合作后 3 个工作日内补全档案。', en: 'Such as: the file is complete within 3 working days after a customer becomes active.' },
  title: 'name',
  in_navigation: false,
  sort: 'created_at',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    start: field.choice({ label: { zh: '起算', en: 'Starts when' }, required: true, default: 'customer_active', options: Object.entries(starts).map(([key, { label }]) => ({ key, label })) }),
    count: field.number({ label: { zh: '期限', en: 'Within' }, required: true, default: 3, min: 1, max: 1000 }),
    unit: field.choice({ label: { zh: '单位', en: 'Unit' }, required: true, default: 'working_days', options: unitOptions }),
    calendar: field.reference({ label: { zh: '工作日历', en: 'Calendar' }, hint: { zh: '不填则用公司默认', en: 'The company’s default where left empty' }, target: 'calendar' }),
    required_organisation: field.choices({ label: { zh: '单位档案必填', en: 'Required of organisations' }, options: organisationFields, default: [] }),
    required_person: field.choices({ label: { zh: '个人档案必填', en: 'Required of persons' }, options: personFields, default: [] }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: false }),
    since: field.datetime({ label: { zh: '启用于', en: 'On since' }, readonly: true, derived: true }),
  },
  panels: [{ key: 'main', label: { zh: '规则', en: 'Rule' }, fields: ['name', 'start', 'count', 'unit', 'calendar', 'required_organisation', 'required_person', 'is_active'] }],
  // What happened before a rule was switched on is not measured by it.
  derive: (record, { now }) => ({ since: record.is_active ? (record.since ?? now.toISOString()) : null }),
  check: (record, before) => [
    ...(before && before.start !== record.start ? [issue('start', 'readonly', '创建后不能更改', 'Cannot be changed once it is there')] : []),
    ...(startOf(record.start ?? '')?.kind === 'filing' && !record.required_organisation?.length && !record.required_person?.length
      ? [issue('required_organisation', 'required', '请至少选择一个必填项', 'Choose at least one field that is required')]
      : []),
  ],
})
