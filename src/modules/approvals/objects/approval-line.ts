import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { faultsOfSteps } from '../rules/steps.ts'

/** Who has to agree to what. The first line of an occasion that a request fits decides; what fits none needs no approval. */
export const approvalLine = defineObject({
  name: 'approval_line',
  plural: 'approval_lines',
  label: { zh: '审批流程', en: 'Approval line' },
  plural_label: { zh: '审批流程', en: 'Approval lines' },
  empty_hint: { zh: '例如：超过 10 万的信用额度由上级和财务批准。', en: 'Such as: a credit limit above 100,000 is approved by the superior and by finance.' },
  title: 'name',
  in_navigation: false,
  sort: 'position',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, max_length: 60 }),
    occasion: field.text({ label: { zh: '事项', en: 'Occasion' }, required: true, max_length: 60 }),
    position: field.number({ label: { zh: '顺序', en: 'Order' }, required: true, default: 1, min: 1, max: 10_000 }),
    condition: field.group({ label: { zh: '条件', en: 'Condition' }, hint: { zh: '与列表筛选相同', en: 'As the filter of a list' } }),
    from_amount: field.money({ label: { zh: '金额从', en: 'Amount from' }, hint: { zh: '含', en: 'Included' }, min: 0 }),
    to_amount: field.money({ label: { zh: '金额到', en: 'Amount to' }, hint: { zh: '不含', en: 'Not included' }, min: 0 }),
    departments: field.references({ label: { zh: '申请人部门', en: 'Asked by departments' }, hint: { zh: '含下级部门；留空为所有人', en: 'With those below; empty: everybody' }, target: 'department', column: 'department_ids' }),
    roles: field.references({ label: { zh: '申请人角色', en: 'Asked by roles' }, hint: { zh: '留空为所有人', en: 'Empty: everybody' }, target: 'role', column: 'role_ids' }),
    steps: field.groups({ label: { zh: '步骤', en: 'Steps' } }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: false }),
  },
  panels: [{ key: 'main', label: { zh: '流程', en: 'Line' }, fields: ['name', 'object', 'occasion', 'position', 'condition', 'from_amount', 'to_amount', 'departments', 'roles', 'steps', 'is_active'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['name', 'object', 'occasion', 'from_amount', 'to_amount', 'is_active'] }],
  check: (record) => [
    ...faultsOfSteps(record.steps),
    ...(record.from_amount && record.to_amount && Number(record.from_amount) >= Number(record.to_amount) ? [issue('to_amount', 'not_above', '金额上限应大于下限', 'The end of the range must be above its beginning')] : []),
  ],
})
