/** What is watched month by month (S53). A value is a part over a whole, so that departments add up to the company. */
import { options } from '../../../kernel/definitions/fields.ts'
import { addMonths } from '../../../platform/calendar/days.ts'
import { bucketLists } from '../../insight/index.ts'
import type { Filter } from './answer.ts'

export type IndicatorUnit = 'money' | 'percent' | 'number' | 'hours' | 'rating'
export type Direction = 'at_least' | 'at_most'

export interface Indicator {
  unit: IndicatorUnit
  /** Which way is better. */
  direction: Direction
  /** Objects that its rows are of: only whoever sees all of them, or those of the department, is told. */
  objects: readonly string[]
  /** Fields that it tells of. */
  fields: readonly string[]
  /** Of the customers as they are now: kept month by month, since it cannot be told afterwards. */
  isStanding: boolean
  /** The list behind it. @param owner who the rows belong to: nothing is everybody @param active for how many months a purchase makes a customer */
  rows(month: { from: string; to: string }, owner: Filter, active: number): { object: string; filter: Filter }
  /** What else it is made of. */
  also?(month: { from: string; to: string }, owner: Filter): { object: string; filter: Filter }
}

const at = (field: string, { from, to }: { from: string; to: string }) => ({ [field]: { gte: from, lt: to } })
const of = (owner: Filter) => (Object.keys(owner).length > 0 ? { customer: owner } : {})
const bought = { kind: 'purchase', amount: { gt: 0 } }
/** Contacts and campaigns; these everybody sees. */
const contacts = {
  objects: ['interaction', 'customer_value', 'customer', 'lead', 'opportunity'],
  fields: ['interaction.cost', 'interaction.minutes', 'interaction.at', 'campaign.expenses', 'campaign.spent_months', 'campaign.cost', 'campaign.from_on', 'lead.campaign', 'lead.status', 'lead.customer', 'opportunity.campaign', 'opportunity.status', 'opportunity.customer'],
  also: ({ from }: { from: string }, owner: Filter) => ({ object: 'campaign', filter: { ...spentIn(from), ...(Object.keys(owner).length > 0 ? { or: [owner, ...wonFor(owner)] } : {}) } }),
} as const
const spentIn = (month: string) => ({ spent_months: { contains: month.slice(0, 7) } })
const wonFor = (customer: Filter) => [{ leads: { some: { status: 'converted', customer } } }, { opportunities: { some: { status: 'won', customer } } }]

