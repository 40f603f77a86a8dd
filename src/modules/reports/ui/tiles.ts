export const sizes = ['small', 'medium', 'large'] as const

export interface Tile {
  report: string
  size: (typeof sizes)[number]
}

/** As the record holds them. */
export function tilesOf(value: unknown): Tile[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((each: { report?: unknown; size?: unknown }) => (typeof each.report === 'string' ? [{ report: each.report, size: sizes.find((size) => size === each.size) ?? 'medium' }] : []))
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, at) => at !== from)
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)]
}
