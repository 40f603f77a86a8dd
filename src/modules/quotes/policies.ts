import { sql } from '../../platform/db/sql.ts'
import { byRole, deletedOnly, type Policy } from '../../kernel/access/policy.ts'

/** What the customer has agreed to is not deleted: it won an opportunity, and orders come from it. A contract is terminated. */
export const policies: Record<string, Policy> = {
  quote: deletedOnly(byRole('quote'), (row) => sql`${sql.id(row, 'status')} <> 'accepted'`),
  contract: deletedOnly(byRole('contract'), (row) => sql`${sql.id(row, 'status')} not in ('signed', 'active', 'ended')`),
  discount_limit: byRole('discount_limit'),
}
