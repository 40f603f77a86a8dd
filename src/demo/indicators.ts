/** Targets of indicators: some reached, some close, some missed. Months are counted from the records themselves. */
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { keepIndicators } from '../modules/analyses/index.ts'
import { sql } from '../platform/db/sql.ts'
import type { World } from './world.ts'

const ofCompany: Record<string, number> = { satisfaction: 4, satisfaction_felt: 4.2, amount: 15_000_000, frequency: 1.3, loyalty_index: 50, repeat_rate: 60, churn_rate: 8, first_response: 2, solution: 24, retention_cost: 60 }

export async function plantIndicators(ctx: Context, world: World): Promise<void> {
  await keepIndicators(ctx)
  const target = objectOf(ctx, 'indicator_target')
  for (const [indicator, value] of Object.entries(ofCompany)) await createRecord(ctx, target, { indicator, target: value, first_on: world.today })
  const sales = world.departmentIds.get('sales')
  for (const [indicator, value] of [['amount', 9_000_000], ['churn_rate', 6]] as const) await createRecord(ctx, target, { indicator, target: value, scope: 'department', department: sales, first_on: world.today })
  await standingBefore(ctx)
}

/** What can only be told of now was kept month by month while the company worked with it: a little lower the longer ago. */
async function standingBefore(ctx: Context): Promise<void> {
  await ctx.db.rows(sql`insert into indicator_months (workspace_id, indicator, month, department, part, whole, computed_at)
    select ${sql.workspace}, k.indicator, (k.month - m.n * interval '1 month')::date, k.department, round(k.part * (1 - 0.006 * m.n + 0.012 * sin(m.n * 1.7)::numeric), 2), k.whole, k.computed_at
    from indicator_months k cross join generate_series(1, 12) m(n) where k.workspace_id = ${sql.workspace} and k.indicator in ('lifetime_value', 'loyalty_index')
    on conflict do nothing`)
}
