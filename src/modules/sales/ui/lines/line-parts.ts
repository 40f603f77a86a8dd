/** What the bundle of a line is made of, as it is read: in the quantity of the line, bundles in bundles unfolded. */
import type { Line } from './line.ts'

export interface LinePart {
  level: number
  name: string
  unit: string
  quantity: number
}

/** In their order; each a level deeper than what it stands in. */
export function partsOfLine(line: Line, components: unknown): LinePart[] {
  const list: unknown[] = Array.isArray(components) ? components : []
  const times = [Number(line.quantity)]
  return list.flatMap((entry) => {
    const part: Record<string, unknown> = typeof entry === 'object' && entry !== null ? { ...entry } : {}
    if (part.line !== line.id) return []
    const level = Math.min(Math.max(1, Number(part.level ?? 1)), times.length)
    times.length = level
    times.push((times[level - 1] ?? 0) * Number(part.quantity))
    // Thousandths are what quantities are kept to.
    return [{ level, name: textOf(part.name), unit: textOf(part.unit), quantity: Math.round((times[level] ?? 0) * 1000) / 1000 }]
  })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
