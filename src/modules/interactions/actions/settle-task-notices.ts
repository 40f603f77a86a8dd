import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { settleNotices } from '../../notices/index.ts'

export const settlingKinds = ['completed', 'reopened', 'updated', 'deleted'].map((verb) => `interactions.task.${verb}`)

/** That a task was given to somebody, or is due, need not be read once it is done, dropped or removed. */
export async function settleTaskNotices(ctx: Context, events: readonly StoredEvent[]): Promise<void> {
  const ends = new Map<string, boolean>()
  for (const { kind, record_id: id, after } of events) {
    if (kind.endsWith('.deleted')) ends.set(id, true)
    else if (typeof after?.status === 'string') ends.set(id, after.status !== 'open')
  }
  const those = (isDone: boolean) => [...ends].filter(([, is]) => is === isDone).map(([id]) => id)
  if (ends.size > 0) await settleNotices(ctx, 'task', { done: those(true), open: those(false) })
}
