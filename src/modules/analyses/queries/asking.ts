/** What every analysis is asked with: whose customers, over which days, as of when. */
import { addDays } from '../../../platform/calendar/days.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { asOfDay, lastRun } from '../../insight/index.ts'
import { both, type Filter, type Opens, type Window } from '../rules/answer.ts'

export interface Asking {
  /** Of the list of customers; `{}` is the whole company, or what of it the reader may see. */
  filter: Filter
  asOf: string
  window: Window
  isEvaluated: boolean
}

/** Amounts are of the window of customer values, so that figures of customers and of their purchases come to the same. */
export async function askingOf(ctx: Context, filter: Filter): Promise<Asking> {
  const run = await lastRun(ctx)
  const asOf = run?.as_of ?? (await asOfDay(ctx))
  return { filter, asOf, window: { from: addDays(asOf, 1 - (run?.rule.window_days ?? 365)), to: addDays(asOf, 1) }, isEvaluated: run !== null }
}

/** Customers `c` with their values `v`, those of the filter that the reader may see. */
export function customersOf(ctx: Context, { filter }: Asking): Sql {
  return sql`customers c left join customer_values v on v.workspace_id = ${sql.workspace} and v.id = c.id where ${whereOf(ctx, objectOf(ctx, 'customer'), 'c', { filter })}`
}

export function opensCustomers({ filter }: Asking): (own: Filter) => Opens {
  return (own) => ({ object: 'customer', filter: both(filter, own) })
}

/** What narrows a list of purchases to those of the customers that are asked for. */
export function purchaseFilter({ filter, window }: Asking): Filter {
  return both({ at: { gte: window.from, lt: window.to } }, Object.keys(filter).length > 0 ? { customer: filter } : {})
}

/** Purchases `t` of those customers in the window, with product `p` and order `o`. */
export function purchasesOf(ctx: Context, asking: Asking, own: Filter = {}): Sql {
  return sql`transactions t
    left join products p on p.workspace_id = ${sql.workspace} and p.id = t.product_id
    left join orders o on o.workspace_id = ${sql.workspace} and o.id = t.order_id
    where ${whereOf(ctx, objectOf(ctx, 'transaction'), 't', { filter: both(purchaseFilter(asking), own) })}`
}

export function opensPurchases(asking: Asking): (own: Filter) => Opens {
  return (own) => ({ object: 'transaction', filter: both(purchaseFilter(asking), own) })
}
