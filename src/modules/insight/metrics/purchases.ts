import { sql } from '../../../platform/db/sql.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import type { Metrics } from './metric.ts'
import { amount, quintile, rounded } from './shapes.ts'

const inputs = ['transaction']

/** Recency, frequency, monetary: after Hughes (1994), scored by fifths of those who bought in the window. */
export const purchaseMetrics = {
  first_purchase_on: {
    set: 'purchases', inputs, step: 1, sql: () => sql`i.first_on`,
    field: field.date({ label: { zh: '首次购买', en: 'First purchase' }, hint: { zh: '第一个有购买的日子', en: 'The first day with a purchase' } }),
  },
  last_purchase_on: {
    set: 'purchases', inputs, step: 1, is_tracked: true, sql: () => sql`i.last_on`,
    field: field.date({ label: { zh: '最近购买', en: 'Last purchase' }, hint: { zh: '最近一个有购买的日子', en: 'The last day with a purchase' } }),
  },
  recency_days: {
    set: 'purchases', inputs, step: 1, sql: ({ asOf }) => sql`(${asOf} - i.last_on)`,
    field: field.number({ label: { zh: '距今天数', en: 'Recency in days' }, hint: { zh: '距最近一次购买的天数', en: 'Days since the last purchase' } }),
  },
  purchase_days: {
    set: 'purchases', inputs, step: 1, sql: () => sql`i.purchase_days`,
    field: field.number({ label: { zh: '购买天数', en: 'Purchase days' }, required: true, default: 0, hint: { zh: '有购买的日子总数，一天几笔算一次', en: 'Days with a purchase in all; several on one day count once' } }),
  },
  frequency: {
    set: 'purchases', inputs, step: 1, is_tracked: true, sql: () => sql`i.frequency`,
    field: field.number({ label: { zh: '近期频率', en: 'Frequency' }, required: true, default: 0, hint: { zh: '窗口内有购买的天数', en: 'Days with a purchase in the window' } }),
  },
  monetary: {
    set: 'purchases', inputs, step: 1, is_tracked: true, sql: () => amount(sql`i.monetary`),
    field: field.money({ label: { zh: '近期金额', en: 'Monetary' }, required: true, default: '0.00', hint: { zh: '窗口内的净额：消费减退款', en: 'Net amount in the window: purchases less refunds' } }),
  },
  mean_interval: {
    set: 'purchases', inputs, step: 1, sql: () => rounded(sql`(i.last_on - i.first_on)::numeric / nullif(i.purchase_days - 1, 0)`, 1),
    field: field.number({ label: { zh: '平均间隔（天）', en: 'Mean interval in days' }, scale: 1, hint: { zh: '两次购买之间平均几天', en: 'Days between two purchases, on average' } }),
  },
  recency_score: {
    set: 'purchases', inputs, step: 1, sql: ({ breaks }) => sql`case when i.last_on is not null then ${quintile(sql`i.last_on`, breaks.recency, 'date')} end`,
    field: field.rating({ label: { zh: 'R 分', en: 'R score' }, hint: { zh: '最近购买的五分位，5 最近；相同的值分数相同', en: 'Fifth by recency, 5 the latest; equal values score equal' } }),
  },
  frequency_score: {
    set: 'purchases', inputs, step: 1, sql: ({ breaks }) => sql`case when i.last_on is not null then ${quintile(sql`i.frequency`, breaks.frequency, 'float8')} end`,
    field: field.rating({ label: { zh: 'F 分', en: 'F score' }, hint: { zh: '频率的五分位', en: 'Fifth by frequency' } }),
  },
  monetary_score: {
    set: 'purchases', inputs, step: 1, sql: ({ breaks }) => sql`case when i.last_on is not null then ${quintile(sql`i.monetary`, breaks.monetary, 'float8')} end`,
    field: field.rating({ label: { zh: 'M 分', en: 'M score' }, hint: { zh: '金额的五分位', en: 'Fifth by amount' } }),
  },
  segment: {
    set: 'purchases', inputs, step: 2, is_tracked: true,
    // F and M as one, halves up; the grid that most of the trade uses.
    sql: () => sql`case when m.recency_score is null then null else (array[
        ['lost', 'lost', 'at_risk', 'cannot_lose', 'cannot_lose'],
        ['hibernating', 'hibernating', 'at_risk', 'at_risk', 'at_risk'],
        ['about_to_sleep', 'about_to_sleep', 'need_attention', 'loyal', 'loyal'],
        ['promising', 'potential_loyalist', 'loyal', 'loyal', 'champions'],
        ['new', 'potential_loyalist', 'potential_loyalist', 'champions', 'champions']])[m.recency_score][(m.frequency_score + m.monetary_score + 1) / 2] end`,
    field: field.choice({
      label: { zh: 'RFM 类别', en: 'Segment' }, hint: { zh: '由 R 分与 F、M 两分的平均决定', en: 'By the R score and the mean of the F and M scores' },
      options: options({
        champions: ['重要价值', 'Champions', 'gold'], loyal: ['忠诚', 'Loyal', 'green'], potential_loyalist: ['潜在忠诚', 'Potential loyalists', 'cyan'], new: ['新客户', 'New', 'blue'],
        promising: ['有希望', 'Promising', 'geekblue'], need_attention: ['需要关注', 'Need attention', 'purple'], about_to_sleep: ['即将沉睡', 'About to sleep', 'orange'], at_risk: ['有流失风险', 'At risk', 'volcano'],
        cannot_lose: ['不能失去', 'Cannot lose', 'red'], hibernating: ['沉睡', 'Hibernating', 'default'], lost: ['流失', 'Lost', 'default'],
      }),
    }),
  },
} satisfies Metrics
