import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { renameAccount } from '../accounts.ts'

/** The plain change of a person; who gets another mail address or user name signs in with that from now on. */
export async function changeUser(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await updateRecord(ctx, objectOf(ctx, 'user'), id, patch, options)
    if (!('email' in patch) && !('user_name' in patch)) return
    const [person] = await ctx.db.rows<{ account_id: string | null; email: string | null; user_name: string | null }>(
      sql`select u.account_id, u.email, u.user_name from users u where u.workspace_id = ${sql.workspace} and u.id = ${id}::uuid`,
    )
    if (person?.account_id) await renameAccount(ctx, person.account_id, person)
  })
}
