import { sql, type Sql } from '../../../platform/db/sql.ts'

/**
 * What customers owe on a day and how they have paid, as a query to stand in a statement: at most one row for each customer and
 * currency with `customer_id`, `currency`, `used` (unpaid, numeric), `overdue` (of it, past its day), `overdue_days` (of the oldest),
 * `late_days` (mean of what was paid, rounded up; null where nothing was) and `invoices` (json: number, amount, due_on, days of those overdue).
 * @param today YYYY-MM-DD
 */
export function creditUse(today: string): Sql {
  return sql`
    select i.customer_id, i.currency, coalesce(sum(i.open_amount), 0) as used,
      coalesce(sum(i.open_amount) filter (where i.status = 'issued' and i.due_on < ${today}::date), 0) as overdue,
      coalesce(max(${today}::date - i.due_on) filter (where i.status = 'issued' and i.due_on < ${today}::date), 0)::bigint as overdue_days,
      ceil(avg(greatest(i.paid_on - i.due_on, 0)) filter (where i.status = 'paid'))::bigint as late_days,
      coalesce(json_agg(json_build_object('number', i.number, 'amount', i.open_amount::text, 'due_on', i.due_on, 'days', ${today}::date - i.due_on) order by i.due_on)
        filter (where i.status = 'issued' and i.due_on < ${today}::date), '[]'::json) as invoices
    from invoices i where i.workspace_id = ${sql.workspace} and i.deleted_at is null and i.status in ('issued', 'paid')
    group by i.customer_id, i.currency`
}

/** Whether what customers owe is recorded at all: a company that has never issued an invoice here is told so. */
export const areInvoicesKept: Sql = sql`(select exists (select 1 from invoices k where k.workspace_id = ${sql.workspace} and k.status in ('issued', 'paid') and k.deleted_at is null))`
