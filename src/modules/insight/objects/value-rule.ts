import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const weight = (zh: string, en: string, preset: number) => field.number({ label: { zh, en }, required: true, default: preset, min: 0, max: 100 })
const length = (zh: string, en: string, preset: number, max = 3650) => field.number({ label: { zh, en }, required: true, default: preset, min: 1, max })
const share = (zh: string, en: string, preset: number) => field.percent({ label: { zh, en }, required: true, default: preset })
const rate = (zh: string, en: string, preset: string) => field.money({ label: { zh, en }, required: true, default: preset, min: 0, max: 100_000 })

const fields = {
  name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, default: '价值规则', max_length: 100 }),
  as_of: field.date({ label: { zh: '截至日（留空即今天）', en: 'As of (empty: today)' }, hint: { zh: '填过去的一天，只按到那天为止的记录算，用于历史数据；填将来的一天等于今天', en: 'On a day of the past only what was recorded until then counts, as for data of the past; a day to come is today' } }),
  window_days: length('近期窗口（天）', 'Window in days', 365),
  assumed_margin: field.percent({ label: { zh: '成本未知时的毛利率 %', en: 'Margin where the cost is not known %' }, required: true, default: 30 }),
  discount_rate: share('年贴现率 %', 'Discount rate a year %', 10),
  horizon_years: length('预期终身价值看几年', 'Years that expected value looks ahead', 3, 50),
  relationship_years: length('简单终身价值按几年', 'Years of a relationship in the simple value', 10, 100),
  abc_by: field.choice({ label: { zh: 'ABC 依据', en: 'ABC by' }, required: true, default: 'margin', options: options({ margin: ['毛利', 'Margin'], amount: ['金额', 'Amount'], rank: ['加权名次', 'Weighted rank'] }) }),
  abc_a: share('A 类累计至 %', 'A up to %', 80),
  abc_b: share('B 类累计至 %', 'B up to %', 95),
  abc_contribution: weight('名次中贡献的权重', 'Weight of contribution in the rank', 50),
  abc_frequency: weight('名次中频率的权重', 'Weight of frequency in the rank', 30),
  abc_interval: weight('名次中间隔的权重', 'Weight of the interval in the rank', 20),
  visit_rate: rate('走访、来访、会议每分钟成本', 'A minute of visits and meetings costs', '3.00'),
  call_rate: rate('电话每分钟成本', 'A minute of calls costs', '1.50'),
  message_rate: rate('消息每分钟成本', 'A minute of messages costs', '0.50'),
  person_rates: field.groups({ label: { zh: '按人的费率', en: 'Rates of people' }, max: 500, default: [], hint: { zh: '有个人费率的，接触的每分钟按其费率计，不按渠道', en: 'Whoever has a rate is counted by it, instead of by the channel of the contact' }, parts: [
    { name: 'person', label: { zh: '人员', en: 'Person' }, type: 'reference', target: 'user', required: true },
    { name: 'rate', label: { zh: '每分钟成本', en: 'A minute costs' }, type: 'money', required: true, min: 0, max: 100_000 },
  ] }),
  high_contribution: weight('低成本高贡献', 'Contribution at low cost', 50),
  high_growth: weight('资金增长', 'Growth of funds', 20),
  high_openness: weight('接受新产品', 'Openness to new products', 10),
  high_influence: weight('对他人的影响', 'Influence on others', 10),
  high_quality: weight('个人素质与社会资源', 'Personal quality and social resources', 10),
  stage_window_days: length('阶段比较的窗口（天）', 'Days of a window for stages', 180),
  exploration_purchases: length('不足几次为考察期', 'Exploration below purchases', 3, 1000),
  exploration_days: length('不足几天为考察期', 'Exploration below days', 90),
  steady_percent: weight('变化几 % 以内为稳定', 'Steady within %', 25),
  gap_factor: field.number({ label: { zh: '间隔超过自身平均几倍为退化', en: 'Decline when the gap is times the own mean' }, required: true, default: 2, scale: 1, min: 1, max: 100 }),
  decline_alive: share('活跃概率低于 % 为退化', 'Decline below a probability alive of %', 50),
  lost_alive: share('活跃概率低于 % 为流失', 'Lost below a probability alive of %', 10),
  silent_days: length('购买太少时沉默几天为流失', 'With few purchases, lost after silent days', 365),
  active_months: length('几个月内有购买算在册', 'A customer counts for months after buying', 12, 120),
  loyal_repeat: weight('忠诚度：重复购买', 'Loyalty: repeat purchases', 30),
  loyal_tenure: weight('忠诚度：时长', 'Loyalty: tenure', 20),
  loyal_range: weight('忠诚度：品类广度', 'Loyalty: range of categories', 20),
  loyal_referral: weight('忠诚度：转介绍', 'Loyalty: referrals', 15),
  loyal_attitude: weight('忠诚度：满意度', 'Loyalty: satisfaction', 15),
  loyal_complaints: weight('忠诚度：无投诉', 'Loyalty: no complaints', 15),
  loyal_behaviour_from: weight('行为忠诚自几分', 'Loyal in behaviour from', 50),
  loyal_attitude_from: weight('态度忠诚自几分', 'Loyal in attitude from', 60),
}

