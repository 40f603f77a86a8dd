import { sql } from '../../../platform/db/sql.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import type { Metric, Metrics } from './metric.ts'
import { percentile, weighted } from './shapes.ts'

const part = (zh: string, en: string, hint: { zh: string; en: string }, inputs: string[], sqlOf: Metric['sql']): Metric => ({
  set: 'high_value', inputs, step: 1, sql: sqlOf, field: field.number({ label: { zh, en }, min: 0, max: 100, hint }),
})

/** The score of S24: five parts of 0 to 100, by hundredths of all customers, weighted. A part that nobody has judged does not count. */
export const highValueMetrics = {
  contribution_part: part('贡献', 'Contribution', { zh: '利润在全部客户中的百分位', en: 'Percentile of profit among all customers' }, ['transaction', 'interaction'], ({ breaks }) => percentile(sql`i.margin - i.serve_cost`, breaks.profit)),
  growth_part: part('资金增长', 'Growth', { zh: '本窗口金额比上一窗口多出的，百分位', en: 'Percentile of the amount in this window less that of the one before' }, ['transaction'], ({ breaks }) => percentile(sql`i.monetary - i.amount_before`, breaks.growth)),
  openness_part: part('接受新产品', 'Openness', { zh: '窗口内首次购买的品类数，百分位', en: 'Percentile of the categories first bought in the window' }, ['transaction', 'product'], ({ breaks }) => percentile(sql`i.new_categories`, breaks.openness)),
  influence_part: part('影响他人', 'Influence', { zh: '介绍的客户与关系的数目，百分位', en: 'Percentile of customers referred and relationships' }, ['customer', 'relationship'], ({ breaks }) => percentile(sql`i.referrals + i.links`, breaks.influence)),
  quality_part: part('素质与资源', 'Quality', { zh: '人工评定，0-100', en: 'Judged by hand, 0 to 100' }, ['customer'], () => sql`i.quality`),
  high_value_score: {
    set: 'high_value', inputs: ['transaction', 'interaction', 'customer', 'relationship', 'product'], step: 2, is_tracked: true,
    sql: ({ rule }) => weighted([
      { part: sql`m.contribution_part`, weight: rule.high_contribution }, { part: sql`m.growth_part`, weight: rule.high_growth }, { part: sql`m.openness_part`, weight: rule.high_openness },
      { part: sql`m.influence_part`, weight: rule.high_influence }, { part: sql`m.quality_part`, weight: rule.high_quality },
    ]),
    field: field.number({ label: { zh: '高价值得分', en: 'High-value score' }, scale: 1, hint: { zh: '贡献 50、增长 20、新产品 10、影响 10、素质 10 的加权平均；未评定的不计', en: 'Weighted mean of contribution 50, growth 20, openness 10, influence 10, quality 10; what is not judged does not count' } }),
  },
} satisfies Metrics
