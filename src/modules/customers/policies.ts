import { byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'
import { sql } from '../../platform/db/sql.ts'
import { readsCompared } from './duplicates/duplicate-keys.ts'

/** A pair is known to who may see both, decided on by who may change both; and only to who may read whole what is compared: the rest would learn from it what agrees. */
const bothOfPair: Policy = (ctx, verb) => {
  if (verb !== 'see' && verb !== 'change' && verb !== 'export') return []
  if (!readsCompared(ctx)) return []
  const [left, right] = ['left', 'right'].map((side) => through('duplicate_pair', side, { writes: 'change' })(ctx, verb)[0])
  if (!left || !right) return []
  const conditions = [left.where, right.where].filter((where) => where !== null)
  return [{ why: { zh: '可见两位客户', en: 'both customers may be seen' }, where: conditions.length === 0 ? null : (row) => sql.and(conditions.map((condition) => condition(row))) }]
}

/** What was merged is told with the survivor; merging and undoing are actions. */
const ofSurvivor: Policy = (ctx, verb) => (verb === 'see' || verb === 'export' ? through('merge', 'survivor')(ctx, verb) : [])

/** A customer by its owner, territory and shares. What is part of the file is changed by whoever may change it; what one knows of somebody is noted by whoever sees the file. */
export const policies: Record<string, Policy> = {
  customer: byRole('customer'),
  contact: through('contact', 'customer', { writes: 'change' }),
  preference: through('preference', 'customer'),
  special_day: through('special_day', 'customer', { writes: 'change' }),
  relationship: through('relationship', 'customer', { writes: 'change' }),
  tag: readWrite(everyone, byRole('tag')),
  duplicate_pair: bothOfPair,
  merge: ofSurvivor,
}
