import { ProblemError } from '../../../web/client/api.ts'

import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'

/** The fields that a stage asks for and the caller may fill; none where something else is wrong as well, or one of them is not the caller's to write. */
export function missingIn(error: unknown, object: ObjectMetadata | undefined): FieldMetadata[] {
  if (!(error instanceof ProblemError) || error.status !== 422 || error.errors.length === 0) return []
  const fields = error.errors.flatMap(({ path, code }) => (code === 'required' ? (object?.fields.find(({ name, readonly }) => name === path && !readonly) ?? []) : []))
  return fields.length === error.errors.length ? fields : []
}
