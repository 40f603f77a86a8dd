/** Expressions that several metrics are made of. None of them divides by zero or leaves the column it is written to. */
import { sql, type Sql } from '../../../platform/db/sql.ts'

/** An amount with two digits that its column holds, whatever was summed up. */
export function amount(value: Sql): Sql {
  return rounded(value, 2, 999_999_999_999_999)
}

/** Nothing stays nothing: least and greatest alone would take the limit for it. */
export function rounded(value: Sql, digits: number, limit = 1_000_000_000): Sql {
  const most = sql.raw(String(limit))
  return sql`case when (${value}) is not null then round(least(greatest((${value})::numeric, -${most}), ${most}), ${sql.raw(String(digits))}) end`
}

export function literal(value: number): Sql {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number`)
  return sql.raw(`(${value})`)
}

/** 1 to 5: one more than the boundaries that lie below the value, so that equal values have equal scores. Figures are compared as the boundaries were found, as float8. */
export function quintile(value: Sql, boundaries: readonly string[], type: 'date' | 'float8'): Sql {
  if (boundaries.length === 0) return sql.raw('1::smallint')
  return sql`(1 + ${sql.join(boundaries.map((boundary) => sql`((${value})${sql.raw(`::${type}`)} > ${boundary}${sql.raw(`::${type}`)})::int`), ' + ')})::smallint`
}

/** 0 to 100: how many of a hundred boundaries lie below the value. @param negated the boundaries with their sign changed, rising */
export function percentile(value: Sql, negated: readonly string[]): Sql {
  if (negated.length === 0) return sql.raw('0')
  return sql`(${literal(negated.length)} - width_bucket(-(${value})::float8, ${negated}::float8[]))`
}

/** The weighted mean of the parts that are known, 0 to 100. Null when none is. */
export function weighted(parts: readonly { part: Sql; weight: number }[]): Sql {
  const used = parts.filter(({ weight }) => weight > 0)
  const points = sql.join(used.map(({ part, weight }) => sql`coalesce(${part} * ${literal(weight)}, 0)`), ' + ')
  const weights = sql.join(used.map(({ part, weight }) => sql`case when ${part} is null then 0 else ${literal(weight)} end`), ' + ')
  return sql`round((${points})::numeric / nullif(${weights}, 0), 1)`
}
