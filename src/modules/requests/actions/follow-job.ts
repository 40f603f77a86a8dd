import type { Context } from '../../../kernel/context.ts'
import { objectOf } from '../../../kernel/context.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { writeAct, type Act } from './move-request.ts'

/** What happens to a visit that is made for a request. */
export type JobStep = { is: 'dispatched'; engineer: string } | { is: 'begun' } | { is: 'solved'; solution: string; charge: string | null } | { is: 'charged'; charge: string }

/**
 * The request goes along with its visits: sent is assigned, begun is in progress, solved is completed. Where the request stands elsewhere
 * it stays. Whoever may do the visit need not be able to change the request: this is what follows from an act that they were allowed.
 */
export async function followJob(ctx: Context, request: string, step: JobStep): Promise<void> {
  const acting = withEveryRight(ctx)
  const locked = await lockRecord(acting, objectOf(ctx, 'request'), request, 'see')
  const acts = actsOf(ctx, locked.record, step)
  for (const act of acts) {
    const now = await lockRecord(acting, objectOf(ctx, 'request'), request, 'see')
    await writeAct(acting, request, now, act)
  }
}

function actsOf(ctx: Context, record: Record<string, unknown>, step: JobStep): Act[] {
  const at = ctx.clock.now().toISOString()
  const start: Act = { to: 'in_progress', verb: 'started' }
  switch (step.is) {
    case 'dispatched':
      return record.status === 'diagnosing' ? [{ to: 'assigned', verb: 'assigned', patch: { assigned_at: at, ...(record.owner === null ? { owner: step.engineer } : {}) } }] : []
    case 'begun':
      return record.status === 'assigned' ? [start] : []
    case 'charged':
      return record.service_class === 'a' && record.charge !== step.charge ? [{ verb: 'charged', patch: { charge: step.charge } }] : []
    case 'solved': {
      const complete: Act = { to: 'completed', verb: 'completed', patch: { solution: step.solution, charge: record.service_class === 'a' ? step.charge : null, completed_at: at } }
      if (record.status === 'in_progress') return [complete]
      return record.status === 'assigned' ? [start, complete] : []
    }
  }
}
