import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { customerNetwork } from '../queries/customer-links.ts'

/** Customers around one, two steps far, each as far as the caller may see it. */
export const showNetwork = defineAction({
  name: 'network',
  object: 'customer',
  on: 'record',
  label: { zh: '关系网', en: 'Network' },
  is_query: true,
  input: z.strictObject({ limit: z.number().int().min(2).max(500).default(100) }),
  guard: (ctx) => verdictOf(ctx, 'customer', 'see') !== false,
  run: async (ctx, { id, input }) => (id ? customerNetwork(ctx, { id, limit: input.limit }) : null),
})
