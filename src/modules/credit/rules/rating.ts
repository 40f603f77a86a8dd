import { Decimal } from 'decimal.js'

/** From the best to the worst. */
export const ratings = ['aaa', 'aa', 'a', 'b', 'c', 'd'] as const
export type Rating = (typeof ratings)[number]

/** Weights and marks of the rating, as the administrator sets them. */
export interface RatingRule {
  weight_punctuality: number
  weight_overdue: number
  weight_tenure: number
  weight_value: number
  /** Score, 0 to 100, of what is not recorded. */
  unknown_score: number
  /** Mean delay in days that scores nothing. */
  late_days_zero: number
  /** Days of the oldest overdue invoice that score nothing. */
  overdue_days_zero: number
  /** Months as a customer that score in full. */
  tenure_months_full: number
  score_aaa: number
  score_aa: number
  score_a: number
  score_b: number
  score_c: number
}

/** Null: not recorded. */
export interface RatingFacts {
  /** Mean days by which invoices were paid late. */
  late_days: number | null
  /** Days of the oldest overdue invoice, 0 where none is. */
  overdue_days: number | null
  tenure_months: number
  /** What was bought in twelve months, in whole percent of the amount that scores in full; 0 to 100. */
  value_percent: number
}

/**
 * The score of a customer, 0 to 100 as an exact decimal: the weighted mean of four scores, each falling or rising with one fact only and
 * in a straight line, so that paying later or owing longer never gives more, and staying longer or buying more never less.
 * A rule without any weight scores 0.
 */
export function scoreOf(facts: RatingFacts, rule: RatingRule): Decimal {
  const parts: [weight: number, score: Decimal][] = [
    [rule.weight_punctuality, falling(facts.late_days, rule.late_days_zero, rule.unknown_score)],
    [rule.weight_overdue, falling(facts.overdue_days, rule.overdue_days_zero, rule.unknown_score)],
    [rule.weight_tenure, rising(facts.tenure_months, rule.tenure_months_full)],
    [rule.weight_value, new Decimal(facts.value_percent)],
  ]
  const weights = parts.reduce((sum, [weight]) => sum + weight, 0)
  if (weights === 0) return new Decimal(0)
  return parts.reduce((sum, [weight, score]) => sum.plus(score.times(weight)), new Decimal(0)).dividedBy(weights)
}

export function ratingOf(facts: RatingFacts, rule: RatingRule): Rating {
  const score = scoreOf(facts, rule)
  const marks = [rule.score_aaa, rule.score_aa, rule.score_a, rule.score_b, rule.score_c]
  return ratings[marks.findIndex((mark) => score.gte(mark))] ?? 'd'
}

/** The worse of two; a rating given by hand never makes a computed one better. */
export function worseOf(one: Rating, other: Rating | null): Rating {
  return other !== null && isWorse(other, one) ? other : one
}

/** Whether `one` is worse than `other`. */
export function isWorse(one: Rating, other: Rating): boolean {
  return ratings.indexOf(one) > ratings.indexOf(other)
}

function falling(days: number | null, zero: number, unknown: number): Decimal {
  if (days === null) return new Decimal(unknown)
  return new Decimal(100).minus(rising(Math.max(0, days), zero))
}

function rising(value: number, full: number): Decimal {
  return Decimal.min(100, new Decimal(value).times(100).dividedBy(full))
}
