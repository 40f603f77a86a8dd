import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { areInvoicesKept, creditUse } from '../../orders/index.ts'
import { ratingFacts, today, valuePercent } from '../queries/rating-facts.ts'
import { decide } from '../rules/decision.ts'
import { ratingOf, ratings, scoreOf, worseOf, type RatingFacts } from '../rules/rating.ts'
import { readyRule, type CreditRule } from '../rules/ready-rule.ts'

interface Row extends RatingFacts {
  limit: string | null
  days: number | null
  by_hand: string | null
  used: string
  overdue: string
  overdue_days: number | null
  invoices: unknown[]
  other_currencies: string[]
  is_recorded: boolean
  rule: CreditRule | null
}

/**
 * May this customer buy on credit for an amount? One statement, so that it can be asked with every keystroke of an order. Whoever may not
 * read the limit is refused: amounts that are tried would tell it.
 */
export const creditAnswer = defineAction({
  name: 'credit-answer',
  object: 'customer',
  on: 'record',
  label: { zh: '赊账答复', en: 'Credit answer' },
  is_query: true,
  input: z.strictObject({
    amount: z.string().regex(/^\d{1,15}(\.\d{1,2})?$/, { message: 'A decimal such as 1200.50' }),
    currency: z.string().regex(/^[A-Z]{3}$/, { message: 'A currency such as CNY' }).optional(),
  }),
  guard: (ctx) => verdictOf(ctx, 'customer', 'see') !== false,
  run: async (ctx, { id, input }) => {
    const customer = objectOf(ctx, 'customer')
    if (!['credit_limit', 'credit_days', 'credit_rating', 'annual_amount'].every((name) => readableField(ctx, customer, name))) throw forbidden()
    const row = await factsOf(ctx, String(id))
    const rule = row.rule ?? readyRule
    const computed = ratingOf(row, rule)
    const rating = worseOf(computed, ratings.find((each) => each === row.by_hand) ?? null)
    const { used, overdue, limit } = row
    const facts = { limit, used, overdue, overdue_days: row.overdue_days ?? 0, rating, other_currencies: row.other_currencies, is_recorded: row.is_recorded }
    const own = ctx.workspace.currency
    const decision = decide(facts, rule, { amount: input.amount, currency: input.currency ?? own, own })
    return { ...decision, amount: input.amount, currency: input.currency ?? own, limit, days: row.days, used, overdue, overdue_invoices: verdictOf(ctx, 'invoice', 'see') === false ? [] : row.invoices, rating, computed_rating: computed, score: scoreOf(row, rule).toFixed(1), rated_by: ratedBy(row) }
  },
})

async function factsOf(ctx: Context, id: string): Promise<Row> {
  const [row] = await ctx.db.rows<Row>(sql`
    select c.credit_limit::text as limit, c.credit_days as days, c.credit_rating as by_hand, coalesce(u.used, 0)::numeric(18,2)::text as used, coalesce(u.overdue, 0)::numeric(18,2)::text as overdue,
      f.late_days, f.overdue_days, f.tenure_months, ${valuePercent(sql`coalesce(r.amount_full, ${readyRule.amount_full}::numeric)`)} as value_percent, coalesce(u.invoices, '[]'::json) as invoices, to_jsonb(r) as rule,
      array(select o.currency from (${creditUse(today(ctx))}) o where o.customer_id = c.id and o.currency <> ${ctx.workspace.currency} and o.used > 0 order by o.currency) as other_currencies, ${areInvoicesKept} as is_recorded
    from customers c ${ratingFacts(ctx)}
      left join lateral (select k.* from credit_rules k where k.workspace_id = ${sql.workspace} and k.deleted_at is null limit 1) r on true
    where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid`)
  if (!row) throw notFound()
  return row
}

/** The facts behind the rating, for whoever wants to know why. */
function ratedBy({ late_days, overdue_days, tenure_months, value_percent }: Row): RatingFacts {
  return { late_days, overdue_days, tenure_months, value_percent }
}
