import { sql, type Sql } from '../../../platform/db/sql.ts'

/** Whether what customers owe is recorded at all. Transactions do not say whether they are paid: invoices and payments will. */
export const recordsReceivables = false

/**
 * What customers owe and how they have paid, as a query to stand in a statement: at most one row a customer with `customer_id`,
 * `currency`, `used` (unpaid, numeric), `overdue` (of it, past its day), `overdue_days` (of the oldest), `late_days` (mean of what was paid,
 * rounded up; null where nothing was) and `invoices` (json: number, amount, due_on, days of those overdue).
 * The seam for invoices and payment plans: until they are there it has no rows, and `recordsReceivables` says why.
 */
export const creditUse: Sql = sql`
  select c.id as customer_id, null::text as currency, 0::numeric as used, 0::numeric as overdue, 0::bigint as overdue_days, null::bigint as late_days, '[]'::json as invoices
  from customers c where c.workspace_id = ${sql.workspace} and false`
