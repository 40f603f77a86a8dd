import type { Context } from '../../../kernel/context.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { refreshClocks } from './refresh-clocks.ts'

const verbs = {
  // By every verb under which an owner may change.
  'customers.customer': ['created', 'updated', 'restored', 'claimed', 'returned', 'assigned', 'handed_over', 'handover_undone', 'merged', 'merge_undone'],
  'interactions.interaction': ['created', 'updated', 'deleted', 'restored'],
  'sales.transaction': ['created', 'updated', 'deleted', 'restored'],
}

/** Hangs on events and not on buttons: batch, import and API count like a page. */
export const clockListener: Listener = {
  name: 'ownership.clock',
  kinds: Object.entries(verbs).flatMap(([object, those]) => those.map((verb) => `${object}.${verb}`)),
  handle: (ctx: Context, events) => refreshClocks(ctx, [...new Set(events.flatMap(customersOf))].toSorted()),
}

/** Both customers of an interaction that was moved from one to the other. */
function customersOf(event: StoredEvent): string[] {
  if (event.object !== 'customer') return [event.about_id, event.before?.customer].filter((id) => typeof id === 'string')
  const concerns = event.kind.endsWith('.created') || event.kind.endsWith('.restored') || 'owner' in { ...event.before, ...event.after } || !event.kind.endsWith('.updated')
  return concerns ? [event.record_id] : []
}
