import { z } from 'zod'
import { mayAll } from '../../../kernel/access/actor.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { countedCustomers } from '../queries/counted-customers.ts'

/** Counted over the whole company: the lists are for whoever sees all that was counted. */
export const showCounted = defineAction({
  name: 'counted',
  object: 'product_association',
  on: 'collection',
  label: { zh: '所计的客户', en: 'Customers that were counted' },
  is_query: true,
  input: z.strictObject({ ids: z.array(z.uuid()).max(100).default([]) }),
  guard: (ctx) => mayAll(ctx.actor, 'customer', 'see') && mayAll(ctx.actor, 'transaction', 'see') && mayAll(ctx.actor, 'product', 'see'),
  run: async (ctx, { input }) => ({ counted: await countedCustomers(ctx, input.ids) }),
})
