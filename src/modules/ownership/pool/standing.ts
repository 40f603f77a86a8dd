import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { dueQuery, type Due } from './due.ts'
import { activePools, today } from './pools.ts'

/** On the page of a customer: since when its owner holds it, how it came there, the last contact and deal. */
export function ownershipSection(_ctx: Context, id: Sql): Sql {
  return sql`(select json_build_object('since', o.held_since, 'how', o.how, 'cause', o.cause, 'contacted_at', o.contacted_at, 'dealt_at', o.dealt_at,
      'former_owner', case when f.id is not null then json_build_object('id', f.id, 'name', f.name) end)
    from ownerships o left join users f on f.workspace_id = ${sql.workspace} and f.id = o.former_owner_id
    where o.workspace_id = ${sql.workspace} and o.customer_id = ${id}::uuid)`
}

const horizon = 3650

/** When the customer comes back to the pool if nothing happens until then; null where no rule says so. */
export const standingAction = defineAction({
  name: 'standing',
  object: 'customer',
  on: 'record',
  label: { zh: '归属期限', en: 'When it comes back' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'customer', 'see') !== false,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    const pools = await activePools(ctx)
    const [due] = await ctx.db.rows<Due>(dueQuery(ctx, pools, { until: addDays(today(ctx), horizon), only: [id] }))
    const pool = due && pools[due.place]
    return { due: due && pool ? { on: due.due_on, why: due.why, pool: pool.name, days: due.why === 'contact' ? pool.contact_days : pool.deal_days, is_soon: due.due_on <= addDays(today(ctx), pool.warn_days) } : null }
  },
})
