import { onAnnouncement } from '../../../kernel/history/events.ts'

/**
 * Every request needs to know who asks, so the answer is kept for a moment. Changes end that when they are announced; those of
 * another process whose announcement was lost are seen after `rememberFor`.
 */
const rememberFor = 800
const most = 10_000
const people = new Set(['user', 'role', 'department', 'territory', 'share'])

export interface Memory<Value> {
  of(token: string, now: Date): Promise<Value>
  /** Of one token, or of all. */
  forget(token?: string): void
}

export function createMemory<Value>(load: (token: string, now: Date) => Promise<Value>): Memory<Value> {
  const known = new Map<string, { at: number; value: Value }>()
  // Who is being looked up while something is forgotten is not remembered: the answer may be from before.
  let forgotten = 0
  const forget = (token?: string) => {
    forgotten++
    if (token === undefined) known.clear()
    else known.delete(token)
  }
  onAnnouncement((_workspaceId, object) => {
    if (people.has(object)) forget()
  })
  return {
    forget,
    of: async (token, now) => {
      const found = known.get(token)
      if (found && Date.now() - found.at < rememberFor) return found.value
      const before = forgotten
      const value = await load(token, now)
      if (before !== forgotten) return value
      if (known.size > most) known.clear()
      known.set(token, { at: Date.now(), value })
      return value
    },
  }
}
