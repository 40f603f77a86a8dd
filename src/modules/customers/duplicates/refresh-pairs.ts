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

/** Keeps keys and pairs of these customers up to date: each is compared with those filed under one of its own keys, or under two that too many have each. */
export async function refreshPairs(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const search = newId()
  const rows = await ctx.db.rows<CompareRow>(
    sql`select ${compared} from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null and c.anonymised_at is null`,
  )
  await fileKeys(ctx, ids, rows)
  const pairs = await ctx.db.rows<{ left_id: string; right_id: string }>(
    sql`with own as materialized (select k.key, k.customer_id from duplicate_keys k where k.workspace_id = ${sql.workspace} and k.customer_id = any(${ids}::uuid[])),
      filed as materialized (
        select o.key, b.ids from (select distinct key from own) o cross join lateral (
          select array_agg(k.customer_id) as ids from (select k.customer_id from duplicate_keys k where k.workspace_id = ${sql.workspace} and k.key = o.key limit ${mostInBlock + 1}) k) b),
      common as materialized (select own.* from own join filed f on f.key = own.key and cardinality(f.ids) > ${mostInBlock}),
      -- As in the search over the whole file: of keys that too many have, two together.
      shared as (
        select b.ids from (select distinct one.key as one, other.key as other from common one join common other on other.customer_id = one.customer_id and other.key > one.key) two
        cross join lateral (
          select array_agg(k.customer_id) as ids from (select k.customer_id from duplicate_keys k join duplicate_keys l on l.workspace_id = ${sql.workspace} and l.customer_id = k.customer_id and l.key = two.other
            where k.workspace_id = ${sql.workspace} and k.key = two.one limit ${mostInBlock + 1}) k) b)
      select distinct least(p.a, p.b) as left_id, greatest(p.a, p.b) as right_id from (
        select own.customer_id as a, b.id as b from own join filed f on f.key = own.key and cardinality(f.ids) <= ${mostInBlock} cross join lateral unnest(f.ids) as b(id)
        union all
        select a.id, b.id from shared s cross join lateral unnest(s.ids) as a(id) cross join lateral unnest(s.ids) as b(id) where cardinality(s.ids) <= ${mostInBlock} and a.id = any(${ids}::uuid[])) p
      where p.a <> p.b`,
  )
  await writePairs(ctx, search, pairs.map(({ left_id, right_id }) => [left_id, right_id]))
  await ctx.db.rows(
    sql`delete from duplicate_pairs p where p.workspace_id = ${sql.workspace} and p.state = 'open' and p.seen_in < ${search}::uuid
      and (p.left_id = any(${ids}::uuid[]) or p.right_id = any(${ids}::uuid[]))`,
  )
}
