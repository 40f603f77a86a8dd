/** Which fields a person may fill from a file, and by what path a column names them. */
import { mayWrite, rightOn, visibleFields } from '../kernel/access/visible-fields.ts'
import type { Context } from '../kernel/context.ts'
import type { Field, FieldTypeName } from '../kernel/definitions/field.ts'
import type { Label } from '../kernel/definitions/label.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { holdsFiles, typeOf } from '../kernel/fields/index.ts'

export interface ImportableField {
  /** A field, or a part of one with a dot: `addresses.city`. `id` finds records and is never written. */
  path: string
  label: Label
  required: boolean
  type: FieldTypeName
  hint?: Label
  /** Several columns may fill it. */
  many: boolean
  /** Required unless these have a column: it follows from them. */
  follows_from?: string[]
  /** May stand in `match_by`. */
  can_match: boolean
}

export interface Place {
  path: string
  field: Field
  part: string | null
  label: Label
  also_called: readonly string[]
}

/** Every place that a column can be mapped to, fields in the order of the definition, the record's id at the end. */
export function placesOf(ctx: Context, object: ObjectDefinition): Place[] {
  const places = visibleFields(ctx, object).filter((field) => isImportable(ctx, object, field)).flatMap(placesOfField)
  const id = object.fields.get('id')
  return id ? [...places, { path: 'id', field: id, part: null, label: id.label, also_called: [] }] : places
}

export function isImportable(ctx: Context, object: ObjectDefinition, field: Field): boolean {
  const leftOut = ctx.registry.verbs.get(object.name)?.many?.leaves_out ?? []
  const isWritable = mayWrite(ctx, object, field) || (isBrought(ctx, object, field) && rightOn(ctx, object, field) === 'write')
  return isWritable && !field.internal && !holdsFiles(field) && !leftOut.includes(field.name)
}

/** Comes with a new record only; afterwards acts alone change it. */
export function isBrought(ctx: Context, object: ObjectDefinition, field: Field): boolean {
  return ctx.registry.verbs.get(object.name)?.many?.brings?.includes(field.name) === true
}

/** Required of a new record: nothing fills it where the file does not. */
export function mustBeGiven(field: Field): boolean {
  return field.required === true && !field.filled && !field.is_system && !field.derived && field.default === undefined && !field.only_when && !typeOf(field).isNumbered
}

/** From what it follows, where no column fills it. What has a default needs no column. */
export function followsFrom(object: ObjectDefinition, field: Field): string[] | undefined {
  return field.follows_from?.fields.filter((name) => object.fields.get(name)?.default === undefined)
}

function placesOfField(field: Field): Place[] {
  const whole: Place = { path: field.name, field, part: null, label: field.label, also_called: field.also_called ?? [] }
  const parts = typeOf(field).importParts?.(field) ?? []
  return [
    whole,
    ...parts.map((part): Place => ({
      path: `${field.name}.${part.name}`,
      field,
      part: part.name,
      label: { zh: `${field.label.zh} · ${part.label.zh}`, en: `${field.label.en} · ${part.label.en}` },
      also_called: [part.label.zh, part.label.en, part.name, ...(part.also_called ?? [])],
    })),
  ]
}
