import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { isWorse, ratings, type Rating } from '../rules/rating.ts'
import { readyRule } from '../rules/ready-rule.ts'

const ratingOptions = options({ aaa: ['AAA', 'AAA'], aa: ['AA', 'AA'], a: ['A', 'A'], b: ['B', 'B'], c: ['C', 'C'], d: ['D', 'D'] })

const weight = (zh: string, en: string, preset: number) => field.number({ label: { zh, en }, required: true, default: preset, min: 0, max: 100 })
const mark = (name: string, preset: number) => field.number({ label: { zh: `${name} 最低分`, en: `${name} from` }, required: true, default: preset, min: 0, max: 100 })
const length = (zh: string, en: string, preset: number, max: number) => field.number({ label: { zh, en }, required: true, default: preset, min: 1, max })

/** How customers are rated, and what follows from it: one a company. */
export const creditRule = defineObject({
  name: 'credit_rule',
  plural: 'credit_rules',
  label: { zh: '信用规则', en: 'Credit rule' },
  plural_label: { zh: '信用规则', en: 'Credit rules' },
  empty_hint: { zh: '信用评级和赊账答复的依据。', en: 'What credit ratings and answers go by.' },
  title: 'name',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, default: '信用规则', max_length: 100 }),
    weight_punctuality: weight('付款准时的权重', 'Weight of paying on time', readyRule.weight_punctuality),
    weight_overdue: weight('逾期的权重', 'Weight of what is overdue', readyRule.weight_overdue),
    weight_tenure: weight('合作时长的权重', 'Weight of tenure', readyRule.weight_tenure),
    weight_value: weight('价值的权重', 'Weight of value', readyRule.weight_value),
    unknown_score: weight('无记录时的得分', 'Score of what is not recorded', readyRule.unknown_score),
    late_days_zero: length('平均迟付几天得 0 分', 'Mean days late that score 0', readyRule.late_days_zero, 3650),
    overdue_days_zero: length('逾期几天得 0 分', 'Days overdue that score 0', readyRule.overdue_days_zero, 3650),
    tenure_months_full: length('合作几个月得满分', 'Months as a customer that score 100', readyRule.tenure_months_full, 1200),
    amount_full: field.money({ label: { zh: '年消费多少得满分', en: 'Annual amount that scores 100' }, required: true, default: readyRule.amount_full, min: 1 }),
    score_aaa: mark('AAA', readyRule.score_aaa),
    score_aa: mark('AA', readyRule.score_aa),
    score_a: mark('A', readyRule.score_a),
    score_b: mark('B', readyRule.score_b),
    score_c: mark('C', readyRule.score_c),
    ask_from: field.choice({ label: { zh: '此级及以下需问经理', en: 'A manager is asked from' }, required: true, default: readyRule.ask_from, options: ratingOptions }),
    no_from: field.choice({ label: { zh: '此级及以下不予赊账', en: 'No credit from' }, required: true, default: readyRule.no_from, options: ratingOptions }),
    no_overdue_days: length('逾期几天起不予赊账', 'No credit from days overdue', readyRule.no_overdue_days, 3650),
    over_percent: weight('经理可超额度的百分比', 'Percent of the limit a manager may go beyond', readyRule.over_percent),
  },
  panels: [
    { key: 'weights', label: { zh: '权重', en: 'Weights' }, fields: ['name', 'weight_punctuality', 'weight_overdue', 'weight_tenure', 'weight_value'] },
    { key: 'scores', label: { zh: '得分', en: 'Scores' }, fields: ['late_days_zero', 'overdue_days_zero', 'tenure_months_full', 'amount_full', 'unknown_score'] },
    { key: 'marks', label: { zh: '评级', en: 'Ratings' }, fields: ['score_aaa', 'score_aa', 'score_a', 'score_b', 'score_c'] },
    { key: 'answers', label: { zh: '答复', en: 'Answers' }, fields: ['ask_from', 'no_from', 'no_overdue_days', 'over_percent'] },
  ],
  check: (record) => {
    const marks = [record.score_aaa, record.score_aa, record.score_a, record.score_b, record.score_c].map(Number)
    const weights = [record.weight_punctuality, record.weight_overdue, record.weight_tenure, record.weight_value].map(Number)
    const [ask, no] = [ratingOf(record.ask_from), ratingOf(record.no_from)]
    return [
      ...(marks.some((each, index) => index > 0 && each >= (marks[index - 1] ?? 101)) ? [issue('score_aaa', 'not_falling', '各级最低分须由高到低', 'The marks must fall from AAA to C')] : []),
      ...(weights.every((each) => each === 0) ? [issue('weight_punctuality', 'no_weight', '权重不能全为 0', 'At least one weight must be more than 0')] : []),
      ...(ask && no && isWorse(ask, no) ? [issue('no_from', 'before_ask', '不予赊账的级别不能高于需问经理的级别', 'No credit cannot begin at a better rating than asking')] : []),
    ]
  },
})

function ratingOf(value: string | null): Rating | undefined {
  return ratings.find((rating) => rating === value)
}
