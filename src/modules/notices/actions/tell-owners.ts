import { systemActor } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { notifyAll, type NewNotice } from './notify.ts'

const system = systemActor('').id

/**
 * Tells whoever became the owner of a record. A file or a bulk change of thousands is one notification with their number.
 * @param options.field the field that names the owner.
 */
export async function tellOwners(ctx: Context, events: readonly StoredEvent[], options: { kind: string; field: string }): Promise<void> {
  await notifyAll(ctx, events.flatMap((event): NewNotice[] => {
    const owner = event.after?.[options.field]
    if (typeof owner !== 'string' || owner === event.before?.[options.field]) return []
    // A rule that gave it is nobody.
    const shared = { kind: options.kind, to: [owner], from: event.actor_id === system ? null : event.actor_id, object: event.object }
    const many = event.cause?.import ?? event.cause?.batch
    return [many ? { ...shared, key: `${options.kind}:${many}`, count: 1 } : { ...shared, record_id: event.record_id, key: `${options.kind}:${event.id}` }]
  }))
}
