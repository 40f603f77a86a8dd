/** What hangs on any record, whatever its object: seen by whoever may see that record, as long as it is there. */
import { verdictOf } from '../../kernel/access/policy.ts'
import type { Context } from '../../kernel/context.ts'
import type { ObjectDefinition } from '../../kernel/definitions/object.ts'
import { isLiving } from '../../kernel/records/living.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'

/** Nothing hangs on these. */
const bare = new Set(['notification', 'comment'])

/**
 * @param row alias of a table with the columns `object` and `record`; one that names no record is told by its object alone.
 * @param on `hanging`: also on what hangs on a record itself, such as an approval: told of by notifications, and by nothing that hangs itself.
 */
export function isRecordSeen(ctx: Context, row: string, on: 'records' | 'hanging' = 'records'): Sql {
  const isTold = ({ name, is_about_any: hangs, about }: ObjectDefinition) => !bare.has(name) && (on === 'hanging' || !(hangs || isHanging(ctx, about, name)))
  const seen = [...ctx.objects.values()].filter((object) => isTold(object) && verdictOf(ctx, object.name, 'see') !== false)
  const cases = seen.map((object) => sql`when ${sql.raw(`'${object.name}'`)} then ${sql.id(row, 'record')} is null or ${isSeen(ctx, object, row)}`)
  if (cases.length === 0) return sql.raw('false')
  return sql`(case ${sql.id(row, 'object')} ${sql.join(cases, ' ')} else false end)`
}

/** It belongs to something that hangs on a record, such as the signatures of an approval. */
function isHanging(ctx: Context, about: string | null, name: string): boolean {
  const target = about && ctx.objects.get(name)?.fields.get(about)?.target
  return Boolean(target && ctx.objects.get(target)?.is_about_any)
}

/**
 * `offset 0` keeps the planner from reading the whole table into a hash: it is asked of the few rows of a page, but is planned as if
 * asked of all.
 */
function isSeen(ctx: Context, object: ObjectDefinition, row: string): Sql {
  const verdict = verdictOf(ctx, object.name, 'see')
  const named = `${row}_${object.name}`
  return sql`exists (select 1 from ${sql.id(object.table)} ${sql.id(named)}
    where ${sql.id(named, 'workspace_id')} = ${sql.workspace} and ${sql.id(named, 'id')} = ${sql.id(row, 'record')}::uuid
      and ${isLiving(ctx, object, named)} ${typeof verdict === 'function' ? sql`and ${verdict(named)}` : sql.empty} offset 0)`
}
