import { anyOf, byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

const withCustomer = through('complaint', 'customer')
const withComplaint = through('compensation', 'complaint')

/** By owner and shares; whoever sees the customer sees what it complains about. Compensation goes with the complaint and is written by its acts. */
export const policies: Record<string, Policy> = {
  complaint: anyOf(byRole('complaint'), (ctx, verb) => (verb === 'see' || verb === 'export' ? withCustomer(ctx, verb) : [])),
  compensation: (ctx, verb) => (verb === 'see' || verb === 'export' ? withComplaint(ctx, verb) : []),
  complaint_cause: readWrite(everyone, byRole('complaint_cause')),
  warning_rule: readWrite(everyone, byRole('warning_rule')),
}
