import type { Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { announced } from './notify.ts'

/** Which of the caller's own: these, those of one kind, or all. Nobody else's are touched, whatever ids are named. */
export type Marked = { ids: readonly string[] } | { kind: string } | { all: true }

export async function markRead(ctx: Context, which: Marked, isRead: boolean): Promise<void> {
  const now = ctx.clock.now()
  await transaction(ctx, async (ctx) => {
    const rows = await ctx.db.rows(
      sql`update notifications n set read_at = ${isRead ? now : null}, updated_at = ${now}
        where n.workspace_id = ${sql.workspace} and n.receiver_id = ${ctx.actor.id}::uuid and n.is_read = ${!isRead} and n.is_in_app and n.deleted_at is null
          ${'ids' in which ? sql`and n.id = any(${which.ids}::uuid[])` : 'kind' in which ? sql`and n.kind = ${which.kind}` : sql.empty} returning 1`,
    )
    if (rows.length > 0) announceAfterCommit(ctx, announced)
  })
}
