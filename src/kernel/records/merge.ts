/**
 * Two records of one object become one, and are taken apart again. What points to them is found from the definitions, so objects and
 * reference fields of later take part by being declared. What was moved is read from the log: events of a merge name it as their cause.
 */
import { sql } from '../../platform/db/sql.ts'
import { conflict, invalid, issue, Problem, type Issue } from '../../platform/problems.ts'
import { allowed } from '../access/policy.ts'
import { mayWrite, visibleField } from '../access/visible-fields.ts'
import type { Context } from '../context.ts'
import type { Field, Value } from '../definitions/field.ts'
import type { Merging, MergePair } from '../definitions/module.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isListColumn, isReference } from '../fields/index.ts'
import { appendEvent } from '../history/events.ts'
import { changedFields, emptyOf, settle, type Stored } from './input.ts'
import { notThere } from './merged-away.ts'
import { moveBack, moveReferences } from './move-references.ts'
import { addPinyin } from './pinyin.ts'
import { markDeleted } from './remove.ts'
import { withClearErrors } from './results.ts'
import { isSame } from './same.ts'
import { lockRecord, writeChange } from './update.ts'

interface Locked {
  record: Stored
  version: number
}

export interface LockedPair extends MergePair {
  rows: { survivor: Locked; loser: Locked }
}

export function mergingsOf(ctx: Context, object: ObjectDefinition): Merging[] {
  return ctx.registry.modules.flatMap((module) => module.mergings ?? []).filter((merging) => merging.object === object.name)
}

/**
 * Both records, locked in the order of their ids, so that two people who merge them at once wait for each other: one wins, the other
 * is told that it has happened.
 * @throws Problem 404, naming the survivor where one of them was merged away; 403 without the right to change both and to remove the loser.
 */
export async function lockPair(ctx: Context, object: ObjectDefinition, pair: MergePair): Promise<LockedPair> {
  if (pair.survivor === pair.loser) throw invalid([issue('with', 'same_record', '不能与自身合并', 'A record cannot be merged with itself')])
  const ids = [pair.survivor, pair.loser].toSorted()
  await ctx.db.rows(sql`select 1 from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[])
    and ${allowed(ctx, object.name, 'see', 'c')} order by c.id for update of c`)
  const locked = async (id: string) => lockRecord(ctx, object, id, 'change').catch(async (error: unknown) => {
    throw error instanceof Problem && error.status === 404 ? await notThere(ctx, object, id) : error
  })
  const rows = { survivor: await locked(pair.survivor), loser: await locked(pair.loser) }
  await lockRecord(ctx, object, pair.loser, 'delete')
  return { ...pair, rows }
}

export interface Merged {
  /** Ids of what now points to the survivor, by `object.field`. */
  moved: ReadonlyMap<string, string[]>
}

/**
 * Moves everything that points to the loser to the survivor, fills the survivor, puts the loser into the recycle bin.
 *
 * Fields: what `take` names is taken from that side; lists are united; else the survivor's value, or the loser's where it has none.
 * Related records move also where the person who merges may not see them: they belong to the record, not to whoever looks at it, and
 * left behind they would be lost with it. Nothing of them is answered.
 * @param ctx in a transaction, `cause.merge` says which merge it is
 * @param take `left` the survivor's value, `right` the loser's
 * @throws Problem 422 for fields that are not there or may not be written, and for what does not hold; 409 for people who were erased
 */
export async function mergeRecords(ctx: Context, object: ObjectDefinition, pair: LockedPair, take: Readonly<Record<string, 'left' | 'right'>>): Promise<Merged> {
  const { survivor, loser } = pair.rows
  if (object.person && (survivor.record.anonymised_at || loser.record.anonymised_at)) throw conflict('anonymised', { zh: '已匿名化的档案不能合并', en: 'A person who was erased cannot be merged' })
  const record = mergedRecord(ctx, object, pair, take)
  // The loser first: what only one may have is free then, and a number of its own can be taken.
  await markDeleted(ctx, object, { id: pair.loser, version: loser.version, isDeleted: true, record: loser.record })
  await pointTo(ctx, object, pair.loser, pair.survivor)
  await write(ctx, object, pair.survivor, survivor, record)
  const moved = await moveReferences(ctx, object, pair, mergingsOf(ctx, object))
  for (const merging of mergingsOf(ctx, object)) await merging.merged?.(ctx, { ...pair, moved })
  await tell(ctx, object, 'merged', pair)
  return { moved }
}

