/**
 * Times by half and by nine of ten of very many rows, sorted in several ways. Percentiles as aggregates would sort all rows anew for each sorting (24 s for
 * half a million requests in eight sortings); here each pass counts the rows of each value and time, in hashes, and reads the percentiles off those
 * counts: the same figures to the last digit, of any rows that a reader may see, in a second (docs/decisions/times-by-counts.md).
 */
import { transaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Block, Column, Figure, Filter, Opens } from '../rules/answer.ts'
import { blocksOf, columnsOf, mayRead, mostRead, type Found, type Sorting, type Told } from './blocks.ts'

export interface SpreadSorting extends Sorting {
  /** `by` is an id of this table: sorted by its names, which are joined to the counts and not to the rows. */
  named?: 'departments' | 'products'
}

/** Of whole numbers `of`, null where there is none: how many rows, how many that have one, their mean, or the value below which a part of them lies. */
export type SpreadMeasure = Told & ({ how: 'rows' } | { how: 'known'; of: Sql } | { how: 'mean'; of: Sql; times: number; digits: number } | { how: 'part'; field: string; of: Sql; part: number })

export interface Spread {
  /** Tables and their condition: what stands after `from`. */
  from: Sql
  sortings: readonly SpreadSorting[]
  measures: readonly SpreadMeasure[]
  opens(filter: Filter): Opens
}

/** Sortings counted in one statement: several statements are worked on at once. */
const sortingsAtOnce = 4

/** Blocks in the order of the sortings that may be told, and the figures of all. */
export async function spread(ctx: Context, { from, opens, ...asked }: Spread): Promise<{ blocks: Block[]; columns: Column[]; total: Figure[] }> {
  const sortings = asked.sortings.filter(({ needs }) => mayRead(ctx, needs))
  const measures = asked.measures.filter(({ needs = [] }) => mayRead(ctx, needs))
  const starts = Array.from({ length: Math.max(1, Math.ceil(sortings.length / sortingsAtOnce)) }, (_, index) => index * sortingsAtOnce)
  const told = await Promise.all(starts.map((start) => counted(ctx, { from, sortings: sortings.slice(start, start + sortingsAtOnce), measures, isWithTotal: start === 0 })))
  const total = told[0]?.total ?? measures.map(() => null)
  return { blocks: await blocksOf(ctx, { sortings, measures, total, found: told.flatMap(({ found }) => found), opens }), columns: columnsOf(measures), total }
}

/** The figures of each value of one sorting. */
export async function spreadBy(ctx: Context, { from, sorting, ...asked }: { from: Sql; sorting: SpreadSorting; measures: readonly SpreadMeasure[] }): Promise<{ columns: Column[]; figuresOf(key: string): Figure[] }> {
  const measures = asked.measures.filter(({ needs = [] }) => mayRead(ctx, needs))
  const { found: [found = []] } = await counted(ctx, { from, sortings: [sorting], measures, isWithTotal: false })
  const nothing = measures.map(({ how }) => (how === 'rows' || how === 'known' ? 0 : null))
  return { columns: columnsOf(measures), figuresOf: (key) => found.find((row) => row.key === key)?.figures ?? nothing }
}

interface Counting {
  from: Sql
  sortings: readonly SpreadSorting[]
  measures: readonly SpreadMeasure[]
  isWithTotal: boolean
}

/** One pass over the rows, whatever is told of them. */
async function counted(ctx: Context, counting: Counting): Promise<{ found: Found[][]; total: Figure[] | null }> {
  const { sortings, measures, isWithTotal } = counting
  const rows = await transaction(ctx, async (ctx) => {
    // What is expected is as many counts as rows: with the usual memory those would be sorted first, which takes longer than all counting.
    await ctx.db.rows(sql`select set_config('work_mem', '128MB', true)`)
    return ctx.db.rows<Answered>(statementOf(counting))
  })
  const foundIn = (which: number): Found[] => rows.filter((row) => row.which === which).map((row) => ({ key: row.key, figures: measures.map((_, index) => row[`f${index}`] ?? null) }))
  const all = 2 ** sortings.length - 1
  return { found: sortings.map((_, index) => foundIn(all - bitOf(sortings, index))), total: (isWithTotal && foundIn(all)[0]?.figures) || null }
}

type Answered = Record<`f${number}`, number | null> & { which: number; key: string | null }

const bitOf = (listed: readonly unknown[], index: number) => 2 ** (listed.length - 1 - index)

