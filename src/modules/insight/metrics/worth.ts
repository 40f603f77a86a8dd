import { sql, type Sql } from '../../../platform/db/sql.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import type { Given, Metrics } from './metric.ts'
import { amount, literal, percentile, rounded, weighted } from './shapes.ts'

/** What ABC classes go by, of inputs `i`: the share that each customer has of its sum decides. Never below zero. */
export function contribution({ rule, breaks }: Pick<Given, 'rule' | 'breaks'>): Sql {
  if (rule.abc_by === 'amount') return sql`greatest(i.monetary, 0)`
  if (rule.abc_by === 'margin') return sql`greatest(i.margin, 0)`
  const interval = sql`(i.last_on - i.first_on)::numeric / nullif(i.purchase_days - 1, 0)`
  return sql`case when i.frequency > 0 then ${weighted([
    { part: percentile(sql`i.margin`, breaks.margin), weight: rule.abc_contribution },
    { part: percentile(sql`i.frequency`, breaks.often), weight: rule.abc_frequency },
    // The shorter the interval, the higher.
    { part: sql`coalesce(${percentile(sql`-(${interval})`, breaks.interval)}, 0)`, weight: rule.abc_interval },
  ])} else 0 end`
}

const costInputs = ['interaction', 'complaint', 'compensation', 'field_job', 'service_voucher']

export const worthMetrics = {
  margin: {
    set: 'worth', inputs: ['transaction'], step: 1, sql: () => amount(sql`i.margin`),
    field: field.money({ label: { zh: '毛利', en: 'Margin' }, required: true, default: '0.00', hint: { zh: '窗口内金额减产品成本；成本未知的按规则中的毛利率', en: 'Amount less product cost in the window; by the assumed margin where the cost is not known' } }),
  },
  contact_cost: {
    set: 'worth', inputs: ['interaction'], step: 1, sql: () => amount(sql`i.serve_cost - i.complaint_cost - i.field_cost`),
    field: field.money({ label: { zh: '接触成本', en: 'Cost of contacts' }, required: true, default: '0.00', hint: { zh: '窗口内接触的分钟数乘渠道或人员的费率，加接触本身的成本', en: 'Minutes of contact in the window at the rate of the channel or of the person, and what contacts cost' } }),
  },
  complaint_cost: {
    set: 'worth', inputs: ['complaint', 'compensation'], step: 1, sql: () => amount(sql`i.complaint_cost`),
    field: field.money({ label: { zh: '投诉成本', en: 'Cost of complaints' }, required: true, default: '0.00', hint: { zh: '窗口内受理的投诉：处理成本，加作为补偿给出的礼品和积分；退款和折让已经减少了金额', en: 'Of complaints opened in the window: handling, and gifts and points as compensation; refunds and discounts have lowered the amount already' } }),
  },
  field_cost: {
    set: 'worth', inputs: ['field_job', 'service_voucher', 'product'], step: 1, sql: () => amount(sql`i.field_cost`),
    field: field.money({ label: { zh: '现场服务成本', en: 'Cost of field service' }, required: true, default: '0.00', hint: { zh: '窗口内结束的上门：分钟数乘走访费率，加配件成本，减客户付的费用', en: 'Visits that ended in the window: minutes at the rate of visits and the cost of parts, less what the customer is charged' } }),
  },
  serve_cost: {
    set: 'worth', inputs: costInputs, step: 1, sql: () => amount(sql`i.serve_cost`),
    field: field.money({ label: { zh: '服务成本', en: 'Cost to serve' }, required: true, default: '0.00', hint: { zh: '接触、投诉和现场服务的成本之和', en: 'Contacts, complaints and field service together' } }),
  },
  profit: {
    set: 'worth', inputs: ['transaction', ...costInputs], step: 2, is_tracked: true, sql: () => amount(sql`m.margin - m.serve_cost`),
    field: field.money({ label: { zh: '利润', en: 'Profit' }, required: true, default: '0.00', hint: { zh: '毛利减服务成本', en: 'Margin less the cost to serve' } }),
  },
  profit_percent: {
    set: 'worth', inputs: ['transaction', ...costInputs], step: 3, sql: () => sql`case when i.monetary > 0 then ${rounded(sql`m.profit * 100 / nullif(i.monetary, 0)`, 2)} end`,
    field: field.number({ label: { zh: '利润率 %', en: 'Profit %' }, scale: 2, hint: { zh: '利润占金额的百分比', en: 'Profit in percent of the amount' } }),
  },
  historic_value: {
    set: 'worth', inputs: ['transaction'], step: 1, sql: () => amount(sql`i.historic_value`),
    field: field.money({ label: { zh: '历史价值', en: 'Historic value' }, required: true, default: '0.00', hint: { zh: '过去毛利按贴现率折到今天', en: 'Margins of the past, brought to today at the discount rate' } }),
  },
  simple_value: {
    set: 'worth', inputs: ['transaction'], step: 1,
    // A year at least: one purchase yesterday is not 365 a year.
    sql: ({ rule, asOf }) => sql`case when i.purchase_days > 0 then ${amount(sql`greatest(i.total_amount, 0) * 365 / greatest(${asOf} - i.first_on + 1, 365) * ${literal(rule.relationship_years)}`)} end`,
    field: field.money({ label: { zh: '简单终身价值', en: 'Simple lifetime value' }, hint: { zh: '每次金额 × 每年次数 × 年数', en: 'Amount per purchase × purchases a year × years' } }),
  },
  abc_class: {
    set: 'worth', inputs: ['transaction'], step: 1, is_tracked: true,
    sql: (given) => {
      const { a, b } = given.breaks.abc
      const value = contribution(given)
      return sql`case when i.purchase_days = 0 then null when ${a}::numeric is not null and ${value} >= ${a}::numeric and ${value} > 0 then 'A' when ${b}::numeric is not null and ${value} >= ${b}::numeric and ${value} > 0 then 'B' else 'C' end`
    },
    field: field.choice({ label: { zh: 'ABC', en: 'ABC' }, hint: { zh: '按贡献从大到小，排在前面的合计不足 80% 为 A，不足 95% 为 B', en: 'By contribution from the largest: A while the share before is below 80%, B below 95%' }, options: options({ A: ['A', 'A', 'gold'], B: ['B', 'B', 'blue'], C: ['C', 'C', 'default'] }) }),
  },
} satisfies Metrics
