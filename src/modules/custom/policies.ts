import { byRole, everyone, readWrite, type Policy } from '../../kernel/access/policy.ts'

/** What objects there are is no secret; their records are a matter of roles. */
export const policies: Record<string, Policy> = {
  custom_object: readWrite(everyone, byRole('custom_object')),
}
