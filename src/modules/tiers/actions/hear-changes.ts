import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { systemActor } from '../../../kernel/access/actor.ts'
import { objectOf } from '../../../kernel/context.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { tierOptions } from '../../customers/index.ts'
import { keepStandings } from './move-slice.ts'

const rankOf = (tier: unknown) => tierOptions.findIndex(({ key }) => key === tier)
const system = systemActor('').id

/** A tier that anybody but a run changed was set by hand: kept as a move, and left alone by the scheme for a time. */
export const hearTierChanges: Listener = {
  name: 'tiers.hand',
  kinds: ['customers.customer.updated', 'customers.customer.merged', 'customers.customer.merge_undone'],
  handle: async (ctx, events) => {
    const changes = events.filter(isByHand)
    if (changes.length === 0) return
    const ids = changes.map((event) => event.record_id)
    const now = await ctx.db.rows<{ id: string; tier: string }>(sql`select c.id, c.tier from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null`)
    const tiers = new Map(now.map(({ id, tier }) => [id, tier]))
    const dayOfEvent = (event: StoredEvent) => dayOf(new Date(event.at), ctx.workspace.timeZone)
    await addMany(ctx, objectOf(ctx, 'tier_move'), changes.filter((event) => tiers.has(event.record_id)).map((event) => ({
      id: newId(), version: 1,
      record: {
        customer: event.record_id, moved_on: dayOfEvent(event), from_tier: event.before?.tier ?? null, to_tier: event.after?.tier ?? null, direction: rankOf(event.after?.tier) < rankOf(event.before?.tier) ? 'up' : 'down',
        way: 'hand', state: 'done', scheme: null, run: null, moved_by: event.actor_id === system ? null : event.actor_id, figures: null, former: null,
      },
    })))
    // Told late, it may have gone on since.
    const last = new Map(changes.filter((event) => tiers.get(event.record_id) === event.after?.tier).map((event) => [event.record_id, event]))
    await keepStandings(ctx, [...last].map(([id, event]) => ({ id, tier: String(event.after?.tier), since: dayOfEvent(event), hand_on: dayOfEvent(event), failing_since: null })))
  },
}

function isByHand({ before, after, cause }: StoredEvent): boolean {
  return typeof before?.tier === 'string' && typeof after?.tier === 'string' && before.tier !== after.tier && !cause?.tier_run
}
