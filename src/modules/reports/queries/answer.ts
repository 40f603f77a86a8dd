/** What a report answers; the page, the spreadsheet and the paper are drawn from it. */
import type { FieldTypeName } from '../../../kernel/definitions/field.ts'
import type { Filter } from './plan.ts'
import type { Display } from '../rules/question.ts'
import type { Unit } from '../rules/period.ts'

export interface ReportAnswer {
  object: { name: string; path: string; label: string }
  display: Display
  /** When it was asked. */
  as_of: string
  /** Days, both of them within. */
  period: { first: string; last: string } | null
  before: { first: string; last: string } | null
  row_groups: GroupHead[]
  column_groups: GroupHead[]
  measures: MeasureHead[]
  rows: Entry[]
  /** Empty where nothing stands beside each other. */
  columns: Entry[]
  /** A row for each of `rows`, a cell for each of `columns`; without columns one cell a row. */
  cells: Cell[][]
  /** Only with columns: what each row and each column comes to. */
  row_totals: Cell[]
  column_totals: Cell[]
  total: Cell
  /** Filters of the records behind: `cells` goes with the filters of the entries, `total` is all of them. */
  filters: { cells: Filter; total: Filter; before_cells: Filter | null; before_total: Filter | null }
  notes: {
    /** Groups that are not named stand together as one. */
    has_rest: boolean
    /** Records in other currencies than the company's, in no figure. */
    in_other_currencies: number
    /** The company's currency, where amounts in others are left out. */
    currency: string | null
  }
}

export interface GroupHead {
  field: string
  by: Unit | null
  label: string
}

export interface MeasureHead {
  fn: string
  field: string | null
  label: string
  /** How it is read: a count is a number, everything else as the type of its field. */
  kind: FieldTypeName
  is_time: boolean
  /** Digits after the point. */
  scale: number
  currency: string | null
  /** What parts come to is their sum: true of sums and counts alone. */
  is_additive: boolean
}

/** One group, or where `is_rest` all that are not named. */
export interface Entry {
  /** A value for each group. */
  values: unknown[]
  names: string[]
  /** Null: its records cannot be asked for. */
  filter: Filter | null
  /** The group in the period before; of a time the bucket at the same place. */
  before_filter: Filter | null
  before_names: string[] | null
  is_rest: boolean
}

/** A figure for each measure as exact text; null: there is none. */
export interface Cell {
  now: (string | null)[]
  before: (string | null)[] | null
}
