import { byRole, everyone, readWrite, type Policy } from '../../kernel/access/policy.ts'

export const policies: Record<string, Policy> = {
  credit_rule: readWrite(everyone, byRole('credit_rule')),
}
