import { byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

/** A customer by its owner, territory and shares. What is part of the file is changed by whoever may change it; what one knows of somebody is noted by whoever sees the file. */
export const policies: Record<string, Policy> = {
  customer: byRole('customer'),
  contact: through('contact', 'customer', { writes: 'change' }),
  preference: through('preference', 'customer'),
  special_day: through('special_day', 'customer', { writes: 'change' }),
  relationship: through('relationship', 'customer', { writes: 'change' }),
  tag: readWrite(everyone, byRole('tag')),
}
