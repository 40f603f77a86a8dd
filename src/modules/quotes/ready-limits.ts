import { sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import { createRecord } from '../../kernel/records/create.ts'

const ready: Record<string, number> = { account_manager: 10, staff: 10, sales_manager: 20, manager: 20 }

/**
 * What a new company begins with: whoever is named by none may give any discount, and contracts wait from half a million on. Companies that were
 * there before contracts asked begin with no line for them: what goes through today does not stop without somebody having said so.
 */
export async function furnishLimits(ctx: Context): Promise<void> {
  const roles = await ctx.db.rows<{ id: string; key: string; name: string }>(
    sql`select r.id::text as id, r.key, r.name from roles r where r.workspace_id = ${sql.workspace} and r.key = any(${[...Object.keys(ready), 'executive']}::text[]) and r.deleted_at is null order by r.key`,
  )
  for (const { id, key, name } of roles.filter(({ key }) => key in ready)) await createRecord(ctx, objectOf(ctx, 'discount_limit'), { name, role: id, percent: ready[key] }, { asSystem: true })
  const superior = { who: 'superior', how: 'any', when_empty: 'administrators', when_self: 'superior' }
  await createRecord(ctx, objectOf(ctx, 'approval_line'), { name: '报价折扣超出权限', object: 'quote', occasion: 'discount', position: 1, steps: [superior], is_active: true })
  const executive = roles.find(({ key }) => key === 'executive')
  const byAmount = [
    { name: '合同 50 万至 200 万', position: 1, from_amount: '500000.00', to_amount: '2000000.00', steps: [superior] },
    { name: '合同 200 万及以上', position: 2, from_amount: '2000000.00', steps: [superior, ...(executive ? [{ ...superior, who: 'role', role: executive.id }] : [])] },
  ]
  for (const line of byAmount) await createRecord(ctx, objectOf(ctx, 'approval_line'), { ...line, object: 'contract', occasion: 'amount', is_active: true })
}
