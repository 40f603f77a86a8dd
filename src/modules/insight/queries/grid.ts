/** Customers by two metrics in four bands each: quartiles of those whom the reader may see, so that the cells of anybody's grid are about equally full. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { columnOf } from '../../../kernel/projections/columns.ts'
import { whereOf } from '../../../kernel/query/list.ts'

export interface Grid {
  across: Axis
  up: Axis
  cells: GridCell[]
  /** Who has bought, but lacks one of both. */
  without: number
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

/** One pass over the values that the reader may see. @throws Problem 422 for what cannot be an axis, or not be read */
export async function gridOf(ctx: Context, axes: { across: string; up: string }): Promise<Grid> {
  const object = objectOf(ctx, 'customer_value')
  const [x, y] = [axisOf(ctx, 'across', axes.across), axisOf(ctx, 'up', axes.up)]
  const sumOf = (name: string) => (readableField(ctx, object, name) ? sql`sum(b.${sql.id(name)})::text` : sql.raw('null::text'))
  const quartiles = ({ isChoice }: ChosenAxis, name: string) => (isChoice ? sql.raw('null::numeric[]') : sql`(select percentile_disc(array[0.25, 0.5, 0.75]) within group (order by s.${sql.id(name)}) from s)`)
  const band = ({ isChoice }: ChosenAxis, name: string) => (isChoice ? sql`s.${sql.id(name)}` : sql`case when s.${sql.id(name)} is not null then ((s.${sql.id(name)} > q.${sql.id(name)}[1])::int + (s.${sql.id(name)} > q.${sql.id(name)}[2])::int + (s.${sql.id(name)} > q.${sql.id(name)}[3])::int)::text end`)
  const rows = await ctx.db.rows<Omit<GridCell, 'across' | 'up'> & { across: string | null; up: string | null; x_ends: string[] | null; y_ends: string[] | null }>(
    sql`with s as materialized (
        select ${x.value} as x, ${y.value} as y, c.monetary, c.profit from customer_values c
          ${x.isOfCustomer || y.isOfCustomer ? sql`join customers t on t.workspace_id = ${sql.workspace} and t.id = c.customer_id` : sql.empty}
        where ${whereOf(ctx, object, 'c', { filter: bought })}),
      q as materialized (select ${quartiles(x, 'x')} as x, ${quartiles(y, 'y')} as y),
      b as (select ${band(x, 'x')} as x, ${band(y, 'y')} as y, s.monetary, s.profit from s cross join q)
      select b.x as across, b.y as up, count(*)::int as customers, ${sumOf('monetary')} as amount, ${sumOf('profit')} as profit, (select q.x::text[] from q) as x_ends, (select q.y::text[] from q) as y_ends
      from b group by b.x, b.y`,
  )
  const cells = rows.flatMap(({ across, up, customers, amount, profit }) => (across !== null && up !== null ? [{ across, up, customers, amount, profit }] : []))
  const [first] = rows
  return {
    across: { name: axes.across, ends: first?.x_ends ?? null }, up: { name: axes.up, ends: first?.y_ends ?? null }, cells,
    without: rows.reduce((sum, row) => sum + (row.across === null || row.up === null ? row.customers : 0), 0),
  }
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
