/**
 * A repeating task is followed by the next one: when it is done, and on the day of the next, also where the one before was left undone. Where that it is
 * done is taken back before that day, so is the next, if nobody has touched it.
 */
import { addDays, diffDays } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { savepoint, transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { holdsFiles } from '../../../kernel/fields/index.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { markDeleted } from '../../../kernel/records/remove.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import { lastOf, nextOf, parseRepeat, repeatText } from '../rules/repeat.ts'

export const followedKinds = ['completed', 'reopened', 'updated'].map((verb) => `interactions.task.${verb}`)

interface Row {
  id: string
  version: number
  record: Stored
  /** The one that follows it already. */
  next: { id: string; version: number; record: Stored } | null
}

/**
 * Whatever way it was done: by its act, on the board, in a change of many, by the program. What counts is how the task is now, so that it does
 * not matter how often, or how late, this is called.
 */
export async function followTasks(ctx: Context, events: readonly StoredEvent[]): Promise<void> {
  const moved = [...new Set(events.filter(({ after }) => typeof after?.status === 'string').map(({ record_id: id }) => id))]
  if (moved.length === 0) return
  const object = objectOf(ctx, 'task')
  const rows = await ctx.db.rows<Row>(
    sql`select c.id::text as id, c.version, row_to_json(t) as record,
        (select json_build_object('id', n.id, 'version', n.version, 'record', row_to_json(nt)) from tasks n cross join lateral (select ${storedColumns(object, 'n')}) nt
          where n.workspace_id = ${sql.workspace} and n.follows_id = c.id and n.deleted_at is null) as next
      from tasks c cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id = any(${moved}::uuid[]) and c.repeat is not null and ${isLiving(ctx, object, 'c')} order by c.id for no key update of c`,
  )
  const day = today(ctx.clock, ctx.workspace.timeZone)
  for (const { id, record, next } of rows) {
    if (record.status === 'done' && !next) await makeNext(ctx, object, { id, record, next: nextAfter(record, day) })
    const isToCome = next?.version === 1 && next.record.status === 'open' && String(next.record.due_on) > day
    if (record.status === 'open' && next && isToCome) await markDeleted(ctx, object, { ...next, isDeleted: true })
  }
}

const slice = 200

/**
 * The repeats whose day has come while the one before is open. Whatever was missed meanwhile is one task, that of the last day: nobody begins with a pile.
 * Each slice is one transaction and a task is followed once (the table says so, too), so that it does not matter how often this runs, by how many, or
 * where it was killed.
 * @returns how many were made
 */
export async function makeDueRepeats(ctx: Context): Promise<number> {
  const day = today(ctx.clock, ctx.workspace.timeZone)
  let made = 0
  for (let after: string | null = nil; after !== null; ) {
    const done: { made: number; last: string | null } = await transaction(ctx, (ctx) => makeSlice(ctx, { day, after: after ?? nil }))
    made += done.made
    after = done.last
  }
  return made
}

const nil = '00000000-0000-0000-0000-000000000000'

async function makeSlice(ctx: Context, { day, after }: { day: string; after: string }): Promise<{ made: number; last: string | null }> {
  const object = objectOf(ctx, 'task')
  const rows = await ctx.db.rows<{ id: string; record: Stored }>(
    sql`select c.id::text as id, row_to_json(t) as record from tasks c cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id > ${after}::uuid and c.repeat is not null and c.status = 'open' and c.deleted_at is null and c.due_on < ${day}::date and ${isLiving(ctx, object, 'c')}
        and not exists (select 1 from tasks n where n.workspace_id = ${sql.workspace} and n.follows_id = c.id and n.deleted_at is null)
      order by c.id limit ${slice} for no key update of c skip locked`,
  )
  let made = 0
  for (const { id, record } of rows) {
    const next = dayCome(record, day)
    if (next && (await isMade(ctx, object, { id, record, next }))) made++
  }
  return { made, last: rows.length < slice ? null : (rows.at(-1)?.id ?? null) }
}

/** One that cannot be made, whatever is left out, keeps no other from its day. */
async function isMade(ctx: Context, object: ObjectDefinition, how: Following): Promise<boolean> {
  try {
    await savepoint(ctx, (ctx) => makeNext(ctx, object, how))
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

interface Following {
  id: string
  record: Stored
  next: ReturnType<typeof nextOf>
}

/** After what was done, the first day that is not gone: nobody begins with what is overdue. A task that is dropped ends its row. */
function nextAfter({ repeat, due_on: from }: Stored, day: string): Following['next'] {
  const rule = parseRepeat(String(repeat))
  return rule && typeof from === 'string' ? nextOf(rule, { from, notBefore: day }) : null
}

function dayCome({ repeat, due_on: from }: Stored, day: string): Following['next'] {
  const rule = parseRepeat(String(repeat))
  return rule && typeof from === 'string' ? lastOf(rule, { from, today: day }) : null
}

async function makeNext(ctx: Context, object: ObjectDefinition, { id, record, next }: Following): Promise<void> {
  if (!next) return
  const kept = [...object.fields.values()].filter((field) => !field.readonly && !field.derived && !field.is_system && !field.internal && !holdsFiles(field) && !ofOnce.includes(field.name))
  const values = Object.fromEntries(kept.map(({ name }) => [name, record[name] ?? null]))
  await createWithout(ctx, object, { ...values, starts_on: startOfNext(record, next.day), due_on: next.day, repeat: repeatText(next.rule), follows: id, status: 'open' })
}

/** It takes as many days as it did before. */
function startOfNext({ starts_on: from, due_on: to }: Stored, day: string): string | null {
  return typeof from === 'string' && typeof to === 'string' ? addDays(day, diffDays(to, from)) : null
}

/** What cannot be said any more, such as a contact who was deleted meanwhile, is left out: the task comes again all the same. */
async function createWithout(ctx: Context, object: ObjectDefinition, values: Record<string, unknown>): Promise<void> {
  try {
    await createRecord(ctx, object, values, { asSystem: true })
  } catch (error) {
    const wrong = error instanceof Problem ? error.issues.map(({ path }) => path.split(/[.[]/, 1)[0] ?? '') : []
    const left = Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.includes(name)))
    if (Object.keys(left).length === Object.keys(values).length) throw error
    await createWithout(ctx, object, left)
  }
}

const ofOnce = ['status', 'interaction', 'starts_on', 'due_on', 'repeat']
