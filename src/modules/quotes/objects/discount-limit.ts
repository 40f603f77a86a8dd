import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** How much of a discount somebody may give without asking. */
export const discountLimit = defineObject({
  name: 'discount_limit',
  plural: 'discount_limits',
  label: { zh: '折扣权限', en: 'Discount limit' },
  plural_label: { zh: '折扣权限', en: 'Discount limits' },
  empty_hint: { zh: '哪个角色、部门或员工最多可给多少折扣，超过须审批。', en: 'How much of a discount a role, department or person may give; more needs approval.' },
  title: 'name',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    role: field.reference({ label: { zh: '角色', en: 'Role' }, target: 'role' }),
    department: field.reference({ label: { zh: '部门', en: 'Department' }, target: 'department' }),
    person: field.person({ label: { zh: '员工', en: 'Person' }, hint: { zh: '先于角色和部门', en: 'Goes before roles and departments' } }),
    percent: field.percent({ label: { zh: '最高折扣 %', en: 'Most discount %' }, required: true }),
  },
  panels: [{ key: 'main', label: { zh: '折扣权限', en: 'Discount limit' }, fields: ['name', 'role', 'department', 'person', 'percent'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'role', 'department', 'person', 'percent'] }],
  check: ({ role, department, person }) =>
    [role, department, person].filter(Boolean).length === 1 ? [] : [issue('role', 'one_of', '角色、部门、员工须选其一', 'Name a role, a department or a person: one of them')],
})
