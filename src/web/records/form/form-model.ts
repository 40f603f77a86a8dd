/** What a form asks, sends and shows, as pure functions of metadata and values. */
import { writableOf } from '../../fields/index.ts'

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
    .map(({ key, label, fields }) => ({ key, label, fields: fields.flatMap((name) => askedField(object, name, values) ?? []) }))
    .filter((panel) => panel.fields.length > 0)
}

/** Defaults first, then what the caller brings. */
export function startValues(object: ObjectMetadata, initial: Values): Values {
  const defaults = object.fields.filter((field) => field.default !== undefined && field.default !== null).map((field) => [field.name, field.default])
  return { ...Object.fromEntries(defaults), ...initial }
}

/** Names of asked fields that are required and empty. */
export function missingFields(object: ObjectMetadata, values: Values): string[] {
  const asked = panelsOf(object, values).flatMap((panel) => panel.fields)
  return asked.filter((field) => field.required && field.type !== 'boolean' && isEmpty(values[field.name])).map((field) => field.name)
}

/** What is written: for a new record all that is filled in, for a change only what differs. Fields no longer asked are not sent. */
export function changesOf(object: ObjectMetadata, values: Values, before: Values | undefined): Values {
  const changes: Values = {}
  for (const field of object.fields) {
    if (field.readonly || !isAsked(field, values)) continue
    const written = writableOf(field, values[field.name])
    const stored = before ? writableOf(field, before[field.name]) : null
    if (JSON.stringify(written) === JSON.stringify(stored) || (isEmpty(written) && isEmpty(stored))) continue
    changes[field.name] = written
  }
  return changes
}

/** `phones[0]` and `phones.0` belong to the field phones; what belongs to no asked field is for the whole form. */
export function errorsByField(errors: ProblemEntry[], asked: string[]): { fields: Record<string, string[]>; rest: string[] } {
  const fields: Record<string, string[]> = {}
  const rest: string[] = []
  for (const { path, message } of errors) {
    const name = /^[a-z0-9_]+/i.exec(path.replace(/^\/+/, ''))?.[0] ?? ''
    if (asked.includes(name)) fields[name] = [...(fields[name] ?? []), message]
    else rest.push(message)
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

function isAsked(field: FieldMetadata, values: Values): boolean {
  return !field.only_when || field.only_when.in.includes(String(values[field.only_when.field]))
}
