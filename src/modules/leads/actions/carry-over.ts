import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { unfilled, type Stored } from '../../../kernel/records/input.ts'
import { touchLastContacts } from '../../customers/index.ts'

/** Each contact with the lead becomes an interaction with the customer, at its time and in its words: what was said before is not lost to whoever goes on. */
export async function carryOver(ctx: Context, lead: string, { customer, contact }: { customer: string; contact: string | null }): Promise<void> {
  const said = await ctx.db.rows<{ channel: string; direction: string; at: Date; content: string | null; outcome: string; owner: string | null }>(
    sql`select i.channel, i.direction, i.at, i.content, i.outcome, i.owner_id as owner from lead_interactions i
      where i.workspace_id = ${sql.workspace} and i.lead_id = ${lead}::uuid and i.deleted_at is null order by i.at, i.id`,
  )
  if (said.length === 0) return
  const object = objectOf(ctx, 'interaction')
  const moment = { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone }
  const outcomes = new Map(objectOf(ctx, 'lead_interaction').fields.get('outcome')?.options?.map(({ key, label }) => [key, label[ctx.language]]))
  const rows = said.map(({ at, outcome, ...one }) => {
    const record: Stored = { ...unfilled(ctx, object), ...one, at: new Date(at).toISOString(), customer, contacts: contact ? [contact] : [] }
    // What was only tried says so; what was reached needs no word.
    if (outcome !== 'reached') record.result = outcomes.get(outcome) ?? outcome
    for (const [name, value] of Object.entries(object.derive(record, moment))) if (value !== undefined) record[name] = value
    return { id: newId(), version: 1, record }
  })
  await addMany(ctx, object, rows)
  await touchLastContacts(ctx, rows.filter((_, at) => said[at]?.outcome === 'reached').map(({ record }) => ({ customer, at: String(record.at) })))
}
