import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Curves } from './runs.ts'

/** Whale and Pareto curve of those who bought in the window, drawn through a hundred points. */
export async function drawCurves(ctx: Context): Promise<Curves> {
  const whale = await curveOf(ctx, sql`i.margin - i.serve_cost`)
  const pareto = await curveOf(ctx, sql`i.monetary`)
  const [row] = await ctx.db.rows<{ eighty: string | null }>(sql`select (min(s.place) filter (where s.sofar >= 0.8 * s.total))::float8 / nullif(max(s.place), 0) as eighty
    from (select row_number() over w as place, sum(greatest(i.monetary, 0)) over w as sofar, sum(greatest(i.monetary, 0)) over () as total
      from value_inputs i where i.workspace_id = ${sql.workspace} and i.frequency > 0 window w as (order by i.monetary desc, i.customer_id)) s where s.total > 0`)
  return { whale, pareto, eighty: row?.eighty === null || row?.eighty === undefined ? null : Number(row.eighty) }
}

async function curveOf(ctx: Context, value: Sql): Promise<[number, number][]> {
  const rows = await ctx.db.rows<{ customers: number; share: number }>(sql`select max(s.place)::float8 / max(s.n) as customers, (array_agg(s.sofar order by s.place desc))[1]::float8 / nullif(max(s.total), 0)::float8 as share
    from (select t.place, t.n, t.sofar, t.total, ceil(t.place * 100.0 / t.n) as step from (
      select row_number() over w as place, count(*) over () as n, sum(${value}) over w as sofar, sum(${value}) over () as total
      from value_inputs i where i.workspace_id = ${sql.workspace} and i.frequency > 0 window w as (order by ${value} desc, i.customer_id)) t) s
    where s.total > 0 group by s.step order by s.step`)
  return rows.map(({ customers, share }) => [customers, share])
}
