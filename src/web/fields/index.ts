/** A twin for every field type of the kernel; a missing one does not compile. */
import { address } from './address.tsx'
import { boolean } from './boolean.tsx'
import { choice } from './choice.tsx'
import { choices } from './choices.tsx'
import { date } from './date.tsx'
import { datetime } from './datetime.tsx'
import { duration } from './duration.tsx'
import { file } from './file.tsx'
import { formula } from './formula.tsx'
import { json } from './json.tsx'
import { mail } from './mail.tsx'
import { maskedCell } from './masked.tsx'
import { money } from './money.tsx'
import { number } from './number.tsx'
import { percent } from './percent.tsx'
import { phone } from './phone.tsx'
import { place } from './place.tsx'
import { rating } from './rating.tsx'
import { reference } from './reference.tsx'
import { references } from './references.tsx'
import { richText } from './rich-text.tsx'
import { sequence } from './sequence.tsx'
import { tags } from './tags.tsx'
import { text } from './text.tsx'
import { time } from './time.tsx'

import type { FieldTypeName } from '../../kernel/definitions/field.ts'
import type { FieldMetadata } from '../../kernel/projections/metadata-shape.ts'
import type { FieldTwin } from './field-twin.ts'

export type { CellProps, FieldTwin, FilterProps, InputProps } from './field-twin.ts'

export const fieldTwins: Record<FieldTypeName, FieldTwin> = {
  text, number, money, percent, date, time, duration, datetime, boolean, choice, choices, reference, references, phone, mail, address, place, file,
  sequence, tags, rating, formula, json,
  rich_text: richText,
  // A person is a reference to a user.
  person: reference,
}

/** A field that the caller reads masked is shown so wherever it stands, whatever its type. */
export function twinOf(field: FieldMetadata): FieldTwin {
  return field.right === 'masked' || field.right === 'reveal' ? maskedTwinOf(field.type) : fieldTwins[field.type]
}

const maskedTwins = new Map<FieldTypeName, FieldTwin>()

function maskedTwinOf(type: FieldTypeName): FieldTwin {
  const known = maskedTwins.get(type)
  if (known) return known
  const twin = fieldTwins[type]
  // Neither a chip nor a column of a board nor a link: what is masked is text.
  const masked = { ...twin, Cell: maskedCell(twin.Cell), Filter: undefined, isState: false, isIdentity: false, isGrouped: false, moment: undefined }
  maskedTwins.set(type, masked)
  return masked
}

/** From a value as read to the value as written, e.g. `{ id, name }` to the id. */
export function writableOf(field: FieldMetadata, value: unknown): unknown {
  const twin = twinOf(field)
  if (value === undefined || value === null) return null
  return twin.writable ? twin.writable(value) : value
}
