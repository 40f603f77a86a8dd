/** What a report asks: kept as JSON in the report, sent as it is where nothing was saved yet. */
import { z } from 'zod'
import { issue, type Issue } from '../../../platform/problems.ts'
import { measureFunctions, timeUnits } from '../../../kernel/query/aggregate.ts'
import { isRange } from './period.ts'

export const displays = ['table', 'bar', 'line', 'pie', 'funnel', 'heat', 'map', 'figure'] as const
export const comparisons = ['none', 'period_before', 'year_before'] as const

/** A field, over references with dots: `customer.province`; of a time the unit. */
const group = z.strictObject({ field: z.string().min(1).max(200), by: z.enum(timeUnits).optional() })

/** Rows and columns together group by two fields at most: what has more is read by nobody. */
export const questionShape = z.strictObject({
  object: z.string().min(1).max(60),
  filter: z.record(z.string(), z.unknown()).optional(),
  rows: z.array(group).max(2).default([]),
  columns: z.array(group).max(1).default([]),
  measures: z.array(z.strictObject({ fn: z.enum(measureFunctions), field: z.string().min(1).max(200).optional() })).min(1).max(4).default([{ fn: 'count' }]),
  /** A time of the records and the range it lies in: `this_year`, `year_so_far`, `last_12_months`, `2026-01-01..2026-03-31`. */
  period: z.strictObject({ field: z.string().min(1).max(200), range: z.string().max(40) }).nullish(),
  compare: z.enum(comparisons).default('none'),
  display: z.enum(displays).default('bar'),
  /** Order of the groups as they are shown; which ones are shown where there are too many is for the first measure to say. */
  sort: z.enum(['group', '-group', 'measure', '-measure']).optional(),
  /** How many groups stand by themselves; all others are one. */
  limit: z.number().int().min(1).max(100).default(20),
})

export type Question = z.infer<typeof questionShape>
export type Group = Question['rows'][number]
export type Measure = Question['measures'][number]
export type Comparison = Question['compare']
export type Display = Question['display']

/** @returns the question, or everything that is wrong with its form; whether its fields are there is asked when it is run. */
export function questionOf(input: unknown): { question: Question } | { issues: Issue[] } {
  const parsed = questionShape.safeParse(input)
  if (!parsed.success) {
    return { issues: parsed.error.issues.slice(0, 20).map(({ path, message }) => issue(`question${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`, 'invalid_question', '报表设置有误', `The question does not fit: ${message}`)) }
  }
  const issues = faultsOf(parsed.data)
  return issues.length > 0 ? { issues } : { question: parsed.data }
}

/** What no single part of a question shows. */
export function faultsOf({ rows, columns, measures, period, compare }: Question): Issue[] {
  const issues: Issue[] = []
  const groups = [...rows, ...columns].map(({ field, by }) => `${field}:${by ?? ''}`)
  if (rows.length + columns.length > 2) issues.push(issue('question.columns', 'too_many_groups', '行与列合计最多两项', 'Rows and columns together group by two fields at most'))
  if (columns.length > 0 && rows.length === 0) issues.push(issue('question.rows', 'required', '有列时须先有行', 'Name rows before columns'))
  if (new Set(groups).size < groups.length) issues.push(issue('question.rows', 'repeated_group', '同一分组重复', 'The same group stands twice'))
  for (const [at, { fn, field }] of measures.entries()) if (fn !== 'count' && !field) issues.push(issue(`question.measures[${at}].field`, 'required', '请指定字段', 'Name a field'))
  if (period && !isRange(period.range)) issues.push(issue('question.period.range', 'invalid_range', '没有这样的时段', 'There is no such range of time'))
  if (compare !== 'none' && !period) issues.push(issue('question.compare', 'needs_period', '对比须先选时段', 'A comparison needs a period'))
  return issues
}
