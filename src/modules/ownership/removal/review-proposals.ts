/** Deciding what removal rules propose, and whether a rule still reaches what it proposed. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { removeRecord } from '../../../kernel/records/remove.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { decideProposals, startErasure, type Decision } from '../../privacy/index.ts'
import { affectedWhere, removalShape } from './affected.ts'

const input = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) })
const mayReview = (ctx: Context) => verdictOf(ctx, 'removal_proposal', 'change') !== false

export const applyRemoval = defineAction({
  name: 'apply',
  object: 'removal_proposal',
  on: 'collection',
  label: { zh: '执行', en: 'Carry out' },
  input,
  guard: mayReview,
  run: (ctx, { input }) => decideProposals(ctx, 'removal_proposal', input.ids, carryOut),
})

export const keepCustomers = defineAction({
  name: 'keep',
  object: 'removal_proposal',
  on: 'collection',
  label: { zh: '保留一年', en: 'Keep for a year' },
  input,
  guard: mayReview,
  run: (ctx, { input }) => decideProposals(ctx, 'removal_proposal', input.ids, async () => 'kept'),
})

/** To the recycle bin, or erased by the rules of the privacy module: where two have to decide there, this is only the asking. */
async function carryOut(ctx: Context, proposal: Stored): Promise<Decision> {
  const customer = String(proposal.customer)
  const rule = await ruleStillReaching(ctx, proposal)
  if (!rule) return 'obsolete'
  const caused: Context = { ...ctx, cause: { ...ctx.cause, removal_rule: String(proposal.rule), reason: rule } }
  if (proposal.act === 'bin') {
    await removeRecord(caused, objectOf(ctx, 'customer'), customer)
    return 'done'
  }
  if (verdictOf(ctx, 'erasure', 'create') === false) throw forbidden()
  const { record } = await lockRecord(ctx, objectOf(ctx, 'customer'), customer, 'delete')
  await startErasure(caused, { object: 'customer', record: customer, subject: String(record.name ?? ''), ground: 'purpose_over' })
  return 'done'
}

async function ruleStillReaching(ctx: Context, proposal: Stored): Promise<string | null> {
  const [stored] = await ctx.db.rows<object>(
    sql`select r.kind, r.months, r.below, r.condition, r.act from removal_rules r where r.workspace_id = ${sql.workspace} and r.id = ${String(proposal.rule)}::uuid and r.deleted_at is null`,
  )
  if (!stored) return null
  const rule = removalShape.parse(stored)
  const rows = await ctx.db.rows(sql`select 1 from customers c where c.id = ${String(proposal.customer)}::uuid and ${affectedWhere(ctx, rule, 'c')}`)
  return rows.length > 0 ? rule.kind : null
}
