/** What was typed into the box of a contact stays in the browser until it is sent. */
import { useState } from 'react'

import { today } from '../../../web/kit/format.ts'

import type { KeptFile } from '../../../web/client/upload.ts'

export interface ContactDraft {
  channel: string
  direction: string
  content: string
  opinion: string
  nextStep: string
  promise: string
  dueOn: string
  /** Ids of the people talked to. */
  contacts: string[]
  /** Uploaded already, waiting for the contact. */
  files: KeptFile[]
  /** Where and when somebody checked in at the customer's. */
  checkIn: CheckIn | null
}

export interface CheckIn {
  at: string
  lat: number
  lng: number
}

const week = 7 * 86_400_000

export const emptyDraft: ContactDraft = { channel: 'call', direction: 'out', content: '', opinion: '', nextStep: '', promise: '', dueOn: '', contacts: [], files: [], checkIn: null }

export function useContactDraft(customer: string): [ContactDraft, (draft: ContactDraft) => void] {
  const [draft, setDraft] = useState<ContactDraft>(() => withDay(stored(keyOf(customer))))
  return [
    draft,
    (next) => {
      setDraft(withDay(next))
      keepDraft(customer, next)
    },
  ]
}

/** For the next time that the page of the customer is loaded. */
export function keepDraft(customer: string, draft: ContactDraft): void {
  const hasWords = [draft.content, draft.opinion, draft.nextStep, draft.promise].some((words) => words.trim())
  if (hasWords || draft.files.length > 0 || draft.checkIn) sessionStorage.setItem(keyOf(customer), JSON.stringify(draft))
  else sessionStorage.removeItem(keyOf(customer))
}

function keyOf(customer: string): string {
  return `guanxi.contact.${customer}`
}

/** A promise is due in a week unless something else is said. */
function withDay(draft: ContactDraft): ContactDraft {
  return draft.dueOn ? draft : { ...draft, dueOn: today(new Date(Date.now() + week)) }
}

function stored(key: string): ContactDraft {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return typeof value === 'object' && value !== null ? { ...emptyDraft, ...value } : emptyDraft
  } catch {
    return emptyDraft
  }
}
