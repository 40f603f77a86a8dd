import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { fieldRightOf, scopesOf, type FieldRight } from './actor.ts'

/** What the caller may do with the field. The stamps of the system are everybody's to read. */
export function rightOn(ctx: Context, object: ObjectDefinition, field: Field): FieldRight {
  if (field.is_system) return 'read'
  // What follows from a field tells of it.
  if (field.follows?.some((name) => !readableField(ctx, object, name))) return 'hidden'
  const right = fieldRightOf(ctx.actor, object.name, field.name)
  // Who may not change roles gives nobody a role, whatever else that person may change.
  if (right === 'write' && field.written_with && !scopesOf(ctx.actor, field.written_with, 'change').has('all')) return 'read'
  return right
}

/** The field when the caller may know of it; what is hidden does not exist. */
export function visibleField(ctx: Context, object: ObjectDefinition, name: string): Field | null {
  const field = object.fields.get(name)
  return field && rightOn(ctx, object, field) !== 'hidden' ? field : null
}

export function visibleFields(ctx: Context, object: ObjectDefinition): Field[] {
  return [...object.fields.values()].filter((field) => rightOn(ctx, object, field) !== 'hidden')
}

/** The field when the caller may read all of it: only by such a field may lists be filtered, ordered, grouped and searched. */
export function readableField(ctx: Context, object: ObjectDefinition, name: string): Field | null {
  const field = object.fields.get(name)
  return field && !isMasked(ctx, object, field) && rightOn(ctx, object, field) !== 'hidden' ? field : null
}

/** Whether the caller sees only a part of the value. */
export function isMasked(ctx: Context, object: ObjectDefinition, field: Field): boolean {
  const right = rightOn(ctx, object, field)
  return right === 'masked' || right === 'reveal'
}

export function mayWrite(ctx: Context, object: ObjectDefinition, field: Field): boolean {
  if (field.is_system || field.readonly || field.derived) return false
  return rightOn(ctx, object, field) === 'write'
}
