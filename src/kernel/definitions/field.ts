/** The one seam of the kernel: a field type answers every question the kernel asks about a value. */
import type { Sql } from '../../platform/db/sql.ts'
import type { FormulaKind } from '../../platform/formula.ts'
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
  type: 'text' | 'choice' | 'date' | 'datetime' | 'time' | 'number' | 'boolean' | 'money' | 'percent' | 'reference'
  required?: boolean
  options?: ChoiceOption[]
  /** reference: of which object; that it is there is for the module to see to. */
  target?: string
  scale?: number
  min?: number
  max?: number
  also_called?: string[]
  /** Follows from the others: not asked for in files. */
  computed?: boolean
}

/** What a definition says of a field, whatever its type. */
export interface FieldOptions {
  label: Label
  hint?: Label
  required?: boolean
  /** Required of every record, but not of who creates one: the object's `create` takes it from what the record refers to. */
  filled?: boolean
  /** Where a new record leaves it out it follows from these: in files it has to have a column only where they have none. */
  follows_from?: { fields: string[]; value(record: Readonly<Record<string, Value>>): Value }
  /** Value when the caller leaves the field out of a new record; `@me`, `@now`, `@today` and `@currency` (of the company) are what they say. */
  default?: unknown
  /** The default where another field has one of these values: a person is a consumer. */
  default_by?: { field: string; values: Record<string, string> }
  /** No two living records have the same; the table has the constraint. Files and references may name a record by it. */
  unique?: boolean
  /** Written by derive, actions or jobs only; refused in input. */
  readonly?: boolean
  /** Name of an object: only who may change every record of it may write this field, whatever the roles say of the field. */
  written_with?: string
  /** Follows from other fields by the object's derive: not writable, and left out of the event log. */
  derived?: boolean
  /** Several values: phone, mail, address, file, json. */
  many?: boolean
  /** Whether lists may be sorted by it; false for types without an order. */
  sortable?: boolean
  /** Says who a person is or what is known of one: blanked for good when that person is erased (definitions/person.ts). */
  personal?: boolean
  /** Fields that the value follows from by a formula of the company: who may not read one of them all may not read this. */
  follows?: string[]
  /** The formula reads the day: it is computed anew every day. */
  is_of_today?: boolean
  /** Answered only where a list asks for it by name, such as what is far more than the record itself. */
  asked_only?: boolean
  /** Not offered in filters, lists and forms; still stored and read. */
  internal?: boolean
  /** Shown and asked only when another field has one of these values. */
  only_when?: { field: string; in: string[] }
  /** Required only while another field has one of these values, such as a status. */
  required_when?: { field: string; in: string[] }
  /** date: what was due by then is late from the next day on, while another field has one of these values; said so wherever it is read. */
  late_when?: { field: string; in: string[] }
  /** time: the date whose time of day it is; a calendar shows and moves the two together. */
  time_of?: string
  /** date: the date that it leads to; a plan shows a bar from the one to the other and moves both. */
  start_of?: string
  /** reference: goes with another reference of the record to what stands in the field `its` of whoever that one names, unless it is said otherwise in the same change. */
  goes_with?: { reference: string; its: string }
  options?: ChoiceOption[]
  /** choices: options are fields of this object, and what a company adds to it is offered, too. */
  names_fields_of?: string
  target?: string
  /** reference: while the record it points to lies in the recycle bin, this one is not there either; with values, only as long as it has them. */
  lives_with?: true | Record<string, string | boolean>
  /** reference: says this very record, also after it was merged into another. */
  stays_at_merge?: boolean
  scale?: number
  min?: number
  /** Of a number; of a list of groups how many there may be. */
  max?: number
  max_length?: number
  /** money: the field with its currency, for objects with several: read and written as { amount, currency }. */
  currency_of?: string
  /** Further words for this column in files that people import, in any language. */
  also_called?: string[]
  /** sequence: such as KH-{yyyy}-{000000}. */
  format?: string
  parts?: Part[]
  /**
   * text: columns with full pinyin and initials, for order and search; surnames are read as such in names of people. A name is found by its
   * beginning; `inside`, for titles that are sentences: by any part (of few records: two letters are looked for in each, three along an index).
   */
  pinyin?: { full: string; initials: string; inside?: boolean; name?: boolean; name_when?: { field: string; in: string[] } }
}

