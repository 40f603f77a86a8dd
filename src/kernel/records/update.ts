import { sql } from '../../platform/db/sql.ts'
import { transaction } from '../../platform/db/database.ts'
import { forbidden, notFound, Problem, type Issue } from '../../platform/problems.ts'
import type { Label } from '../../platform/label.ts'
import { allowed, refusalOf } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { attachFiles } from '../files/attach-files.ts'
import { aboutOf, announceAfterCommit, insertEvent } from '../history/events.ts'
import { isPlainObject } from '../query/filter.ts'
import { readColumns, storedColumns } from '../projections/columns.ts'
import { refuseCollisions } from './collisions.ts'
import type { Written } from './create.ts'
import { getRecord } from './get.ts'
import { whatGoesAlong } from './goes-with.ts'
import { changedFields, parseInput, settle, type Stored, type WriteOptions } from './input.ts'
import { isLiving } from './living.ts'
import { isSame } from './same.ts'
import { addPinyin } from './pinyin.ts'
import { noteRead } from './reads.ts'
import { resolveReferences } from './references.ts'
import { withClearErrors } from './results.ts'
import { assignments } from './row.ts'

export interface UpdateOptions extends WriteOptions {
  /** Version the caller saw; a newer one is answered 412. */
  version?: number | null
  /** What the change is called in the log; `updated` where it is a plain change. */
  verb?: string
}

/**
 * Changes one record by a merge patch (RFC 7396: fields, and the named parts of a group) and logs the fields that really
 * changed. A patch that changes nothing writes nothing.
 * @throws Problem 404, 403, 412 with the fields that collide, 422, 409.
 */
export async function updateRecord(ctx: Context, object: ObjectDefinition, id: string, patch: Record<string, unknown>, options: UpdateOptions = {}): Promise<Written> {
  if (object.is_append_only && !options.asSystem) throw forbidden({ zh: '此类记录只能新增，不能修改', en: 'These records are only ever added, never changed' })
  return transaction(ctx, async (ctx) => {
    const { record: before, version } = await lockRecord(ctx, object, id, options.asSystem ? 'see' : 'change')
    await refuseCollisions(ctx, object, { id, patch, current: before, version, seen: options.version ?? null })
    const issues: Issue[] = []
    const values = parseInput(ctx, object, withOtherParts(object, before, patch), issues, options)
    const along = (await whatGoesAlong(ctx, object, [values]))(values, before)
    await resolveReferences(ctx, object, changedOnly(object, before, values))
    await attachFiles(ctx, object, values, options)
    const record: Stored = { ...before, ...values, ...along }
    settle(ctx, object, record, before, issues)
    const changed = changedFields(object, before, record)
    if (changed.length === 0) return getRecord(ctx, object, id)
    addPinyin(object, record)
    return writeChange(ctx, object, { id, version, before, record, changed, verb: options.verb ?? 'updated' })
  })
}

/** A patch inside a group of named parts leaves the parts it does not name; null takes one away. Lists and free JSON are whole values. */
export function withOtherParts(object: ObjectDefinition, before: Stored, patch: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...patch }
  for (const [name, given] of Object.entries(patch)) {
    const field = object.fields.get(name)
    const known = before[name]
    if (field?.parts && !field.many && isPlainObject(known) && isPlainObject(given)) merged[name] = { ...known, ...given }
  }
  return merged
}

/** The stored record, locked for the rest of the transaction. @throws Problem 404, 403. */
export async function lockRecord(ctx: Context, object: ObjectDefinition, id: string, verb: 'see' | 'change' | 'delete', isDeleted = false): Promise<{ record: Stored; version: number }> {
  const [row] = await ctx.db.rows<{ record: Stored; version: number; may: boolean; refusal: Label | null }>(
    sql`select row_to_json(t) as record, c.version, ${allowed(ctx, object.name, verb, 'c')} as may, ${refusalOf(ctx, object.name, verb, 'c')} as refusal from ${sql.id(object.table)} c
      cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and ${isDeleted ? sql`c.deleted_at is not null` : isLiving(ctx, object, 'c')}
        and ${allowed(ctx, object.name, 'see', 'c')} for no key update of c`,
    { prepared: true },
  )
  if (!row) throw notFound()
  if (!row.may) throw forbidden(row.refusal ?? undefined)
  return row
}

function changedOnly(object: ObjectDefinition, before: Stored, values: Stored): Stored {
  for (const [name, value] of Object.entries(values)) {
    const field = object.fields.get(name)
    if (field && isSame(field, before[name] ?? null, value)) delete values[name]
  }
  return values
}

interface Change {
  id: string
  version: number
  before: Stored
  record: Stored
  changed: Field[]
  verb: string
}

/** Writes a change that was parsed, settled and allowed. @throws Problem 412 when the record has another version by now. */
export async function writeChange(ctx: Context, object: ObjectDefinition, change: Change): Promise<Written> {
  const { id, before, record, changed } = change
  const logged = changed.filter((field) => !field.derived)
  // What only follows from other things is nobody's change: it is written without a version and without an event.
  const isChange = logged.length > 0
  const version = isChange ? change.version + 1 : change.version
  const pick = (from: Stored) => Object.fromEntries(logged.map((field) => [field.name, from[field.name] ?? null]))
  const event = { verb: change.verb, recordId: id, aboutId: aboutOf(object, id, record), before: pick(before), after: pick(record), version }
  const stamps = isChange ? [sql`version = ${version}`, sql`updated_at = ${ctx.clock.now()}`, sql`updated_by = ${ctx.actor.id}`] : []
  const sets = [...assignments(record, changed), ...stamps]
  const statement = sql`with c as (
      update ${sql.id(object.table)} c set ${sql.join(sets)}
      where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and c.version = ${change.version} returning *)
    ${isChange ? sql`, e as (${insertEvent(ctx, object, event)})` : sql.empty}
    select row_to_json(t)::text as json from c cross join lateral (select ${readColumns(ctx, object, 'c')}) t`
  const [row] = await withClearErrors(object, () => ctx.db.rows<{ json: string }>(statement, { prepared: true }))
  if (!row) throw new Problem({ status: 412, code: 'stale', title: { zh: '记录已被他人修改', en: 'The record has been changed by somebody else' } })
  announceAfterCommit(ctx, object)
  noteRead(ctx, id, version)
  return { id, version, json: row.json }
}
