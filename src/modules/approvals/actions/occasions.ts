import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { occasionsOf } from '../occasions.ts'

/** What may need approval, for whoever draws up lines. */
export const occasionsAction = defineAction({
  name: 'occasions',
  object: 'approval_line',
  on: 'collection',
  label: { zh: '审批事项', en: 'Occasions' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'approval_line', 'see') !== false,
  run: async (ctx) => ({ data: occasionsOf(ctx.registry).map(({ object, occasion, label }) => ({ object, occasion, label })) }),
})
