import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** The tiers of customers, for rules that look at them. */
export const tierOptions = options({ vip: ['VIP', 'VIP'], a: ['A', 'A'], b: ['B', 'B'], c: ['C', 'C'], potential: ['潜力', 'Potential'] })

/** Rules for customers without an owner: when they come back, who may claim them and how many. A customer belongs to the first pool whose condition it fits. */
export const pool = defineObject({
  name: 'pool',
  plural: 'pools',
  label: { zh: '公海', en: 'Pool' },
  plural_label: { zh: '公海', en: 'Pool' },
  empty_hint: { zh: '例如：60 天没有接触的客户退回公海，提前 7 天提醒。', en: 'Such as: customers without contact for 60 days come back, with a warning 7 days before.' },
  title: 'name',
  sort: 'position',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    position: field.number({ label: { zh: '顺序', en: 'Order' }, hint: { zh: '客户归入第一个符合的公海', en: 'A customer belongs to the first that it fits' }, required: true, default: 1, min: 1, max: 10_000 }),
    condition: field.group({ label: { zh: '适用客户', en: 'For customers' }, hint: { zh: '与列表筛选相同', en: 'As the filter of a list' } }),
    contact_days: field.number({ label: { zh: '无接触天数', en: 'Days without contact' }, min: 1, max: 3650 }),
    deal_days: field.number({ label: { zh: '无成交天数', en: 'Days without a deal' }, min: 1, max: 3650 }),
    warn_days: field.number({ label: { zh: '提前提醒天数', en: 'Days of warning' }, required: true, default: 7, min: 0, max: 90 }),
    exempt_tiers: field.choices({ label: { zh: '不退回的级别', en: 'Exempt tiers' }, options: tierOptions }),
    most_held: field.number({ label: { zh: '每人最多持有', en: 'Most held by a person' }, min: 1, max: 1_000_000 }),
    most_claims: field.number({ label: { zh: '每人每天最多领取', en: 'Most claims a day' }, min: 1, max: 10_000 }),
    cooling_days: field.number({ label: { zh: '原负责人冷却天数', en: 'Cooling days of the former owner' }, required: true, default: 30, min: 0, max: 3650 }),
    departments: field.references({ label: { zh: '可领取的部门', en: 'Departments that may claim' }, hint: { zh: '留空则人人可领；含下级部门', en: 'Empty: everybody; with those below' }, target: 'department', column: 'department_ids' }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: false }),
    active_on: field.date({ label: { zh: '启用日期', en: 'On since' }, readonly: true }),
    last_run_at: field.datetime({ label: { zh: '上次运行', en: 'Last run' }, readonly: true, derived: true }),
  },
  panels: [{ key: 'main', label: { zh: '规则', en: 'Rule' }, fields: ['name', 'position', 'condition', 'contact_days', 'deal_days', 'warn_days', 'exempt_tiers', 'most_held', 'most_claims', 'cooling_days', 'departments', 'is_active', 'active_on'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['name', 'contact_days', 'deal_days', 'warn_days', 'most_held', 'most_claims', 'is_active'] }],
  check: (record) => {
    const shortest = Math.min(record.contact_days ?? Infinity, record.deal_days ?? Infinity)
    return (record.warn_days ?? 0) >= shortest ? [issue('warn_days', 'too_early', '提醒应晚于开始计算的那天', 'The warning must come after the days begin to count')] : []
  },
})
