import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { ruleNames, type SuggestionRule } from '../objects/suggestion-rule.ts'

export async function ruleOf(ctx: Context): Promise<SuggestionRule> {
  const [row] = await ctx.db.rows<Record<string, unknown>>(sql`select r.* from suggestion_rules r where r.workspace_id = ${sql.workspace} and r.deleted_at is null order by r.created_at, r.id limit 1`)
  if (!row) throw new Error('The company has no suggestion rule')
  // Checked where the record is written: all are numbers.
  return Object.fromEntries(ruleNames.map((name) => [name, Number(row[name])])) as SuggestionRule
}
