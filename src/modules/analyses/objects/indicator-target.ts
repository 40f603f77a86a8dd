import { issue, type Issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { isPeriod, periodAround, periodName, periodOptions } from '../../targets/index.ts'
import { indicatorOptions, usualDirections } from '../rules/indicators.ts'

const scopeOptions = options({ company: ['全公司', 'Company', 'gold'], department: ['部门（含下级）', 'Department and below', 'purple'] })
const directionOptions = options({ at_least: ['不低于', 'At least'], at_most: ['不高于', 'At most'] })

/** What an indicator is to be in each month of a period. What it is stands in `indicator_months`. */
export const indicatorTarget = defineObject({
  name: 'indicator_target',
  plural: 'indicator_targets',
  label: { zh: '指标目标', en: 'Indicator target' },
  plural_label: { zh: '指标', en: 'Indicators' },
  empty_hint: { zh: '满意度、价值、忠诚、流失、服务用时和成本各要达到多少。', en: 'What satisfaction, value, loyalty, churn, service times and costs are to be.' },
  title: 'name',
  sort: '-first_on',
  fields: {
    name: field.text({ label: { zh: '期间', en: 'Period' }, derived: true, readonly: true, required: true, max_length: 20 }),
    indicator: field.choice({ label: { zh: '指标', en: 'Indicator' }, required: true, options: indicatorOptions, also_called: ['measure', 'metric'] }),
    scope: field.choice({ label: { zh: '范围', en: 'Of' }, required: true, default: 'company', options: scopeOptions }),
    department: field.reference({ label: { zh: '部门', en: 'Department' }, target: 'department', only_when: { field: 'scope', in: ['department'] }, required_when: { field: 'scope', in: ['department'] } }),
    direction: field.choice({ label: { zh: '方向', en: 'Direction' }, required: true, default: 'at_least', default_by: { field: 'indicator', values: usualDirections }, options: directionOptions }),
    target: field.number({ label: { zh: '目标值', en: 'Target' }, hint: { zh: '每个月要达到的值；金额以公司币种计', en: 'What each month is to come to; money in the currency of the company' }, required: true, scale: 2, min: 0, max: 1e12 }),
    period: field.choice({ label: { zh: '周期', en: 'Month, quarter or year' }, required: true, default: 'year', options: periodOptions }),
    first_on: field.date({ label: { zh: '起始日', en: 'First day' }, hint: { zh: '填期内任意一天，保存为其首日', en: 'Any day in it; its first is kept' }, required: true, default: '@today' }),
    last_on: field.date({ label: { zh: '截止日', en: 'Last day' }, derived: true, readonly: true, required: true }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, max_length: 500 }),
    // What no two targets have in common: the index over it says so to everybody who writes, imports among them.
    identity: field.text({ label: { zh: '同一指标、范围与期间的目标', en: 'A target for the same indicator, scope and period' }, internal: true, derived: true, required: true, unique: true }),
  },
  panels: [{ key: 'main', label: { zh: '指标目标', en: 'Indicator target' }, fields: ['name', 'indicator', 'direction', 'target', 'scope', 'department', 'period', 'first_on', 'last_on', 'remark'] }],
  views: [
    { key: 'current', label: { zh: '进行中', en: 'Current' }, filter: { first_on: { lte: 'today' }, last_on: { gte: 'today' } }, sort: '-first_on', columns: ['name', 'indicator', 'direction', 'target', 'scope', 'department'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-first_on', columns: ['name', 'indicator', 'direction', 'target', 'scope', 'department', 'period', 'remark'] },
  ],
  derive: ({ period, first_on: day, scope, department: given, indicator }) => {
    if (!isPeriod(period) || !day) return {}
    const { first, last } = periodAround(period, day)
    const department = scope === 'department' ? given : null
    return { name: periodName(period, first), first_on: first, last_on: last, department, identity: [scope, department ?? '', indicator, period, first].join(' ') }
  },
  check: faults,
})

/** Rights are asked of the record as it was: whose target it is stays. */
function faults(record: { scope: string | null; department: string | null }, before: { scope: string | null; department: string | null } | null): Issue[] {
  return (['scope', 'department'] as const).filter((name) => before && before[name] !== record[name]).map((name) => issue(name, 'readonly', '目标的范围不能更改，请另建一条', 'Of whom a target is cannot be changed: make another one'))
}
