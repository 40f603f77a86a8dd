/** What was typed and not saved, kept in this browser for the person who typed it. */
import type { Values } from './form-model.ts'

export interface Draft {
  at: string
  values: Values
}

const prefix = 'guanxi.draft.'
const keptDays = 14

export function draftKey(personId: string, object: string, id: string | undefined, initial: Values): string {
  return `${prefix}${personId}.${object}.${id ?? `new${JSON.stringify(initial)}`}`
}

/** Undefined when there is none, or it is too old to be remembered. */
export function readDraft(key: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (!isDraft(draft)) return undefined
    return Date.now() - Date.parse(draft.at) < keptDays * 86_400_000 ? draft : undefined
  } catch {
    return undefined
  }
}

export function writeDraft(key: string, values: Values): void {
  try {
    localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), values }))
  } catch {
    // A full store must not stand in the way of typing.
  }
}

export function clearDraft(key: string): void {
  localStorage.removeItem(key)
}

/** On signing out: the next person at this machine reads nothing. */
export function clearDrafts(): void {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .forEach(clearDraft)
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'string' && 'values' in value && typeof value.values === 'object'
}
