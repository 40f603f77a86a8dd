import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Curves } from './runs.ts'

/** Whale and Pareto curve of those who bought in the window, drawn through a hundred points. */
export async function drawCurves(ctx: Context): Promise<Curves> {
  const whale = await curveOf(ctx, cents(sql`i.margin - i.serve_cost`))
  const pareto = await curveOf(ctx, cents(sql`i.monetary`))
  const [row] = await ctx.db.rows<{ eighty: number | null }>(sql`select (min(s.place) filter (where s.sofar >= 0.8 * s.total))::float8 / nullif(max(s.place), 0) as eighty from (${cumulated(sql`greatest(${cents(sql`i.monetary`)}, 0)`)}) s where s.total > 0`)
  return { whale, pareto, eighty: row?.eighty ?? null }
}

/** As float8, which is exact up to 2^53 and summed up in a fraction of the time. */
const cents = (amount: Sql) => sql`((${amount}) * 100)::float8`

/** Customers from best to worst, with what they and those before them come to. */
function cumulated(value: Sql): Sql {
  const bought = sql`value_inputs i where i.workspace_id = ${sql.workspace} and i.frequency > 0`
  return sql`select row_number() over w as place, sum(v.value) over w as sofar, t.total, t.n
    from (select ${value} as value from ${bought}) v, (select sum(${value}) as total, count(*) as n from ${bought}) t window w as (order by v.value desc rows unbounded preceding)`
}

/** The last customer of each hundredth. */
async function curveOf(ctx: Context, value: Sql): Promise<[number, number][]> {
  const rows = await ctx.db.rows<{ customers: number; share: number }>(sql`select s.place::float8 / s.n as customers, s.sofar / s.total as share from (${cumulated(value)}) s
    where s.total > 0 and (s.place = s.n or (s.place * 100 + s.n - 1) / s.n <> (s.place * 100 + 99 + s.n) / s.n) order by s.place`)
  return rows.map(({ customers, share }) => [customers, share])
}
