/** Everything the system holds of one person, as far as the caller may see it. */
import { actorOf } from '../../../kernel/access/system-actors.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { belongingsOf } from '../../../kernel/definitions/person.ts'
import { changesOf, type FieldChange } from '../../../kernel/history/history.ts'
import { namesOfReferences } from '../../../kernel/history/reference-names.ts'
import { readColumns } from '../../../kernel/projections/columns.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { mergedInto, pointsToAny } from './person-records.ts'

export interface PersonPart {
  object: ObjectDefinition
  records: Stored[]
}

export interface PersonChange {
  at: string
  kind: string
  object: string
  record: string
  by: string
  fields: FieldChange[]
}

export interface PersonData {
  parts: PersonPart[]
  history: PersonChange[]
}

/** The person comes first; records in the recycle bin are held as well, and say so. */
export async function collectPerson(ctx: Context, object: string, id: string): Promise<PersonData> {
  const parts: PersonPart[] = [{ object: objectOf(ctx, object), records: await recordsOf(ctx, objectOf(ctx, object), sql`c.id = ${id}::uuid`) }]
  const people = [{ object, ids: [id] }]
  for (let next = people.pop(); next; next = people.pop()) {
    const merged = mergedInto(objectOf(ctx, next.object), 'c', next.ids)
    const twins = merged ? await recordsOf(ctx, objectOf(ctx, next.object), merged) : []
    parts.find((part) => part.object.name === next.object)?.records.push(...twins)
    if (twins.length > 0) people.push({ object: next.object, ids: twins.map((record) => String(record.id)) })
    for (const computed of keptUnderItsId(ctx, next.object)) {
      const records = await recordsOf(ctx, computed, sql`c.id = any(${next.ids}::uuid[])`)
      if (records.length > 0) parts.push({ object: computed, records })
    }
    for (const belonging of belongingsOf(ctx.objects, next.object)) {
      const records = await recordsOf(ctx, belonging.object, pointsToAny('c', belonging.references, next.ids))
      const known = parts.find((part) => part.object === belonging.object)
      const fresh = records.filter((record) => !known?.records.some((one) => one.id === record.id))
      if (known) known.records.push(...fresh)
      else if (fresh.length > 0) parts.push({ object: belonging.object, records: fresh })
      if (belonging.object.person && fresh.length > 0) people.push({ object: belonging.object.name, ids: fresh.map((record) => String(record.id)) })
    }
  }
  const history = await Promise.all(parts.map((part) => historyOfAll(ctx, part)))
  return { parts, history: history.flat().toSorted((one, other) => (one.at < other.at ? -1 : 1)) }
}

/** What the system computed of it, such as what a customer is worth: a record with the same id. */
function keptUnderItsId(ctx: Context, object: string): ObjectDefinition[] {
  return [...objectOf(ctx, object).fields.values()].flatMap((field) => (field.target && field.column === 'id' ? [objectOf(ctx, field.target)] : []))
}

async function recordsOf(ctx: Context, object: ObjectDefinition, condition: ReturnType<typeof sql>): Promise<Stored[]> {
  if (verdictOf(ctx, object.name, 'see') === false) return []
  const rows = await ctx.db.rows<{ record: Stored; deleted_at: Date | null }>(
    sql`select row_to_json(t) as record, c.deleted_at from ${sql.id(object.table)} c cross join lateral (select ${readColumns(ctx, object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and ${condition} and ${allowed(ctx, object.name, 'see', 'c')} order by c.created_at, c.id`,
  )
  return rows.map(({ record: { can: _can, ...record }, deleted_at }) => (deleted_at ? { ...record, deleted_at: deleted_at.toISOString() } : record))
}

interface EventRow {
  at: Date
  kind: string
  record_id: string
  actor_id: string
  actor_name: string
  before: Stored | null
  after: Stored | null
}

async function historyOfAll(ctx: Context, { object, records }: PersonPart): Promise<PersonChange[]> {
  const ids: Value[] = records.map((record) => record.id ?? null)
  const rows = await ctx.db.rows<EventRow>(
    sql`select e.at, e.kind, e.record_id, e.actor_id, e.actor_name, e.before, e.after from events e
      where e.workspace_id = ${sql.workspace} and e.object = ${object.name} and e.record_id = any(${ids}::uuid[]) order by e.id`,
  )
  const changes = rows.map((row) => ({
    at: row.at.toISOString(), kind: row.kind, object: object.name, record: row.record_id, by: actorOf(ctx, { actor_id: row.actor_id, actor_name: row.actor_name }).name, fields: changesOf(ctx, object, row.before, row.after),
  }))
  await namesOfReferences(ctx, [{ object, changes: changes.flatMap((change) => change.fields) }])
  return changes
}
