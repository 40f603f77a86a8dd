/** What a form asks, sends and shows, as pure functions of metadata and values. */
import type { ProblemEntry } from '../../client/api.ts'
import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'

export type Values = Record<string, unknown>

export interface FormPanel {
  key: string
  label: ObjectMetadata['label']
  fields: FieldMetadata[]
}

/** The panels with the fields that are asked now; panels without any are left out. */
export function panelsOf(object: ObjectMetadata, values: Values): FormPanel[] {
  const everything = { key: 'all', label: object.label, fields: object.fields.map((field) => field.name) }
  const panels = object.panels.length > 0 ? object.panels : [everything]
  return panels
    .map(({ key, label, fields }) => ({ key, label, fields: fields.flatMap((name) => askedField(object, name, values) ?? []).map((field) => withRequirement(field, values)) }))
    .filter((panel) => panel.fields.length > 0)
}

/** Some are required only at some stage. */
function withRequirement(field: FieldMetadata, values: Values): FieldMetadata {
  const { required_when: when } = field
  return when?.in.includes(String(values[when.field])) ? { ...field, required: true } : field
}

/** What `@me`, `@now`, `@today` and `@currency` mean in defaults. */
export type DefaultWords = Record<string, unknown>

/** Defaults first, then what the caller brings. */
export function startValues(object: ObjectMetadata, initial: Values, words: DefaultWords): Values {
  const meaning = (value: unknown) => (typeof value === 'string' && value.startsWith('@') ? words[value] : value)
  const defaults = object.fields.filter(hasDefault).map((field) => [field.name, meaning(field.default)])
  const values: Values = { ...Object.fromEntries(defaults), ...initial }
  const following = object.fields.filter((field) => field.default_by && !(field.name in initial))
  return { ...values, ...Object.fromEntries(following.map((field) => [field.name, defaultFor(field, values)])) }
}

/** A new record with one value changed: defaults that hang on it follow, as long as nobody has chosen otherwise. */
export function withValue(object: ObjectMetadata, values: Values, name: string, value: unknown): Values {
  const changed = { ...values, [name]: value }
  const following = object.fields.filter((field) => field.default_by?.field === name && values[field.name] === defaultFor(field, values))
  return { ...changed, ...Object.fromEntries(following.map((field) => [field.name, defaultFor(field, changed)])) }
}

function defaultFor({ default: otherwise, default_by: by }: FieldMetadata, values: Values): unknown {
  return (by && by.values[String(values[by.field])]) ?? otherwise
}

/** Names of asked fields that are required and empty. */
export function missingFields(object: ObjectMetadata, values: Values): string[] {
  const asked = panelsOf(object, values).flatMap((panel) => panel.fields)
  return asked.filter((field) => field.required && isEmpty(values[field.name])).map((field) => field.name)
}

/** Turns a value as read into the value as written; `writableOf` of the field twins. */
export type Writable = (field: FieldMetadata, value: unknown) => unknown

/** What is written: for a new record all that is filled in, for a change only what differs. Fields no longer asked are not sent. */
export function changesOf(object: ObjectMetadata, values: Values, before: Values | undefined, writable: Writable): Values {
  const changes: Values = {}
  for (const field of object.fields) {
    if (field.readonly || !isAsked(field, values)) continue
    const written = writable(field, values[field.name])
    const stored = before ? writable(field, before[field.name]) : null
    // Left out, a default would be put in again by the server.
    const isDefaultCleared = !before && isEmpty(written) && hasDefault(field)
    const isSame = JSON.stringify(written) === JSON.stringify(stored) || (isEmpty(written) && isEmpty(stored))
    if (!isSame || isDefaultCleared) changes[field.name] = written
  }
  return changes
}

/**
 * `phones[0]` and `phones.0` belong to the field phones; what belongs to no asked field is for the whole form.
 * @param wordsFor how a message reads away from its field, which a layout may not show
 */
export function errorsByField(errors: ProblemEntry[], asked: string[], wordsFor = (_name: string, message: string) => message): { fields: Record<string, string[]>; rest: string[] } {
  const fields: Record<string, string[]> = {}
  const rest: string[] = []
  for (const { path, message } of errors) {
    const name = /^[a-z0-9_]+/i.exec(path.replace(/^\/+/, ''))?.[0] ?? ''
    if (asked.includes(name)) fields[name] = [...(fields[name] ?? []), message]
    else rest.push(wordsFor(name, message))
  }
  return { fields, rest }
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

function askedField(object: ObjectMetadata, name: string, values: Values): FieldMetadata | undefined {
  const field = object.fields.find((candidate) => candidate.name === name)
  return field && !field.readonly && isAsked(field, values) ? field : undefined
}

function hasDefault(field: FieldMetadata): boolean {
  return field.default !== undefined && field.default !== null
}

function isAsked(field: FieldMetadata, values: Values): boolean {
  return !field.only_when || field.only_when.in.includes(String(values[field.only_when.field]))
}
