import { sql } from '../../../platform/db/sql.ts'
import type { StandingAgreement } from '../../opportunities/index.ts'

export const confirmedOrders: StandingAgreement = {
  of: 'order_confirmed',
  stands: (opportunity) => sql`exists (select from orders o
    where o.workspace_id = ${sql.workspace} and o.opportunity_id = ${opportunity} and o.deleted_at is null and o.status not in ('draft', 'cancelled'))`,
}

/** Nobody takes an accepted quote back: it ends with its orders, once all of them are cancelled. */
export const acceptedQuotes: StandingAgreement = {
  of: 'quote_accepted',
  stands: (opportunity) => sql`exists (select from quotes q
    where q.workspace_id = ${sql.workspace} and q.opportunity_id = ${opportunity} and q.deleted_at is null and q.status = 'accepted' and coalesce(
      (select bool_or(o.status <> 'cancelled') from orders o where o.workspace_id = ${sql.workspace} and o.quote_id = q.id and o.deleted_at is null), true))`,
}
