/** Operands between the filter language (ids) and the inputs (references as they are read). */
import { i18n } from '../../client/i18n.ts'

import type { FieldMetadata } from '../../client/metadata.tsx'
import type { Names } from './filter-words.ts'

export function operandAsRead(field: FieldMetadata, operand: unknown, names: Names): unknown {
  if (!field.target) return operand
  if (Array.isArray(operand)) return operand.map((one) => operandAsRead(field, one, names))
  if (typeof operand !== 'string') return operand
  if (operand === '@me') return { id: operand, name: i18n.t('filter.me') }
  if (operand === '@my_team') return { id: operand, name: i18n.t('filter.my_team') }
  return { id: operand, name: names.get(operand) ?? operand }
}

export function operandAsWritten(operand: unknown): unknown {
  if (Array.isArray(operand)) return operand.map(operandAsWritten)
  if (typeof operand === 'object' && operand !== null && 'id' in operand) return operand.id
  return operand
}
