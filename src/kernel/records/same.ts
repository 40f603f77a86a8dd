import type { Field, Value } from '../definitions/field.ts'
import { typeOf } from '../fields/index.ts'

/** Equality of stored values: the same JSON, instants by time, amounts by value. */
export function isSame(field: Field, a: Value, b: Value): boolean {
  if (a === b) return true
  if (a === null || b === null) return false
  const { same } = typeOf(field)
  if (same) return same(a, b)
  return typeof a === 'object' && canonical(a) === canonical(b)
}

function canonical(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}
