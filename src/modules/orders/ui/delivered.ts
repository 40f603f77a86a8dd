export interface Delivered {
  key: string
  name: string
  code: string
  unit: string
  quantity: number
}

/** Bundles by what they are made of, every other line as it is; the same product is added up. */
export function deliveredOf(record: Record<string, unknown>): Delivered[] {
  const components = entriesOf(record.components)
  const found = new Map<string, Delivered>()
  for (const line of entriesOf(record.lines)) {
    const parts = components.filter((part) => part.line === line.id)
    const times = Number(line.quantity)
    const leaving: Record<string, unknown>[] = parts.length > 0 ? parts.map((part) => ({ ...part, quantity: Number(part.quantity) * times })) : [line]
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

function entriesOf(value: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((one) => (typeof one === 'object' && one !== null ? [{ ...one }] : []))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
