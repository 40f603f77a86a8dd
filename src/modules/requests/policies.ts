import { sql } from '../../platform/db/sql.ts'
import { anyOf, byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

const withCustomer = through('request', 'customer')
const withRequest = through('request_message', 'request')

/** Roles of people outside of the company: what colleagues note among themselves is not theirs. */
const outside = new Set(['portal_customer', 'partner'])

/** By owner and shares; whoever sees the customer sees what it needs. Messages go with the request and are written by its acts. */
export const policies: Record<string, Policy> = {
  request: anyOf(byRole('request'), (ctx, verb) => (verb === 'see' || verb === 'export' ? withCustomer(ctx, verb) : [])),
  request_message: (ctx, verb) => {
    if (verb !== 'see' && verb !== 'export') return []
    const rules = withRequest(ctx, verb)
    if (!ctx.actor.roles.every(({ key }) => outside.has(key))) return rules
    return rules.map(({ why, where }) => ({ why, where: (row) => sql.and([sql`${sql.id(row, 'kind')} <> 'note'`, ...(where ? [where(row)] : [])]) }))
  },
  sla_policy: readWrite(everyone, byRole('sla_policy')),
  asset: anyOf(byRole('asset'), through('asset', 'customer')),
  entitlement: anyOf(byRole('entitlement'), through('entitlement', 'customer')),
}
