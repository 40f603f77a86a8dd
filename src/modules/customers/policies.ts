import { byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

/** A customer by its owner; what hangs on a customer follows the customer. */
export const policies: Record<string, Policy> = {
  customer: byRole('customer'),
  contact: through('contact', 'customer'),
  preference: through('preference', 'customer'),
  special_day: through('special_day', 'customer'),
  relationship: through('relationship', 'customer'),
  tag: readWrite(everyone, byRole('tag')),
}