function statementOf({ from, sortings, measures, isWithTotal }: Counting): Sql {
  const all = 2 ** sortings.length - 1
  const keys = sortings.map((_, index) => sql.id(`k${index}`))
  const names = [...new Set(measures.flatMap((measure) => (measure.how === 'part' ? [measure.field] : [])))]
  const times = names.length > 0 ? names.map((name) => measures.flatMap((measure) => (measure.how === 'part' && measure.field === name ? [measure.of] : []))[0] ?? noTime) : [noTime]
  const places = times.map((_, index) => sql.id(`x${index}`))
  // Of each time by itself: `t` tells which. What is no time is counted with the first.
  const timeAt = (index: number) => 2 ** times.length - 1 - bitOf(times, index)
  const summed = [...new Set(measures.flatMap((measure) => (measure.how === 'mean' || measure.how === 'known' ? [measure.of] : [])))]
  const row = [...sortings.map(({ by }, index) => sql`${by} as ${sql.id(`k${index}`)}`), ...times.map((time, index) => sql`${time} as ${sql.id(`x${index}`)}`), ...summed.map((column, index) => sql`${column} as ${sql.id(`m${index}`)}`)]
  const cell = summed.flatMap((_, index) => [sql`count(${sql.id(`m${index}`)})::int as ${sql.id(`c${index}`)}`, sql`sum(${sql.id(`m${index}`)})::bigint as ${sql.id(`s${index}`)}`])
  const sets = places.flatMap((place) => [...keys.map((key) => [key, place]), ...(isWithTotal || keys.length === 0 ? [[place]] : [])])
  const which = keys.length > 0 ? sql`grouping(${sql.join(keys)})` : sql.raw('0')
  // One set alone is counted by several processes at once, which sets together are not.
  const grouping = sets.length === 1 ? sql.join(sets.flat()) : sql`grouping sets (${sql.join(sets.map((set) => sql`(${sql.join(set)})`))})`
  const named = sortings.flatMap((sorting, index) => (sorting.named ? [{ table: sorting.named, is: sql.raw(`c.which = ${all - bitOf(sortings, index)}`), name: sql.id(`n${index}`) }] : []))
  const key = named.length > 0 ? sql`case ${sql.join(named.map(({ is, name }) => sql`when ${is} then ${name}.name`), ' ')} else c.key end` : sql.raw('c.key')
  const folded = measures.map((measure, index) => sql`${foldOf(measure, { time: timeAt(measure.how === 'part' ? names.indexOf(measure.field) : 0), column: 'of' in measure ? summed.indexOf(measure.of) : -1 })}::float8 as ${sql.id(`f${index}`)}`)
  return sql`select * from (
    select g.*, row_number() over (partition by g.which order by g.n desc, g.key) as place from (
      select s.which, s.key, sum(s.n) filter (where s.t = ${sql.raw(String(timeAt(0)))}) as n, ${sql.join(folded)} from (
        select k.*, sum(k.n) over (partition by k.which, k.t, k.key collate "C" order by k.x) as upto, sum(k.n) filter (where k.x is not null) over (partition by k.which, k.t, k.key collate "C") as known from (
          select c.which, c.t, ${key} as key, c.x, c.n${sql.join(summed.map((_, index) => sql`, ${sql.id('c', `c${index}`)}, ${sql.id('c', `s${index}`)}`), '')} from (
            select ${which} as which, grouping(${sql.join(places)}) as t, ${keys.length > 0 ? sql`coalesce(${sql.join(keys.map((one) => sql`${one}::text`))})` : sql.raw('null::text')} as key, coalesce(${sql.join(places)}) as x, count(*)::int as n${sql.join(cell.map((one) => sql`, ${one}`), '')}
            from (select ${sql.join(row)} from ${from}) r group by ${grouping}) c
          ${sql.join(named.map(({ table, is, name }) => sql`left join ${sql.id(table)} ${name} on ${name}.workspace_id = ${sql.workspace} and ${name}.id = case when ${is} then c.key::uuid end`), ' ')}) k) s
      group by s.which, s.key) g) p
    where p.place <= ${sql.raw(String(mostRead))} order by p.place`
}

const noTime = sql.raw('null::bigint')

/** Of the counts `s` of one value and time: `n` rows took `x`, `upto` took no longer, of `known` that took any time. */
function foldOf(measure: SpreadMeasure, { time, column }: { time: number; column: number }): Sql {
  const ofTime = sql.raw(`s.t = ${time}`)
  if (measure.how === 'rows') return sql`sum(s.n) filter (where ${ofTime})`
  if (measure.how === 'part') {
    // As percentile_cont: between the two that lie around the place, by how near it is to each.
    const place = sql.raw(`(${measure.part}::float8 * (s.known - 1)::float8)`)
    const [below, above] = [sql`min(s.x) filter (where ${ofTime} and s.upto > floor(${place}))`, sql`min(s.x) filter (where ${ofTime} and s.upto > ceil(${place}))`]
    return sql`${below} + (min(${place} - floor(${place})) filter (where ${ofTime}) * (${above} - ${below}))`
  }
  const [count, sum] = [sql`sum(${sql.id('s', `c${column}`)}) filter (where ${ofTime})`, sql`sum(${sql.id('s', `s${column}`)}) filter (where ${ofTime})`]
  return measure.how === 'known' ? count : sql`round(${sql.raw(String(measure.times))} * (${sum} / nullif(${count}, 0)), ${sql.raw(String(measure.digits))})`
}
