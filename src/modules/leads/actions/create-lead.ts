import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'

/** The plain create of a lead: nobody's until the rules or somebody take it up; whoever may only have own ones keeps it. */
export async function createLead(ctx: Context, input: Record<string, unknown>): Promise<string> {
  const isOwn = !input.owner && ctx.actor.kind === 'user' && typeof verdictOf(ctx, 'lead', 'create') === 'function'
  return (await createRecord(ctx, objectOf(ctx, 'lead'), isOwn ? { ...input, owner: ctx.actor.id } : input)).id
}
