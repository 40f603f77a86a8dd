import type { DecisionRule } from './decision.ts'
import type { RatingRule } from './rating.ts'

export type CreditRule = RatingRule & DecisionRule & { amount_full: string }

/**
 * The rule before anybody sets one. Payment weighs seven tenths: it says most of whether the next invoice is paid. What is not recorded
 * scores 70, so that a customer of whom nothing is known is neither refused nor trusted.
 */
export const readyRule: CreditRule = {
  weight_punctuality: 40,
  weight_overdue: 30,
  weight_tenure: 10,
  weight_value: 20,
  unknown_score: 70,
  late_days_zero: 60,
  overdue_days_zero: 90,
  tenure_months_full: 36,
  amount_full: '100000.00',
  score_aaa: 90,
  score_aa: 80,
  score_a: 70,
  score_b: 55,
  score_c: 40,
  ask_from: 'c',
  no_from: 'd',
  no_overdue_days: 60,
  over_percent: 20,
}
