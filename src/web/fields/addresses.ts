export type Address = Record<string, unknown>

/** The value of a field with one or with many addresses, as a list. */
export function addressesOf(value: unknown): Address[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.flatMap((entry) => (typeof entry === 'object' && entry !== null ? [{ ...entry }] : []))
}
