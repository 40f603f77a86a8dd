/** Rows of figures, sorted in several ways, become blocks: what the statements of `grouped.ts` and `spread.ts` have in common. */
import { Decimal } from 'decimal.js'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Block, Column, Figure, Filter, Opens, Row, RowName, Unit } from '../rules/answer.ts'

/** `object.field`: who may not read it is not told what follows from it. */
export type Needed = readonly string[]

export interface Sorting {
  key: string
  /** An expression over the row. */
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

/** What a column is, however its figures come about. */
export interface Told {
  key: string
  unit: Unit
  needs?: Needed
  isAdditive: boolean
  narrows?: Filter
}

/** What was found of one value of a sorting; those of most rows first. */
export interface Found {
  key: string | null
  figures: Figure[]
}

/** So many values of a free text are shown, the rest as one. */
const mostShown = 12
/** So many are read of each sorting. */
export const mostRead = 40

export function mayRead(ctx: Context, needs: Needed): boolean {
  return needs.every((need) => {
    const [object = '', field = ''] = need.split('.')
    return verdictOf(ctx, object, 'see') !== false && (field === '' || readableField(ctx, objectOf(ctx, object), field) !== null)
  })
}

export const columnsOf = (measures: readonly Told[]): Column[] => measures.map(({ key, unit, narrows }) => ({ key, unit, ...(narrows ? { narrows } : {}) }))

/** A block for each sorting, in their order; none of those that tell nothing. */
export async function blocksOf(ctx: Context, { sortings, measures, total, found, opens }: { sortings: readonly Sorting[]; measures: readonly Told[]; total: Figure[]; found: readonly (readonly Found[])[]; opens(filter: Filter): Opens }): Promise<Block[]> {
  const people = await namesOf(ctx, sortings.flatMap(({ isOfPeople }, index) => (isOfPeople ? (found[index] ?? []).flatMap(({ key }) => key ?? []) : [])))
  const columns = columnsOf(measures)
  const blocks = sortings.map((sorting, index): Block => {
    const own = found[index] ?? []
    const known = own.filter(({ key }) => key !== null)
    const ordered = sorting.isOrdered ? known.toSorted((one, other) => Number(one.key) - Number(other.key)) : byOptions(ctx, sorting, known)
    const shown = ordered.length > mostShown && !sorting.isOrdered ? ordered.slice(0, mostShown) : ordered
    const unknown = sorting.isWithoutUnknown ? [] : own.filter(({ key }) => key === null)
    const parts: Row[] = [...shown, ...unknown].map(({ key, figures }) => {
      const filter = sorting.opens(key)
      const name: RowName = key === null ? { kind: 'unknown' } : sorting.isOfPeople ? { kind: 'text', text: people.get(key) ?? '?' } : sorting.name(key)
      return { name, figures, opens: filter && opens(filter) }
    })
    const rest = shown.length < known.length ? [{ name: { kind: 'rest' as const }, figures: restOf(measures, total, parts), opens: null }] : []
    return { key: sorting.key, draws: 'bars', columns, rows: [...parts, ...rest], total }
  })
  return blocks.filter(({ rows: parts }) => parts.some(({ name }) => name.kind !== 'unknown'))
}

/** Choices stand in the order that they are offered in: levels from the highest, stages from the first. */
function byOptions(ctx: Context, sorting: Sorting, rows: readonly Found[]): readonly Found[] {
  const [first] = rows
  const name = first && !sorting.isOfPeople ? sorting.name(String(first.key)) : null
  if (name?.kind !== 'option') return rows
  const order = new Map(objectOf(ctx, name.object).fields.get(name.field)?.options?.map(({ key }, at) => [key, at]))
  return rows.toSorted((one, other) => (order.get(String(one.key)) ?? order.size) - (order.get(String(other.key)) ?? order.size))
}

/** What the parts that are not shown come to; of a mean there is none. */
function restOf(measures: readonly Told[], total: readonly Figure[], parts: readonly Row[]): Figure[] {
  return measures.map(({ unit, isAdditive }, at) => {
    if (!isAdditive || total[at] === null) return null
    const left = parts.reduce((sum, { figures }) => sum.minus(figures[at] ?? 0), new Decimal(total[at] ?? 0))
    return unit === 'money' ? left.toFixed(2) : left.toNumber()
  })
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.rows<{ id: string; name: string }>(sql`select u.id::text as id, u.name from users u where u.workspace_id = ${sql.workspace} and u.id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
