import { through, type Policy } from '../../kernel/access/policy.ts'

/** Goes with the contract, and is written by the computation alone. */
const withContract: Policy = (ctx, verb) => (verb === 'see' || verb === 'export' ? through('contract_risk', 'contract')(ctx, verb) : [])

export const policies: Record<string, Policy> = { contract_risk: withContract }
