/** Which records a retention rule reaches: those that fit its condition and to which nothing has happened for long. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { belongingsOf, type Belonging } from '../../../kernel/definitions/person.ts'
import { columnOf, titleOf } from '../../../kernel/projections/columns.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { pointsTo } from '../person/person-records.ts'

export interface Rule {
  object: string
  condition: unknown
  months: number
  act: string
}

export interface Affected {
  id: string
  name: string
  version: number
  last_activity_at: string
}

/**
 * @param options.asOf the day to think of: in ninety days, if nothing happens until then
 * @param options.row alias of the object's table
 * @throws Problem 422 for a condition that does not fit the object.
 */
export function affectedWhere(ctx: Context, rule: Rule, options: { asOf: Date; row: string }): Sql {
  const { row } = options
  const object = objectOf(ctx, rule.object)
  const before = sql`(${options.asOf}::timestamptz - make_interval(months => ${rule.months}::int))`
  const conditions = [whereOf(ctx, object, row, { filter: rule.condition ?? {} }), ...ownTimes(object, row).map((time) => sql`${time} < ${before}`)]
  if (object.person) conditions.push(sql`${sql.id(row, 'anonymised_at')} is null`)
  const when = rule.act === 'anonymise' ? object.person?.when : undefined
  const kind = when && object.fields.get(when.field)
  if (when && kind) conditions.push(sql`${columnOf(row, kind)} = any(${when.in}::text[])`)
  for (const happening of happeningsOf(ctx, object)) {
    conditions.push(sql`not exists (select 1 from ${sql.id(happening.object.table)} h where h.workspace_id = ${sql.workspace} and h.deleted_at is null
      and ${timeOf(happening, 'h')} >= ${before} and ${pointsTo('h', happening.references, sql.id(row, 'id'))})`)
  }
  return sql.and(conditions)
}

export async function countAffected(ctx: Context, rule: Rule, asOf: Date): Promise<number> {
  const object = objectOf(ctx, rule.object)
  const [row] = await ctx.db.rows<{ count: number }>(sql`select count(*) as count from ${sql.id(object.table)} c where ${affectedWhere(ctx, rule, { asOf, row: 'c' })}`)
  return row?.count ?? 0
}

/** The first of them, with the time at which anything last happened. */
export async function listAffected(ctx: Context, rule: Rule, options: { asOf: Date; limit: number; also?: Sql }): Promise<Affected[]> {
  const object = objectOf(ctx, rule.object)
  const latest = happeningsOf(ctx, object).map(
    (happening) => sql`(select max(${timeOf(happening, 'h')}) from ${sql.id(happening.object.table)} h where h.workspace_id = ${sql.workspace}
      and h.deleted_at is null and ${pointsTo('h', happening.references, sql.id('c', 'id'))})`,
  )
  const rows = await ctx.db.rows<Omit<Affected, 'last_activity_at'> & { last_activity_at: Date }>(
    sql`select c.id, ${titleOf(ctx, object, 'c')}::text as name, c.version, greatest(${sql.join([...ownTimes(object, 'c'), ...latest])}) as last_activity_at
      from ${sql.id(object.table)} c where ${affectedWhere(ctx, rule, { asOf: options.asOf, row: 'c' })} ${options.also ? sql`and ${options.also}` : sql.empty}
      order by c.created_at, c.id limit ${options.limit}`,
  )
  return rows.map((row) => ({ ...row, last_activity_at: row.last_activity_at.toISOString() }))
}

/** When the record itself came, and the time it is about. Later changes of its fields are the work of the house, not the customer's. */
function ownTimes(object: ObjectDefinition, row: string): Sql[] {
  const at = object.timeline_at && object.timeline_at !== 'created_at' ? object.fields.get(object.timeline_at) : undefined
  return [sql.id(row, 'created_at'), ...(at ? [sql`${columnOf(row, at)}::timestamptz`] : [])]
}

/** What stands on time lines: contacts, purchases, tasks. */
function happeningsOf(ctx: Context, object: ObjectDefinition): Belonging[] {
  return belongingsOf(ctx.objects, object.name).filter(({ object }) => object.timeline_at !== null && !object.is_about_any)
}

function timeOf(happening: Belonging, row: string): Sql {
  const field = happening.object.fields.get(happening.object.timeline_at ?? '')
  return field ? columnOf(row, field) : sql.id(row, 'created_at')
}
