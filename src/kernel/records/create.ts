import { sql } from '../../platform/db/sql.ts'
import { newId } from '../../platform/ids.ts'
import { transaction } from '../../platform/db/database.ts'
import { forbidden, type Issue } from '../../platform/problems.ts'
import { verdictOf, type Condition } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { attachFiles } from '../files/attach-files.ts'
import { aboutOf, announceAfterCommit, insertEvent } from '../history/events.ts'
import { readColumns } from '../projections/columns.ts'
import { whatGoesAlong } from './goes-with.ts'
import { fillNew, parseInput, settle, type Stored, type WriteOptions } from './input.ts'
import { addPinyin } from './pinyin.ts'
import { noteRead } from './reads.ts'
import { resolveReferences } from './references.ts'
import { loggedValues, withClearErrors } from './results.ts'
import { columnValues } from './row.ts'
import { takeNumbers } from './sequence.ts'

export interface Written {
  id: string
  version: number
  /** The record as the caller may read it. */
  json: string
}

/**
 * Creates one record and its event.
 * @throws Problem 403 when the caller may not create it, 422 listing everything wrong with the input, 409 when a value that
 * must be unique is taken.
 */
export async function createRecord(ctx: Context, object: ObjectDefinition, input: Record<string, unknown>, options: WriteOptions = {}): Promise<Written> {
  const verdict = options.asSystem ? true : verdictOf(ctx, object.name, 'create')
  if (verdict === false) throw forbidden()
  const issues: Issue[] = []
  const values = parseInput(ctx, object, input, issues, options)
  const along = (await whatGoesAlong(ctx, object, [values]))(values, null)
  const record = fillNew(ctx, object, { ...values, ...along })
  if (options.known && issues.length === 0) {
    await resolveReferences(ctx, object, record)
    Object.assign(record, parseInput(ctx, object, await options.known(record), issues, { asSystem: true }))
  }
  settle(ctx, object, record, null, issues)
  await resolveReferences(ctx, object, record)
  await attachFiles(ctx, object, record, options)
  addPinyin(object, record)
  if (verdict === true) return insert(ctx, object, record, null)
  return transaction(ctx, (ctx) => insert(ctx, object, record, verdict))
}

/** Record, event and answer in one statement: atomic by itself, so that without further conditions no transaction is opened. */
async function insert(ctx: Context, object: ObjectDefinition, record: Stored, verdict: Condition | null): Promise<Written> {
  await takeNumbers(ctx, object, [record])
  const id = newId()
  const now = ctx.clock.now()
  const columns: [string, unknown][] = [
    ['workspace_id', ctx.workspace.id],
    ['id', id],
    ['version', 1],
    ['created_at', now],
    ['created_by', ctx.actor.id],
    ['updated_at', now],
    ['updated_by', ctx.actor.id],
    ...columnValues(object, record),
  ]
  const event = { verb: 'created', recordId: id, aboutId: aboutOf(object, id, record), before: null, after: loggedValues(object, record), version: 1 }
  const statement = sql`with c as (
      insert into ${sql.id(object.table)} (${sql.join(columns.map(([column]) => sql.id(column)))})
      values (${sql.join(columns.map(([, value]) => sql`${value}`))}) returning *),
    e as (${insertEvent(ctx, object, event)})
    select row_to_json(t)::text as json, ${verdict ? verdict('c') : sql.raw('true')} as is_allowed
    from c cross join lateral (select ${readColumns(ctx, object, 'c')}) t`
  const [row] = await withClearErrors(object, () => ctx.db.rows<{ json: string; is_allowed: boolean }>(statement, { prepared: true }))
  if (!row?.is_allowed) throw forbidden()
  announceAfterCommit(ctx, object)
  noteRead(ctx, id, 1)
  return { id, version: 1, json: row.json }
}
