/** Stages and what is said of them, in the words of people. */
import { daysFromToday } from '../../../web/kit/format.ts'

export { nameInLanguage } from '../../../web/kit/named-in-both.ts'

/** Whole days since an instant or day; 0 for today. */
export function daysSince(value: unknown): number {
  return Math.max(0, -(daysFromToday(value) ?? 0))
}

/** Still in a stage after its day. */
export function isStalled(record: Record<string, unknown>): boolean {
  const days = daysFromToday(record.stage_due_on)
  return record.status !== 'won' && record.status !== 'lost' && days !== undefined && days < 0
}


/** The parts of a reference as the API reads it; empty where there is none. */
export function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : ''
}

export function idOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : ''
}
