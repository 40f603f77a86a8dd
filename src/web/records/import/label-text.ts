import { labelOf } from '../../client/metadata.tsx'

import type { Label } from '../../../kernel/definitions/label.ts'

/** Labels come in both languages, or already in that of the request. */
export function labelText(label: Label | string): string {
  return typeof label === 'string' ? label : labelOf(label)
}
