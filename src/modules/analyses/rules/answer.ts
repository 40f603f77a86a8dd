/** What an analysis answers: blocks of rows, each with its name, its figures and the records behind it. The page draws them all alike. */

export type Filter = Record<string, unknown>
export type Unit = 'count' | 'money' | 'percent' | 'number' | 'minutes'

/** Money is decimal text, everything else a number; null where nothing can be said. */
export type Figure = string | number | null

export interface Column {
  /** Of the words `analyses.column.KEY`, or the key of an option. */
  key: string
  unit: Unit
  option?: { object: string; field: string }
  /** What narrows the list of the row to what this figure is told of, where that is not the first column. */
  narrows?: Filter
  /** Told of other rows than the list of the row holds. */
  isOfOtherRows?: true
}

export type RowName =
  | { kind: 'option'; object: string; field: string; key: string }
  /** With the first and the last day of what it names. */
  | { kind: 'text'; text: string; days?: [string, string] }
  /** Of the words `analyses.row.KEY`. */
  | { kind: 'word'; key: string }
  /** From (included) to (not included). */
  | { kind: 'range'; from: number | null; to: number | null; unit: 'years' | 'times' | 'days' | 'months' | 'points' | 'money' | 'percent' }
  | { kind: 'month'; month: string }
  /** By its Monday. */
  | { kind: 'week'; day: string }
  | { kind: 'unknown' }
  | { kind: 'rest' }

/** A list and its filter: it holds as many records as the first figure of the row says, where that is a count. */
export interface Opens {
  object: string
  filter: Filter
}

export interface Row {
  name: RowName
  figures: Figure[]
  opens: Opens | null
  /** The same figures of the time before. */
  before?: Figure[]
}

export interface Block {
  /** Of the words `analyses.block.KEY`. */
  key: string
  /** `figures`: one row, large; `bars`: shares of the first column; `lines`: months as a chart; `table`: rows alone. */
  draws: 'figures' | 'bars' | 'lines' | 'table'
  columns: Column[]
  rows: Row[]
  /** Of all, where rows are parts of one whole. */
  total: Figure[] | null
}

export const analysisNames = ['overview', 'loyalty', 'profit', 'behaviour', 'trend', 'product', 'promotion'] as const
export type AnalysisName = (typeof analysisNames)[number]

/** The days that amounts are of: first, and the day after the last. */
export interface Window {
  from: string
  to: string
}

export interface AnalysisAnswer {
  /** The day that values are told for; null before the first evaluation. */
  as_of: string | null
  window: Window
  computed_at: string
  /** Computed by night for the company as a whole, since the question takes too long to ask live. */
  is_kept: boolean
  blocks: Block[]
  forecasts: ForecastSeries[]
}

/** A month at a time: what was, and what is to come with its interval. */
export interface ForecastSeries {
  /** Of the words `analyses.series.KEY`, or the key of an option. */
  key: string
  option?: { object: string; field: string }
  unit: Unit
  months: string[]
  values: number[]
  method: 'seasonal' | 'damped' | 'none'
  ahead: { month: string; value: number; low: number; high: number }[]
  /** Errors of months that the method had not seen, in percent of their sum; of `as last year` beside it. */
  back_test: { months: number; error: number; naive: number } | null
}

/** All of them; what asks nothing is left out. */
export function both(...filters: Filter[]): Filter {
  const asking = filters.filter((filter) => Object.keys(filter).length > 0)
  const names = asking.flatMap((filter) => Object.keys(filter))
  return new Set(names).size === names.length ? Object.assign({}, ...asking) : { and: asking }
}
