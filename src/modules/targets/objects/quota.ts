import { issue, type Issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { measureOptions, moneyMeasures, productMeasures } from '../rules/measures.ts'
import { isPeriod, periodAround, periodName, periodOptions } from '../rules/period.ts'

const holderOptions = options({ person: ['员工', 'Person', 'blue'], department: ['部门（含下级）', 'Department and below', 'purple'], company: ['全公司', 'Company', 'gold'] })

interface Checked {
  holder: string | null
  person: string | null
  department: string | null
  measure: string | null
  product: string | null
  target: number | null
}

/** What somebody is to reach in a period. How far they are is never stored: queries/attainment.ts counts it from the records themselves. */
export const quota = defineObject({
  name: 'quota',
  plural: 'quotas',
  label: { zh: '定额', en: 'Quota' },
  plural_label: { zh: '定额', en: 'Quotas' },
  empty_hint: { zh: '员工、部门或全公司在一个月、季度或年内要达到的目标。', en: 'What people, departments or the company are to reach in a month, quarter or year.' },
  title: 'name',
  // Whose, of what, when.
  heading: [['person', 'department', 'holder'], 'measure', 'territory', 'product', 'name'],
  sort: '-first_on',
  owner: 'person',
  is_shareable: true,
  fields: {
    name: field.text({ label: { zh: '期间', en: 'Period' }, derived: true, readonly: true, required: true, max_length: 20 }),
    holder: field.choice({ label: { zh: '对象', en: 'For' }, required: true, default: 'person', options: holderOptions, also_called: ['level'] }),
    person: field.person({ label: { zh: '员工', en: 'Person' }, only_when: { field: 'holder', in: ['person'] }, required_when: { field: 'holder', in: ['person'] } }),
    department: field.reference({ label: { zh: '部门', en: 'Department' }, target: 'department', only_when: { field: 'holder', in: ['department'] }, required_when: { field: 'holder', in: ['department'] } }),
    measure: field.choice({ label: { zh: '指标', en: 'Measure' }, required: true, default: 'amount', options: measureOptions, also_called: ['metric'] }),
    target: field.number({ label: { zh: '目标值', en: 'Target' }, hint: { zh: '销售额与毛利以公司币种计', en: 'Sales and margin in the currency of the company' }, required: true, scale: 2, min: 0.01, max: 1e12, also_called: ['quota', '定额'] }),
    period: field.choice({ label: { zh: '周期', en: 'Month, quarter or year' }, required: true, default: 'quarter', options: periodOptions }),
    first_on: field.date({ label: { zh: '起始日', en: 'First day' }, hint: { zh: '填期内任意一天，保存为其首日', en: 'Any day in it; its first is kept' }, required: true, default: '@today', also_called: ['start', 'month', '月份'] }),
    last_on: field.date({ label: { zh: '截止日', en: 'Last day' }, derived: true, readonly: true, required: true }),
    territory: field.reference({ label: { zh: '仅限区域', en: 'Only in territory' }, hint: { zh: '含其下级区域', en: 'With all below it' }, target: 'territory' }),
    product: field.reference({ label: { zh: '仅限产品', en: 'Only of product' }, target: 'product' }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, max_length: 500 }),
    // What no two quotas have in common: the index over it says so to everybody who writes, imports among them.
    identity: field.text({ label: { zh: '同一对象、范围、指标与期间的定额', en: 'A quota for the same holder, narrowing, measure and period' }, internal: true, derived: true, required: true, unique: true }),
  },
  panels: [{ key: 'main', label: { zh: '定额', en: 'Quota' }, fields: ['name', 'holder', 'person', 'department', 'measure', 'target', 'period', 'first_on', 'last_on', 'territory', 'product', 'remark'] }],
  views: [
    { key: 'current', label: { zh: '进行中', en: 'Current' }, filter: { first_on: { lte: 'today' }, last_on: { gte: 'today' } }, sort: '-first_on', columns: ['name', 'holder', 'person', 'department', 'measure', 'target', 'territory', 'product'] },
    { key: 'mine', label: { zh: '我的定额', en: 'Mine' }, filter: { person: '@me' }, sort: '-first_on', columns: ['name', 'measure', 'target', 'territory', 'product', 'last_on'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-first_on', columns: ['name', 'period', 'holder', 'person', 'department', 'measure', 'target', 'territory', 'product'] },
  ],
  derive: ({ period, first_on: day, ...record }) => {
    if (!isPeriod(period) || !day) return {}
    const { first, last } = periodAround(period, day)
    // What belongs to the other kind of holder says nothing.
    const person = record.holder === 'person' ? record.person : null
    const department = record.holder === 'department' ? record.department : null
    const identity = [record.holder, person ?? department ?? '', record.territory ?? '', record.product ?? '', record.measure, period, first].join(' ')
    return { name: periodName(period, first), first_on: first, last_on: last, person, department, identity }
  },
  check: faults,
})

const whose = ['holder', 'person', 'department'] as const

/** Whose it is stays: rights are asked of the record as it was, so that a quota could else be handed on to somebody one may set none for. */
function faults(record: Checked, before: Checked | null): Issue[] {
  const issues: Issue[] = whose.filter((name) => before && before[name] !== record[name]).map((name) => issue(name, 'readonly', '定额的对象不能更改，请另建一条', 'For whom a quota is cannot be changed: make another one'))
  if (record.product && !productMeasures.includes(record.measure ?? '')) issues.push(issue('product', 'of_no_product', '新客户与走访不分产品', 'New customers and visits are of no product'))
  if (record.target !== null && !moneyMeasures.includes(record.measure ?? '') && !Number.isInteger(record.target)) issues.push(issue('target', 'not_whole', '此指标的目标应为整数', 'The target of this measure is a whole number'))
  return issues
}
