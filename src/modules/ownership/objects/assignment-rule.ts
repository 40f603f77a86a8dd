import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Who gets new customers or leads that nobody owns. The first rule that one fits and that has somebody able decides. */
export const assignmentRule = defineObject({
  name: 'assignment_rule',
  plural: 'assignment_rules',
  label: { zh: '分配规则', en: 'Assignment rule' },
  plural_label: { zh: '分配规则', en: 'Assignment rules' },
  empty_hint: { zh: '例如：华东的新客户给一组，按各人能力均分。', en: 'Such as: new customers of the east go to team one, by the ability of each.' },
  title: 'name',
  in_navigation: false,
  sort: 'position',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    object: field.choice({ label: { zh: '分配什么', en: 'Assigns' }, required: true, default: 'customer', options: options({ customer: ['客户', 'Customers'], lead: ['线索', 'Leads'] }) }),
    position: field.number({ label: { zh: '顺序', en: 'Order' }, required: true, default: 1, min: 1, max: 10_000 }),
    condition: field.group({ label: { zh: '适用条件', en: 'For which' }, hint: { zh: '与列表筛选相同', en: 'As the filter of a list' } }),
    departments: field.references({ label: { zh: '候选部门', en: 'Among departments' }, hint: { zh: '含下级部门；都留空则为登记了能力的人', en: 'With those below; both empty: everybody whose ability is entered' }, target: 'department', column: 'department_ids' }),
    people: field.references({ label: { zh: '候选人', en: 'Among people' }, target: 'user', column: 'person_ids' }),
    skills: field.tags({ label: { zh: '所需技能', en: 'Skills needed' } }),
    by_territory: field.boolean({ label: { zh: '按区域匹配', en: 'Territory must fit' }, required: true, default: false }),
    by_industry: field.boolean({ label: { zh: '按行业匹配', en: 'Industry must fit' }, required: true, default: false }),
    by_tier: field.boolean({ label: { zh: '按级别匹配', en: 'Tier must fit' }, required: true, default: false }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: false }),
  },
  panels: [{ key: 'main', label: { zh: '规则', en: 'Rule' }, fields: ['name', 'object', 'position', 'condition', 'departments', 'people', 'skills', 'by_territory', 'by_industry', 'by_tier', 'is_active'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['name', 'object', 'departments', 'people', 'is_active'] }],
})
