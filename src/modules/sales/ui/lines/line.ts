/** A line while it is edited: what was typed, as text or number, and what stays with it unseen. */
import { randomId } from '../../../../web/client/random-id.ts'

export interface Line extends Record<string, unknown> {
  id: string
  quantity: unknown
  price: unknown
  discount: unknown
  tax_rate: unknown
}

/** The columns that are typed, in their order. */
export const typed = ['name', 'quantity', 'unit', 'price', 'discount', 'tax_rate'] as const
export type TypedPart = (typeof typed)[number]

export const figures: ReadonlySet<TypedPart> = new Set(['quantity', 'price', 'discount', 'tax_rate'])

export function blankLine(more: Record<string, unknown> = {}): Line {
  return { id: randomId(), quantity: null, price: null, discount: null, tax_rate: null, ...more }
}

/** A line that did not change is the same object as before: its row is not drawn again. */
const known = new WeakMap<object, Line>()

export function linesOf(value: unknown): Line[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((entry) => (typeof entry === 'object' && entry !== null ? [lineOf(entry)] : []))
}

function lineOf(entry: object): Line {
  const line = known.get(entry) ?? blankLine({ ...entry })
  known.set(entry, line).set(line, line)
  return line
}

export function isTypedIn(line: Line): boolean {
  return typed.some((part) => line[part] !== null && line[part] !== undefined && line[part] !== '')
}

/** What was typed as it is written: figures of people have commas, full-width digits and percent signs. Null for nothing; the text for no number. */
export function figureOf(text: string, part: TypedPart): string | number | null {
  const plain = text.normalize('NFKC').replaceAll(/[,\s¥$€£%元]/g, '')
  if (plain === '') return null
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return text
  // Prices keep every digit.
  return part === 'price' ? plain : Number(plain)
}

export function moved(lines: readonly Line[], from: number, to: number): Line[] {
  const line = lines[from]
  return line && to >= 0 && to < lines.length ? lines.toSpliced(from, 1).toSpliced(to, 0, line) : [...lines]
}
