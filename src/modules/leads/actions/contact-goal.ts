import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'

/** Counts for leads that come from now on. */
export const setContactGoal = defineAction({
  name: 'contact-goal',
  object: 'lead',
  on: 'collection',
  label: { zh: '首次联系时限', en: 'Goal of first contact' },
  input: z.strictObject({ minutes: z.number().int().min(1).max(10_000) }),
  guard: (ctx) => mayAll(ctx.actor, 'lead', 'change'),
  run: async (ctx, { input }) => {
    await ctx.db.rows(
      sql`insert into lead_settings (workspace_id, contact_minutes) values (${sql.workspace}, ${input.minutes}) on conflict (workspace_id) do update set contact_minutes = excluded.contact_minutes`,
    )
    return { minutes: input.minutes }
  },
})
