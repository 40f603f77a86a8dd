import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { standingOptions } from '../rules/standing.ts'
import { opportunity } from './opportunity.ts'

const requirable = ['customer', 'contacts', 'products', 'amount', 'close_on', 'source', 'campaign', 'needs', 'objections', 'commitments', 'next_step', 'next_step_on', 'territory', 'team', 'remark']

/** A step of a pipeline. Its kind says what an opportunity in it is: open, won or lost. */
export const stage = defineObject({
  name: 'stage',
  plural: 'stages',
  label: { zh: '销售阶段', en: 'Stage' },
  plural_label: { zh: '销售阶段', en: 'Stages' },
  empty_hint: { zh: '商机经过的步骤。', en: 'The steps that opportunities go through.' },
  title: 'name',
  sort: 'position',
  in_navigation: false,
  fields: {
    pipeline: field.reference({ label: { zh: '销售流程', en: 'Pipeline' }, target: 'pipeline', required: true, lives_with: true }),
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    position: field.number({ label: { zh: '顺序', en: 'Position' }, required: true, default: 1, min: 0, max: 1000 }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'open', options: standingOptions }),
    probability: field.percent({ label: { zh: '成交概率（%）', en: 'Probability (%)' }, required: true, default: 50, scale: 0 }),
    expected_days: field.number({ label: { zh: '预计停留（天）', en: 'Expected days' }, hint: { zh: '超过即为停滞', en: 'Whoever stays longer is stalled' }, min: 1, max: 3650 }),
    required_fields: field.choices({
      label: { zh: '进入前必填', en: 'Required before entering' },
      names_fields_of: 'opportunity',
      options: requirable.map((key) => ({ key, label: opportunity.fields.get(key)?.label ?? { zh: key, en: key } })),
      default: [],
    }),
    tasks: field.groups({ label: { zh: '进入时启动的任务', en: 'Tasks it starts' }, parts: [
      { name: 'name', label: { zh: '事项', en: 'What' }, type: 'text', required: true },
      { name: 'due_in_days', label: { zh: '几天后到期', en: 'Due in days' }, type: 'number' },
    ] }),
  },
  panels: [{ key: 'main', label: { zh: '销售阶段', en: 'Stage' }, fields: ['pipeline', 'name', 'position', 'kind', 'probability', 'expected_days', 'required_fields', 'tasks'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['pipeline', 'position', 'name', 'kind', 'probability', 'expected_days', 'required_fields'] }],
  // Opportunities stand in it: what it is and where it belongs stays.
  check: (record, before) => [
    ...(['pipeline', 'kind'] as const).filter((name) => before && before[name] !== record[name]).map((name) => issue(name, 'readonly', '创建后不能更改', 'Cannot be changed once it is there')),
    ...(record.tasks ?? []).flatMap(({ due_in_days: days }, at) =>
      typeof days === 'number' && (!Number.isInteger(days) || days < 0 || days > 3650) ? [issue(`tasks[${at}].due_in_days`, 'invalid_number', '应为 0 到 3650 的整数', 'A whole number from 0 to 3650')] : []),
  ],
})
