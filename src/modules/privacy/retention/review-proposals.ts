/** Deciding what retention rules propose, and whether a rule still reaches what it proposed. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { removeRecord } from '../../../kernel/records/remove.ts'
import { startErasure } from '../actions/ask-erasure.ts'
import { countAffected } from './affected.ts'
import { decideProposals, type Reviewed } from './decide-proposals.ts'
import { ruleOf } from './save-rule.ts'

const input = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) })
const mayReview = (ctx: Context) => verdictOf(ctx, 'retention_proposal', 'change') !== false

export const applyAction = defineAction({
  name: 'apply',
  object: 'retention_proposal',
  on: 'collection',
  label: { zh: '执行', en: 'Carry out' },
  input,
  guard: mayReview,
  run: (ctx, { input }) => applyProposals(ctx, input.ids),
})

export const keepAction = defineAction({
  name: 'keep',
  object: 'retention_proposal',
  on: 'collection',
  label: { zh: '保留一年', en: 'Keep for a year' },
  input,
  guard: mayReview,
  run: (ctx, { input }) => decideProposals(ctx, 'retention_proposal', input.ids, async () => 'kept'),
})

/** Does what is proposed, where the rule still reaches the record. Erasing that wants a second person is asked for. */
export async function applyProposals(ctx: Context, ids: readonly string[]): Promise<Reviewed> {
  return decideProposals(ctx, 'retention_proposal', ids, async (ctx, proposal) => {
    if (!(await stillFits(ctx, proposal))) return 'obsolete'
    const [object, record] = [String(proposal.object), String(proposal.record)]
    const caused: Context = { ...ctx, cause: { ...ctx.cause, retention_rule: String(proposal.rule) } }
    if (proposal.act === 'bin') await removeRecord(caused, objectOf(ctx, object), record)
    else await startErasure(caused, { object, record, subject: String(proposal.subject), ground: 'retention_over' })
    return 'done'
  })
}

async function stillFits(ctx: Context, proposal: Stored): Promise<boolean> {
  const [row] = await ctx.db.rows<{ rule: Stored }>(
    sql`select row_to_json(r) as rule from retention_rules r where r.workspace_id = ${sql.workspace} and r.id = ${String(proposal.rule)}::uuid and r.deleted_at is null`,
  )
  if (!row) return false
  const rule = ruleOf(row.rule)
  const condition = { and: [rule.condition ?? {}, { id: String(proposal.record) }] }
  return (await countAffected(ctx, { ...rule, condition }, ctx.clock.now())) === 1
}
