/** Which fields the displays of a list can stand on. */
import { twinOf } from '../../fields/index.ts'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'

export function boardFields(object: ObjectMetadata): FieldMetadata[] {
  return object.fields.filter((field) => twinOf(field).isState && (field.options?.length ?? 0) > 0)
}

/** What people plan by comes first, then what only leads to it, then the stamps of the system. */
export function calendarFields(object: ObjectMetadata): FieldMetadata[] {
  const dated = object.fields.filter((field) => twinOf(field).moment && field.operators.length > 0)
  const rank = (field: FieldMetadata) => (field.readonly ? 2 : field.start_of ? 1 : 0)
  return dated.toSorted((one, other) => rank(one) - rank(other))
}

/** The time of day that goes with a date. */
export function timeFieldOf(object: ObjectMetadata, { name }: FieldMetadata): FieldMetadata | undefined {
  return object.fields.find((field) => field.time_of === name)
}

/** The date from which a bar leads to this one. */
export function startFieldOf(object: ObjectMetadata, { name }: FieldMetadata): FieldMetadata | undefined {
  return object.fields.find((field) => field.start_of === name)
}

/** The one that is named, or the first. */
export function chosenField(fields: FieldMetadata[], name: string | undefined): FieldMetadata | undefined {
  return fields.find((field) => field.name === name) ?? fields[0]
}
