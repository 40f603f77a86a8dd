/** One pass over some rows, sorted in several ways at once by grouping sets: each way is a block whose rows come to the same whole. */
import { Decimal } from 'decimal.js'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Block, Column, Figure, Filter, Opens, Row, RowName, Unit } from '../rules/answer.ts'

/** `object.field`: who may not read it is not told what follows from it. */
type Needed = readonly string[]

export interface Sorting {
  key: string
  /** An expression of type text over the row. */
  by: Sql
  needs: Needed
  name(value: string): RowName
  /** What narrows the list to this value; null of those that have none. Answers null where no list can be narrowed so. */
  opens(value: string | null): Filter | null
  /** Values are ids of people. */
  isOfPeople?: boolean
  /** In the order of their numbers, not by size. */
  isOrdered?: boolean
  /** Left out: those that have no value. */
  isWithoutUnknown?: boolean
}

export interface Measure {
  key: string
  unit: Unit
  /** Of one row. */
  of: Sql
  fold(column: Sql): Sql
  needs?: Needed
  isAdditive: boolean
  narrows?: Filter
}

export interface Grouping {
  /** Tables and their condition: what stands after `from`. */
  from: Sql
  sortings: readonly Sorting[]
  measures: readonly Measure[]
  /** @param filter of the row; the condition of all is joined to it */
  opens(filter: Filter): Opens
}

/** So many values of a free text are shown, the rest as one. */
const mostShown = 12
const mostRead = 40

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
        select ${keys.length > 0 ? sql`grouping(${sql.join(keys)})` : sql.raw('0')} as which, ${keys.length > 0 ? sql`coalesce(${sql.join(keys)})` : sql.raw('null')} as key, count(*) as n, ${sql.join(folded)}
        from (select ${sql.join([...sortings.map(({ by }, index) => sql`${by} as ${sql.id(`k${index}`)}`), ...measures.map(({ of }, index) => sql`${of} as ${sql.id(`m${index}`)}`)])} from ${from}) s
        group by grouping sets (${sql.join([...sets, sql.raw('()')])})) g) p
    where p.place <= ${sql.raw(String(mostRead))} order by p.place`)
  const figuresOf = (row: Record<string, string | number | null>): Figure[] => measures.map((_, index) => row[`f${index}`] ?? null)
  const whole = rows.find(({ which }) => Number(which) === all)
  const total = whole ? figuresOf(whole) : measures.map(() => null)
  const people = await namesOf(ctx, rows.flatMap((row) => (sortings.some(({ isOfPeople }, index) => isOfPeople && Number(row.which) === all - 2 ** (sortings.length - 1 - index)) && row.key !== null ? [String(row.key)] : [])))
  const columns = measures.map(({ key, unit, narrows }): Column => ({ key, unit, ...(narrows ? { narrows } : {}) }))
  const blocks = sortings.map((sorting, index): Block => {
    const own = rows.filter(({ which }) => Number(which) === all - 2 ** (sortings.length - 1 - index))
    const known = own.filter(({ key }) => key !== null)
    const ordered = sorting.isOrdered ? known.toSorted((one, other) => Number(one.key) - Number(other.key)) : byOptions(ctx, sorting, known)
    const shown = ordered.length > mostShown && !sorting.isOrdered ? ordered.slice(0, mostShown) : ordered
    const unknown = sorting.isWithoutUnknown ? [] : own.filter(({ key }) => key === null)
    const parts: Row[] = [...shown, ...unknown].map((row) => {
      const key = row.key === null || row.key === undefined ? null : String(row.key)
      const filter = sorting.opens(key)
      const name: RowName = key === null ? { kind: 'unknown' } : sorting.isOfPeople ? { kind: 'text', text: people.get(key) ?? '?' } : sorting.name(key)
      return { name, figures: figuresOf(row), opens: filter && opens(filter) }
    })
    const rest = shown.length < known.length ? [{ name: { kind: 'rest' as const }, figures: restOf(measures, total, [...parts]), opens: null }] : []
    return { key: sorting.key, draws: 'bars', columns, rows: [...parts, ...rest], total }
  })
  return { blocks: blocks.filter(({ rows: parts }) => parts.some(({ name }) => name.kind !== 'unknown')), columns, total }
}

/** Choices stand in the order that they are offered in: levels from the highest, stages from the first. */
function byOptions<Found extends { key?: string | number | null }>(ctx: Context, sorting: Sorting, rows: readonly Found[]): readonly Found[] {
  const [first] = rows
  const name = first && !sorting.isOfPeople ? sorting.name(String(first.key)) : null
  if (name?.kind !== 'option') return rows
  const order = new Map(objectOf(ctx, name.object).fields.get(name.field)?.options?.map(({ key }, at) => [key, at]))
  return rows.toSorted((one, other) => (order.get(String(one.key)) ?? order.size) - (order.get(String(other.key)) ?? order.size))
}

/** What the parts that are not shown come to; of a mean there is none. */
function restOf(measures: readonly Measure[], total: readonly Figure[], parts: readonly Row[]): Figure[] {
  return measures.map(({ unit, isAdditive }, at) => {
    if (!isAdditive || total[at] === null) return null
    const left = parts.reduce((sum, { figures }) => sum.minus(figures[at] ?? 0), new Decimal(total[at] ?? 0))
    return unit === 'money' ? left.toFixed(2) : left.toNumber()
  })
}

export function mayRead(ctx: Context, needs: Needed): boolean {
  return needs.every((need) => {
    const [object = '', field = ''] = need.split('.')
    return verdictOf(ctx, object, 'see') !== false && (field === '' || readableField(ctx, objectOf(ctx, object), field) !== null)
  })
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.rows<{ id: string; name: string }>(sql`select u.id::text as id, u.name from users u where u.workspace_id = ${sql.workspace} and u.id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
