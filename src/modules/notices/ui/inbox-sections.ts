/** Entries as the drawer shows them: what is unread from today, from before, and what was read; many of one kind in one line. */
import { today } from '../../../web/kit/format.ts'

import type { InboxEntry } from './inbox-answer.ts'

export type SectionKey = 'today' | 'earlier' | 'read'

export interface Section {
  key: SectionKey
  groups: { kind: string; label: string; entries: InboxEntry[] }[]
}

/** From so many of one kind on they are one line that opens. */
export const many = 4

/** The order of the entries stays: a group stands where its newest entry stood. */
export function sectionsOf(entries: readonly InboxEntry[], now: Date = new Date()): Section[] {
  const day = today(now)
  const keyOf = (entry: InboxEntry): SectionKey => (entry.is_read ? 'read' : today(new Date(entry.at)) === day ? 'today' : 'earlier')
  return [...Map.groupBy(entries, keyOf)].map(([key, those]) => {
    const byKind = Map.groupBy(those, ({ kind }) => kind)
    const groups = those.flatMap((entry) => {
      const same = byKind.get(entry.kind) ?? []
      if (same.length < many) return [{ kind: entry.kind, label: entry.label, entries: [entry] }]
      return same[0] === entry ? [{ kind: entry.kind, label: entry.label, entries: same }] : []
    })
    return { key, groups }
  })
}
