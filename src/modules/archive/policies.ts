import { byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

const withCustomer = through('archive_clock', 'customer')

/** Rules are known to everybody; clocks go with their customers and are written by nobody. */
export const policies: Record<string, Policy> = {
  archive_rule: readWrite(everyone, byRole('archive_rule')),
  archive_clock: (ctx, verb) => (verb === 'see' || verb === 'export' ? withCustomer(ctx, verb) : []),
}
