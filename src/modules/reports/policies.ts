import type { Verb } from '../../kernel/access/actor.ts'
import { mayAll, scopesOf, type Grants } from '../../kernel/access/actor.ts'
import { byRole, through, type Policy } from '../../kernel/access/policy.ts'

/**
 * What somebody asks is theirs: seen by the owner and by whom it is shared with, also where a role reaches the records of a department.
 * Only a role that reaches everything, such as that of administrators, reaches these as well.
 */
function ownOrShared(object: string): Policy {
  const narrow = byRole(object)
  return (ctx, verb) => {
    if (scopesOf(ctx.actor, object, verb).size === 0 || mayAll(ctx.actor, object, verb)) return narrow(ctx, verb)
    const grants: Grants = { [object]: { [verb]: 'own' } satisfies Partial<Record<Verb, 'own'>> }
    return narrow({ ...ctx, actor: { ...ctx.actor, roles: [{ key: 'own', grants }] } }, verb)
  }
}

/** Who may change a report says when it leaves. */
export const policies: Record<string, Policy> = {
  report: ownOrShared('report'),
  dashboard: ownOrShared('dashboard'),
  report_schedule: through('report_schedule', 'report', { writes: 'change' }),
}
