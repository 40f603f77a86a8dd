import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { readyRule, type CreditRule } from '../rules/ready-rule.ts'

/** The rule of the company, else the ready one. Columns are named as the parts of the rule. */
export async function ruleInForce(ctx: Context): Promise<CreditRule> {
  const [rule] = await ctx.db.rows<CreditRule>(
    sql`select r.weight_punctuality, r.weight_overdue, r.weight_tenure, r.weight_value, r.unknown_score, r.late_days_zero, r.overdue_days_zero, r.tenure_months_full,
        r.amount_full::text as amount_full, r.score_aaa, r.score_aa, r.score_a, r.score_b, r.score_c, r.ask_from, r.no_from, r.no_overdue_days, r.over_percent
      from credit_rules r where r.workspace_id = ${sql.workspace} and r.deleted_at is null limit 1`,
  )
  return rule ?? readyRule
}
