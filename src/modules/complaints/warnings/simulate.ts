import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { titleOf } from '../../../kernel/projections/columns.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { dueQuery, type Due } from './due.ts'
import { factsOf } from './facts.ts'

const shown = 100

/** Which cases a rule, also one that is not stored yet, would open now, among what the caller sees; nothing is written. */
export const simulateWarning = defineAction({
  name: 'simulate',
  object: 'warning_rule',
  on: 'collection',
  label: { zh: '试算', en: 'Simulate' },
  is_query: true,
  input: z.object({
    id: z.uuid().nullish(),
    kind: z.enum(['late_order', 'repeated_fault', 'falling_rating', 'sla_breached']),
    threshold: z.number().int().min(0).max(365),
    window_days: z.number().int().min(1).max(730),
  }),
  guard: (ctx) => verdictOf(ctx, 'warning_rule', 'change') !== false && ['customer', 'request', 'order'].every((name) => verdictOf(ctx, name, 'see') !== false),
  run: async (ctx, { input: { id = null, ...rest } }) => {
    const rule = { id, ...rest }
    const customer = objectOf(ctx, 'customer')
    const rows = await ctx.db.rows<Due & { name: string; total: number }>(
      sql`select d.*, ${titleOf(ctx, customer, 'c')} as name, (count(*) over ())::int as total from (${dueQuery(ctx, rule, { isSeen: true })}) d join customers c on c.workspace_id = ${sql.workspace} and c.id = d.customer
        order by d.customer, d.occasion limit ${shown}`,
    )
    return { total: rows[0]?.total ?? 0, data: rows.map(({ customer, name, count }) => ({ customer: { id: customer, name }, facts: factsOf(rule, { count }) })) }
  },
})
