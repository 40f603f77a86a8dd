/** Blanks what is personal in records and in their history. */
import { runInTurn } from '../../../platform/db/insert-rows.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { anonymousValue } from '../../../kernel/definitions/person.ts'
import { aboutOf } from '../../../kernel/history/events.ts'
import { changedFields, type Stored } from '../../../kernel/records/input.ts'
import { addPinyin } from '../../../kernel/records/pinyin.ts'
import { insertsOfEvents, removeMany, updateMany } from '../../../kernel/records/write-many.ts'
import type { FoundRecord } from './person-records.ts'

/**
 * What describes the person (preferences, days, relationships) goes to the recycle bin, blanked; what happened (contacts, purchases,
 * tasks) stays where it is with its days and amounts, and says nothing of anybody.
 * @param options.name what the person is called from now on
 * @param options.keepsPlace the record asked for: it stays out of the bin
 */
export async function anonymiseRecords(ctx: Context, object: ObjectDefinition, rows: readonly FoundRecord[], options: { name: string; keepsPlace: boolean }): Promise<void> {
  const moment = { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone }
  const blank = ({ record }: FoundRecord): Stored => {
    const after = { ...record }
    for (const field of object.fields.values()) if (field.personal) after[field.name] = anonymousValue(field, record[field.name] ?? null)
    if (object.person) Object.assign(after, { [object.title]: options.name, anonymised_at: moment.now.toISOString() })
    for (const [name, value] of Object.entries(object.derive(after, moment))) if (value !== undefined) after[name] = value
    addPinyin(object, after)
    return after
  }
  const blanked = rows.map((row) => ({ id: row.id, version: row.version + 1, record: blank(row), before: row }))
  const changed = new Set(blanked.flatMap(({ before, record }) => changedFields(object, before.record, record)))
  await updateMany(ctx, object, blanked, [...changed])
  await forgetCustomValues(ctx, object, rows.map(({ id }) => id))
  if (!options.keepsPlace && object.timeline_at === null) {
    await removeMany(ctx, object, blanked.filter(({ before }) => !before.is_deleted))
  }
  await runInTurn(ctx.db, insertsOfEvents(ctx, object, blanked.map(({ id, version, record }) => ({
    verb: 'anonymised', recordId: id, aboutId: object.person ? aboutOf(object, id, record) : null, before: null, after: null, version,
  }))))
  await eraseHistory(ctx, object, rows.map(({ id }) => id))
}

/** Values of fields that administrators deleted are still in the column: only what is known not to be personal stays. */
async function forgetCustomValues(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<void> {
  const kept = [...object.fields.values()].flatMap((field) => (field.custom_id && !field.personal ? [field.custom_id] : []))
  await ctx.db.rows(
    sql`update ${sql.id(object.table)} c
      set custom = coalesce((select jsonb_object_agg(k.key, k.value) from jsonb_each(c.custom) k where k.key = any(${kept}::text[])), '{}')
      where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.custom <> '{}'`,
  )
}

/** Everything that events of these records name and that is not known to be harmless. The log itself is blanked by a function of its owner. */
export async function eraseHistory(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<void> {
  const harmless = [...object.fields.values()].filter((field) => !field.personal).map(({ name }) => name)
  const [named] = await ctx.db.rows<{ fields: string[] }>(
    sql`select coalesce(array_agg(distinct k.key), '{}') as fields from events e
      cross join lateral (select jsonb_object_keys(coalesce(e.before, '{}')) as key union select jsonb_object_keys(coalesce(e.after, '{}'))) k
      where e.workspace_id = ${sql.workspace} and e.object = ${object.name} and e.record_id = any(${ids}::uuid[])
        and e.kind not like '%.erased' and k.key <> all(${harmless}::text[])`,
  )
  if (!named || named.fields.length === 0) return
  await ctx.db.rows(sql`select erase_events(${object.name}, r.id, ${named.fields}::text[]) from unnest(${ids}::uuid[]) r(id)`)
}
