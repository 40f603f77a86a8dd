/** Whether the window that logs a contact is open, and of whom: it is opened by a key and by buttons of several pages. */
import type { Reference } from '../../../web/client/records.ts'

/** What a contact is about, beside the customer. */
export interface Belongs {
  field: 'request' | 'opportunity'
  id: string
  name: string
}

interface QuickLogState {
  customer: Reference | undefined
  belongs?: Belongs
}

let state: QuickLogState | undefined
const listeners = new Set<() => void>()

export function quickLog(): QuickLogState | undefined {
  return state
}

export function openQuickLog(customer?: Reference, belongs?: Belongs): void {
  change({ customer, belongs })
}

export function closeQuickLog(): void {
  change(undefined)
}

export function onQuickLog(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(next: QuickLogState | undefined): void {
  state = next
  listeners.forEach((listener) => listener())
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'name' in value && typeof value.name === 'string'
}
