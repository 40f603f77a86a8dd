/**
 * Times by half and by nine of ten of very many rows, sorted in several ways. Percentiles as aggregates would sort all rows anew for each sorting (24 s for
 * half a million requests in eight sortings); here each pass counts the rows of each value and time, in hashes, and reads the percentiles off those
 * counts: the same figures to the last digit, of any rows that a reader may see, in a second (docs/decisions/times-by-counts.md).
 */
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

/** A statement for each time that is told of; what is no time is counted with the first. */
async function counted(ctx: Context, { measures, ...counting }: Counting): Promise<{ found: Found[][]; total: Figure[] | null }> {
  const times = [...new Set(measures.flatMap((measure) => (measure.how === 'part' ? [measure.field] : [])))]
  const first = times[0] ?? null
  const parts = [first, ...times.slice(1)].map((time) => ({ time, at: measures.flatMap((measure, index) => ((measure.how === 'part' ? measure.field : first) === time ? [index] : [])) }))
  const answers = await Promise.all(parts.map(({ at }) => ctx.db.rows<Answered>(statementOf({ ...counting, measures: at.flatMap((index) => measures[index] ?? []) }))))
  const figures = new Map<string, Figure[]>()
  const idOf = ({ which, key }: Answered) => JSON.stringify([which, key])
  for (const [index, { at }] of parts.entries()) {
    for (const row of answers[index] ?? []) {
      const own = figures.get(idOf(row)) ?? measures.map(() => null)
      for (const [place, measure] of at.entries()) own[measure] = row[`f${place}`] ?? null
      figures.set(idOf(row), own)
    }
  }
  const all = 2 ** counting.sortings.length - 1
  const rows = (answers[0] ?? []).map((row) => ({ which: row.which, key: row.key, figures: figures.get(idOf(row)) ?? [] }))
  return { found: counting.sortings.map((_, index) => rows.filter(({ which }) => which === all - bitOf(counting.sortings, index))), total: (counting.isWithTotal && rows.find(({ which }) => which === all)?.figures) || null }
}

type Answered = Record<`f${number}`, number | null> & { which: number; key: string | null }

const bitOf = (sortings: readonly unknown[], index: number) => 2 ** (sortings.length - 1 - index)

function statementOf({ from, sortings, measures, isWithTotal }: Counting): Sql {
  const all = 2 ** sortings.length - 1
  const keys = sortings.map((_, index) => sql.id(`k${index}`))
  const [time] = measures.flatMap((measure) => (measure.how === 'part' ? [measure.of] : []))
  const summed = measures.map((measure, index) => ({ measure, index })).filter(({ measure: { how } }) => how === 'mean' || how === 'known')
  const row = [...sortings.map(({ by }, index) => sql`${by} as ${sql.id(`k${index}`)}`), sql`${time ?? sql.raw('null::bigint')} as x`, ...summed.map(({ measure, index }) => sql`${'of' in measure ? measure.of : sql.raw('null')} as ${sql.id(`m${index}`)}`)]
  const cell = summed.flatMap(({ index }) => [sql`count(${sql.id(`m${index}`)})::int as ${sql.id(`c${index}`)}`, sql`sum(${sql.id(`m${index}`)})::bigint as ${sql.id(`s${index}`)}`])
  const sets = [...keys.map((key) => sql`(${key}, x)`), ...(isWithTotal || keys.length === 0 ? [sql.raw('(x)')] : [])]
  const which = keys.length > 0 ? sql`grouping(${sql.join(keys)})` : sql.raw('0')
  // One set alone is counted by several processes at once, which sets together are not.
  const grouping = sets.length === 1 ? sql.join([...keys, sql.raw('x')]) : sql`grouping sets (${sql.join(sets)})`
  const named = sortings.flatMap((sorting, index) => (sorting.named ? [{ table: sorting.named, is: sql.raw(`c.which = ${all - bitOf(sortings, index)}`), name: sql.id(`n${index}`) }] : []))
  const key = named.length > 0 ? sql`case ${sql.join(named.map(({ is, name }) => sql`when ${is} then ${name}.name`), ' ')} else c.key end` : sql.raw('c.key')
  return sql`select * from (
    select g.*, row_number() over (partition by g.which order by g.n desc, g.key) as place from (
      select s.which, s.key, sum(s.n) as n, ${sql.join(measures.map((measure, index) => sql`${foldOf(measure, index)}::float8 as ${sql.id(`f${index}`)}`))} from (
        select k.*, sum(k.n) over (partition by k.which, k.key collate "C" order by k.x) as upto, sum(k.n) filter (where k.x is not null) over (partition by k.which, k.key collate "C") as known from (
          select c.which, ${key} as key, c.x, c.n${sql.join(summed.flatMap(({ index }) => [sql`, ${sql.id('c', `c${index}`)}, ${sql.id('c', `s${index}`)}`]), '')} from (
            select ${which} as which, ${keys.length > 0 ? sql`coalesce(${sql.join(keys.map((one) => sql`${one}::text`))})` : sql.raw('null::text')} as key, x, count(*)::int as n${sql.join(cell.map((one) => sql`, ${one}`), '')}
            from (select ${sql.join(row)} from ${from}) r group by ${grouping}) c
          ${sql.join(named.map(({ table, is, name }) => sql`left join ${sql.id(table)} ${name} on ${name}.workspace_id = ${sql.workspace} and ${name}.id = case when ${is} then c.key::uuid end`), ' ')}) k) s
      group by s.which, s.key) g) p
    where p.place <= ${sql.raw(String(mostRead))} order by p.place`
}

/** Of the counts `s` of one value: `n` rows took `x`, `upto` took no longer, of `known` that took any time. */
function foldOf(measure: SpreadMeasure, index: number): Sql {
  if (measure.how === 'rows') return sql.raw('sum(s.n)')
  const [count, sum] = [sql`sum(${sql.id('s', `c${index}`)})`, sql`sum(${sql.id('s', `s${index}`)})`]
  if (measure.how === 'known') return count
  if (measure.how === 'mean') return sql`round(${sql.raw(String(measure.times))} * (${sum} / nullif(${count}, 0)), ${sql.raw(String(measure.digits))})`
  // As percentile_cont: between the two that lie around the place, by how near it is to each.
  const place = sql.raw(`(${measure.part}::float8 * (s.known - 1)::float8)`)
  const [below, above] = [sql`min(s.x) filter (where s.upto > floor(${place}))`, sql`min(s.x) filter (where s.upto > ceil(${place}))`]
  return sql`${below} + (min(${place} - floor(${place})) * (${above} - ${below}))`
}
