import { mayAll } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'

/** Figures of the company as a whole are for those who may see all that they are made of. */
export function maySeeCompany(ctx: Context): boolean {
  return mayAll(ctx.actor, 'customer_value', 'see') && mayAll(ctx.actor, 'transaction', 'see')
}
