import { sql } from '../../../platform/db/sql.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import type { Metric, Metrics } from './metric.ts'
import { literal, weighted } from './shapes.ts'

/** Months of tenure and referrals that are worth all points. */
const [fullTenure, fullReferrals] = [36, 3]
/** So many complaints in the window leave no points. */
const mostComplaints = 3

const part = (zh: string, en: string, hint: { zh: string; en: string }, inputs: string[], sqlOf: Metric['sql']): Metric => ({
  set: 'loyalty', inputs, step: 1, sql: sqlOf, field: field.number({ label: { zh, en }, min: 0, max: 100, hint }),
})

/** S23: what a customer does (repeat, tenure, range, referrals) and thinks (satisfaction felt, complaints), and the grid of Dick and Basu (1994). */
export const loyaltyMetrics = {
  repeat_part: part('重复购买', 'Repeat', { zh: '购买中重复的占比', en: 'Share of purchases that were not the first' }, ['transaction'], () => sql`case when i.purchase_days > 0 then round(100.0 * (i.purchase_days - 1) / i.purchase_days) end`),
  tenure_part: part('时长', 'Tenure', { zh: '首末购买相隔，36 个月满分', en: 'From the first to the last purchase; 36 months score 100' }, ['transaction'], () => sql`case when i.purchase_days > 0 then least(100, round((i.last_on - i.first_on) / 30.4375 * 100 / ${literal(fullTenure)})) end`),
  range_part: part('品类广度', 'Range', { zh: '买过的品类占全部品类', en: 'Categories bought of all there are' }, ['transaction', 'product'], ({ breaks }) => sql`case when ${literal(breaks.categories)} > 0 and i.purchase_days > 0 then least(100, round(100.0 * i.categories / nullif(${literal(breaks.categories)}, 0))) end`),
  referral_part: part('转介绍', 'Referrals', { zh: '介绍来的客户，3 位满分', en: 'Customers referred; three score 100' }, ['customer'], () => sql`least(100, round(i.referrals * 100.0 / ${literal(fullReferrals)}))`),
  attitude_part: part('满意度', 'Attitude', { zh: '窗口内接触中感受到的满意度', en: 'Satisfaction felt in contacts of the window' }, ['interaction'], () => sql`round((i.attitude - 1) * 25)`),
  complaint_part: part('无投诉', 'No complaints', { zh: '窗口内没有投诉满分，3 次为 0', en: 'None in the window score 100, three score nothing' }, ['complaint'], () => sql`case when i.purchase_days > 0 then greatest(0, 100 - round(i.complaints * 100.0 / ${literal(mostComplaints)})) end`),
  loyalty_index: {
    set: 'loyalty', inputs: ['transaction', 'product', 'customer', 'interaction', 'complaint'], step: 2, is_tracked: true,
    sql: ({ rule }) => sql`case when i.purchase_days > 0 then ${weighted([
      { part: sql`m.repeat_part`, weight: rule.loyal_repeat }, { part: sql`m.tenure_part`, weight: rule.loyal_tenure }, { part: sql`m.range_part`, weight: rule.loyal_range },
      { part: sql`m.referral_part`, weight: rule.loyal_referral }, { part: sql`m.attitude_part`, weight: rule.loyal_attitude },
      { part: sql`m.complaint_part`, weight: rule.loyal_complaints },
    ])} end`,
    field: field.number({ label: { zh: '忠诚指数', en: 'Loyalty index' }, scale: 1, hint: { zh: '各部分的加权平均，未知的不计', en: 'Weighted mean of the parts; what is not known does not count' } }),
  },
  loyalty_kind: {
    set: 'loyalty', inputs: ['transaction', 'interaction'], step: 2, is_tracked: true,
    sql: ({ rule }) => sql`case when i.purchase_days = 0 or m.attitude_part is null then null
      when m.attitude_part >= ${literal(rule.loyal_attitude_from)} then case when m.repeat_part >= ${literal(rule.loyal_behaviour_from)} then 'true' else 'latent' end
      else case when m.repeat_part >= ${literal(rule.loyal_behaviour_from)} then 'spurious' else 'none' end end`,
    field: field.choice({ label: { zh: '忠诚类型', en: 'Loyalty' }, hint: { zh: '态度与行为两方面；没有满意度记录的不归类', en: 'By attitude and behaviour; without satisfaction on record there is none' }, options: options({ true: ['真忠诚', 'True', 'green'], latent: ['潜在忠诚', 'Latent', 'blue'], spurious: ['虚假忠诚', 'Spurious', 'orange'], none: ['不忠诚', 'None', 'default'] }) }),
  },
} satisfies Metrics
