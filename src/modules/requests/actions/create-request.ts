import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'

/** The plain create of a request: nobody's until it is given to somebody; whoever may only have own ones keeps it. */
export async function createRequest(ctx: Context, input: Record<string, unknown>): Promise<string> {
  const isOwn = !input.owner && ctx.actor.kind === 'user' && typeof verdictOf(ctx, 'request', 'create') === 'function'
  return (await createRecord(ctx, objectOf(ctx, 'request'), isOwn ? { ...input, owner: ctx.actor.id } : input)).id
}
