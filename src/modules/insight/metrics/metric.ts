import type { Sql } from '../../../platform/db/sql.ts'
import type { FieldSpec } from '../../../kernel/definitions/object.ts'
import type { Breaks } from '../engine/breaks.ts'
import type { Rule } from '../objects/value-rule.ts'

/** Metrics of one set are kept together in the history: when one that is tracked changes, all are kept as they were. */
export type MetricSet = 'purchases' | 'worth' | 'stage' | 'loyalty' | 'high_value'

/** What a metric is computed with besides the customer's own inputs. */
export interface Given {
  rule: Rule
  breaks: Breaks
  /** The day that everything is told for, as a value of type date. */
  asOf: Sql
}

/** One figure of every customer. */
export interface Metric {
  set: MetricSet
  /** Its field of `customer_value`; the hint says what it means and how it is computed. */
  field: FieldSpec
  /** Objects whose records it is computed from. */
  inputs: readonly string[]
  /** Its history is told: a change of it is a change of the set. */
  is_tracked?: boolean
  /** Which metrics it may read: those of lower steps, as columns of `m`. Boundaries are read in the first step alone: whoever moves by them is found by it (engine/score.ts). */
  step: 1 | 2 | 3
  /** Expression over the inputs `i`, what the models expect `x`, and metrics of lower steps `m`. */
  sql(given: Given): Sql
}

export type Metrics = Record<string, Metric>