export interface Field extends FieldOptions {
  name: string
  type: FieldTypeName
  /** Column of the table; a custom field has none and lives in `custom`. */
  column: string
  /** Set for fields that administrators added: key inside the `custom` column. */
  custom_id?: string
  /** id, version and who and when: every object has them. */
  is_system?: boolean
}

/** Stored values: what JSON can carry. References are ids, money and decimals are strings, days are YYYY-MM-DD. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

/** A value that cannot be stored. `code` is stable, `message` is for people. `at` is the place inside it, e.g. `[0]`. */
export interface Invalid {
  code: string
  message: Label
  at?: string
}

export type Parsed = { value: Value } | { invalid: Invalid }

/** What conditions need to know of the moment they are asked in. */
export interface Asking {
  now: Date
  timeZone: string
  /** The signed-in person, for `@me`. */
  me: string
  /** People of the own department, for `@my_team`. */
  myTeam: readonly string[]
  myDepartment: string | null
}

export interface ImportPart {
  name: string
  label: Label
  also_called?: string[]
}

export interface FieldType {
  name: FieldTypeName
  /** SQL type of the column, e.g. `numeric(18,2)`, `text[]`. */
  column(field: Field): string
  /** Input from JSON (HTTP, actions, batch) into the stored value. Null is handled before. */
  parse(input: unknown, field: Field): Parsed
  /** JSON Schema of the input. */
  jsonSchema(field: Field): object
  /** The same of what is answered, where that differs. */
  readSchema?(field: Field): object
  operators: readonly Operator[]
  sortable: boolean
  /** The value is the id of another record, or a list of such ids. */
  points?: 'one' | 'many'
  /** The value names uploaded files. */
  holdsFiles?: boolean
  /** A day, or an instant: figures can be grouped by month and year. */
  moment?: 'day' | 'instant'
  /** Sums and means of it make sense. */
  isMeasurable?: boolean
  /** Given by the system where the caller gives none. */
  isNumbered?: boolean
  /** What the value is in formulas of the company; without it they cannot read it. */
  formula?: FormulaKind
  /** Digits after the point where the field does not say. */
  digits?: number
  /** Useless without options in the definition. */
  needsOptions?: boolean
  /** What stands in a required field of somebody who was erased; without it the value stays. */
  anonymous?(value: Value): Value
  /** The form in which a telephone number or address, typed or stored, is always the same: people are recognised by it. */
  identity?(text: string): string | null
  /** Equality of stored values where equal JSON is not the measure. */
  same?(a: Value, b: Value): boolean
  /** The stored value as JSON has it (money as text), from an expression for the column. */
  stored(column: Sql, field: Field): Sql
  /** What is left of a value for those who may see only a part of it, in SQL and in the program alike. Without it nothing is left. */
  mask?: { sql(column: Sql, field: Field): Sql; value(value: Value, field: Field): Value }
  /** What callers read, where that is more than what is stored. */
  read?(column: Sql, field: Field, row: string): Sql
  /** The parameter to write for a stored value. */
  parameter(value: Value, field: Field): unknown
  /** What `contains` looks for in the stored text, where that is not the operand as it was typed. */
  needle?(operand: string): string
  /** Condition for one operator. Throws OperandError for an operand of the wrong form. */
  condition(column: Sql, operator: Operator, operand: Value, field: Field, asking: Asking): Sql
  /** From the text of a cell. References give the text that finds the record (import looks it up). */
  importText(text: string, field: Field, language: Language): Parsed
  /** For CSV and XLSX; `importText` of it gives the same value. */
  exportText(value: Value, field: Field, language: Language): string
  /** Parts that a file may have in columns of their own, where one value is made of several: the city of an address. */
  importParts?(field: Field): ImportPart[]
  /** One of them from the text of a cell; the text itself where left out. */
  importPart?(name: string, text: string, field: Field, language: Language): Parsed
  /** Entries of a list may stand in rows of their own, which follow one another. */
  isGathered?: boolean
  /** A valid value from a random number in [0, 1), for templates and tests. */
  sample(random: () => number, field: Field): Value
}

/** Matches `not null` in the table; the drift check holds the two together. */
export function isNeverNull(field: Field): boolean {
  return !field.custom_id && field.required === true && !field.only_when
}
