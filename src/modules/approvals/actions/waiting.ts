import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { waitingFor } from '../queries/waiting-for-me.ts'

/** What waits for the caller's decision, one's own turn or that of somebody stood in for, the oldest first. */
export const waitingForMe = defineAction({
  name: 'waiting',
  object: 'approval',
  on: 'collection',
  label: { zh: '待我审批', en: 'Waiting for me' },
  is_query: true,
  input: z.strictObject({ limit: z.number().int().min(1).max(200).default(50) }),
  guard: (ctx) => verdictOf(ctx, 'approval', 'see') !== false,
  run: (ctx, { input }) => waitingFor(ctx, input.limit),
})
