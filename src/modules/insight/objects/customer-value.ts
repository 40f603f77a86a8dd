import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject, type FieldSpec } from '../../../kernel/definitions/object.ts'
import { metrics, type MetricName } from '../metrics/all.ts'
import type { MetricSet } from '../metrics/metric.ts'

/** Every metric of one customer, as of the last run; its id is the customer's. Written by the engine alone. */
export const customerValue = defineObject({
  name: 'customer_value',
  plural: 'customer_values',
  label: { zh: '客户价值', en: 'Customer value' },
  plural_label: { zh: '客户价值', en: 'Customer values' },
  empty_hint: { zh: '每晚根据消费和接触计算每位客户的价值。', en: 'What each customer is worth, computed every night from purchases and contacts.' },
  title: 'customer',
  sort: '-lifetime_value',
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, lives_with: true, stays_at_merge: true }),
    ...fieldsOfMetrics(),
  },
  panels: [
    { key: 'purchases', label: { zh: '购买', en: 'Purchases' }, fields: ['customer', ...namesOf('purchases')] },
    { key: 'worth', label: { zh: '价值', en: 'Worth' }, fields: namesOf('worth') },
    { key: 'stage', label: { zh: '生命周期', en: 'Lifecycle' }, fields: namesOf('stage') },
    { key: 'high_value', label: { zh: '高价值得分', en: 'High-value score' }, fields: namesOf('high_value') },
    { key: 'loyalty', label: { zh: '忠诚度', en: 'Loyalty' }, fields: namesOf('loyalty') },
  ],
  views: [
    { key: 'best', label: { zh: '最有价值', en: 'Worth most' }, sort: '-lifetime_value', columns: ['customer', 'segment', 'abc_class', 'lifecycle_stage', 'monetary', 'profit', 'lifetime_value', 'alive_probability'] },
    { key: 'leaving', label: { zh: '正在离开', en: 'Leaving' }, filter: { lifecycle_stage: 'decline' }, sort: '-profit', columns: ['customer', 'segment', 'recency_days', 'mean_interval', 'churn_risk', 'profit', 'lifetime_value'] },
    { key: 'costly', label: { zh: '亏本客户', en: 'Served at a loss' }, filter: { profit: { lt: 0 } }, sort: 'profit', columns: ['customer', 'monetary', 'margin', 'serve_cost', 'profit', 'profit_percent'] },
    { key: 'segments', label: { zh: '十一类', en: 'By segment' }, sort: '-monetary', columns: ['customer', 'recency_days', 'frequency', 'monetary'], display: 'board', board_by: 'segment' },
  ],
})

function fieldsOfMetrics(): Record<MetricName, FieldSpec> {
  const fields = Object.entries(metrics).map(([name, metric]) => [name, { ...metric.field, readonly: true, derived: true }])
  return Object.fromEntries(fields) as Record<MetricName, FieldSpec>
}

function namesOf(set: MetricSet): MetricName[] {
  return (Object.keys(metrics) as MetricName[]).filter((name) => metrics[name].set === set)
}
