/** Constructors of fields, so that a definition reads as a table and its record type is inferred. */
import type { FieldOptions, FieldTypeName, Value } from './field.ts'
import type { FieldSpec } from './object.ts'

type Options = FieldOptions & { column?: string }
type JsonObject = { [key: string]: Value }

function typed<Stored extends Value>(type: FieldTypeName) {
  return (options: Options): FieldSpec<Stored> => ({ ...options, type })
}

function many<Stored extends Value>(type: FieldTypeName) {
  return (options: Options): FieldSpec<Stored[]> => ({ ...options, type, many: true })
}

export const field = {
  text: typed<string>('text'),
  richText: typed<string>('rich_text'),
  number: typed<number>('number'),
  money: typed<string>('money'),
  percent: typed<number>('percent'),
  date: typed<string>('date'),
  time: typed<string>('time'),
  duration: typed<number>('duration'),
  datetime: typed<string>('datetime'),
  boolean: typed<boolean>('boolean'),
  choice: typed<string>('choice'),
  choices: typed<string[]>('choices'),
  reference: typed<string>('reference'),
  references: typed<string[]>('references'),
  person: (options: Options): FieldSpec<string> => ({ ...options, type: 'person', target: 'user' }),
  phones: many<string>('phone'),
  phone: typed<string>('phone'),
  mails: many<string>('mail'),
  mail: typed<string>('mail'),
  addresses: many<JsonObject>('address'),
  place: typed<JsonObject>('place'),
  file: typed<JsonObject>('file'),
  files: many<JsonObject>('file'),
  sequence: (options: Options & { format: string }): FieldSpec<string> => ({ ...options, type: 'sequence' }),
  tags: typed<string[]>('tags'),
  rating: typed<number>('rating'),
  group: typed<JsonObject>('json'),
  groups: many<JsonObject>('json'),
}

/** Options of a choice from `key: [Chinese, English, color?]`. */
export function options(entries: Record<string, [zh: string, en: string, color?: string]>) {
  return Object.entries(entries).map(([key, [zh, en, color]]) => ({ key, label: { zh, en }, color }))
}
