import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'

const changes = ['created', 'updated', 'deleted', 'restored', 'merged', 'merge_undone']
const objects = ['sales.transaction', 'interactions.interaction', 'customers.customer', 'customers.relationship']

/** Whoever something happened to is evaluated anew by the next run, however it came about: page, import, undo, merge. */
export const markChanged: Listener = {
  name: 'insight.marks',
  kinds: objects.flatMap((object) => changes.map((verb) => `${object}.${verb}`)),
  handle: (ctx, events) => markCustomers(ctx, events.flatMap(touched)),
}

/** Also said by listeners of modules that tell inputs (sources.ts). */
export async function markCustomers(ctx: Context, customers: readonly string[]): Promise<void> {
  const ids = [...new Set(customers)]
  if (ids.length === 0) return
  await ctx.db.rows(sql`insert into value_marks (workspace_id, customer_id, marked_at) select ${sql.workspace}, m.id, ${ctx.clock.now()} from unnest(${ids}::uuid[]) m(id)
    on conflict (workspace_id, customer_id) do update set marked_at = excluded.marked_at`)
}

/** A record that moved is missed by the customer it left, one who was referred by the referrer. */
function touched(event: StoredEvent): string[] {
  const pointed = [event.before, event.after].flatMap((state) => [state?.customer, state?.referrer, state?.loser])
  return [event.about_id, ...pointed].filter((id): id is string => typeof id === 'string')
}
