import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { notifyAll } from './notify.ts'

/** Long work on files is told to whoever asked for it: that person may have gone on to other pages. */
export async function tellOfFiles(ctx: Context, events: readonly StoredEvent[]): Promise<void> {
  await notifyAll(ctx, events.map(({ id, kind, object, actor_id: asked, after }) => {
    const values = { rows: Number(after?.rows ?? after?.count ?? after?.records ?? 0), failed: Number(after?.failed ?? 0) }
    return { kind: kindOf(kind, after?.state), to: [asked], from: null, object, values, key: `file:${id}` }
  }))
}

function kindOf(event: string, state: unknown): string {
  if (event.endsWith('.exported')) return 'export_done'
  return state === 'failed' ? 'import_failed' : event.endsWith('.import_undone') ? 'import_undone' : 'import_done'
}
