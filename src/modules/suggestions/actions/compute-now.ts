import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { startJob } from '../../../kernel/jobs.ts'
import { computeSuggestions } from '../engine/compute.ts'
import { settleProposals } from '../engine/settle-proposals.ts'

export const computeKind = 'suggestions.compute'

/** Begins the computation of the night at once. For whoever may change the rule that it goes by. */
export const computeNow = defineAction({
  name: 'compute',
  object: 'product_association',
  on: 'collection',
  label: { zh: '立即计算', en: 'Compute now' },
  input: z.strictObject({}),
  guard: (ctx) => mayAll(ctx.actor, 'suggestion_rule', 'change'),
  run: (ctx) => transaction(ctx, async (ctx) => ({ job: await startJob(ctx, { kind: computeKind, payload: {} }) })),
})

export async function computeAll(ctx: Context): Promise<unknown> {
  const proposals = await settleProposals(ctx)
  return { ...(await computeSuggestions(ctx)), proposals }
}
