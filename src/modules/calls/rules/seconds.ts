/** Whole seconds from one instant to another; null while one of them is not known, never negative. */
export function secondsBetween(from: string | null | undefined, to: string | null | undefined): number | null {
  if (!from || !to) return null
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))
}
