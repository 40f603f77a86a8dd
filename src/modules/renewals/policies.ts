import { through, type Policy } from '../../kernel/access/policy.ts'

/** Goes with the contract, and is written by the computation alone. */
const withContract = (object: string): Policy => (ctx, verb) => (verb === 'see' || verb === 'export' ? through(object, 'contract')(ctx, verb) : [])

export const policies: Record<string, Policy> = { contract_risk: withContract('contract_risk'), learnt_contract: withContract('learnt_contract') }
