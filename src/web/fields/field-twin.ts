/** The twin of a field type: what the pages ask about a value. */
import type { ComponentType } from 'react'
import type { Operator } from '../../kernel/definitions/field.ts'
import type { FieldMetadata } from '../../kernel/projections/metadata-shape.ts'

/** Values are as the API reads them; `undefined` and `null` both mean empty. */
export interface InputProps {
  field: FieldMetadata
  value: unknown
  /** Gives the value as read (references as `{ id, name }`); `writable` turns it into what is written. */
  onChange(value: unknown): void
  /** Goes to the element that takes the focus, so that a label can point at it. */
  id: string
  autoFocus?: boolean
  disabled?: boolean
  /** Marks the input as wrong. */
  invalid?: boolean
  /** Id of the element with hint and error. */
  describedBy?: string
  /** Where choosing is all there is to do (cells of a list): the choices are open at once. */
  startsOpen?: boolean
  /** Name for screen readers where no label element points at the input (cells of a list). */
  label?: string
}

export interface CellProps {
  field: FieldMetadata
  value: unknown
  /** The whole record, where one value is shown by another, e.g. its currency. */
  record?: Record<string, unknown>
  /** One line, cut with an ellipsis: in lists. */
  dense?: boolean
  /** Without links: inside of something that is itself clicked. */
  isPlain?: boolean
}

export interface FilterProps {
  field: FieldMetadata
  operator: Operator
  /** The operand of the filter language; a pair for `between`, an array for `in`. */
  value: unknown
  onChange(operand: unknown): void
  id?: string
  label?: string
}

export interface FieldTwin {
  Input: ComponentType<InputProps>
  Cell: ComponentType<CellProps>
  /** Left out: the type takes no operand besides `is_empty`. */
  Filter?: ComponentType<FilterProps>
  align?: 'right'
  /** Usual width of a column, in pixels. */
  width?: number
  /** Takes the whole width of a form. */
  isWide?: boolean
  /** Picking a value is all there is to do: an editor in place saves at once. */
  isPicked?: boolean
  /** Takes lines or several values: Enter belongs to the input, so an editor in place has buttons. */
  isLarge?: boolean
  /** One word of a few, such as a status: a chip, a column of a board. */
  isState?: boolean
  /** Tells a record from all others in a few characters. */
  isIdentity?: boolean
  /** Text of several lines, which a time line shows in full. */
  isProse?: boolean
  /** Worth a place among the facts of an entry of a time line. */
  isFact?: boolean
  /** Files: shown as such below the words of an entry of a time line. */
  isAttachment?: boolean
  /** Amounts that can be summed up. */
  isAdded?: boolean
  /** In the currency of the workspace. */
  isMoney?: boolean
  /** Words that can be added to those that are there. */
  isWordList?: boolean
  /** Lists are grouped by it: few values, or times by month. */
  isGrouped?: boolean
  /** A day, or an instant with its day: stands in a calendar, is grouped by month and year. */
  moment?: 'day' | 'instant'
  /** Filters ask by days, and by words such as `this_month`. */
  asksDays?: boolean
  /** What people ask first in a filter. */
  firstOperator?: Operator
  /** The operand it starts with. */
  firstOperand?: unknown
  /** One operand of a filter in words; as it is where left out. */
  operandText?(operand: string): string
  /** From the value as read to the value as written; the same where left out. */
  writable?(value: unknown): unknown
}
