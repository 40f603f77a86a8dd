/** The opportunities that quotes and orders of the demo world come from. */
import { sql } from '../platform/db/sql.ts'
import type { Context } from '../kernel/context.ts'

export interface Deals {
  /** One of the customer that no document has taken yet and that stood so at the moment; null where there is none. */
  take(customer: string, at: { time: number; standing: readonly ('open' | 'won')[] }): string | null
}

/** Read once: they are few. An open one counts from when it came to its stage, a won one from its end, so that nothing happens before what it follows from. */
export async function dealsOf(ctx: Context): Promise<Deals> {
  const rows = await ctx.db.rows<{ id: string; customer: string; status: 'open' | 'won'; since: Date }>(
    sql`select o.id::text as id, o.customer_id::text as customer, o.status, coalesce(o.closed_at, o.stage_since) as since from opportunities o
      where o.workspace_id = ${sql.workspace} and o.status in ('open', 'won') and o.deleted_at is null order by o.created_at, o.id`,
  )
  const left = new Set(rows)
  return {
    take: (customer, { time, standing }) => {
      const mine = [...left].filter((row) => row.customer === customer && row.since.getTime() < time)
      const found = standing.flatMap((status) => mine.filter((row) => row.status === status))[0]
      if (found) left.delete(found)
      return found?.id ?? null
    },
  }
}
