import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { fieldRightOf } from './actor.ts'

/** The field when the caller may know of it; what is hidden does not exist. */
export function visibleField(ctx: Context, object: ObjectDefinition, name: string): Field | null {
  const field = object.fields.get(name)
  if (!field) return null
  return field.is_system || fieldRightOf(ctx.actor, object.name, name) !== 'hidden' ? field : null
}

export function visibleFields(ctx: Context, object: ObjectDefinition): Field[] {
  return [...object.fields.values()].filter((field) => field.is_system || fieldRightOf(ctx.actor, object.name, field.name) !== 'hidden')
}

export function mayWrite(ctx: Context, object: ObjectDefinition, field: Field): boolean {
  if (field.is_system || field.readonly || field.derived) return false
  return fieldRightOf(ctx.actor, object.name, field.name) === 'write'
}
