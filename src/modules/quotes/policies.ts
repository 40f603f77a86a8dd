import { sql } from '../../platform/db/sql.ts'
import { byRole, deletedOnly, type Policy } from '../../kernel/access/policy.ts'

/** What the customer has agreed to is not deleted: it won an opportunity, and orders come from it. A contract is terminated. */
export const policies: Record<string, Policy> = {
  quote: deletedOnly(byRole('quote'), (row) => sql`${sql.id(row, 'status')} <> 'accepted'`, { zh: '客户已接受的报价不能删除', en: 'What the customer has accepted is not deleted' }),
  contract: deletedOnly(byRole('contract'), (row) => sql`${sql.id(row, 'status')} not in ('signed', 'active', 'ended')`, { zh: '已签署的合同不能删除，请终止', en: 'A signed contract is not deleted: terminate it' }),
  discount_limit: byRole('discount_limit'),
}
