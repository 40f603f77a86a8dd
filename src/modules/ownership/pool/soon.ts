import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { dueQuery } from './due.ts'
import { activePools, today } from './pools.ts'

/** The caller's own customers that come back to the pool within so many days, the first due first. */
export const soonReturning = defineAction({
  name: 'soon',
  object: 'pool',
  on: 'collection',
  label: { zh: '即将退回', en: 'Coming back soon' },
  is_query: true,
  input: z.strictObject({ days: z.number().int().min(0).max(90).default(14) }),
  guard: (ctx) => ctx.actor.kind === 'user' && verdictOf(ctx, 'customer', 'see') !== false,
  run: async (ctx, { input }) => {
    const pools = await activePools(ctx)
    const rows = await ctx.db.rows(sql`select d.id, d.name, d.due_on, d.why, d.place, d.warned_for = d.due_on as is_warned
      from (${dueQuery(ctx, pools, { until: addDays(today(ctx), input.days) })}) d where d.owner = ${ctx.actor.id}::uuid order by d.due_on, d.id limit 200`)
    return { data: rows, pools: pools.map(({ id, name, contact_days, deal_days }) => ({ id, name, contact_days, deal_days })) }
  },
})