export const indicators = {
  satisfaction: { unit: 'rating', direction: 'at_least', objects: ['request'], fields: ['request.evaluation'], isStanding: false, rows: (month, owner) => ({ object: 'request', filter: { evaluation: { is_empty: false }, ...at('completed_at', month), ...owner } }) },
  satisfaction_felt: { unit: 'rating', direction: 'at_least', objects: ['interaction', 'customer'], fields: ['interaction.satisfaction'], isStanding: false, rows: (month, owner) => ({ object: 'interaction', filter: { satisfaction: { is_empty: false }, ...at('at', month), ...of(owner) } }) },
  amount: { unit: 'money', direction: 'at_least', objects: ['transaction', 'customer'], fields: ['transaction.amount'], isStanding: false, rows: (month, owner) => ({ object: 'transaction', filter: { ...at('at', month), ...of(owner) } }) },
  frequency: { unit: 'number', direction: 'at_least', objects: ['transaction', 'customer'], fields: ['transaction.at'], isStanding: false, rows: (month, owner) => ({ object: 'transaction', filter: { ...bought, ...at('at', month), ...of(owner) } }) },
  lifetime_value: { unit: 'money', direction: 'at_least', objects: ['customer_value', 'customer'], fields: ['customer_value.lifetime_value'], isStanding: true, rows: (_, owner) => ({ object: 'customer', filter: { value: { lifetime_value: { is_empty: false } }, ...owner } }) },
  loyalty_index: { unit: 'number', direction: 'at_least', objects: ['customer_value', 'customer'], fields: ['customer_value.loyalty_index'], isStanding: true, rows: (_, owner) => ({ object: 'customer', filter: { value: { loyalty_index: { is_empty: false } }, ...owner } }) },
  repeat_rate: { unit: 'percent', direction: 'at_least', objects: ['transaction', 'customer'], fields: ['transaction.at', 'customer_value.first_purchase_on'], isStanding: false, rows: (month, owner) => ({ object: 'transaction', filter: { ...bought, ...at('at', month), customer: { value: { first_purchase_on: { lt: month.from } }, ...owner } } }) },
  churn_rate: {
    unit: 'percent', direction: 'at_most', objects: ['transaction', 'customer_value', 'customer'], fields: ['transaction.at'], isStanding: false,
    rows: ({ from, to }, owner, active) => ({ object: 'customer', filter: { ...bucketLists(from, { active, until: to }).lost, ...owner } }),
  },
  first_response: { unit: 'hours', direction: 'at_most', objects: ['request'], fields: ['request.minutes_to_first_response'], isStanding: false, rows: (month, owner) => ({ object: 'request', filter: { minutes_to_first_response: { is_empty: false }, ...at('received_at', month), ...owner } }) },
  solution: { unit: 'hours', direction: 'at_most', objects: ['request'], fields: ['request.minutes_to_complete'], isStanding: false, rows: (month, owner) => ({ object: 'request', filter: { minutes_to_complete: { is_empty: false }, ...at('completed_at', month), ...owner } }) },
  acquisition_cost: { unit: 'money', direction: 'at_most', ...contacts, isStanding: false, rows: (month, owner) => ({ object: 'interaction', filter: { ...at('at', month), customer: { or: [{ value: { first_purchase_on: { gte: month.from } } }, { not: { value: { first_purchase_on: { is_empty: false } } } }], ...owner } } }) },
  retention_cost: { unit: 'money', direction: 'at_most', ...contacts, isStanding: false, rows: (month, owner) => ({ object: 'interaction', filter: { ...at('at', month), customer: { value: { first_purchase_on: { lt: month.from } }, ...owner } } }) },
} satisfies Record<string, Indicator>

export type IndicatorKey = keyof typeof indicators

export function isIndicator(key: string | null): key is IndicatorKey {
  return key !== null && Object.hasOwn(indicators, key)
}

export const indicatorOptions = options({
  satisfaction: ['服务评价', 'Satisfaction with service'], satisfaction_felt: ['感受到的满意度', 'Satisfaction felt in contacts'],
  amount: ['消费金额', 'Amount'], frequency: ['每客购买天数', 'Purchase days per buyer'], lifetime_value: ['人均终身价值', 'Lifetime value per customer'],
  loyalty_index: ['忠诚指数', 'Loyalty index'], repeat_rate: ['复购占比 %', 'Returning buyers %'], churn_rate: ['流失率 %', 'Churn %'],
  first_response: ['首次响应（工作小时）', 'First response (working hours)'], solution: ['解决用时（工作小时）', 'Solution (working hours)'],
  acquisition_cost: ['获客成本', 'Acquisition cost'], retention_cost: ['维系成本', 'Retention cost'],
} satisfies Record<IndicatorKey, [string, string]>)

export const usualDirections = Object.fromEntries(Object.entries(indicators).map(([key, { direction }]) => [key, direction]))

/** Part over whole; sums have no whole. Percent are hundredths. Null where there is nothing to divide by. */
export function valueOf(key: IndicatorKey, part: number, whole: number | null): number | null {
  const { unit } = indicators[key]
  if (whole === null) return part
  if (whole <= 0) return null
  const value = (unit === 'percent' ? 100 * part : part) / whole
  return Math.round(value * 100) / 100
}

export type TargetState = 'reached' | 'close' | 'missed' | 'unknown'

/** Within a tenth of the target is close. */
export function stateOf(value: number | null, target: number, direction: Direction): TargetState {
  if (value === null) return 'unknown'
  if (direction === 'at_least' ? value >= target : value <= target) return 'reached'
  const slack = Math.abs(target) / 10
  return (direction === 'at_least' ? value >= target - slack : value <= target + slack) ? 'close' : 'missed'
}

export function monthSpan(month: string): { from: string; to: string } {
  return { from: month, to: addMonths(month, 1) }
}
