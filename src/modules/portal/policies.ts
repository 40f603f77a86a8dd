import { anyOf, byRole, through, type Policy } from '../../kernel/access/policy.ts'

/** Seen with the customer. Given and taken by whoever may change the customer, and by roles that look after every access. */
export const policies: Record<string, Policy> = {
  portal_access: anyOf(byRole('portal_access'), through('portal_access', 'customer', { writes: 'change' })),
}
