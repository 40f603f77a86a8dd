import { byRole, type Policy } from '../../kernel/access/policy.ts'

export const policies: Record<string, Policy> = {
  quote: byRole('quote'),
  contract: byRole('contract'),
  discount_limit: byRole('discount_limit'),
}
