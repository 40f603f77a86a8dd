import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

/** Keeps the latest contact of a customer; a contact logged late does not move it back. Computed, so without an event. */
export async function touchLastContact(ctx: Context, customerId: string, at: string): Promise<void> {
  await ctx.db.rows(
    sql`update customers c set last_contact_at = greatest(c.last_contact_at, ${at}::timestamptz)
      where c.workspace_id = ${sql.workspace} and c.id = ${customerId}::uuid`,
  )
}
