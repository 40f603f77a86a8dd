import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const user = defineObject({
  name: 'user',
  plural: 'users',
  label: { zh: '员工', en: 'Person' },
  plural_label: { zh: '员工', en: 'People' },
  empty_hint: { zh: '在这里工作的人。', en: 'The people who work here.' },
  title: 'name',
  in_navigation: false,
  fields: {
    name: field.text({
      label: { zh: '姓名', en: 'Name' },
      required: true,
      max_length: 100,
      pinyin: { full: 'name_pinyin', initials: 'name_initials', name: true },
    }),
    email: field.mail({ label: { zh: '邮箱', en: 'Mail' }, unique: true }),
    user_name: field.text({ label: { zh: '用户名', en: 'User name' }, unique: true, max_length: 60 }),
    title: field.text({ label: { zh: '职位', en: 'Position' }, max_length: 100 }),
    department: field.reference({ label: { zh: '部门', en: 'Department' }, target: 'department' }),
    roles: field.references({ label: { zh: '角色', en: 'Roles' }, target: 'role', column: 'role_ids', written_with: 'role' }),
    territories: field.references({ label: { zh: '负责区域', en: 'Territories' }, target: 'territory', column: 'territory_ids' }),
    is_active: field.boolean({ label: { zh: '在职', en: 'Active' }, required: true, default: true }),
  },
  panels: [
    { key: 'main', label: { zh: '员工', en: 'Person' }, fields: ['name', 'email', 'user_name', 'title', 'department', 'roles', 'territories', 'is_active'] },
  ],
  search: { fields: ['name', 'email', 'user_name', 'title'], subtitle: ['title', 'email'] },
  check: (record) =>
    record.email || record.user_name
      ? []
      : [issue('email', 'required', '请填写邮箱或用户名', 'A mail address or a user name is required')],
})
