import { objectOf, type Context } from '../../kernel/context.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { sql } from '../../platform/db/sql.ts'

/** The lines that a new company begins with: the superior agrees to a credit limit, from 100,000 finance as well. Administrators may change them. */
export async function makeReadyLines(ctx: Context, { isOn }: { isOn: boolean }): Promise<void> {
  const [finance] = await ctx.db.rows<{ id: string }>(sql`select r.id from roles r where r.workspace_id = ${sql.workspace} and r.key = 'finance' and r.deleted_at is null`)
  const superior = { who: 'superior', how: 'any', when_empty: 'administrators', when_self: 'superior' }
  const lines = [
    { name: '信用额度 10 万以下', position: 1, to_amount: '100000.00', steps: [superior] },
    ...(finance ? [{ name: '信用额度 10 万及以上', position: 2, from_amount: '100000.00', steps: [superior, { ...superior, who: 'role', role: finance.id }] }] : []),
  ]
  for (const line of lines) await createRecord(ctx, objectOf(ctx, 'approval_line'), { ...line, object: 'customer', occasion: 'credit_limit', is_active: isOn })
}
