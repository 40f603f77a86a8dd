import { z } from 'zod'
import { workingTimeBetween } from '../../../platform/calendar/business.ts'
import { isDay } from '../../../platform/calendar/days.ts'
import { conflict, invalid, issue, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { businessCalendarOf } from '../../team/index.ts'
import { channelOptions, directionOptions, outcomeOptions } from '../objects/lead-options.ts'
import { isSettled } from '../rules/moves.ts'
import { mayChange } from './move-lead.ts'

const input = z.strictObject({
  channel: z.enum(channelOptions.map(({ key }) => key)).default('call'),
  direction: z.enum(directionOptions.map(({ key }) => key)).default('out'),
  outcome: z.enum(outcomeOptions.map(({ key }) => key)).default('reached'),
  at: z.iso.datetime({ offset: true }).nullish(),
  content: z.string().max(20_000).nullish(),
  next_contact_on: z.string().refine((text) => isDay(text) && text > '1900' && text < '2200', { message: 'A day such as 2026-05-01' }).nullish(),
})

/** One contact with a lead. The first in which it was reached stops the clock of its first contact; a new lead is worked on from then. */
export const logContact = defineAction({
  name: 'log-contact',
  object: 'lead',
  on: 'record',
  label: { zh: '记录接触', en: 'Log contact' },
  input,
  guard: mayChange,
  run: (ctx, { id, input }) => log(ctx, id, input),
})

/** @throws Problem 404, 403; 409 for a lead whose outcome is known; 422 for a time to come. */
async function log(ctx: Context, id: string | null, { next_contact_on, ...contact }: z.infer<typeof input>): Promise<unknown> {
  if (!id) throw notFound()
  const now = ctx.clock.now()
  const at = contact.at ? new Date(contact.at) : now
  if (at.getTime() > now.getTime() + 60_000) throw invalid([issue('at', 'in_future', '接触时间不能在将来', 'A contact cannot lie ahead')])
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'lead')
    const { record: lead } = await lockRecord(ctx, object, id, 'change')
    if (isSettled(String(lead.status))) throw conflict('wrong-state', { zh: '线索已有定论；不合格的请先重新跟进，已转化的请记在客户上', en: 'The outcome is known: reopen an unqualified lead first; of a converted one, log it at the customer' })
    await createRecord(ctx, objectOf(ctx, 'lead_interaction'), { ...contact, lead: id, at: at.toISOString() }, { asSystem: true })
    const patch = {
      ...(lead.status === 'new' ? { status: 'working' } : {}),
      ...(contact.outcome === 'reached' && !lead.first_contact_at ? await firstContact(ctx, id, at) : {}),
      ...(next_contact_on === undefined ? {} : { next_contact_on }),
    }
    return JSON.parse((await updateRecord(ctx, object, id, patch, { asSystem: true, verb: 'contacted' })).json)
  })
}

/** Minutes during which the company worked; a lead that was spoken to before it was entered waited for nothing. */
async function firstContact(ctx: Context, id: string, at: Date): Promise<Stored> {
  const [row] = await ctx.db.rows<{ created_at: Date }>(sql`select c.created_at from leads c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid`)
  const calendar = await businessCalendarOf(ctx)
  const waited = row ? workingTimeBetween(calendar, new Date(row.created_at), at) : 0
  return { first_contact_at: at.toISOString(), minutes_to_first_contact: Math.max(0, Math.round(waited / 60_000)) }
}
