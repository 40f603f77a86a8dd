import { sql } from '../../platform/db/sql.ts'
import { scopesOf } from '../../kernel/access/actor.ts'
import { anyOf, byRole, through, type Policy } from '../../kernel/access/policy.ts'

const ownRequest: Policy = (ctx) => [{ why: { zh: '本人提出的申请', en: 'own request' }, where: (row) => sql`${sql.id(row, 'created_by')} = ${ctx.actor.id}::uuid` }]

/** What the person may do is asked of the person (actions/ask-erasure.ts): here only whether the role knows of erasures at all. */
const whoeverMayAsk: Policy = (ctx, verb) =>
  scopesOf(ctx.actor, 'erasure', verb).size === 0 ? [] : [{ why: { zh: '可以提出申请', en: 'one may ask' }, where: null }]

/** Nothing without an owner is reached by less than a right to all of it: these lists name people whom a narrower right does not show. */
function writtenByActions(object: string): Policy {
  return (ctx, verb) => (verb === 'create' || verb === 'delete' || verb === 'import' ? [] : byRole(object)(ctx, verb))
}

/** Everybody may ask for the erasing of whom they may delete, and see what became of it; deciding takes the right to all. */
export const policies: Record<string, Policy> = {
  consent: through('consent', 'customer'),
  erasure: (ctx, verb) => {
    if (verb === 'create') return whoeverMayAsk(ctx, verb)
    return (verb === 'see' ? anyOf(writtenByActions('erasure'), ownRequest) : writtenByActions('erasure'))(ctx, verb)
  },
  erased_return: writtenByActions('erased_return'),
  retention_rule: byRole('retention_rule'),
  retention_proposal: writtenByActions('retention_proposal'),
}
