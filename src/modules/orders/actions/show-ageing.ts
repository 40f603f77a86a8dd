import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { ageing } from '../queries/ageing.ts'

/** What is open and how old it is, of the invoices the caller may see. */
export const showAgeing = defineAction({
  name: 'ageing', object: 'invoice', on: 'collection', label: { zh: '账龄', en: 'Ageing' }, is_query: true,
  input: z.strictObject({ by: z.enum(['customer', 'owner']).optional(), filter: z.record(z.string(), z.unknown()).optional(), limit: z.number().int().min(1).max(500).default(100) }),
  guard: (ctx) => verdictOf(ctx, 'invoice', 'see') !== false,
  run: (ctx, { input }) => ageing(ctx, input),
})
