import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { appendEvent } from '../../../kernel/history/events.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { updateRecord } from '../../../kernel/records/update.ts'

/** The plain create of a calendar: made the default, it takes the place of the one before. */
export async function createCalendar(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'calendar'), { ...input, is_default: false })
    if (input.is_default !== undefined && input.is_default !== false) await changeCalendar(ctx, id, { is_default: input.is_default }, { version: null })
    return id
  })
}

export async function changeCalendar(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    if (patch.is_default === true) await leaveDefault(ctx, id)
    await updateRecord(ctx, objectOf(ctx, 'calendar'), id, patch, options)
  })
}

/** Before the other comes into its place: there is one default at any time. The record's own check keeps people from leaving none. */
async function leaveDefault(ctx: Context, id: string): Promise<void> {
  const [left] = await ctx.db.rows<{ id: string; version: number }>(
    sql`update calendars c set is_default = false, version = c.version + 1, updated_at = ${ctx.clock.now()}, updated_by = ${ctx.actor.id}
      where c.workspace_id = ${sql.workspace} and c.is_default and c.deleted_at is null and c.id <> ${id}::uuid and ${allowed(ctx, 'calendar', 'change', 'c')} returning c.id, c.version`,
  )
  if (!left) return
  await appendEvent(ctx, objectOf(ctx, 'calendar'), { verb: 'updated', recordId: left.id, aboutId: null, before: { is_default: true }, after: { is_default: false }, version: left.version })
}
