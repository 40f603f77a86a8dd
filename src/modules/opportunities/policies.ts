import { scopesOf } from '../../kernel/access/actor.ts'
import { anyOf, byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'
import { sql } from '../../platform/db/sql.ts'

/** Colleagues who work on it see and change it, as far as their roles know of opportunities at all. */
const ofTeam: Policy = (ctx, verb) => {
  if ((verb !== 'see' && verb !== 'change') || scopesOf(ctx.actor, 'opportunity', verb).size === 0) return []
  return [{ why: { zh: '本人协作此商机', en: 'one works on it' }, where: (row) => sql`${sql.id(row, 'team_ids')} @> array[${ctx.actor.id}::uuid]`, isFew: true }]
}

/** What is known of competitors is for all who sell. */
const ofSellers: Policy = (ctx, verb) =>
  (verb === 'see' || verb === 'create' || verb === 'change') && scopesOf(ctx.actor, 'opportunity', verb).size > 0 ? [{ why: { zh: '凡做商机者', en: 'whoever works on opportunities' }, where: null }] : []

const withOpportunity = through('stage_stay', 'opportunity')

/** Pipelines and stages are known to everybody. Stays go with their opportunities and are written by nobody. */
export const policies: Record<string, Policy> = {
  pipeline: readWrite(everyone, byRole('pipeline')),
  stage: readWrite(everyone, byRole('stage')),
  opportunity: anyOf(byRole('opportunity'), ofTeam),
  stage_stay: (ctx, verb) => (verb === 'see' || verb === 'export' ? withOpportunity(ctx, verb) : []),
  competitor: anyOf(byRole('competitor'), ofSellers),
  opportunity_competitor: through('opportunity_competitor', 'opportunity', { writes: 'change' }),
}
