/** Boundaries over all customers, so that scores are functions of a customer's own figures: fifths, hundredths, ABC. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { contribution } from '../metrics/worth.ts'
import { amount, literal } from '../metrics/shapes.ts'
import type { Rule } from '../objects/value-rule.ts'

export interface Breaks {
  /** Four days and twice four figures of those who bought in the window. */
  recency: string[]
  frequency: string[]
  monetary: string[]
  /** Hundredths with their sign changed, rising (metrics/shapes.ts); the first three only where ABC goes by rank. */
  margin: string[]
  often: string[]
  interval: string[]
  profit: string[]
  growth: string[]
  openness: string[]
  influence: string[]
  /** The smallest contribution of the class; null where no customer is in it. */
  abc: { a: string | null; b: string | null }
  /** How many categories the company sells. */
  categories: number
  customers: number
}

const hundredths = sql.raw(`array(select n / 101.0 from generate_series(1, 100) n)`)
const fifths = sql.raw('array[0.2, 0.4, 0.6, 0.8]')

/** One pass over the inputs for each order that is needed. */
export async function findBreaks(ctx: Context, rule: Rule): Promise<Breaks> {
  const inputs = sql`value_inputs i where i.workspace_id = ${sql.workspace}`
  const negated = (value: Sql) => sql`coalesce((select percentile_disc(${hundredths}) within group (order by -(${value})::float8) from ${inputs})::text[], '{}')`
  const [row] = await ctx.db.rows<Omit<Breaks, 'abc' | 'margin' | 'often' | 'interval'>>(sql`select
    coalesce((select percentile_disc(${fifths}) within group (order by i.last_on) from ${inputs} and i.frequency > 0)::text[], '{}') as recency,
    coalesce((select percentile_disc(${fifths}) within group (order by i.frequency::float8) from ${inputs} and i.frequency > 0)::text[], '{}') as frequency,
    coalesce((select percentile_disc(${fifths}) within group (order by i.monetary::float8) from ${inputs} and i.frequency > 0)::text[], '{}') as monetary,
    ${negated(sql`i.margin - i.serve_cost`)} as profit, ${negated(sql`i.monetary - i.amount_before`)} as growth,
    ${negated(sql`i.new_categories`)} as openness, ${negated(sql`i.referrals + i.links`)} as influence,
    (select count(distinct p.category) from products p where p.workspace_id = ${sql.workspace} and p.category is not null and p.deleted_at is null) as categories,
    (select count(*) from ${inputs}) as customers`)
  if (!row) throw new Error('PostgreSQL answered nothing')
  const [ranks] = rule.abc_by === 'rank'
    ? await ctx.db.rows<Pick<Breaks, 'margin' | 'often' | 'interval'>>(sql`select ${negated(sql`i.margin`)} as margin, ${negated(sql`i.frequency`)} as often, ${negated(sql`-((i.last_on - i.first_on)::numeric / nullif(i.purchase_days - 1, 0))`)} as interval`)
    : []
  const breaks: Breaks = { margin: [], often: [], interval: [], ...row, ...ranks, abc: { a: null, b: null } }
  return { ...breaks, abc: await abcOf(ctx, rule, breaks) }
}

/** Those with equal contribution are in the same class: before a customer stand those with more. In cents as whole numbers, which are sorted and summed up faster. */
async function abcOf(ctx: Context, rule: Rule, breaks: Breaks): Promise<Breaks['abc']> {
  const value = sql`(${amount(contribution({ rule, breaks }))} * 100)::bigint`
  const [row] = await ctx.db.rows<Breaks['abc']>(sql`select (min(s.value) filter (where s.before < s.total * ${literal(rule.abc_a / 100)}) * 0.01)::text as a, (min(s.value) filter (where s.before < s.total * ${literal(rule.abc_b / 100)}) * 0.01)::text as b
    from (select g.value, sum(g.value * g.n::numeric) over (order by g.value desc) - g.value * g.n::numeric as before, sum(g.value * g.n::numeric) over () as total
      from (select x.value, count(*) as n from (select ${value} as value from value_inputs i where i.workspace_id = ${sql.workspace}) x where x.value > 0 group by 1) g) s`)
  return row ?? { a: null, b: null }
}
