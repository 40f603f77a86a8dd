import { byRole, through, verdictOf, type Policy } from '../../kernel/access/policy.ts'

/** Values go with the customer, for those who may see purchases at all; they are written by the engine alone. */
const readOnly = (object: string): Policy => (ctx, verb) => {
  const isReading = verb === 'see' || verb === 'export'
  return isReading && verdictOf(ctx, 'transaction', 'see') !== false ? through(object, 'customer')(ctx, verb) : []
}

export const policies: Record<string, Policy> = {
  customer_value: readOnly('customer_value'),
  held_out_customer: readOnly('held_out_customer'),
  value_rule: byRole('value_rule'),
  switching_cost: through('switching_cost', 'customer', { writes: 'change' }),
}
