/** Nothing to show: no value, no text, an empty list, or a group of nothing but empties. */
export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isEmpty)
  return value === null || value === undefined || value === ''
}
