/** What `GET /api/v1/metadata` answers: all that the pages need to draw lists, records and forms. */
import type { FieldRight } from '../access/actor.ts'
import type { FieldTypeName, Operator, Part } from '../definitions/field.ts'
import type { Label } from '../definitions/label.ts'

export interface Metadata {
  /** In the order of the navigation. Only what the caller may see. */
  objects: ObjectMetadata[]
  /** Modules in the order of `app.ts`; an object belongs to one. */
  modules: { name: string; label: Label }[]
  /** What the program is called where a step was its own: by the name that stands there in place of a person's. */
  system_names: Record<string, Label>
  workspace: { id: string; name: string; time_zone: string; currency: string }
}

export interface ObjectMetadata {
  name: string
  /** Path below /api/v1, for example `special-days`. */
  path: string
  module: string
  label: Label
  plural_label: Label
  /** One sentence about what belongs here, shown on the empty page. */
  empty_hint: Label
  /** Name of the field that names a record. */
  title: string
  heading?: (string | string[])[]
  /** In the order of definition; without those hidden from the caller. */
  fields: FieldMetadata[]
  /** Built-in views; saved ones come from /api/v1/saved-views. */
  views: ViewMetadata[]
  /** Panels of form and record page. Fields in no panel are system fields. */
  panels: { key: string; label: Label; fields: string[] }[]
  /** Lists of other objects that point here: shown as tabs of the record page. */
  related: { object: string; field: string; label: Label; /** What filters call them: `{ contacts: { none: {} } }`. */ name: string }[]
  actions: ActionMetadata[]
  /** Names of actions that only read, such as `duplicates`; pages know what to ask of them. */
  queries: string[]
  /** What the caller may do with the object at all; for one record see its `can`. */
  can: { see: boolean; create: boolean; change: boolean; delete: boolean; export: boolean; import: boolean }
  has_timeline: boolean
  /** Single records can be shared with people and departments: `/{id}/shares`, `share`, `unshare`. */
  is_shareable: boolean
  /**
   * What a narrower right than `all` reaches: records by their owner, whatever belongs to a record that may be seen, or nothing,
   * because nobody owns one.
   */
  reach: 'owner' | 'above' | 'all'
  /** Objects whose records stand on the time line; "change" (of fields) is always one more kind. */
  timeline_kinds: string[]
  is_searchable: boolean
  /** Shown in the navigation, or only inside other records. */
  in_navigation: boolean
  /** Rows are only ever added (consumption lines, ledgers). */
  is_append_only: boolean
  /** Records are people, all or those where `when` holds; null where they are none. */
  person: { when?: { field: string; in: string[] } } | null
}

export interface FieldMetadata {
  name: string
  type: FieldTypeName
  label: Label
  hint?: Label
  required: boolean
  /** Computed or set by the system, or not writable for the caller. */
  readonly: boolean
  /** Of the caller. A masked field shows a part of its value; `reveal`: the whole is asked for, which is logged. */
  right: Exclude<FieldRight, 'hidden'>
  custom: boolean
  /** Blanked when the person is erased. */
  personal?: boolean
  sortable: boolean
  operators: Operator[]
  /** choice, choices */
  options?: { key: string; label: Label; color?: string }[]
  /** reference, references, person: name of the object referred to. */
  target?: string
  /** number, money, percent: digits after the point. */
  scale?: number
  /** text, rich_text: longest allowed, in characters. */
  max_length?: number
  /** money: the field with its currency. */
  currency_of?: string
  /** phone, mail, address, json: several values. */
  many?: boolean
  /** json: the parts of one entry. */
  parts?: Part[]
  default?: unknown
  /** The default where another field has one of these values. */
  default_by?: { field: string; values: Record<string, string> }
  /** sequence: such as KH-{yyyy}-{000000}. */
  format?: string
  /** Shown and asked only when another field has one of these values, e.g. kind = person. */
  only_when?: { field: string; in: string[] }
  required_when?: { field: string; in: string[] }
  /** date: late once it is past, while another field has one of these values. */
  late_when?: { field: string; in: string[] }
  /** time: the date whose time of day it is. */
  time_of?: string
  /** date: the date that it leads to. */
  start_of?: string
  /** reference: further fields of the record go along, to what stands in the field `its` of whatever is picked. */
  takes_along?: { label: Label; its: string }[]
  /** The value follows from these by a formula. */
  follows?: string[]
}

export interface ViewMetadata {
  key: string
  label: Label
  filter: object
  sort: string
  columns: string[]
  display: 'table' | 'board' | 'calendar' | 'chart'
  /** Choice field whose options are the columns of the board. */
  board_by?: string
  group_by?: string
  calendar_by?: string
  chart?: string
}

export interface ActionMetadata {
  name: string
  label: Label
  on: 'record' | 'collection'
  /** JSON Schema of the input. */
  input: object
}
