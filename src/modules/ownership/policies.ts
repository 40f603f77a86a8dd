import { sql } from '../../platform/db/sql.ts'
import { scopesOf } from '../../kernel/access/actor.ts'
import { anyOf, byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

const among = (columns: readonly string[], why: { zh: string; en: string }): Policy => (ctx) => [
  { why, where: (row) => sql.or(columns.map((column) => sql`${sql.id(row, column)} = ${ctx.actor.id}::uuid`)) },
]

/** Both who gives and who receives know of it. */
const taking = among(['from_id', 'to_id', 'created_by'], { zh: '本人交出、接手或发起', en: 'one gives, receives or began it' })
const receiving = among(['to_id'], { zh: '由本人接手', en: 'one receives it' })

const splitTo: Policy = (ctx) => [{ why: { zh: '其中有客户由本人接手', en: 'some of its customers are received by this person' }, where: (row) => sql`exists (select 1 from handover_items i
  where i.workspace_id = ${sql.workspace} and i.handover_id = ${sql.id(row, 'id')} and i.to_id = ${ctx.actor.id}::uuid)` }]

/** Kept by actions: nobody adds one by hand. */
const kept = (policy: Policy): Policy => (ctx, verb) => (verb === 'see' || verb === 'change' ? policy(ctx, verb) : [])

/** What the person may give away is asked of each customer (handover/start-handover.ts): here only whether the role knows of handovers. */
const handovers: Policy = (ctx, verb) => {
  if (verb === 'create') return scopesOf(ctx.actor, 'handover', verb).size > 0 ? [{ why: { zh: '可以发起交接', en: 'one may begin a handover' }, where: null }] : []
  return kept(anyOf(byRole('handover'), verb === 'see' ? anyOf(taking, splitTo) : () => []))(ctx, verb)
}

/** Everybody knows the rules of the pool; who gets new customers and what is removed is for whoever has all of it. */
export const policies: Record<string, Policy> = {
  pool: readWrite(everyone, byRole('pool')),
  assignment_rule: byRole('assignment_rule'),
  ability: byRole('ability'),
  handover: handovers,
  handover_item: kept(anyOf(through('handover_item', 'handover'), receiving)),
  removal_rule: byRole('removal_rule'),
  removal_proposal: kept(byRole('removal_proposal')),
}
