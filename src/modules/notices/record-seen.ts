/** What hangs on any record, whatever its object: seen by whoever may see that record, as long as it is there. */
import { rulesOf, verdictOf, type Verdict } from '../../kernel/access/policy.ts'
import type { Context } from '../../kernel/context.ts'
import type { ObjectDefinition } from '../../kernel/definitions/object.ts'
import { isLiving } from '../../kernel/records/living.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'

/** Nothing hangs on these. */
const bare = new Set(['notification', 'comment'])

/**
 * Half of all objects go with the record above them, most with a customer: they lead to that one, which is asked for once. Asked of each
 * object for itself the condition of customers would stand in the statement again and again, and planning it took longer than answering.
 *
 * @param row alias of a table with the columns `object` and `record`; one that names no record is told by its object alone.
 * @param on `hanging`: also on what hangs on a record itself, such as an approval, for those who have to do with it themselves.
 */
export function isRecordSeen(ctx: Context, row: string, on: 'records' | 'hanging' = 'records'): Sql {
  const records = [...ctx.objects.values()].filter((object) => !object.is_about_any && !bare.has(object.name) && !isPartOfHanging(ctx, object) && verdictOf(ctx, object.name, 'see') !== false)
  const hanging = on === 'hanging' ? [...ctx.objects.values()].filter((object) => object.is_about_any && !bare.has(object.name)) : []
  const cases = [
    ...[...Map.groupBy(records, (object) => topOf(ctx, object))].map(([top, objects]) => when(row, objects, isSeen(ctx, top, row, { of: leadingTo(ctx, objects, row), verdict: verdictOf(ctx, top.name, 'see', 'one') }))),
    ...hanging.map((object) => when(row, [object], isSeen(ctx, object, row, { of: recordOf(row), verdict: ownWays(ctx, object) }))),
  ]
  return cases.length === 0 ? sql.raw('false') : sql`(case ${sql.join(cases, ' ')} else false end)`
}

function when(row: string, objects: ObjectDefinition[], seen: Sql): Sql {
  return sql`when ${sql.id(row, 'object')} in (${sql.raw(objects.map(({ name }) => `'${name}'`).join(', '))}) then ${sql.id(row, 'record')} is null or ${seen}`
}

/** It belongs to something that hangs on a record, such as the signatures of an approval. */
function isPartOfHanging(ctx: Context, { about, fields }: ObjectDefinition): boolean {
  const target = about && fields.get(about)?.target
  return Boolean(target && ctx.objects.get(target)?.is_about_any)
}

/** The field by which an object is reached with a record above it, in and out of the recycle bin alike. */
function linkOf(ctx: Context, object: ObjectDefinition): { column: string; above: ObjectDefinition; name: string } | null {
  const [rule, ...others] = rulesOf(ctx, object.name, 'see')
  const field = others.length === 0 && rule?.goesWith ? object.fields.get(rule.goesWith) : undefined
  const above = field?.lives_with === true && field.target ? ctx.objects.get(field.target) : undefined
  return field && above ? { column: field.column, above, name: field.name } : null
}

function topOf(ctx: Context, object: ObjectDefinition): ObjectDefinition {
  const link = linkOf(ctx, object)
  return link ? topOf(ctx, link.above) : object
}

/** The record at the top, from one of any of these objects. */
function leadingTo(ctx: Context, objects: ObjectDefinition[], row: string): Sql {
  const [only, ...others] = objects
  if (only && others.length === 0 && !linkOf(ctx, only)) return recordOf(row)
  return sql`(case ${sql.id(row, 'object')} ${sql.join(objects.map((object) => sql`when ${sql.raw(`'${object.name}'`)} then ${aboveOf(ctx, object, recordOf(row), `${row}_${object.name}`)}`), ' ')} end)`
}

function aboveOf(ctx: Context, object: ObjectDefinition, record: Sql, named: string): Sql {
  const link = linkOf(ctx, object)
  if (!link) return record
  const id = sql`(select ${sql.id(named, link.column)} from ${sql.id(object.table)} ${sql.id(named)}
    where ${sql.id(named, 'workspace_id')} = ${sql.workspace} and ${sql.id(named, 'id')} = ${record} and ${isLiving(ctx, object, named, link.name)})`
  return aboveOf(ctx, link.above, id, `${named}_${link.above.name}`)
}

function recordOf(row: string): Sql {
  return sql`${sql.id(row, 'record')}::uuid`
}

/** The ways of few records: that of its record would ask of every object once more, within the same statement. */
function ownWays(ctx: Context, { name }: ObjectDefinition): Verdict {
  const own = rulesOf(ctx, name, 'see').flatMap(({ isFew, where, ofOne }) => (isFew ? (ofOne ?? where ?? []) : []))
  return own.length > 0 && ((row) => sql.or(own.map((condition) => condition(row))))
}

/**
 * `offset 0` keeps the planner from reading the whole table into a hash: it is asked of the few rows of a page, but is planned as if
 * asked of all.
 */
function isSeen(ctx: Context, object: ObjectDefinition, row: string, { of, verdict }: { of: Sql; verdict: Verdict }): Sql {
  const named = `${row}_${object.name}`
  return sql`exists (select 1 from ${sql.id(object.table)} ${sql.id(named)}
    where ${sql.id(named, 'workspace_id')} = ${sql.workspace} and ${sql.id(named, 'id')} = ${of}
      and ${isLiving(ctx, object, named)} ${typeof verdict === 'function' ? sql`and ${verdict(named)}` : sql`and ${sql.raw(String(verdict))}`} offset 0)`
}
