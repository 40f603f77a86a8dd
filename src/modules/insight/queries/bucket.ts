import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

export type Dimension = 'all' | 'tier' | 'category'

/** opening + gained + won_back - lost = closing. */
export interface BucketMonth {
  value: string
  /** First day. */
  month: string
  opening: number
  gained: number
  won_back: number
  lost: number
  closing: number
}

/** The leaky bucket (S25) of the last full run, month by month from the first purchase on. @param dimension by the customers' tier or category of today */
export function bucketMonths(ctx: Context, dimension: Dimension): Promise<BucketMonth[]> {
  return ctx.db.rows<BucketMonth>(sql`select b.value, b.month::date::text as month, b.closing - b.gained - b.won_back + b.lost as opening, b.gained, b.won_back, b.lost, b.closing from (
      select s.value, s.month, coalesce(m.gained, 0)::int as gained, coalesce(m.won_back, 0)::int as won_back, coalesce(m.lost, 0)::int as lost,
        sum(coalesce(m.gained + m.won_back - m.lost, 0)) over (partition by s.value order by s.month)::int as closing
      from (select r.value, generate_series(r.first, r.last, interval '1 month') as month from
          (select v.value, min(v.month) as first, (select max(x.month) from value_moves x where x.workspace_id = ${sql.workspace}) as last from value_moves v where v.workspace_id = ${sql.workspace} and v.dimension = ${dimension} group by 1) r) s
        left join (select p.value, p.month, sum(p.gained) as gained, sum(p.won_back) as won_back, sum(p.lost) as lost from value_moves p where p.workspace_id = ${sql.workspace} and p.dimension = ${dimension} group by 1, 2) m
          on m.value = s.value and m.month = s.month) b
    order by b.value, b.month`)
}
