import { runInTurn } from '../../../platform/db/insert-rows.ts'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { announceAfterCommit, type StoredEvent } from '../../../kernel/history/events.ts'
import { unfilled, type Stored } from '../../../kernel/records/input.ts'
import { insertsOfRecords, updateMany } from '../../../kernel/records/write-many.ts'
import { isReachable } from '../objects/special-day.ts'

/** The customers whose birthdays, or those of whose contacts, an event may concern. */
export function touchedByBirthday(event: StoredEvent): string[] {
  const { before, after, object } = event
  const says = (name: string) => before?.[name] !== undefined || after?.[name] !== undefined
  const isCreation = event.kind.endsWith('.created')
  const concerns =
    object === 'special_day' ||
    (isCreation ? says('birthday') : ['birthday', 'birthday_calendar', 'name', 'kind', 'customer'].some(says))
  return concerns ? [event.about_id, before?.customer, after?.customer].filter((id): id is string => typeof id === 'string') : []
}

interface Birthday {
  /** The automatic day that is there; null: to be made. */
  id: string | null
  version: number | null
  /** Null: nobody's birthday any more, or entered by hand. */
  wanted: { customer: string; contact: string | null; name: string; day: string; calendar: string } | null
  found: Stored | null
}

/**
 * Keeps a special day for every birthday in the files of these customers and their contacts, unless one was entered by hand. What
 * somebody has deleted stays deleted. A bulk path: the days follow from the files, so they have neither versions nor events of their own.
 */
export async function refreshBirthdays(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  const object = objectOf(ctx, 'special_day')
  const birthdays = (await birthdaysOf(ctx, customerIds)).map((one) => (one.wanted && isCovered(one.wanted) ? one : { ...one, wanted: null }))
  const record = (wanted: NonNullable<Birthday['wanted']>) => derived(ctx, object, { ...unfilled(ctx, object), ...wanted, kind: 'birthday', is_automatic: true })
  const made = birthdays.flatMap(({ id, wanted }) => (id === null && wanted ? [{ id: newId(), version: 1, record: record(wanted) }] : []))
  const moved = birthdays.flatMap(({ id, version, wanted, found }) =>
    id !== null && wanted && JSON.stringify(wanted) !== JSON.stringify(found) ? [{ id, version: version ?? 1, record: record(wanted) }] : [],
  )
  const gone = birthdays.flatMap(({ id, wanted }) => (id !== null && !wanted ? [id] : []))
  await runInTurn(ctx.db, insertsOfRecords(ctx, object, made))
  const fields = ['customer', 'contact', 'name', 'day', 'calendar', 'next_on', 'lunar_text'].flatMap((name) => object.fields.get(name) ?? [])
  await updateMany(ctx, object, moved, fields)
  if (gone.length === 0) return
  await ctx.db.rows(sql`delete from special_days d where d.workspace_id = ${sql.workspace} and d.id = any(${gone}::uuid[])`)
  announceAfterCommit(ctx, object)
}

function isCovered({ day, calendar }: { day: string; calendar: string }): boolean {
  return isReachable(day, calendar === 'lunar' ? 'lunar' : 'solar')
}

function derived(ctx: Context, object: ObjectDefinition, record: Stored): Stored {
  const values = object.derive(record, { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone })
  return { ...record, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? null])) }
}

/** What the files say beside the automatic days that are there, told apart by whose birthday it is. */
async function birthdaysOf(ctx: Context, customerIds: readonly string[]): Promise<Birthday[]> {
  return ctx.db.rows<Birthday>(sql`
    with birthdays as (
      select c.id as whose, c.id as customer, null::uuid as contact, c.name, c.birthday as day, coalesce(c.birthday_calendar, 'solar') as calendar
        from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${customerIds}::uuid[]) and c.kind = 'person' and c.birthday is not null
      union all
      select k.id, k.customer_id, k.id, k.name, k.birthday, coalesce(k.birthday_calendar, 'solar')
        from contacts k where k.workspace_id = ${sql.workspace} and k.customer_id = any(${customerIds}::uuid[]) and k.birthday is not null),
    wanted as (
      select f.* from birthdays f where not exists (select 1 from special_days h
        where h.workspace_id = ${sql.workspace} and h.customer_id = f.customer and h.kind = 'birthday' and not h.is_automatic and h.deleted_at is null
          and (h.contact_id is not distinct from f.contact or (h.contact_id is null and h.day = f.day)))),
    found as (
      select d.id, d.version, coalesce(d.contact_id, d.customer_id) as whose, d.customer_id as customer, d.contact_id as contact, d.name, d.day, d.calendar
        from special_days d where d.workspace_id = ${sql.workspace} and d.is_automatic
          and (d.customer_id = any(${customerIds}::uuid[]) or coalesce(d.contact_id, d.customer_id) in (select w.whose from wanted w)))
    select f.id, f.version,
      case when w.whose is not null then json_build_object('customer', w.customer, 'contact', w.contact, 'name', left(w.name, 200), 'day', w.day, 'calendar', w.calendar) end as wanted,
      case when f.id is not null then json_build_object('customer', f.customer, 'contact', f.contact, 'name', f.name, 'day', f.day, 'calendar', f.calendar) end as found
    from wanted w full join found f on f.whose = w.whose`)
}
