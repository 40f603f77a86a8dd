import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

const usualGoal = 120

/** Within so many working minutes a lead is to be contacted for the first time. */
export async function contactGoal(ctx: Context): Promise<number> {
  const [row] = await ctx.db.rows<{ minutes: number }>(sql`select s.contact_minutes as minutes from lead_settings s where s.workspace_id = ${sql.workspace}`)
  return row?.minutes ?? usualGoal
}
