/** The one seam of the kernel: a field type answers every question the kernel asks about a value. */
import type { z } from 'zod'
import type { Sql } from '../../platform/db/sql.ts'
import type { Label, Language } from './label.ts'

export type FieldTypeName =
  | 'text' | 'rich_text' | 'number' | 'money' | 'percent' | 'date' | 'time' | 'duration' | 'datetime' | 'boolean'
  | 'choice' | 'choices' | 'reference' | 'references' | 'person' | 'phone' | 'mail' | 'address' | 'place' | 'file'
  | 'sequence' | 'tags' | 'rating' | 'formula' | 'json'

export type Operator =
  | 'eq' | 'ne' | 'in' | 'nin' | 'gt' | 'gte' | 'lt' | 'lte' | 'contains' | 'starts_with' | 'is_empty' | 'between'
  | 'in_last' | 'in_next' | 'on'

export interface ChoiceOption {
  key: string
  label: Label
  color?: string
}

/** One part of a structured `json` field, e.g. the channel of a consent. */
export interface Part {
  name: string
  label: Label
  type: 'text' | 'choice' | 'date' | 'time' | 'number' | 'boolean'
  required?: boolean
  options?: ChoiceOption[]
}

/** What a definition says of a field, whatever its type. */
export interface FieldOptions {
  label: Label
  hint?: Label
  required?: boolean
  /** Value when the caller leaves the field out of a new record. */
  default?: unknown
  /** Written by derive, actions or jobs only; refused in input. */
  readonly?: boolean
  /** Several values: phone, mail, address, json. */
  many?: boolean
  /** Whether lists may be sorted by it; false for types without an order. */
  sortable?: boolean
  /** Not offered in filters, lists and forms; still stored and read. */
  internal?: boolean
  /** Shown and asked only when another field has one of these values. */
  only_when?: { field: string; in: string[] }
  options?: ChoiceOption[]
  target?: string
  scale?: number
  min?: number
  max?: number
  max_length?: number
  /** Further words for this column in files that people import, in any language. */
  also_called?: string[]
  /** sequence: such as KH-{yyyy}-{000000}. */
  format?: string
  parts?: Part[]
  /** text: column names that hold full pinyin and initials, for order and search. */
  pinyin?: { full: string; initials: string; name?: boolean }
}

export interface Field extends FieldOptions {
  name: string
  type: FieldTypeName
  /** Column of the table; a custom field has none and lives in `custom`. */
  column: string
  /** Set for fields that administrators added: key inside the `custom` column. */
  custom_id?: string
}

/** Stored values: what JSON can carry. References are ids, money and decimals are strings, days are YYYY-MM-DD. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

/** What import needs besides the text of the cell. */
export interface ImportContext {
  language: Language
  field: Field
}

/** A cell that cannot become a value. `code` is stable, `message` is for people. */
export interface Invalid {
  code: string
  message: Label
}

export interface FieldType {
  name: FieldTypeName
  /** SQL type of the column, e.g. `numeric(18,2)`, `text[]`. */
  column(field: Field): string
  /** Parses input from JSON (HTTP, actions, batch) into the stored value. Null is handled before. */
  schema(field: Field): z.ZodType<Value>
  operators: readonly Operator[]
  sortable: boolean
  /** The stored value as SQL (text for money, ids for references), from an expression for the column. */
  stored(column: Sql, field: Field): Sql
  /** The parameter to write for a stored value. */
  parameter(value: Value, field: Field): unknown
  /** Condition for one operator; the operand is already known to be well-formed JSON. Throws InvalidInput. */
  condition(column: Sql, operator: Operator, operand: Value, field: Field): Sql
  /** From the text of a cell; references give the text that finds the record. */
  importText(text: string, context: ImportContext): { value: Value } | { invalid: Invalid }
  /** For CSV and XLSX; `importText` of it gives the same value. */
  exportText(value: Value, field: Field, language: Language): string
  same(a: Value, b: Value): boolean
  /** A valid value from a random number in [0, 1), for tests and templates. */
  sample(random: () => number, field: Field): Value
}
