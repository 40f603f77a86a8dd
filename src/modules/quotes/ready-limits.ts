import { sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import type { ReadyThings } from '../../kernel/definitions/module.ts'
import { createRecord } from '../../kernel/records/create.ts'

const percents: Record<string, number> = { account_manager: 10, staff: 10, sales_manager: 20, manager: 20 }
const superior = { who: 'superior', how: 'any', when_empty: 'administrators', when_self: 'superior' }

/** Whoever is named by none may give any discount: where people have written quotes without, nobody is stopped from one day to the next. */
async function makeLimits(ctx: Context, { isOn }: { isOn: boolean }): Promise<void> {
  if (!isOn) return
  const roles = await ctx.db.rows<{ id: string; key: string; name: string }>(
    sql`select r.id::text as id, r.key, r.name from roles r where r.workspace_id = ${sql.workspace} and r.key = any(${Object.keys(percents)}::text[]) and r.deleted_at is null order by r.key`,
  )
  for (const { id, key, name } of roles) await createRecord(ctx, objectOf(ctx, 'discount_limit'), { name, role: id, percent: percents[key] }, { asSystem: true })
}

async function makeContractLines(ctx: Context, { isOn }: { isOn: boolean }): Promise<void> {
  const [executive] = await ctx.db.rows<{ id: string }>(sql`select r.id::text as id from roles r where r.workspace_id = ${sql.workspace} and r.key = 'executive' and r.deleted_at is null`)
  const byAmount = [
    { name: '合同 50 万至 200 万', position: 1, from_amount: '500000.00', to_amount: '2000000.00', steps: [superior] },
    { name: '合同 200 万及以上', position: 2, from_amount: '2000000.00', steps: [superior, ...(executive ? [{ ...superior, who: 'role', role: executive.id }] : [])] },
  ]
  for (const line of byAmount) await createRecord(ctx, objectOf(ctx, 'approval_line'), { ...line, object: 'contract', occasion: 'amount', is_active: isOn })
}

/** How much discount each role gives alone, who agrees to more, and contracts that wait from half a million on. */
export const readyLimits: ReadyThings[] = [
  { name: 'quotes.limits', label: { zh: '折扣权限', en: 'Discount limits' }, object: 'discount_limit', upon: 'quote', make: makeLimits },
  {
    name: 'quotes.line', label: { zh: '报价折扣审批线', en: 'Approval line of discounts' }, object: 'approval_line', where: sql`x.object = 'quote'`, upon: 'quote',
    make: async (ctx, { isOn }) => void (await createRecord(ctx, objectOf(ctx, 'approval_line'), { name: '报价折扣超出权限', object: 'quote', occasion: 'discount', position: 1, steps: [superior], is_active: isOn })),
  },
  { name: 'quotes.contract_lines', label: { zh: '合同审批线', en: 'Approval lines of contracts' }, object: 'approval_line', where: sql`x.object = 'contract'`, upon: 'contract', make: makeContractLines },
]
