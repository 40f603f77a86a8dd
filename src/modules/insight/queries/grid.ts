/** Customers by two metrics in four bands each: quartiles of those whom the reader may see, so that the cells of anybody's grid are about equally full. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { columnOf } from '../../../kernel/projections/columns.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { lastRun } from '../engine/runs.ts'

export interface Grid {
  across: Axis
  up: Axis
  cells: GridCell[]
  /** Who has bought, but lacks one of both. */
  without: number
  /** The ends of the bands were found from some of the customers; cells count all. */
  drawn: boolean
}

interface Axis {
  name: string
  /** Upper ends of the first three bands, as decimal text; null where the options of a choice are the bands. */
  ends: string[] | null
}

export interface GridCell {
  /** `0` to `3`, or the key of an option. */
  across: string
  up: string
  customers: number
  /** Null where the reader may not read them. */
  amount: string | null
  profit: string | null
}

/** Passes over the values that the reader may see: the ends of the bands, then the cells. @throws Problem 422 for what cannot be an axis, or not be read */
export async function gridOf(ctx: Context, axes: { across: string; up: string }): Promise<Grid> {
  const object = objectOf(ctx, 'customer_value')
  const [x, y] = [axisOf(ctx, 'across', axes.across), axisOf(ctx, 'up', axes.up)]
  const from = sql`customer_values c ${x.isOfCustomer || y.isOfCustomer ? sql`join customers t on t.workspace_id = ${sql.workspace} and t.id = c.customer_id` : sql.empty}
    where ${whereOf(ctx, object, 'c', { filter: bought })}`
  const { ends, drawn } = await endsOf(ctx, from, { x, y })
  const sumOf = (name: string) => (readableField(ctx, object, name) ? sql`sum(${sql.id('c', name)})::text` : sql.raw('null::text'))
  const rows = await ctx.db.rows<Omit<GridCell, 'across' | 'up'> & { across: string | null; up: string | null }>(
    sql`select ${bandOf(x, ends.x)} as across, ${bandOf(y, ends.y)} as up, count(*)::int as customers, ${sumOf('monetary')} as amount, ${sumOf('profit')} as profit from ${from} group by 1, 2`,
  )
  return {
    across: { name: axes.across, ends: ends.x }, up: { name: axes.up, ends: ends.y },
    cells: rows.flatMap(({ across, up, ...cell }) => (across !== null && up !== null ? [{ across, up, ...cell }] : [])),
    without: rows.reduce((sum, row) => sum + (row.across === null || row.up === null ? row.customers : 0), 0),
    drawn,
  }
}

/** Sorting every figure of a million customers takes longer than people wait: of more than so many, so many are drawn for the ends, by their ids. */
const mostSorted = 100_000
/** Fewer figures among those drawn say too little: then all are sorted, which are few. */
const fewestDrawn = 1000

type Ends = Record<'x' | 'y', string[] | null>

async function endsOf(ctx: Context, from: Sql, { x, y }: Record<'x' | 'y', ChosenAxis>): Promise<{ ends: Ends; drawn: boolean }> {
  if (x.isChoice && y.isChoice) return { ends: { x: null, y: null }, drawn: false }
  const quartiles = ({ isChoice, value }: ChosenAxis) => (isChoice ? sql.raw('null::text[]') : sql`(percentile_disc(array[0.25, 0.5, 0.75]) within group (order by ${value}))::text[]`)
  const figures = ({ isChoice, value }: ChosenAxis) => (isChoice ? sql.raw('null::bigint') : sql`count(${value})`)
  const ask = async (among: Sql) => {
    const [found] = await ctx.db.rows<Ends & { figures: number | null }>(sql`select ${quartiles(x)} as x, ${quartiles(y)} as y, least(${figures(x)}, ${figures(y)}) as figures from ${from} ${among}`)
    if (!found) throw new Error('PostgreSQL answered nothing')
    return found
  }
  const every = await drawnEvery(ctx)
  const found = every > 1 ? await ask(sql`and abs(hashtextextended(c.id::text, 0)) % ${every}::int = 0`) : null
  return found && (found.figures ?? 0) >= fewestDrawn ? { ends: found, drawn: true } : { ends: await ask(sql.empty), drawn: false }
}

/** 1: all are sorted, as they are for whoever sees a part of them only. */
async function drawnEvery(ctx: Context): Promise<number> {
  if (verdictOf(ctx, 'customer_value', 'see') !== true) return 1
  return Math.max(1, Math.ceil(((await lastRun(ctx))?.customers ?? 0) / mostSorted))
}

/** The option, or how many of the ends lie below: null where there is no figure. */
function bandOf({ isChoice, value }: ChosenAxis, ends: readonly string[] | null): Sql {
  if (isChoice) return value
  if (!ends) return sql.raw('null::text')
  return sql`(${sql.join(ends.map((end) => sql`(${value} > ${end}::numeric)::int`), ' + ')})::text`
}

/** Those who never bought would fill the lowest band of everything. */
export const bought = { purchase_days: { gt: 0 } }

export interface ChosenAxis {
  value: Sql
  isChoice: boolean
  isOfCustomer: boolean
}

/** A figure or a choice of the values, or the tier of the customer. */
export function axisOf(ctx: Context, path: string, name: string): ChosenAxis {
  const isOfCustomer = name === 'tier'
  const field = readableField(ctx, objectOf(ctx, isOfCustomer ? 'customer' : 'customer_value'), name)
  const type = field && typeOf(field)
  const isChoice = type !== null && field?.options !== undefined && type.sortable
  if (!field || !(isChoice || type?.isMeasurable)) throw invalid([issue(path, 'not_an_axis', '不能按此项分格', 'Customers cannot be put into bands by this')])
  const column = columnOf(isOfCustomer ? 't' : 'c', field)
  return { value: isChoice ? column : sql`${column}::numeric`, isChoice, isOfCustomer }
}
