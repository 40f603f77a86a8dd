/** One pass over some rows, sorted in several ways at once by grouping sets: each way is a block whose rows come to the same whole. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Block, Column, Figure, Filter, Opens } from '../rules/answer.ts'
import { blocksOf, columnsOf, mayRead, mostRead, type Sorting, type Told } from './blocks.ts'

export interface Measure extends Told {
  /** Of one row. */
  of: Sql
  fold(column: Sql): Sql
}

export interface Grouping {
  /** Tables and their condition: what stands after `from`. */
  from: Sql
  sortings: readonly Sorting[]
  measures: readonly Measure[]
  /** @param filter of the row; the condition of all is joined to it */
  opens(filter: Filter): Opens
}

/** Blocks in the order of the sortings that may be told, and the figures of all. */
export async function grouped(ctx: Context, { from, opens, ...asked }: Grouping): Promise<{ blocks: Block[]; columns: Column[]; total: Figure[] }> {
  const sortings = asked.sortings.filter(({ needs }) => mayRead(ctx, needs))
  const measures = asked.measures.filter(({ needs = [] }) => mayRead(ctx, needs))
  const all = 2 ** sortings.length - 1
  const keys = sortings.map((_, index) => sql.id(`k${index}`))
  const folded = measures.map(({ unit, fold }, index) => sql`${fold(sql.id(`m${index}`))}${sql.raw(unit === 'money' ? '::text' : '::float8')} as ${sql.id(`f${index}`)}`)
  const sets = keys.map((key) => sql`(${key})`)
  const rows = await ctx.db.rows<Record<string, string | number | null>>(sql`select * from (
      select g.*, row_number() over (partition by g.which order by g.n desc, g.key) as place from (
        select ${keys.length > 0 ? sql`grouping(${sql.join(keys)})` : sql.raw('0')} as which, ${keys.length > 0 ? sql`coalesce(${sql.join(keys.map((key) => sql`${key}::text`))})` : sql.raw('null')} as key, count(*) as n, ${sql.join(folded)}
        from (select ${sql.join([...sortings.map(({ by }, index) => sql`${by} as ${sql.id(`k${index}`)}`), ...measures.map(({ of }, index) => sql`${of} as ${sql.id(`m${index}`)}`)])} from ${from}) s
        group by grouping sets (${sql.join([...sets, sql.raw('()')])})) g) p
    where p.place <= ${sql.raw(String(mostRead))} order by p.place`)
  const figuresOf = (row: Record<string, string | number | null>): Figure[] => measures.map((_, index) => row[`f${index}`] ?? null)
  const whole = rows.find(({ which }) => Number(which) === all)
  const total = whole ? figuresOf(whole) : measures.map(() => null)
  const found = sortings.map((_, index) => rows.filter(({ which }) => Number(which) === all - 2 ** (sortings.length - 1 - index)).map((row) => ({ key: row.key === null || row.key === undefined ? null : String(row.key), figures: figuresOf(row) })))
  return { blocks: await blocksOf(ctx, { sortings, measures, total, found, opens }), columns: columnsOf(measures), total }
}
