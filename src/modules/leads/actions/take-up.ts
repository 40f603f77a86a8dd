import { z } from 'zod'
import { conflict, forbidden, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { refuseMove, mayChange } from './move-lead.ts'

/** Begins to work on a lead. One that is nobody's becomes that of whoever takes it up first. */
export const takeUpLead = defineAction({
  name: 'work',
  object: 'lead',
  on: 'record',
  label: { zh: '跟进', en: 'Take up' },
  input: z.strictObject({}),
  guard: (ctx) => ctx.actor.kind === 'user' && mayChange(ctx),
  run: (ctx, { id }) => takeUp(ctx, id),
})

/** @throws Problem 404; 403 for somebody else's; 409 when somebody was quicker or it is worked on already. */
async function takeUp(ctx: Context, id: string | null): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    // Without the policy: it was visible a moment ago, and now it is to be said that somebody else has it.
    const [lead] = await ctx.db.rows<{ status: string; owner: string | null; may: boolean }>(
      sql`select c.status, c.owner_id as owner, ${allowed(ctx, 'lead', 'change', 'c')} as may from leads c
        where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and c.deleted_at is null for no key update of c`,
    )
    if (!lead) throw notFound()
    if (lead.owner !== null && !lead.may) throw lead.status === 'new' ? forbidden() : conflict('already-owned', { zh: '已由他人跟进', en: 'Somebody else has taken it up' })
    refuseMove(lead, 'working')
    const patch = { status: 'working', ...(lead.owner === null ? { owner: ctx.actor.id } : {}) }
    return JSON.parse((await updateRecord(ctx, objectOf(ctx, 'lead'), id, patch, { asSystem: true, verb: 'taken_up' })).json)
  })
}
