import type { RecordData } from '../../../../web/client/records.ts'

/** People by level in the order of the options; those without one last, where there are any. The deciders of a level come first. */
export function levelsOf(contacts: RecordData[], levels: string[]): { level: string | null; people: RecordData[] }[] {
  const byLevel = Map.groupBy(contacts, (contact) => (levels.includes(String(contact.level)) ? String(contact.level) : null))
  const rest = byLevel.get(null)
  return [...levels.map((level) => ({ level, people: inOrder(byLevel.get(level) ?? []) })), ...(rest ? [{ level: null, people: inOrder(rest) }] : [])]
}

const weights: Record<string, number> = { decider: 0, approver: 1, buyer: 2, influencer: 3, gatekeeper: 4, user: 5 }

function inOrder(people: RecordData[]): RecordData[] {
  return people.toSorted((a, b) => weightOf(a) - weightOf(b))
}

function weightOf(contact: RecordData): number {
  return weights[String(contact.decision_role)] ?? 6
}
