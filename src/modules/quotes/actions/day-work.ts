/** What comes with a day: quotes that no longer hold, contracts that begin and end, and who is reminded. */
import { addDays, diffDays } from '../../../platform/calendar/days.ts'
import { isWorkingDay } from '../../../platform/calendar/business.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { insertsOfEvents, updateMany } from '../../../kernel/records/write-many.ts'
import { notifyAll } from '../../notices/index.ts'
import { businessCalendarOf } from '../../team/index.ts'
import { windowReached } from '../rules/reminders.ts'

const slice = 500

export async function turnTheDay(ctx: Context): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  await moveAll(ctx, { object: 'quote', to: 'expired', verb: 'expired', which: sql`d.status = 'sent' and d.valid_until < ${today}::date` })
  await moveAll(ctx, { object: 'contract', to: 'active', verb: 'activated', which: sql`d.status = 'signed' and (d.starts_on is null or d.starts_on <= ${today}::date) and (d.ends_on is null or d.ends_on >= ${today}::date)` })
  // What renews by itself goes on.
  await moveAll(ctx, { object: 'contract', to: 'ended', verb: 'ended', which: sql`d.status in ('signed', 'active') and d.ends_on < ${today}::date and d.renews <> 'automatic'` })
}

interface Turn {
  object: 'quote' | 'contract'
  to: string
  verb: string
  /** Of the row `d`. */
  which: Sql
}

async function moveAll(ctx: Context, turn: Turn): Promise<void> {
  while ((await transaction(ctx, (ctx) => moveSlice(ctx, turn))) === slice);
}

async function moveSlice(ctx: Context, { object: name, to, verb, which }: Turn): Promise<number> {
  const object = objectOf(ctx, name)
  const status = object.fields.get('status')
  const rows = await ctx.db.rows<{ id: string; version: number; status: Value; customer: string }>(
    sql`select d.id, d.version, d.status, d.customer_id as customer from ${sql.id(object.table)} d
      where d.workspace_id = ${sql.workspace} and d.deleted_at is null and ${which} order by d.id limit ${slice} for no key update of d`,
  )
  await updateMany(ctx, object, rows.map(({ id, version }) => ({ id, version: version + 1, record: { status: to } })), status ? [status] : [])
  const events = rows.map(({ id, version, status, customer }) => ({ verb, recordId: id, aboutId: customer, before: { status }, after: { status: to }, version: version + 1 }))
  for (const statement of insertsOfEvents(ctx, object, events)) await ctx.db.rows(statement)
  return rows.length
}

const most = 20_000

/**
 * Each morning of a working day: whoever looks after a contract is told once 90, 30 and 7 days before it ends. What falls on days of
 * rest is told on the last working day before.
 */
export async function remindOfContracts(ctx: Context): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const calendar = await businessCalendarOf(ctx)
  if (!isWorkingDay(calendar, today)) return
  let rest = 0
  while (rest < 15 && !isWorkingDay(calendar, addDays(today, rest + 1))) rest++
  await transaction(ctx, async (ctx) => {
    const rows = await ctx.db.rows<{ id: string; owner: string; ends_on: string }>(
      sql`select k.id, k.owner_id as owner, k.ends_on::text as ends_on from contracts k where k.workspace_id = ${sql.workspace} and k.deleted_at is null
        and k.status in ('signed', 'active') and k.ends_on between ${today}::date and ${addDays(today, 90 + rest)}::date order by k.ends_on, k.id limit ${most}`,
    )
    await notifyAll(ctx, rows.flatMap(({ id, owner, ends_on }) => {
      const window = windowReached(diffDays(today, ends_on), rest)
      return window === null ? [] : [{ kind: 'contract_ends', to: [owner], object: 'contract', record_id: id, values: { day: ends_on }, key: `contract_ends:${id}:${ends_on}:${window}`, from: null }]
    }))
  })
}
