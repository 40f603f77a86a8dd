import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { areInvoicesKept, creditUse } from '../../orders/index.ts'

/**
 * What customers `c` are rated by, as a lateral table `f` with `late_days`, `overdue_days`, `tenure_months`, and beside it `u`, what they owe
 * in the currency of the company. Who was entered after the first purchase is a customer since that purchase.
 */
export function ratingFacts(ctx: Context): Sql {
  return sql`
    left join (${creditUse(today(ctx))}) u on u.customer_id = c.id and u.currency = ${ctx.workspace.currency}
    cross join lateral (select u.late_days, case when ${areInvoicesKept} then coalesce(u.overdue_days, 0) end as overdue_days,
      age(${ctx.clock.now()}::timestamptz, least(c.created_at, (select min(t.at) from transactions t where t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.deleted_at is null))) as tenure) a
    cross join lateral (select a.late_days, a.overdue_days, greatest(0, extract(year from a.tenure) * 12 + extract(month from a.tenure))::int as tenure_months) f`
}

/** Whole percent of the amount that scores in full. */
export function valuePercent(amountFull: Sql): Sql {
  return sql`least(100, greatest(0, floor(c.annual_amount * 100 / ${amountFull})))::int`
}

export function today(ctx: Context): string {
  return dayOf(ctx.clock.now(), ctx.workspace.timeZone)
}
