import { sql } from '../../../platform/db/sql.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import type { Metrics } from './metric.ts'
import { amount, literal, rounded } from './shapes.ts'

const inputs = ['transaction']

/** What is to come, as the models expect it (`x`, engine/expected.ts), and where in its life the relationship stands. */
export const stageMetrics = {
  alive_probability: {
    set: 'stage', inputs, step: 1, sql: () => rounded(sql`x.alive * 100`, 2),
    field: field.percent({ label: { zh: '活跃概率 %', en: 'Probability alive %' }, hint: { zh: 'BG/NBD 模型：客户还在的概率', en: 'BG/NBD: how probable it is that the customer is still one' } }),
  },
  expected_purchases: {
    set: 'stage', inputs, step: 1, sql: () => rounded(sql`x.purchases`, 2),
    field: field.number({ label: { zh: '预期购买', en: 'Expected purchases' }, scale: 2, hint: { zh: 'BG/NBD：今后一年预期的购买天数', en: 'BG/NBD: purchase days expected in the year to come' } }),
  },
  expected_spend: {
    set: 'stage', inputs, step: 1, sql: () => amount(sql`x.spend`),
    field: field.money({ label: { zh: '预期单次金额', en: 'Expected spend' }, hint: { zh: 'Gamma-gamma：每次购买的预期金额', en: 'Gamma-gamma: amount expected of one purchase' } }),
  },
  lifetime_value: {
    set: 'stage', inputs, step: 1, sql: () => amount(sql`x.lifetime`),
    field: field.money({ label: { zh: '预期终身价值', en: 'Lifetime value' }, hint: { zh: '规则中的年数内预期毛利的现值', en: 'Present value of the margins expected in the years of the rule' } }),
  },
  lifetime_by: {
    set: 'stage', inputs, step: 1, sql: () => sql`x.lifetime_by`,
    field: field.choice({ label: { zh: '预期依据', en: 'Expected by' }, hint: { zh: '数据太少或模型不可用时，以同期客户的平均代替', en: 'Where the model cannot be used, the mean of customers of the same age stands in' }, options: options({ model: ['模型', 'Model', 'green'], cohort: ['同期平均', 'Cohort average', 'default'] }) }),
  },
  churn_risk: {
    set: 'stage', inputs, step: 2, sql: () => sql`100 - m.alive_probability`,
    field: field.percent({ label: { zh: '流失风险 %', en: 'Churn risk %' }, hint: { zh: '1 减活跃概率', en: 'One less the probability alive' } }),
  },
  lifecycle_stage: {
    set: 'stage', inputs, step: 2, is_tracked: true,
    sql: ({ rule, asOf }) => {
      const [more, less] = [literal(1 + rule.steady_percent / 100), literal(1 - rule.steady_percent / 100)]
      return sql`case when i.purchase_days = 0 then null
        when i.purchase_days < ${literal(rule.exploration_purchases)} and ${asOf} - i.last_on > ${literal(rule.silent_days)} then 'lost'
        when m.alive_probability < ${literal(rule.lost_alive)} then 'lost'
        when i.purchase_days < ${literal(rule.exploration_purchases)} or ${asOf} - i.first_on < ${literal(rule.exploration_days)} then 'exploration'
        when ${asOf} - i.last_on > greatest(m.mean_interval, 1) * ${literal(rule.gap_factor)} or m.alive_probability < ${literal(rule.decline_alive)}
          or (i.amounts[1] < i.amounts[2] * ${less} and i.amounts[2] < i.amounts[3] * ${less}) then 'decline'
        when i.amounts[1] > i.amounts[2] * ${more} or i.days[1] > i.days[2] * ${more} then 'formation'
        else 'stability' end`
    },
    field: field.choice({
      label: { zh: '生命周期', en: 'Lifecycle stage' }, hint: { zh: '考察、形成、稳定、退化、流失；阈值在价值规则中', en: 'Exploration, formation, stability, decline, lost; thresholds in the value rule' },
      options: options({ exploration: ['考察期', 'Exploration', 'blue'], formation: ['形成期', 'Formation', 'cyan'], stability: ['稳定期', 'Stability', 'green'], decline: ['退化期', 'Decline', 'orange'], lost: ['流失', 'Lost', 'default'] }),
    }),
  },
} satisfies Metrics
