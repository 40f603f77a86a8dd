/** A suggestion list while it is written. */
import { referencesOf } from '../../../web/fields/reference-select.tsx'

import type { Filter, RecordData, Reference } from '../../../web/client/records.ts'
import type { MinedLine } from '../queries/mine-list.ts'

export interface DraftLine {
  product: Reference
  quantity: number | null
  /** Of the good customers, in percent; null for what was put on the list by hand. */
  share: number | null
  note: string
}

export interface ListDraft {
  name: string
  condition: Filter
  lines: DraftLine[]
}

export const emptyDraft: ListDraft = { name: '', condition: {}, lines: [] }

export function draftOf(record: RecordData): ListDraft {
  const lines: unknown[] = Array.isArray(record.lines) ? record.lines : []
  const names = new Map(referencesOf(record.products).map(({ id, name }) => [id, name]))
  return { name: String(record.name), condition: filterOf(record.condition), lines: lines.flatMap((line) => lineOf(line, names)) }
}

export function writtenOf({ name, condition, lines }: ListDraft) {
  return { name: name.trim(), condition, lines: lines.map(({ product, quantity, share, note }) => ({ product: product.id, quantity, share, note: note.trim() || null })) }
}

/** What is on the list already keeps its quantity and note, and learns how many good customers buy it. */
export function withMined(lines: readonly DraftLine[], mined: readonly MinedLine[]): DraftLine[] {
  const shares = new Map(mined.map(({ product, share }) => [product.id, share]))
  const known = new Set(lines.map(({ product }) => product.id))
  const fresh = mined.filter(({ product }) => !known.has(product.id)).map(({ product, quantity, share }) => ({ product, quantity, share, note: '' }))
  return [...lines.map((line) => ({ ...line, share: shares.get(line.product.id) ?? line.share })), ...fresh]
}

function lineOf(line: unknown, names: ReadonlyMap<string, string>): DraftLine[] {
  if (typeof line !== 'object' || line === null || !('product' in line)) return []
  const product = referencesOf(line.product)[0]
  const numberIn = (name: string) => (name in line && typeof Reflect.get(line, name) === 'number' ? Number(Reflect.get(line, name)) : null)
  return product ? [{ product: { id: product.id, name: names.get(product.id) ?? '—' }, quantity: numberIn('quantity'), share: numberIn('share'), note: 'note' in line && typeof line.note === 'string' ? line.note : '' }] : []
}

function filterOf(value: unknown): Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
