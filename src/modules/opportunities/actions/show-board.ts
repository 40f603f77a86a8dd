import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { boardColumns } from '../queries/board.ts'

/** Heads of the board's columns; the cards are lists of their own. */
export const showBoard = defineAction({
  name: 'board',
  object: 'opportunity',
  on: 'collection',
  label: { zh: '看板', en: 'Board' },
  is_query: true,
  input: z.strictObject({ pipeline: z.uuid(), filter: z.record(z.string(), z.unknown()).optional(), q: z.string().max(200).optional() }),
  guard: (ctx) => verdictOf(ctx, 'opportunity', 'see') !== false,
  run: async (ctx, { input }) => ({ columns: await boardColumns(ctx, input) }),
})
