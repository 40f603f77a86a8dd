import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

export interface CohortCell {
  /** Month of the first purchase, its first day. */
  cohort: string
  /** Months since then. */
  age: number
  customers: number
  amount: string
}

/** What became of the customers of each first month, as of the last full run. @param months how many first months, the newest */
export function cohortCells(ctx: Context, months: number): Promise<CohortCell[]> {
  return ctx.db.rows<CohortCell>(sql`select k.cohort::text as cohort, (extract(year from age(k.month, k.cohort)) * 12 + extract(month from age(k.month, k.cohort)))::int as age, sum(k.customers)::int as customers, sum(k.amount)::text as amount
    from value_cohorts k where k.workspace_id = ${sql.workspace} and k.cohort in (select distinct c.cohort from value_cohorts c where c.workspace_id = ${sql.workspace} order by 1 desc limit ${months})
    group by k.cohort, k.month order by 1, 2`)
}
