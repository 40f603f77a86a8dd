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

/** Of whole numbers `of` (of a mean and of those known: few different ones), null where there is none: how many rows, how many that have one, their mean, or the value below which a part of them lies. */
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
  const times = names.map((name) => measures.flatMap((measure) => (measure.how === 'part' && measure.field === name ? [measure.of] : []))[0] ?? nothing)
  const numbers = [...new Set(measures.flatMap((measure) => (measure.how === 'mean' || measure.how === 'known' ? [measure.of] : [])))]
  const [x, m] = [times.map((_, index) => sql.id(`x${index}`)), numbers.map((_, index) => sql.id(`m${index}`))]
  const row = [...sortings.map(({ by }, index) => sql`${by} as ${sql.id(`k${index}`)}`), ...times.map((time, index) => sql`${time} as ${sql.id(`x${index}`)}`), ...numbers.map((number, index) => sql`${number} as ${sql.id(`m${index}`)}`), sql`${nothing} as x`]
  // Each time is counted by itself, and the few values of the numbers together: rows are only counted, which costs less than adding up. `t` tells which.
  const counts = [...x.map((time) => [time]), ...(m.length > 0 ? [m] : []), ...(x.length + m.length === 0 ? [[sql.id('x')]] : [])]
  const place = (index: number) => sql.raw(String(2 ** counts.length - 1 - bitOf(counts, index)))
  const sets = counts.flatMap((count) => [...keys.map((key) => [key, ...count]), ...(isWithTotal || keys.length === 0 ? [count] : [])])
  const which = keys.length > 0 ? sql`grouping(${sql.join(keys)})` : sql.raw('0')
  // One set alone is counted by several processes at once, which sets together are not.
  const grouping = sets.length === 1 ? sql.join(sets.flat()) : sql`grouping sets (${sql.join(sets.map((set) => sql`(${sql.join(set)})`))})`
  const named = sortings.flatMap((sorting, index) => (sorting.named ? [{ table: sorting.named, is: sql.raw(`c.which = ${all - bitOf(sortings, index)}`), name: sql.id(`n${index}`) }] : []))
  const key = named.length > 0 ? sql`case ${sql.join(named.map(({ is, name }) => sql`when ${is} then ${name}.name`), ' ')} else c.key end` : sql.raw('c.key')
  const folded = measures.map((measure, index) => sql`${foldOf(measure, { first: place(0), time: measure.how === 'part' ? place(names.indexOf(measure.field)) : place(times.length), number: 'of' in measure ? numbers.indexOf(measure.of) : -1 })}::float8 as ${sql.id(`f${index}`)}`)
  return sql`select * from (
    select g.*, row_number() over (partition by g.which order by g.n desc, g.key) as place from (
      select s.which, s.key, sum(s.n) filter (where s.t = ${place(0)}) as n, ${sql.join(folded)} from (
        select k.*, sum(k.n) over (partition by k.which, k.t, k.key collate "C" order by k.x) as upto, sum(k.n) filter (where k.x is not null) over (partition by k.which, k.t, k.key collate "C") as known from (
          select c.which, c.t, ${key} as key, c.x, c.n${sql.join(m.map((_, index) => sql`, ${sql.id('c', `m${index}`)}`), '')} from (
            select ${which} as which, grouping(${sql.join(counts.flatMap(([first]) => first ?? []))}) as t, ${keys.length > 0 ? sql`coalesce(${sql.join(keys.map((one) => sql`${one}::text`))})` : sql.raw('null::text')} as key,
              ${x.length > 0 ? sql`coalesce(${sql.join(x)})` : nothing} as x, count(*)::int as n${sql.join(m.map((one) => sql`, ${one}`), '')}
            from (select ${sql.join(row)} from ${from}) r group by ${grouping}) c
          ${sql.join(named.map(({ table, is, name }) => sql`left join ${sql.id(table)} ${name} on ${name}.workspace_id = ${sql.workspace} and ${name}.id = case when ${is} then c.key::uuid end`), ' ')}) k) s
      group by s.which, s.key) g) p
    where p.place <= ${sql.raw(String(mostRead))} order by p.place`
}

const nothing = sql.raw('null::bigint')

/** Of the counts `s` of one value: where `t` is `time`, `n` rows took `x`, `upto` took no longer, of `known` that took any time; or `n` had the numbers `m`. */
function foldOf(measure: SpreadMeasure, { first, time, number }: { first: Sql; time: Sql; number: number }): Sql {
  if (measure.how === 'rows') return sql`sum(s.n) filter (where s.t = ${first})`
  if (measure.how === 'part') {
    // As percentile_cont: between the two that lie around the place, by how near it is to each.
    const place = sql.raw(`(${measure.part}::float8 * (s.known - 1)::float8)`)
    const [below, above] = [sql`min(s.x) filter (where s.t = ${time} and s.upto > floor(${place}))`, sql`min(s.x) filter (where s.t = ${time} and s.upto > ceil(${place}))`]
    return sql`${below} + (min(${place} - floor(${place})) filter (where s.t = ${time}) * (${above} - ${below}))`
  }
  const value = sql.id('s', `m${number}`)
  const count = sql`coalesce(sum(s.n) filter (where s.t = ${time} and ${value} is not null), 0)`
  if (measure.how === 'known') return count
  return sql`round(${sql.raw(String(measure.times))} * (sum(s.n::bigint * ${value}) filter (where s.t = ${time}) / nullif(${count}, 0)), ${sql.raw(String(measure.digits))})`
}
