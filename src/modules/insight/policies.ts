import { byRole, through, type Policy } from '../../kernel/access/policy.ts'

/** Values go with the customer, and are written by the engine alone. */
export const policies: Record<string, Policy> = {
  customer_value: (ctx, verb) => (verb === 'see' || verb === 'export' ? through('customer_value', 'customer')(ctx, verb) : []),
  value_rule: byRole('value_rule'),
}
