/** What hangs on any record, whatever its object: seen by whoever may see that record, as long as it is there. */
import { rulesOf, verdictOf, type Verdict } from '../../kernel/access/policy.ts'
import type { Context } from '../../kernel/context.ts'
import type { ObjectDefinition } from '../../kernel/definitions/object.ts'
import { isLiving } from '../../kernel/records/living.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'

/** Nothing hangs on these. */
const bare = new Set(['notification', 'comment'])

/**
 * @param row alias of a table with the columns `object` and `record`; one that names no record is told by its object alone.
 * @param on `hanging`: also on what hangs on a record itself, such as an approval, for those who have to do with it themselves.
 */
export function isRecordSeen(ctx: Context, row: string, on: 'records' | 'hanging' = 'records'): Sql {
  const records = [...ctx.objects.values()].filter((object) => !object.is_about_any && !bare.has(object.name) && !isPartOfHanging(ctx, object) && verdictOf(ctx, object.name, 'see') !== false)
  const hanging = on === 'hanging' ? [...ctx.objects.values()].filter((object) => object.is_about_any && !bare.has(object.name)) : []
  const when = (object: ObjectDefinition, seen: Sql) => sql`when ${sql.raw(`'${object.name}'`)} then ${sql.id(row, 'record')} is null or ${seen}`
  const cases = [
    ...records.map((object) => when(object, isSeen(ctx, object, row, verdictOf(ctx, object.name, 'see')))),
    ...hanging.map((object) => when(object, isSeen(ctx, object, row, ownWays(ctx, object)))),
  ]
  if (cases.length === 0) return sql.raw('false')
  return sql`(case ${sql.id(row, 'object')} ${sql.join(cases, ' ')} else false end)`
}

/** It belongs to something that hangs on a record, such as the signatures of an approval. */
function isPartOfHanging(ctx: Context, { about, fields }: ObjectDefinition): boolean {
  const target = about && fields.get(about)?.target
  return Boolean(target && ctx.objects.get(target)?.is_about_any)
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
function isSeen(ctx: Context, object: ObjectDefinition, row: string, verdict: Verdict): Sql {
  const named = `${row}_${object.name}`
  return sql`exists (select 1 from ${sql.id(object.table)} ${sql.id(named)}
    where ${sql.id(named, 'workspace_id')} = ${sql.workspace} and ${sql.id(named, 'id')} = ${sql.id(row, 'record')}::uuid
      and ${isLiving(ctx, object, named)} ${typeof verdict === 'function' ? sql`and ${verdict(named)}` : sql`and ${sql.raw(String(verdict))}`} offset 0)`
}
