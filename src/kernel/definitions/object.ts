/** How a module declares an object. Everything else (API, metadata, import, list, form) is projected from this. */
import type { Issue } from '../../platform/problems.ts'
import type { Label } from '../../platform/label.ts'
import { isReference } from '../fields/index.ts'
import type { Field, FieldOptions, FieldTypeName, Value } from './field.ts'
import type { Layout } from './layouts.ts'
import { anonymisedAt, type PersonSpec } from './person.ts'

/** A field before it knows its name; `Stored` only carries the type of its values. */
export interface FieldSpec<Stored extends Value = Value> extends FieldOptions {
  type: FieldTypeName
  column?: string
  readonly stored?: Stored
}

export type FieldSpecs = Record<string, FieldSpec>

/** The stored values of a record as its three places for code see them. */
export type StoredRecord<Fields extends FieldSpecs> = {
  [Name in keyof Fields]: Fields[Name] extends FieldSpec<infer Stored> ? Stored | null : never
}

export interface ViewSpec {
  key: string
  label: Label
  filter?: object
  sort?: string
  columns?: string[]
  display?: 'table' | 'board' | 'calendar' | 'chart'
  board_by?: string
  /** Table: a field, or the unit of time of one: `tier`, `created_at:month`. */
  group_by?: string
  /** Calendar: a field with days. */
  calendar_by?: string
  /** Chart: kind, group and measure: `bar,created_at:month,sum,annual_amount`. */
  chart?: string
}

export interface Moment {
  now: Date
  /** Of the workspace, e.g. Asia/Shanghai. */
  timeZone: string
}

interface ObjectSpec<Fields extends FieldSpecs> {
  name: string
  /** Path below /api/v1 and name of the collection in filters; snake_case gives `special_days` -> `special-days`. */
  plural: string
  table?: string
  label: Label
  plural_label: Label
  empty_hint: Label
  title: keyof Fields & string
  fields: Fields
  /** What its records are called on pages, where the title alone says little: the values of these fields; of several beside each other the first that is there. */
  heading?: (string | string[])[]
  panels: { key: string; label: Label; fields: (keyof Fields & string)[] }[]
  views?: ViewSpec[]
  /** Default order of lists; a name, with `-` for descending. */
  sort?: string
  /** Person field that `own` and `team` rights look at. */
  owner?: keyof Fields & string
  /** Reference to a territory, that `territory` rights look at. */
  territory?: keyof Fields & string
  /** Single records may be shared with people and departments. */
  is_shareable?: boolean
  /**
   * The columns search_text (generated) and those of the title's pinyin exist; `subtitle` is shown below a hit. A hit leads to the record that
   * `finds` refers to; the words that find the record that `found_by` refers to find this one, too.
   */
  search?: { fields: (keyof Fields & string)[]; subtitle: (keyof Fields & string)[]; finds?: keyof Fields & string; found_by?: keyof Fields & string }
  /** Reference to the record whose time line tells of changes to this one. */
  about?: keyof Fields & string
  /** Its records hang on records of any object: `object` names it, the field `about` holds the id as text. Whoever sees that record sees them. */
  is_about_any?: boolean
  /** The records themselves stand on that time line, at the time of this field. */
  timeline_at?: (keyof Fields & string) | 'created_at'
  /** Most time lines show some of them: they are read with the time line itself, and not after it. */
  is_usual_on_timeline?: boolean
  has_timeline?: boolean
  /** Reference to the record that took its place: records of the object can be merged (records/merge.ts). */
  merged_into?: keyof Fields & string
  in_navigation?: boolean
  is_append_only?: boolean
  /** Its records are people, all or those of one kind: they can be exported whole and erased. Adds the field `anonymised_at`. */
  person?: PersonSpec
  /** Values that follow from others. Returns only those. */
  derive?(record: StoredRecord<Fields>, moment: Moment): Partial<Record<keyof Fields | (string & {}), Value>>
  /** What must hold over several fields; `before` is null for a new record. */
  check?(record: StoredRecord<Fields>, before: StoredRecord<Fields> | null): Issue[]
}

export interface ObjectDefinition {
  name: string
  plural: string
  path: string
  table: string
  module: string
  label: Label
  plural_label: Label
  empty_hint: Label
  title: string
  heading: (string | string[])[] | null
  fields: Map<string, Field>
  panels: { key: string; label: Label; fields: string[] }[]
  /** Of the workspace, the first that fits counts. */
  layouts?: readonly Layout[]
  views: ViewSpec[]
  sort: string
  owner: string | null
  territory: string | null
  is_shareable: boolean
  search: { fields: string[]; subtitle: string[]; finds?: string; found_by?: string } | null
  about: string | null
  is_about_any: boolean
  timeline_at: string | null
  is_usual_on_timeline: boolean
  has_timeline: boolean
  merged_into: string | null
  in_navigation: boolean
  is_append_only: boolean
  person: PersonSpec | null
  derive(record: Record<string, Value>, moment: Moment): Record<string, Value | undefined>
  check(record: Record<string, Value>, before: Record<string, Value> | null): Issue[]
}

/** Turns a declaration into what the kernel works with. The module's name is set when the module is registered. */
export function defineObject<const Fields extends FieldSpecs>(spec: ObjectSpec<Fields>): ObjectDefinition {
  const fields = new Map<string, Field>()
  for (const [name, field] of Object.entries(spec.fields)) {
    const column = field.column ?? (isReference(field) ? `${name}_id` : name)
    fields.set(name, { ...field, name, column })
  }
  if (spec.person) fields.set(anonymisedAt.name, anonymisedAt)
  return {
    name: spec.name,
    plural: spec.plural,
    path: spec.plural.replaceAll('_', '-'),
    table: spec.table ?? spec.plural,
    module: '',
    label: spec.label,
    plural_label: spec.plural_label,
    empty_hint: spec.empty_hint,
    title: spec.title,
    heading: spec.heading ?? null,
    fields,
    panels: spec.panels,
    views: spec.views ?? [],
    sort: spec.sort ?? spec.title,
    owner: spec.owner ?? null,
    territory: spec.territory ?? null,
    is_shareable: spec.is_shareable ?? false,
    search: spec.search ?? null,
    about: spec.about ?? null,
    is_about_any: spec.is_about_any ?? false,
    timeline_at: spec.timeline_at ?? null,
    is_usual_on_timeline: spec.is_usual_on_timeline ?? false,
    has_timeline: spec.has_timeline ?? false,
    merged_into: spec.merged_into ?? null,
    in_navigation: spec.in_navigation ?? true,
    is_append_only: spec.is_append_only ?? false,
    person: spec.person ?? null,
    // The one place where the typed record of a module meets the untyped one of the kernel: the schema made from
    // the same fields has parsed every value.
    derive: (record, moment) => spec.derive?.(record as StoredRecord<Fields>, moment) ?? {},
    check: (record, before) => spec.check?.(record as StoredRecord<Fields>, before as StoredRecord<Fields> | null) ?? [],
  }
}
