import { sql } from '../../platform/db/sql.ts'
import { mayAll } from '../../kernel/access/actor.ts'
import { byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

/** What was switched on once is part of the history: only drafts are thrown away. */
const schemes: Policy = (ctx, verb) => {
  const rules = readWrite(everyone, byRole('tier_scheme'))(ctx, verb)
  if (verb !== 'delete') return rules
  return rules.map(({ where, ...rule }) => ({ ...rule, where: (row) => sql.and([sql`${sql.id(row, 'state')} = 'draft'`, ...(where ? [where(row)] : [])]) }))
}

/** Kept by actions: nobody adds one by hand. */
const kept = (policy: Policy): Policy => (ctx, verb) => (verb === 'see' || verb === 'export' ? policy(ctx, verb) : [])

/** How many moved is a figure of the whole company. */
const company: Policy = (ctx) => (mayAll(ctx.actor, 'customer', 'see') ? [{ why: { zh: '可见全部客户', en: 'every customer may be seen' }, where: null }] : [])

/** Everybody knows the schemes, with the service levels, and the treatments; moves go with the customer. */
export const policies: Record<string, Policy> = {
  tier_scheme: schemes,
  tier_run: kept(company),
  tier_move: kept(through('tier_move', 'customer')),
  treatment: readWrite(everyone, byRole('treatment')),
  treatment_run: kept(byRole('treatment_run')),
}
