import { z } from 'zod'
import { mayAll } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
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
    const [total, customers] = await Promise.all([countAffected(ctx, input), listAffected(ctx, input, { limit: shown })])
    return { total, customers }
  },
})
