import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { mostInBlock } from './blocks.ts'
import { compared, comparedFields, fileKeys, type CompareRow } from './duplicate-keys.ts'
import { writePairs } from './write-pairs.ts'

/** Customers whose pairs an event may change. */
export function touchedByComparison({ kind, record_id: id, before, after }: StoredEvent): string[] {
  if (!kind.endsWith('.updated')) return [id]
  return comparedFields.some((name) => before?.[name] !== undefined || after?.[name] !== undefined) ? [id] : []
}

/** Keeps keys and pairs of these customers up to date: each is compared with those filed under one of its own keys. */
export async function refreshPairs(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const search = newId()
  const rows = await ctx.db.rows<CompareRow>(
    sql`select ${compared} from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null and c.anonymised_at is null`,
  )
  await fileKeys(ctx, ids, rows)
  const pairs = await ctx.db.rows<{ left_id: string; right_id: string }>(
    sql`select distinct least(a.customer_id, b.customer_id) as left_id, greatest(a.customer_id, b.customer_id) as right_id
      from duplicate_keys a cross join lateral (
        select array_agg(k.customer_id) as ids from (select k.customer_id from duplicate_keys k where k.workspace_id = ${sql.workspace} and k.key = a.key limit ${mostInBlock + 1}) k) block
      cross join lateral unnest(block.ids) as b(customer_id)
      where a.workspace_id = ${sql.workspace} and a.customer_id = any(${ids}::uuid[]) and cardinality(block.ids) <= ${mostInBlock} and b.customer_id <> a.customer_id`,
  )
  await writePairs(ctx, search, pairs.map(({ left_id, right_id }) => [left_id, right_id]))
  await ctx.db.rows(
    sql`delete from duplicate_pairs p where p.workspace_id = ${sql.workspace} and p.state = 'open' and p.seen_in < ${search}::uuid
      and (p.left_id = any(${ids}::uuid[]) or p.right_id = any(${ids}::uuid[]))`,
  )
}
