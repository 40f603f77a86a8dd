/** Customers filed under the same key: only within such a block is everybody compared with everybody. */
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { featuresOf, filedKeys } from '../rules/duplicate-score.ts'
import { compared, hashOf, type CompareRow } from './duplicate-keys.ts'
import type { Candidates } from './write-pairs.ts'

/**
 * A key that more customers have says little (a number of zeros, the switchboard of a group): it is told of as too common, and those
 * who have it are compared only where they have a second key in common.
 */
export const mostInBlock = 50

export interface CommonKey {
  /** `phone`, `mail`, `name`... */
  kind: string
  value: string
  customers: number
}

const mostTold = 20
const commonAtOnce = 500

/** How many blocks there are, and which keys are too common: how many, and the commonest in words. */
export async function measureBlocks(ctx: Context): Promise<{ blocks: number; common: number; commonest: CommonKey[] }> {
  const [sizes] = await ctx.db.rows<{ blocks: number; common: number }>(
    sql`select count(*) filter (where b.size <= ${mostInBlock}) as blocks, count(*) filter (where b.size > ${mostInBlock}) as common
      from (select count(*) as size from duplicate_keys k where k.workspace_id = ${sql.workspace} group by k.key having count(*) > 1) b`,
  )
  return { blocks: sizes?.blocks ?? 0, common: sizes?.common ?? 0, commonest: sizes?.common ? await commonestKeys(ctx) : [] }
}

/** The table has hashes: what a key says is asked of one customer who has it. */
async function commonestKeys(ctx: Context): Promise<CommonKey[]> {
  const rows = await ctx.db.rows<CompareRow & { key: string; customers: number }>(
    sql`select b.key::text as key, b.customers, ${compared} from (
        select k.key, count(*) as customers, min(k.customer_id::text)::uuid as one from duplicate_keys k where k.workspace_id = ${sql.workspace}
        group by k.key having count(*) > ${mostInBlock} order by count(*) desc limit ${mostTold}) b
      join customers c on c.workspace_id = ${sql.workspace} and c.id = b.one order by b.customers desc`,
  )
  return rows.flatMap((row) => {
    const key = filedKeys(featuresOf(row)).find((one) => hashOf(one) === row.key)
    return key ? [{ kind: key.slice(0, key.indexOf(':')), value: key.slice(key.indexOf(':') + 1), customers: row.customers }] : []
  })
}

/** Pairs within the next blocks, in the order of keys. @param after the last key of the blocks before */
export async function nextBlocks(ctx: Context, after: string | null, limit: number): Promise<{ pairs: Candidates[]; last: string | null; blocks: number }> {
  const rows = await ctx.db.rows<{ key: string; ids: string[] }>(
    sql`select k.key::text as key, array_agg(k.customer_id) as ids from duplicate_keys k where k.workspace_id = ${sql.workspace}
      ${after === null ? sql.empty : sql`and k.key > ${after}::bigint`} group by k.key having count(*) between 2 and ${mostInBlock} order by k.key limit ${limit}`,
  )
  return { pairs: pairsWithin(rows.map(({ ids }) => ids)), last: rows.at(-1)?.key ?? null, blocks: rows.length }
}

/** Pairs of customers that share two keys which are too common each, while few have both; some common keys at a time. */
export async function* pairsOfCommonKeys(ctx: Context): AsyncGenerator<Candidates[]> {
  const common = (
    await ctx.db.rows<{ key: string }>(sql`select k.key::text as key from duplicate_keys k where k.workspace_id = ${sql.workspace} group by k.key having count(*) > ${mostInBlock} order by k.key`)
  ).map(({ key }) => key)
  for (let from = 0; from < common.length; from += commonAtOnce) {
    const rows = await ctx.db.rows<{ ids: string[] }>(
      sql`with m as materialized (select k.key, k.customer_id from duplicate_keys k where k.workspace_id = ${sql.workspace} and k.key = any(${common}::bigint[]))
        select array_agg(a.customer_id) as ids from m a join m b on b.customer_id = a.customer_id and b.key > a.key
        where a.key = any(${common.slice(from, from + commonAtOnce)}::bigint[]) group by a.key, b.key having count(*) between 2 and ${mostInBlock}`,
    )
    yield pairsWithin(rows.map(({ ids }) => ids))
  }
}

function pairsWithin(blocks: readonly string[][]): Candidates[] {
  const pairs = new Map<string, Candidates>()
  for (const ids of blocks) {
    const sorted = ids.toSorted()
    for (const [index, left] of sorted.entries()) {
      for (const right of sorted.slice(index + 1)) pairs.set(left + right, [left, right])
    }
  }
  return [...pairs.values()]
}
