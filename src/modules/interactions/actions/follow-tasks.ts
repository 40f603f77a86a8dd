/** A repeating task that is done is followed by the next one; where that it is done is taken back, so is the next, if nobody has touched it. */
import { today } from '../../../platform/calendar/zones.ts'
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
import { nextOf, parseRepeat, repeatText } from '../rules/repeat.ts'

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
  for (const { id, record, next } of rows) {
    if (record.status === 'done' && !next) await makeNext(ctx, object, id, record)
    if (record.status === 'open' && next?.version === 1 && next.record.status === 'open') await markDeleted(ctx, object, { ...next, isDeleted: true })
  }
}

/** Days that have passed meanwhile are left out: nobody begins with what is overdue. A task that is dropped ends its row. */
async function makeNext(ctx: Context, object: ObjectDefinition, id: string, record: Stored): Promise<void> {
  const rule = parseRepeat(String(record.repeat))
  const next = rule && typeof record.due_on === 'string' ? nextOf(rule, { from: record.due_on, notBefore: today(ctx.clock, ctx.workspace.timeZone) }) : null
  if (!next) return
  const kept = [...object.fields.values()].filter((field) => !field.readonly && !field.derived && !field.is_system && !field.internal && !holdsFiles(field) && !ofOnce.includes(field.name))
  const values = Object.fromEntries(kept.map(({ name }) => [name, record[name] ?? null]))
  await createWithout(ctx, object, { ...values, due_on: next.day, repeat: repeatText(next.rule), follows: id, status: 'open' })
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

const ofOnce = ['status', 'interaction', 'due_on', 'repeat']
