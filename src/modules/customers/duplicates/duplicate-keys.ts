/** The keys under which customers are filed (rules/duplicate-score.ts), as 64 bits of their hash: short in the index, and nobody reads a telephone number there. */
import { createHash } from 'node:crypto'
import { sql } from '../../../platform/db/sql.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { featuresOf, filedKeys, type Comparable, type Features } from '../rules/duplicate-score.ts'

export interface CompareRow extends Comparable {
  id: string
}

/** What is compared, of an alias of the table. */
export const compared = sql`c.id, c.kind, c.name, c.phones, c.emails, c.credit_code, c.wechat`

export const comparedFields = ['kind', 'name', 'phones', 'emails', 'credit_code', 'wechat']

/** Whether the caller may read whole what is compared: a reason, a score or a key tells that two values agree, and so does a place in an order by them. */
export function readsCompared(ctx: Context): boolean {
  return comparedFields.every((name) => readableField(ctx, objectOf(ctx, 'customer'), name))
}

/** A key as the table has it. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest().readBigInt64BE().toString()
}

export function hashesOf(features: Features): string[] {
  return filedKeys(features).map(hashOf)
}

/**
 * Files the living among these customers under the keys they have now, and takes out the rest.
 * @param ids whose keys are to be right afterwards
 * @param rows the living ones of them
 */
export async function fileKeys(ctx: Context, ids: readonly string[], rows: readonly CompareRow[]): Promise<void> {
  const filed = rows.flatMap((row) => hashesOf(featuresOf(row)).map((key) => ({ key, id: row.id })))
  const [keys, customers] = [filed.map(({ key }) => key), filed.map(({ id }) => id)]
  await ctx.db.rows(
    sql`with r as materialized (select * from unnest(${keys}::bigint[], ${customers}::uuid[]) as r(key, customer_id)),
      gone as (delete from duplicate_keys k where k.workspace_id = ${sql.workspace} and k.customer_id = any(${ids}::uuid[])
        and not exists (select 1 from r where r.customer_id = k.customer_id and r.key = k.key))
      insert into duplicate_keys (workspace_id, key, customer_id) select ${sql.workspace}, r.key, r.customer_id from r on conflict do nothing`,
  )
}
