import { anyOf, byRole, through, type Policy } from '../../kernel/access/policy.ts'

/** What one logged or has to do oneself, and everything about customers one may see. */
export const policies: Record<string, Policy> = {
  interaction: anyOf(byRole('interaction'), through('interaction', 'customer')),
  task: anyOf(byRole('task'), through('task', 'customer')),
}
