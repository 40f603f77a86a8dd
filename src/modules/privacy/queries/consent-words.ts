import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { ConsentWord } from '../rules/consent-state.ts'

export interface StoredWord extends ConsentWord {
  id: string
  customer: string
  contact: string | null
  how: string | null
}

/** Every word of these customers, of their contacts too, oldest first. */
export async function consentWords(ctx: Context, customers: readonly string[]): Promise<StoredWord[]> {
  if (customers.length === 0) return []
  const rows = await ctx.db.rows<Omit<StoredWord, 'at'> & { at: Date }>(
    sql`select k.id, k.customer_id as customer, k.contact_id as contact, k.purpose, k.channel, k.state, k.at, k.until, k.how from consents k
      where k.workspace_id = ${sql.workspace} and k.customer_id = any(${customers}::uuid[]) and k.deleted_at is null order by k.at, k.id`,
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
