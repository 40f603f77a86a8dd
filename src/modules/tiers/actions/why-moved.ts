import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { readableFigures } from '../queries/figures.ts'

/** The figures that decided about a move, as they were on the day: those that the caller may read. */
export const whyMoved = defineAction({
  name: 'why',
  object: 'tier_move',
  on: 'record',
  label: { zh: '变动依据', en: 'Why it moved' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'tier_move', 'see') !== false,
  run: async (ctx, { id }) => {
    const [move] = await ctx.db.rows<{ figures: unknown }>(sql`select m.figures from tier_moves m where m.workspace_id = ${sql.workspace} and m.id = ${id}::uuid`)
    return { figures: readableFigures(ctx, move?.figures) }
  },
})
