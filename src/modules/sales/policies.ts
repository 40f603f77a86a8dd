import { byRole, through, type Policy } from '../../kernel/access/policy.ts'

export const policies: Record<string, Policy> = {
  product: byRole('product'),
  transaction: through('transaction', 'customer'),
}