/**
 * Takes a merge apart: the loser comes back with what was its own, fields of the survivor that nobody changed since get their former
 * values, what was moved and still is with the survivor goes back. What was moved on or made since stays where it is.
 * @param ctx in a transaction
 * @throws Problem 404, 403; 409 when a value that must be unique was taken meanwhile
 */
export async function undoMergeOf(ctx: Context, object: ObjectDefinition, merge: MergePair & { id: string }): Promise<void> {
  const survivor = await lockRecord(ctx, object, merge.survivor, 'change')
  const loser = await lockRecord(ctx, object, merge.loser, 'delete', true)
  const [event] = await ctx.db.rows<{ before: Stored; after: Stored }>(
    sql`select e.before, e.after from events e where e.workspace_id = ${sql.workspace} and e.cause ? 'merge' and e.cause ->> 'merge' = ${merge.id}
      and e.object = ${object.name} and e.record_id = ${merge.survivor}::uuid and e.before is not null and e.after is not null`,
  )
  const record = { ...survivor.record }
  for (const [name, after] of Object.entries(event?.after ?? {})) {
    const field = object.fields.get(name)
    if (field && isSame(field, record[name] ?? null, after)) record[name] = event?.before[name] ?? null
  }
  await write(ctx, object, merge.survivor, survivor, record)
  await withClearErrors(object, () => markDeleted(ctx, object, { id: merge.loser, version: loser.version, isDeleted: false, record: loser.record }))
  await pointTo(ctx, object, merge.loser, null)
  await moveBack(ctx, object, merge)
  for (const merging of mergingsOf(ctx, object)) await merging.undone?.(ctx, merge)
  await tell(ctx, object, 'merge_undone', merge)
}

/** The survivor as it is to be. */
function mergedRecord(ctx: Context, object: ObjectDefinition, pair: LockedPair, take: Readonly<Record<string, 'left' | 'right'>>): Stored {
  const [own, other] = [pair.rows.survivor.record, pair.rows.loser.record]
  const issues: Issue[] = Object.keys(take).flatMap((name) => {
    const field = visibleField(ctx, object, name)
    if (!field || field.internal) return [issue(name, 'unknown_field', `没有这个字段：${name.slice(0, 60)}`, `There is no field ${name.slice(0, 60)}`)]
    return mayWrite(ctx, object, field) ? [] : [issue(name, 'readonly', '此字段不能填写', 'This field cannot be written')]
  })
  const record: Stored = { ...own }
  for (const field of object.fields.values()) {
    if (field.is_system || field.readonly || field.derived) continue
    const value = chosen(field, own[field.name] ?? null, other[field.name] ?? null, take[field.name])
    // Who pointed to the other would now point to itself.
    const isItself = isReference(field) && field.target === object.name && (value === pair.survivor || value === pair.loser)
    record[field.name] = isItself ? emptyOf(field) : value
  }
  settle(ctx, object, record, own, issues)
  return record
}

function chosen(field: Field, own: Value, other: Value, side: 'left' | 'right' | undefined): Value {
  if (side) return side === 'left' ? own : other
  if (isListColumn(field) && Array.isArray(own) && Array.isArray(other)) {
    const single: Field = { ...field, many: false }
    return [...own, ...other.filter((value) => !own.some((one) => isSame(single, one, value)))]
  }
  return own === null || own === '' ? other : own
}

/** What follows from the values follows them both ways. */
async function write(ctx: Context, object: ObjectDefinition, id: string, before: Locked, record: Stored): Promise<void> {
  const derived = object.derive(record, { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone })
  for (const [name, value] of Object.entries(derived)) if (value !== undefined) record[name] = value
  addPinyin(object, record)
  const changed = changedFields(object, before.record, record)
  if (changed.length > 0) await writeChange(ctx, object, { id, version: before.version, before: before.record, record, changed, verb: 'updated' })
}

async function pointTo(ctx: Context, object: ObjectDefinition, loser: string, survivor: string | null): Promise<void> {
  const column = object.merged_into && object.fields.get(object.merged_into)?.column
  if (!column) throw new Error(`The definition of ${object.name} does not say merged_into: its records cannot be merged`)
  await ctx.db.rows(sql`update ${sql.id(object.table)} c set ${sql.id(column)} = ${survivor}::uuid where c.workspace_id = ${sql.workspace} and c.id = ${loser}::uuid`)
}

async function tell(ctx: Context, object: ObjectDefinition, verb: string, { survivor, loser }: MergePair): Promise<void> {
  await appendEvent(ctx, object, { verb, recordId: survivor, aboutId: survivor, before: null, after: { loser }, version: 0, isQuiet: true })
}
