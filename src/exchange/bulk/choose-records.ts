/** The choice is made once, when the work is asked for: what comes to fit later is not touched. */
import { conflict } from '../../platform/problems.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Context } from '../../kernel/context.ts'
import type { ObjectDefinition } from '../../kernel/definitions/object.ts'
import { whereOf } from '../../kernel/query/list.ts'
import type { Question } from './bulk-record.ts'

/** So many records are one transaction. */
const sliceSize = 2000

/**
 * Writes the ids down in their order, a slice a row, and answers how many there are.
 * @throws Problem 403, 422 for a filter that does not fit; 409 when the caller expects another number.
 */
export async function chooseRecords(ctx: Context, object: ObjectDefinition, chosen: { id: string; question: Question | null; ids: readonly string[]; expected: number | null }): Promise<number> {
  const where: Sql = chosen.question ? whereOf(ctx, object, 'c', chosen.question) : sql`${whereOf(ctx, object, 'c', {})} and c.id = any(${chosen.ids}::uuid[])`
  const [row] = await ctx.db.rows<{ total: number }>(
    sql`with slices as (
        insert into bulk_slices (workspace_id, bulk_change_id, place, ids)
        select ${sql.workspace}, ${chosen.id}::uuid, n.place, array_agg(n.id order by n.id)
        from (select c.id, (row_number() over (order by c.id) - 1) / ${sql.raw(String(sliceSize))} as place from ${sql.id(object.table)} c where ${where}) n
        group by n.place returning cardinality(ids) as size)
      select coalesce(sum(s.size), 0)::bigint as total from slices s`,
  )
  const total = row?.total ?? 0
  if (chosen.expected !== null && total !== chosen.expected) {
    throw conflict('other-number', { zh: `符合条件的记录现有 ${total} 条，与所见的 ${chosen.expected} 条不同，请核对后重试`, en: `${total} records match now, not the ${chosen.expected} you saw; look again before you go on` })
  }
  return total
}

/** The next slice; null when all is done. */
export async function nextSlice(ctx: Context, id: string): Promise<{ place: number; ids: string[] } | null> {
  const [slice] = await ctx.db.rows<{ place: number; ids: string[] }>(
    sql`select s.place, s.ids::text[] as ids from bulk_slices s where s.workspace_id = ${sql.workspace} and s.bulk_change_id = ${id}::uuid order by s.place limit 1`,
  )
  return slice ?? null
}

/** What is not going to be worked on any more. */
export async function forgetSlices(ctx: Context, id: string): Promise<void> {
  await ctx.db.rows(sql`delete from bulk_slices s where s.workspace_id = ${sql.workspace} and s.bulk_change_id = ${id}::uuid`)
}

export async function forgetSlice(ctx: Context, id: string, place: number): Promise<void> {
  await ctx.db.rows(sql`delete from bulk_slices s where s.workspace_id = ${sql.workspace} and s.bulk_change_id = ${id}::uuid and s.place = ${place}`)
}
