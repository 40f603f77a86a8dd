import { sql } from '../../platform/db/sql.ts'
import { scopesOf, type Verb } from '../../kernel/access/actor.ts'
import { anyOf, byRole, everyone, readWrite, type Policy } from '../../kernel/access/policy.ts'

/**
 * Whoever sits in a queue or leads it sees and takes what is in it, whatever else the role reaches. Nearly all calls are in some queue: a list
 * walks by its order rather than gathering them. It is a way of its own, shut before it is walked where somebody has no queue: else all
 * calls of the company were walked past to find none.
 */
const ofOwnQueue = (name: 'call' | 'call_back'): Policy => (ctx, verb) => {
  if ((verb !== 'see' && verb !== 'change') || scopesOf(ctx.actor, name, verb).size === 0) return []
  const own = sql`from call_queues q where q.workspace_id = ${sql.workspace} and q.deleted_at is null and (q.people_ids @> array[${ctx.actor.id}::uuid] or q.manager_id = ${ctx.actor.id}::uuid)`
  return [{
    why: { zh: '在本人所在的呼叫队列', en: 'it is in a call queue of one’s own' },
    where: (row) => sql`((select exists (select 1 ${own})) and ${sql.id(row, 'queue_id')} = any(array(select q.id ${own})))`,
    isFew: true,
  }]
}

/** A call was made or it was not, and who is to be called is: neither is thrown away nor brought in by files. */
const kept = (policy: Policy): Policy => (ctx, verb) => (isKept(verb) ? [] : policy(ctx, verb))

function isKept(verb: Verb): boolean {
  return verb === 'delete' || verb === 'import'
}

export const policies: Record<string, Policy> = {
  call: kept(anyOf(byRole('call'), ofOwnQueue('call'))),
  call_back: kept(anyOf(byRole('call_back'), ofOwnQueue('call_back'))),
  call_queue: readWrite(everyone, byRole('call_queue')),
  agent_state: (ctx, verb) => (verb === 'see' || verb === 'export' ? byRole('agent_state')(ctx, verb) : []),
}
