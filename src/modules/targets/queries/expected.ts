/** What opportunities come to in a period: one statement for any number of periods and people. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Weight } from '../rules/weights.ts'
import type { Period } from '../rules/period.ts'
import { instantsOf } from './sources.ts'

export interface Span {
  period: Period
  first: string
  last: string
}

/** Each includes the one before: closed <= committed <= best_case <= pipeline. Omitted ones are in none of them. */
export interface Expected {
  closed: string
  committed: string
  best_case: string
  pipeline: string
  /** Closed, and of what is open the share that its probability says; between closed and pipeline. */
  weighted: string
  /** The same by what became of those that stood in the stages before; null where too few have ended to say so of any stage. */
  by_history: string | null
}

/** What no stage has history enough for is not called so: the probabilities would stand in for all of it. */
export function withHistory<Row extends Expected>(row: Row, weights: readonly Weight[]): Row {
  return weights.some((weight) => weight.is_enough) ? row : { ...row, by_history: null }
}

/**
 * The rows to sum up, as two common tables for `with`: `lines`, a row an opportunity, with `period`, `first_on` and `person`. Won ones count in
 * the period in which they ended, open ones in that of their expected close. In the currency of the company.
 * @param where on opportunities `c`
 */
export function linesOfPeriods(ctx: Context, { spans, weights, where }: { spans: readonly Span[]; weights: readonly Weight[]; where: Sql }): Sql {
  const given = spans.map((span) => ({ kind: span.period, first_on: span.first, last_on: span.last, ...instantsOf(span, ctx.workspace.timeZone) }))
  const shares = weights.map(({ stage, weight }) => ({ stage, share: weight }))
  const own = sql`${where} and c.currency = ${ctx.workspace.currency} and c.amount is not null`
  return sql`p as materialized (select * from json_to_recordset(${JSON.stringify(given)}::json) as p(kind text, first_on date, last_on date, "from" timestamptz, until timestamptz)),
    shares_of as materialized (select * from json_to_recordset(${JSON.stringify(shares)}::json) as w(stage uuid, share numeric)),
    lines as (
      select p.kind as period, p.first_on, p.last_on, c.owner_id as person, 'won' as category, c.amount, c.amount as weighted, c.amount as by_history
      from p join opportunities c on c.status = 'won' and c.closed_at >= p."from" and c.closed_at < p.until where ${own}
      union all
      select p.kind, p.first_on, p.last_on, c.owner_id, c.forecast_category, c.amount, c.weighted_amount, c.amount * coalesce(w.share, 0)
      from p join opportunities c on c.status = 'open' and c.close_on >= p.first_on and c.close_on <= p.last_on left join shares_of w on w.stage = c.stage_id where ${own})`
}

/** The figures of rows `l`, as columns named like those of `Expected`. */
export const expectedColumns: Sql = sql.join(
  [
    ...([['closed', ['won']], ['committed', ['won', 'committed']], ['best_case', ['won', 'committed', 'best_case']], ['pipeline', ['won', 'committed', 'best_case', 'pipeline']]] as const)
      .map(([name, categories]) => sql`${total(sql`l.amount`, categories)}::text as ${sql.id(name)}`),
    ...(['weighted', 'by_history'] as const).map((name) => sql`round(${total(sql.id('l', name), ['won', 'committed', 'best_case', 'pipeline'])}, 2)::text as ${sql.id(name)}`),
  ],
  ', ',
)

function total(column: Sql, categories: readonly string[]): Sql {
  return sql`coalesce(sum(${column}) filter (where l.category = any(${[...categories]}::text[])), 0.00)`
}
