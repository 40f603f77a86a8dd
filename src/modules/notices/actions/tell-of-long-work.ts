import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notifyAll, type NewNotice } from './notify.ts'

export const longWork = ['imported', 'import_undone', 'exported', 'export_failed', 'changed_many', 'change_of_many_undone'].map((verb) => `*.${verb}`)

/** A change of a few ends before the eyes of whoever asked for it. */
const longFrom = 10_000

/** Long work is told to whoever asked for it when it ends or fails: that person may have gone on to other pages. What one stopped oneself is not told. */
export async function tellOfLongWork(ctx: Context, events: readonly StoredEvent[]): Promise<void> {
  const begun = await beginnings(ctx, events.filter(({ kind }) => /\.change(d_many|_of_many_undone)$/.test(kind)).map((event) => event.record_id))
  await notifyAll(ctx, events.flatMap((event): NewNotice[] => {
    const { id, object, actor_id: asked, after } = event
    const kind = kindOf(event)
    if (kind === null || after?.state === 'cancelled') return []
    const since = begun.get(event.record_id)
    if (since && (kind === 'bulk_done' || kind === 'bulk_undone') && Date.parse(event.at) - since.getTime() < longFrom) return []
    const number = (name: string) => Number(after?.[name] ?? 0)
    const counted = { rows: number('rows') || number('count') || number('records'), changed: number('changed'), failed: number('failed') || number('refused') || number('kept') }
    // The event of an export names its job, and so its file.
    const values = kind === 'export_done' ? { ...counted, file: event.record_id } : counted
    return [{ kind, to: [asked], from: null, object, values, key: `file:${id}` }]
  }))
}

function kindOf({ kind, after }: StoredEvent): string | null {
  const hasFailed = after?.state === 'failed'
  switch (kind.split('.').at(-1)) {
    case 'exported':
      // A person's copy is fetched at once and has no number of records.
      return after ? 'export_done' : null
    case 'export_failed':
      return 'export_failed'
    case 'imported':
      return hasFailed ? 'import_failed' : 'import_done'
    case 'import_undone':
      return after?.state === 'undone' ? 'import_undone' : 'undo_failed'
    case 'changed_many':
      return hasFailed ? 'bulk_failed' : 'bulk_done'
    case 'change_of_many_undone':
      return after?.state === 'undone' ? 'bulk_undone' : 'undo_failed'
    default:
      return null
  }
}

/** When the work on these changes of many began that ended last. */
async function beginnings(ctx: Context, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.rows<{ id: string; created_at: Date }>(
    sql`select b.id, j.created_at from bulk_changes b join jobs j on j.workspace_id = ${sql.workspace} and j.id = b.job_id where b.workspace_id = ${sql.workspace} and b.id = any(${ids}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.id, row.created_at]))
}
