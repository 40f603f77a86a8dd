import { z } from 'zod'
import { forbidden } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { ageing } from '../queries/ageing.ts'

/** What is open and how old it is, of the invoices the caller may see. */
export const showAgeing = defineAction({
  name: 'ageing', object: 'invoice', on: 'collection', label: { zh: '账龄', en: 'Ageing' }, is_query: true,
  input: z.strictObject({ by: z.enum(['customer', 'owner']).optional(), filter: z.record(z.string(), z.unknown()).optional(), limit: z.number().int().min(1).max(500).default(100) }),
  guard: (ctx) => verdictOf(ctx, 'invoice', 'see') !== false,
  run: (ctx, { input }) => {
    // Sums tell of what they are made of: whoever may not read a field of an invoice gets none of it.
    const asked = ['open_amount', 'exchange_rate', 'due_on', 'issued_on', 'status', ...(input.by ? [input.by] : [])]
    if (!asked.every((name) => readableField(ctx, objectOf(ctx, 'invoice'), name))) throw forbidden()
    return ageing(ctx, input)
  },
})
