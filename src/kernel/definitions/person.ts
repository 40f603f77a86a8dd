/**
 * Personal data, one concept: an object declares that its records are people, a field that it is personal. Export of one person,
 * erasing one, masks and retention read these two declarations.
 */
import { issue, type Issue } from '../../platform/problems.ts'
import { isListColumn, isReference, isReferences, typeOf } from '../fields/index.ts'
import { isSame } from '../records/same.ts'
import type { Field, Value } from './field.ts'
import type { ObjectDefinition } from './object.ts'

export interface PersonSpec {
  /** Only records whose field has one of these values; all when left out. */
  when?: { field: string; in: string[] }
}

/** When the person was erased. Only erasing writes it. */
export const anonymisedAt: Field = {
  name: 'anonymised_at',
  column: 'anonymised_at',
  type: 'datetime',
  label: { zh: '匿名化时间', en: 'Anonymised at' },
  readonly: true,
}

export function isPerson(object: Pick<ObjectDefinition, 'person'>, record: Record<string, Value>): boolean {
  if (!object.person) return false
  const { when } = object.person
  return !when || when.in.includes(String(record[when.field]))
}

/** Objects that tell of records of another: they are about something, and refer to it. What is about any record holds its id as text. */
export interface Belonging {
  object: ObjectDefinition
  references: Field[]
}

export function belongingsOf(objects: ReadonlyMap<string, ObjectDefinition>, target: string): Belonging[] {
  return [...objects.values()].flatMap((object) => {
    const any = object.is_about_any && object.about ? object.fields.get(object.about) : undefined
    if (any) return [{ object, references: [any] }]
    const references = [...object.fields.values()].filter((field) => field.target === target && !field.is_system && (isReference(field) || isReferences(field)))
    return object.about !== null && references.length > 0 ? [{ object, references }] : []
  })
}

/** The value that says nothing of anybody: empty, or where one is required what the type says. */
export function anonymousValue(field: Field, value: Value): Value {
  if (isListColumn(field)) return []
  return field.required ? (typeOf(field).anonymous?.(value) ?? value) : null
}

/** Whoever was erased stays so: neither a form, an import that had found the record before, nor an undo fills it again. */
export function staysAnonymous(object: ObjectDefinition, record: Record<string, Value>, before: Record<string, Value> | null): Issue[] {
  if (!object.person || !before?.anonymised_at) return []
  const filled = [...object.fields.values()].filter((field) => field.personal && !field.derived && !isSame(field, before[field.name] ?? null, record[field.name] ?? null))
  return filled.map((field) => issue(field.name, 'anonymised', '此人已匿名化，不能再填写个人信息', 'This person was erased; personal data cannot be entered any more'))
}
