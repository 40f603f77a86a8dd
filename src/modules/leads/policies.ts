import { anyOf, byRole, through, type Policy } from '../../kernel/access/policy.ts'

const withCustomer = through('lead', 'customer')
const withLead = (object: string): Policy => (ctx, verb) => (verb === 'see' || verb === 'export' ? through(object, 'lead')(ctx, verb) : [])

/** A lead by its owner, territory and shares; once it is a customer, whoever sees that sees where it came from. What was said goes with the lead and is written by `log-contact`; what was learnt from it, by the learning. */
export const policies: Record<string, Policy> = {
  lead: anyOf(byRole('lead'), (ctx, verb) => (verb === 'see' ? withCustomer(ctx, verb) : [])),
  lead_interaction: withLead('lead_interaction'),
  learnt_lead: withLead('learnt_lead'),
}
