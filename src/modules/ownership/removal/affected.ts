/** Which customers a removal rule reaches, and what speaks for it. The preview, the night and the moment of deciding read the same condition. */
import { z } from 'zod'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { conditionOf } from '../pool/pools.ts'

export const removalShape = z.object({
  kind: z.enum(['no_consumption', 'incomplete', 'duplicate', 'test_data']),
  months: z.number().nullish(),
  below: z.number().nullish(),
  condition: z.unknown().optional(),
  act: z.enum(['bin', 'anonymise']),
})

export type Removal = z.infer<typeof removalShape>

export interface Facts {
  number: string
  last_purchase_at: string | null
  completeness: number
  created_at: string
}

/** What looks like typed to try: repeated signs, rows of the keyboard, and the words for it. */
const testNames = '^(test|demo|asdf|qwer|abc|aaa|xxx|111|123|测试|样例|示例|试用)|^(.)\\2{2,}$'

/** So many with one number are no duplicates but a switchboard. */
const mostAlike = 50

/** A condition on customers. @throws Problem 422 for a condition of the rule that does not fit. */
export function affectedWhere(ctx: Context, rule: Removal, row: string): Sql {
  const column = (name: string) => sql.id(row, name)
  const before = sql`(${ctx.clock.now()}::timestamptz - make_interval(months => ${rule.months ?? 0}::int))`
  const conditions = [
    sql`${column('workspace_id')} = ${sql.workspace} and ${column('deleted_at')} is null and ${column('anonymised_at')} is null`,
    sql`${column('created_at')} <= ${before}`,
    conditionOf(ctx, rule.condition, row),
    ...(rule.act === 'anonymise' ? [sql`${column('kind')} = 'person'`] : []),
  ]
  switch (rule.kind) {
    case 'no_consumption':
      conditions.push(sql`(${column('last_purchase_at')} is null or ${column('last_purchase_at')} < ${before})`)
      break
    case 'incomplete':
      conditions.push(sql`${column('completeness')} < ${rule.below ?? 0}`)
      break
    case 'test_data':
      conditions.push(sql`lower(${column('name')}) ~ ${testNames}`)
      break
    case 'duplicate':
      conditions.push(sql`${column('id')} in (${laterTwins()})`)
  }
  return sql.and(conditions)
}

/** Customers that share a telephone number, mail address or credit code with an older one: in one pass, not pair by pair. */
function laterTwins(): Sql {
  return sql`select x.id from (
      select k.id, row_number() over (partition by v.value order by k.created_at, k.id) as place, count(*) over (partition by v.value) as alike
      from customers k cross join lateral unnest(k.phones || k.emails || array_remove(array[k.credit_code], null)) as v(value)
      where k.workspace_id = ${sql.workspace} and k.deleted_at is null) x
    where x.place > 1 and x.alike <= ${mostAlike}`
}

/** @param options.also a further condition on the alias `c` */
export async function listAffected(ctx: Context, rule: Removal, options: { limit: number; also?: Sql }): Promise<{ id: string; name: string; facts: Facts }[]> {
  return ctx.db.rows(
    sql`select c.id, c.name, json_build_object('number', c.number, 'last_purchase_at', c.last_purchase_at, 'completeness', c.completeness, 'created_at', c.created_at) as facts
      from customers c where ${affectedWhere(ctx, rule, 'c')} ${options.also ? sql`and ${options.also}` : sql.empty} order by c.created_at, c.id limit ${options.limit}`,
  )
}

export async function countAffected(ctx: Context, rule: Removal): Promise<number> {
  const [row] = await ctx.db.rows<{ count: number }>(sql`select count(*) as count from customers c where ${affectedWhere(ctx, rule, 'c')}`)
  return row?.count ?? 0
}
