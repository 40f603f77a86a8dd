import { z } from 'zod'
import { invalid } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { countAffected, listAffected } from './affected.ts'

const shown = 100

/** Whom a rule would propose today; nothing is written. */
export const previewRemoval = defineAction({
  name: 'simulate',
  object: 'removal_rule',
  on: 'collection',
  label: { zh: '模拟', en: 'Simulate' },
  is_query: true,
  input: z.object({
    kind: z.enum(['no_consumption', 'incomplete', 'duplicate', 'test_data']),
    months: z.number().int().min(0).max(600).nullish(),
    below: z.number().min(1).max(100).nullish(),
    condition: z.record(z.string(), z.unknown()).nullish(),
    act: z.enum(['bin', 'anonymise']).default('bin'),
  }),
  guard: (ctx) => verdictOf(ctx, 'removal_rule', 'see') !== false && mayAll(ctx.actor, 'customer', 'see'),
  run: async (ctx, { input }) => {
    // A rule that could not be saved would propose everybody.
    const issues = objectOf(ctx, 'removal_rule').check({ kind: input.kind, months: input.months ?? null, below: input.below ?? null }, null)
    if (issues.length > 0) throw invalid(issues)
    const [total, customers] = await Promise.all([countAffected(ctx, input), listAffected(ctx, input, { limit: shown })])
    return { total, customers }
  },
})
