import type { Context } from '../../../kernel/context.ts'
import { objectOf } from '../../../kernel/context.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'

/**
 * Takes one visit of what the customer is entitled to, with the row locked: two at once take two. The caller says once for each visit.
 * @returns `counted`, `unlimited` where visits are not counted, `none_left` where nothing was left to take
 */
export async function countVisit(ctx: Context, entitlement: string): Promise<'counted' | 'unlimited' | 'none_left'> {
  const acting = withEveryRight(ctx)
  const object = objectOf(ctx, 'entitlement')
  const { record, version } = await lockRecord(acting, object, entitlement, 'see')
  if (record.visits_left === null || record.visits_left === undefined) return 'unlimited'
  if (Number(record.visits_left) <= 0) return 'none_left'
  await updateRecord(acting, object, entitlement, { visits_left: Number(record.visits_left) - 1 }, { asSystem: true, verb: 'visit_counted', version })
  return 'counted'
}
