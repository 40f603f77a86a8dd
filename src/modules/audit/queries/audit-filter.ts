/** What the log is asked for, as conditions that its indexes answer. */
import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { actOf, acts } from '../acts.ts'

export const auditFilterShape = {
  person: z.uuid().optional(),
  /** Days of the workspace's calendar, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  act: z.enum(acts).optional(),
  object: z.string().max(60).optional(),
  record: z.uuid().optional(),
  address: z.string().max(60).optional(),
}

export type AuditFilter = z.infer<z.ZodObject<typeof auditFilterShape>>

/** @throws Problem 422 for a record without its object: only both together are found quickly. */
export function refuseUnfit(filter: AuditFilter): void {
  if (!filter.record || filter.object) return
  throw invalid([issue('object', 'required', '按记录查询时请给出对象', 'A record is asked for together with its object')])
}

/**
 * The ids of the entries, newest first. Each kind (of a person) is its own range of an index, the newest of which are merged:
 * one condition over several kinds would have to sort them all.
 * @param before the id after which the page begins
 */
export async function entryIds(ctx: Context, filter: AuditFilter, page: { before: string | null; limit: number | null }): Promise<Sql> {
  const kinds = filter.act || filter.person || (filter.object && !filter.record) ? await kindsOf(ctx, filter) : null
  const limit = page.limit === null ? sql.empty : sql`limit ${page.limit}`
  const conditions = sql.and([sql`e.workspace_id = ${sql.workspace}`, ...conditionsOf(ctx, filter), ...(page.before ? [sql`e.id < ${page.before}::uuid`] : [])])
  if (!kinds) return sql`select e.id from events e where ${conditions} order by e.id desc ${limit}`
  // The events of one record are few: they are looked through.
  if (filter.record) return sql`select e.id from events e where ${conditions} and e.kind = any(${kinds}::text[]) order by e.id desc ${limit}`
  return sql`select n.id from unnest(${kinds}::text[]) as k(kind)
    cross join lateral (select e.id from events e where ${conditions} and e.kind = k.kind order by e.id desc ${limit}) n order by n.id desc ${limit}`
}

function conditionsOf(ctx: Context, filter: AuditFilter): Sql[] {
  const { timeZone } = ctx.workspace
  const conditions: Sql[] = []
  if (filter.person) conditions.push(sql`e.actor_id = ${filter.person}::uuid`)
  if (filter.record) conditions.push(sql`e.object = ${filter.object} and e.record_id = ${filter.record}::uuid`)
  if (filter.address) conditions.push(sql`e.address = ${filter.address}`)
  // Ids begin with their time (UUIDv7), so that the period is a range of every index.
  if (filter.from) conditions.push(sql`e.id >= ${firstIdOf(startOfDay(filter.from, timeZone))}::uuid`)
  if (filter.to) conditions.push(sql`e.id < ${firstIdOf(startOfDay(addDays(filter.to, 1), timeZone))}::uuid`)
  return conditions
}

function firstIdOf(instant: Date): string {
  const time = Math.max(0, instant.getTime()).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}

/** Kinds that stand in the log (of the person) and fit; found by leaping through the index from one to the next. */
async function kindsOf(ctx: Context, filter: AuditFilter): Promise<string[]> {
  const where = sql`e.workspace_id = ${sql.workspace} ${filter.person ? sql`and e.actor_id = ${filter.person}::uuid` : sql.empty}`
  const rows = await ctx.db.rows<{ kind: string }>(
    sql`with recursive k as (
        (select e.kind from events e where ${where} order by e.kind limit 1)
        union all
        select (select e.kind from events e where ${where} and e.kind > k.kind order by e.kind limit 1) from k where k.kind is not null
      ) select k.kind from k where k.kind is not null`,
  )
  return rows.map(({ kind }) => kind).filter((kind) => (!filter.act || actOf(kind) === filter.act) && (!filter.object || kind.split('.')[1] === filter.object))
}
