/** Everything that points to one record, moved to another in one statement an object and field, with an event for each record. */
import { runInTurn } from '../../platform/db/insert-rows.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { Field, Value } from '../definitions/field.ts'
import type { Merging, MergePair } from '../definitions/module.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference, isReferences, typeOf } from '../fields/index.ts'
import { announceAfterCommit } from '../history/events.ts'
import { columnOf } from '../projections/columns.ts'
import { withClearErrors } from './results.ts'
import { insertsOfEvents } from './write-many.ts'

export interface Pointing {
  object: ObjectDefinition
  field: Field
}

/** Every field of every object that points to records of this one and follows a merge; custom fields too. */
export function pointingTo(ctx: Context, target: string): Pointing[] {
  return [...ctx.objects.values()].flatMap((object) =>
    [...object.fields.values()].flatMap((field) =>
      field.target === target && !field.is_system && !field.stays_at_merge && (isReference(field) || isReferences(field)) ? [{ object, field }] : [],
    ),
  )
}

/** Of the records in the recycle bin as well. @returns ids by `object.field` */
export async function moveReferences(ctx: Context, target: ObjectDefinition, pair: MergePair, mergings: readonly Merging[]): Promise<Map<string, string[]>> {
  const moved = new Map<string, string[]>()
  for (const { object, field } of pointingTo(ctx, target.name)) {
    const ids = await move(ctx, { object, field }, { from: pair.loser, to: pair.survivor, where: follows(object, field, { target, pair, mergings }) })
    if (ids.length > 0) moved.set(`${object.name}.${field.name}`, ids)
  }
  return moved
}

/** Which of the records that point to the loser follow it to the survivor. */
export function follows(object: ObjectDefinition, field: Field, merge: { target: ObjectDefinition; pair: MergePair; mergings: readonly Merging[] }): Sql {
  const { pair } = merge
  const stays = merge.mergings.flatMap((merging) => merging.stays?.[object.name] ?? [])
  // What the two say of each other is settled with their own fields.
  const isNoneOfThem = object.name === merge.target.name ? [sql`c.id <> all(${[pair.survivor, pair.loser]}::uuid[])`] : []
  return sql.and([pointsTo(field, pair.loser), ...isNoneOfThem, ...stays.map((stay) => sql`not ${stay('c', pair)}`)])
}

/** What a merge moved and still is with the survivor goes back. */
export async function moveBack(ctx: Context, target: ObjectDefinition, merge: MergePair & { id: string }): Promise<void> {
  const rows = await ctx.db.rows<{ object: string; field: string; ids: string[] }>(
    sql`select e.object, f.name as field, array_agg(e.record_id::text) as ids from events e cross join lateral jsonb_object_keys(e.after) f(name)
      where e.workspace_id = ${sql.workspace} and e.cause ? 'merge' and e.cause ->> 'merge' = ${merge.id} and e.before is not null and e.after is not null
        and e.record_id <> all(${[merge.survivor, merge.loser]}::uuid[])
      group by e.object, f.name`,
  )
  for (const { object, field } of pointingTo(ctx, target.name)) {
    const ids = rows.find((row) => row.object === object.name && row.field === field.name)?.ids ?? []
    if (ids.length === 0) continue
    await move(ctx, { object, field }, { from: merge.survivor, to: merge.loser, where: sql`c.id = any(${ids}::uuid[]) and ${pointsTo(field, merge.survivor)}`, undone: merge.id })
  }
}

interface Move {
  from: string
  to: string
  where: Sql
  /** Id of the merge that is taken apart. */
  undone?: string
}

async function move(ctx: Context, { object, field }: Pointing, { from, to, where, undone }: Move): Promise<string[]> {
  const stored = (row: string) => typeOf(field).stored(columnOf(row, field), field)
  const about = object.about ? object.fields.get(object.about) : undefined
  const rows = await withClearErrors(object, () => ctx.db.rows<{ id: string; version: number; about: string | null; before: Value; after: Value }>(
    sql`with o as (select c.id, to_json(${stored('c')}) as before from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and ${where} for update of c)
      update ${sql.id(object.table)} c set ${replaced(field, { from, to, undone })}, version = c.version + 1, updated_at = ${ctx.clock.now()}, updated_by = ${ctx.actor.id}
      from o where c.workspace_id = ${sql.workspace} and c.id = o.id
      returning c.id, c.version, o.before, to_json(${stored('c')}) as after, ${object.has_timeline ? sql`c.id` : about ? columnOf('c', about) : sql.raw('null::uuid')} as about`,
  ))
  if (rows.length === 0) return []
  // The time line tells of the merge once, not of each record that came along.
  const events = rows.map(({ id, version, about, before, after }) => ({ verb: 'updated', recordId: id, aboutId: about, before: { [field.name]: before }, after: { [field.name]: after }, version, isQuiet: true }))
  await runInTurn(ctx.db, insertsOfEvents(ctx, object, events))
  announceAfterCommit(ctx, object)
  return rows.map(({ id }) => id)
}

function pointsTo(field: Field, id: string): Sql {
  return isReferences(field) ? sql`${columnOf('c', field)} @> array[${id}::uuid]` : sql`${columnOf('c', field)} = ${id}::uuid`
}

function replaced(field: Field, { from, to, undone }: Omit<Move, 'where'>): Sql {
  const column = columnOf('c', field)
  if (!isReferences(field)) return field.custom_id ? sql`custom = jsonb_set(c.custom, array[${field.custom_id}], to_jsonb(${to}::text))` : sql`${sql.id(field.column)} = ${to}::uuid`
  // A list that named both is again as it was, unless it was changed since.
  const former = sql`(select array(select v::uuid from jsonb_array_elements_text(e.before -> ${field.name}::text) v) from events e where e.workspace_id = ${sql.workspace}
    and e.cause ? 'merge' and e.cause ->> 'merge' = ${undone ?? ''} and e.record_id = c.id and e.after -> ${field.name}::text = to_jsonb(${column}) limit 1)`
  const moved = sql`case when ${column} @> array[${to}::uuid] then array_remove(${column}, ${from}::uuid) else array_replace(${column}, ${from}::uuid, ${to}::uuid) end`
  const list = undone ? sql`coalesce(${former}, ${moved})` : moved
  return field.custom_id ? sql`custom = jsonb_set(c.custom, array[${field.custom_id}], to_jsonb(${list}))` : sql`${sql.id(field.column)} = ${list}`
}
