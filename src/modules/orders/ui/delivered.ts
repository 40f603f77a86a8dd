export interface Delivered {
  key: string
  name: string
  code: string
  unit: string
  quantity: number
}

/** Bundles by what they are made of in the end, every other line as it is; the same product is added up. */
export function deliveredOf(record: Record<string, unknown>): Delivered[] {
  const components = entriesOf(record.components)
  const found = new Map<string, Delivered>()
  for (const line of entriesOf(record.lines)) {
    const parts = components.filter((part) => part.line === line.id)
    const times = Number(line.quantity)
    const leaving: Record<string, unknown>[] = parts.length > 0 ? innermost(parts, times) : [line]
    for (const one of leaving) {
      const [name, code, unit] = [textOf(one.name), textOf(one.code), textOf(one.unit)]
      const key = `${textOf(one.product) || name} ${unit}`
      const known = found.get(key)
      // Thousandths are what quantities are kept to.
      const quantity = Math.round(((known?.quantity ?? 0) + Number(one.quantity)) * 1000) / 1000
      found.set(key, known ? { ...known, quantity } : { key, name, code, unit, quantity })
    }
  }
  return [...found.values()]
}

/** Of bundles in bundles the parts only: each stands a level deeper than what it is in, after it. */
function innermost(parts: readonly Record<string, unknown>[], quantity: number): Record<string, unknown>[] {
  const times = [quantity]
  const levels = parts.map(({ level }) => Number(level ?? 1))
  return parts.flatMap((part, index) => {
    const level = Math.min(Math.max(1, levels[index] ?? 1), times.length)
    times.length = level
    times.push((times[level - 1] ?? 0) * Number(part.quantity))
    return (levels[index + 1] ?? 0) > level ? [] : [{ ...part, quantity: times[level] }]
  })
}

function entriesOf(value: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((one) => (typeof one === 'object' && one !== null ? [{ ...one }] : []))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
