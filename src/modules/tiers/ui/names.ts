import { labelOf } from '../../../web/client/metadata.tsx'

import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'

/** What an option is called; nothing for what is none. */
export function optionName(field: FieldMetadata, key: unknown): string {
  const option = field.options?.find((one) => one.key === key)
  return option ? labelOf(option.label) : ''
}

/** What a field is called; nothing for one that the reader may not know of. */
export function fieldName(object: ObjectMetadata, name: string): string {
  const field = object.fields.find((one) => one.name === name)
  return field ? labelOf(field.label) : ''
}
