import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

/** What customers agreed to, as the ledger of consents has it. A bulk path for computed values: one statement, no event. */
export async function writeConsents(ctx: Context, customers: readonly { id: string; last_words: object[] }[]): Promise<void> {
  if (customers.length === 0) return
  await ctx.db.rows(
    sql`update customers c set consents = r.last_words from json_to_recordset(${JSON.stringify(customers)}::json) as r(id uuid, last_words jsonb)
      where c.workspace_id = ${sql.workspace} and c.id = r.id and c.consents is distinct from r.last_words`,
  )
}