/** What customers are measured by: one a company. */
export const valueRule = defineObject({
  name: 'value_rule',
  plural: 'value_rules',
  label: { zh: '价值规则', en: 'Value rule' },
  plural_label: { zh: '价值规则', en: 'Value rules' },
  empty_hint: { zh: '客户价值指标的阈值和权重。', en: 'Thresholds and weights of what customers are worth.' },
  title: 'name',
  in_navigation: false,
  fields,
  panels: [
    { key: 'worth', label: { zh: '价值', en: 'Worth' }, fields: ['name', 'as_of', 'window_days', 'assumed_margin', 'discount_rate', 'horizon_years', 'relationship_years'] },
    { key: 'abc', label: { zh: 'ABC 分类', en: 'ABC classes' }, fields: ['abc_by', 'abc_a', 'abc_b', 'abc_contribution', 'abc_frequency', 'abc_interval'] },
    { key: 'serve', label: { zh: '服务成本', en: 'Cost to serve' }, fields: ['visit_rate', 'call_rate', 'message_rate', 'person_rates'] },
    { key: 'high', label: { zh: '高价值得分', en: 'High-value score' }, fields: ['high_contribution', 'high_growth', 'high_openness', 'high_influence', 'high_quality'] },
    { key: 'stage', label: { zh: '生命周期', en: 'Lifecycle' }, fields: ['stage_window_days', 'exploration_purchases', 'exploration_days', 'steady_percent', 'gap_factor', 'decline_alive', 'lost_alive', 'silent_days', 'active_months'] },
    { key: 'loyalty', label: { zh: '忠诚度', en: 'Loyalty' }, fields: ['loyal_repeat', 'loyal_tenure', 'loyal_range', 'loyal_referral', 'loyal_attitude', 'loyal_complaints', 'loyal_behaviour_from', 'loyal_attitude_from'] },
  ],
  check: (record) => {
    const sum = (names: (keyof typeof record)[]) => names.reduce((total, name) => total + Number(record[name]), 0)
    return [
      ...(Number(record.abc_a) >= Number(record.abc_b) ? [issue('abc_b', 'not_rising', 'B 类的界限须大于 A 类', 'B must end above A')] : []),
      ...(Number(record.lost_alive) >= Number(record.decline_alive) ? [issue('lost_alive', 'not_falling', '流失的概率须低于退化', 'Lost must lie below decline')] : []),
      ...(sum(['high_contribution', 'high_growth', 'high_openness', 'high_influence', 'high_quality']) === 0 ? [issue('high_contribution', 'no_weight', '权重不能全为 0', 'At least one weight must be more than 0')] : []),
      ...(sum(['loyal_repeat', 'loyal_tenure', 'loyal_range', 'loyal_referral', 'loyal_attitude', 'loyal_complaints']) === 0 ? [issue('loyal_repeat', 'no_weight', '权重不能全为 0', 'At least one weight must be more than 0')] : []),
      ...(new Set(ratesOf(record.person_rates).map(({ person }) => person)).size < ratesOf(record.person_rates).length ? [issue('person_rates', 'twice', '一个人只能有一个费率', 'Nobody has two rates')] : []),
      ...(sum(['abc_contribution', 'abc_frequency', 'abc_interval']) === 0 ? [issue('abc_contribution', 'no_weight', '权重不能全为 0', 'At least one weight must be more than 0')] : []),
    ]
  },
})

type Name = keyof typeof fields

const others = ['name', 'as_of', 'abc_by', 'person_rates'] as const
type Other = (typeof others)[number]

export interface PersonRate {
  person: string
  /** Of a minute, decimal text. */
  rate: string
}

/** The rule as numbers; what is no number stands as it is. */
export type Rule = Record<Exclude<Name, Other>, number> & { abc_by: 'margin' | 'amount' | 'rank'; person_rates: PersonRate[] }

export const ruleNames = (Object.keys(fields) as Name[]).filter((name): name is Exclude<Name, Other> => !others.some((other) => other === name))

/** As they are stored: checked where the record is written. */
export function ratesOf(stored: unknown): PersonRate[] {
  const list: unknown[] = Array.isArray(stored) ? stored : []
  return list.flatMap((one) => (typeof one === 'object' && one !== null && 'person' in one && 'rate' in one ? [{ person: String(one.person), rate: String(one.rate) }] : []))
}
