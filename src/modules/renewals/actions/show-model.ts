import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'

/** What was learnt, and how it did on contracts it had not seen: a figure of the company as a whole. Null before the first night. */
export const showModel = defineAction({
  name: 'model',
  object: 'contract_risk',
  on: 'collection',
  label: { zh: '续约模型', en: 'Renewal model' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => mayAll(ctx.actor, 'contract_risk', 'see') && mayAll(ctx.actor, 'contract', 'see'),
  run: async (ctx) => {
    const [standing] = await ctx.db.rows(sql`select m.as_of::text as as_of, m.contracts, m.ended, m.running, m.model from renewal_models m where m.workspace_id = ${sql.workspace}`)
    return { standing: standing ?? null }
  },
})
