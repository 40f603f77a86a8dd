import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { ratingFacts, valuePercent } from '../queries/rating-facts.ts'
import { ruleInForce } from '../queries/rule-in-force.ts'
import { ratingOf, ratings, type RatingFacts } from '../rules/rating.ts'

const weight = z.number().int().min(0).max(100)
const length = z.number().int().min(1).max(3650)

interface Group extends RatingFacts {
  value_percent_before: number
  count: number
}

/**
 * How many customers would be rated otherwise by a rule that is not in force yet, over all that the caller sees. Customers with the same
 * facts are rated once: one statement that groups them, whatever their number.
 */
export const simulateRule = defineAction({
  name: 'simulate',
  object: 'credit_rule',
  on: 'collection',
  label: { zh: '试算', en: 'Simulate' },
  is_query: true,
  input: z.object({
    weight_punctuality: weight, weight_overdue: weight, weight_tenure: weight, weight_value: weight, unknown_score: weight,
    late_days_zero: length, overdue_days_zero: length, tenure_months_full: length,
    amount_full: z.string().regex(/^\d{1,15}(\.\d{1,2})?$/).refine((text) => Number(text) >= 1, { message: 'At least 1' }),
    score_aaa: weight, score_aa: weight, score_a: weight, score_b: weight, score_c: weight,
  }),
  guard: (ctx) => verdictOf(ctx, 'credit_rule', 'create') !== false,
  run: async (ctx, { input }) => {
    const customer = objectOf(ctx, 'customer')
    if (!readableField(ctx, customer, 'annual_amount')) throw forbidden()
    const rule = await ruleInForce(ctx)
    const months = Math.max(rule.tenure_months_full, input.tenure_months_full)
    const groups = await ctx.db.rows<Group>(sql`
      select f.late_days, f.overdue_days, least(f.tenure_months, ${months}::int) as tenure_months, ${valuePercent(sql`${input.amount_full}::numeric`)} as value_percent,
        ${valuePercent(sql`${rule.amount_full}::numeric`)} as value_percent_before, count(*) as count
      from customers c ${ratingFacts(ctx)} where ${whereOf(ctx, customer, 'c', {})} group by 1, 2, 3, 4, 5`)
    const moves = new Map<string, number>()
    for (const { value_percent_before: before, count, ...facts } of groups) {
      const move = `${ratingOf({ ...facts, value_percent: before }, rule)} ${ratingOf(facts, input)}`
      moves.set(move, (moves.get(move) ?? 0) + count)
    }
    const all = [...moves].map(([move, count]) => ({ before: move.split(' ')[0], after: move.split(' ')[1], count }))
    const sum = (which: typeof all) => which.reduce((total, { count }) => total + count, 0)
    return {
      customers: sum(all),
      changed: sum(all.filter(({ before, after }) => before !== after)),
      ratings: ratings.map((rating) => ({ rating, before: sum(all.filter(({ before }) => before === rating)), after: sum(all.filter(({ after }) => after === rating)) })),
      moves: all.filter(({ before, after }) => before !== after).sort((one, other) => other.count - one.count),
    }
  },
})
