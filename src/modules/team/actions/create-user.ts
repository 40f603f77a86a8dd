import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { accountFor } from '../accounts.ts'

/** The plain create of a person, with the account that person signs in with. Input may carry a first `password`. */
export async function createUser(ctx: Context, input: Record<string, unknown>): Promise<string> {
  const { password, ...fields } = input
  if (password !== undefined && typeof password !== 'string') {
    throw invalid([issue('password', 'invalid_type', '此处应为文本', 'Text is expected here')])
  }
  return transaction(ctx, async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'user'), fields)
    const [person] = await ctx.db.rows<{ name: string; email: string | null; user_name: string | null }>(
      sql`select u.name, u.email, u.user_name from users u where u.workspace_id = ${sql.workspace} and u.id = ${id}::uuid`,
    )
    const accountId = await accountFor(ctx, { name: person?.name, email: person?.email ?? null, user_name: person?.user_name ?? null, password: password ?? null })
    await ctx.db.rows(sql`update users u set account_id = ${accountId} where u.workspace_id = ${sql.workspace} and u.id = ${id}::uuid`)
    return id
  })
}
