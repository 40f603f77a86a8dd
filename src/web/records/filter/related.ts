/** Records of other objects that point to one: what a filter can ask for, or for the lack of. */
import { labelOf } from '../../client/metadata.tsx'

import type { Metadata, ObjectMetadata } from '../../client/metadata.tsx'

export interface RelatedRecords {
  /** As filters call them. */
  name: string
  label: string
  object: ObjectMetadata
}

/** Where two fields of one object point here, the field stands behind the name. */
export function allRelated(metadata: Metadata, object: ObjectMetadata): RelatedRecords[] {
  return object.related.flatMap(({ name, object: of, field, label }) => {
    const target = metadata.objects.find((each) => each.name === of)
    if (!target) return []
    const isOnly = object.related.filter((other) => other.object === of).length === 1
    const pointer = target.fields.find((each) => each.name === field)
    return [{ name, object: target, label: isOnly || !pointer ? labelOf(label) : `${labelOf(label)} (${labelOf(pointer.label)})` }]
  })
}

export function relatedOf(metadata: Metadata, object: ObjectMetadata, name: string): RelatedRecords | undefined {
  return allRelated(metadata, object).find((related) => related.name === name)
}
