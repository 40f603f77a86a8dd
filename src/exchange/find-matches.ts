/** Which rows of a batch mean records that are there already. Set-based: one statement for all of them. */
import { sql, type Sql } from '../platform/db/sql.ts'
import { allowed } from '../kernel/access/policy.ts'
import type { Context } from '../kernel/context.ts'
import type { Field, Value } from '../kernel/definitions/field.ts'
import { isListColumn, typeOf } from '../kernel/fields/index.ts'
import { columnOf } from '../kernel/projections/columns.ts'
import type { Stored } from '../kernel/records/input.ts'
import { isWhole } from '../kernel/records/living.ts'
import type { ImportPlan } from './import-plan.ts'

export interface MatchedRow {
  values: Stored
  id: string | null
}

export interface Matches {
  /** Ids of the records that a row means, by the row's place in the batch. Only records that the caller may see. */
  matches: Map<number, string[]>
  /** By unique field: values that are taken, with the id of who has them, whether the caller may see it or not. */
  taken: Map<string, Map<Value, string>>
}

export async function findMatches(ctx: Context, plan: ImportPlan, rows: readonly MatchedRow[]): Promise<Matches> {
  const [first, ...others] = plan.matchBy
  // Where one unique field tells records apart, the same statement says which of its values are taken.
  const unique = first?.unique && others.length === 0 ? first : null
  const found = await matchedRows(ctx, plan, rows, unique)
  const taken = await takenValues(ctx, plan.targets.map(({ field }) => field).filter((field) => field.unique && field !== unique), plan, rows)
  if (unique) taken.set(unique.name, new Map(found.flatMap(({ n, id }) => (rows[n] ? [[valueOf(rows[n], unique), id] as const] : []))))
  const matches = new Map<number, string[]>()
  for (const { n, id, is_visible } of found) if (is_visible) matches.set(n, [...(matches.get(n) ?? []), id])
  return { matches, taken }
}

async function matchedRows(ctx: Context, plan: ImportPlan, rows: readonly MatchedRow[], unique: Field | null): Promise<{ n: number; id: string; is_visible: boolean }[]> {
  const wanted = rows.flatMap((row, n) => (canMatch(plan, row) ? [{ n, ...Object.fromEntries(plan.matchBy.map((field, at) => [`k${at}`, valueOf(row, field)])) }] : []))
  if (wanted.length === 0) return []
  const shape = sql.join([sql.raw('n int'), ...plan.matchBy.map((field, at) => sql`${sql.id(`k${at}`)} ${sql.raw(typeOf(field).column(field))}`)])
  const isVisible = sql`(${isWhole(ctx, plan.object, 'x')} and ${allowed(ctx, plan.object.name, 'see', 'x')})`
  return ctx.db.rows(
    sql`select m.n, x.id::text as id, ${unique ? isVisible : sql.raw('true')} as is_visible from json_to_recordset(${JSON.stringify(wanted)}::json) as m(${shape})
      join ${sql.id(plan.object.table)} x on x.workspace_id = ${sql.workspace} and x.deleted_at is null and ${sql.and(plan.matchBy.map(agreement))}
      where ${unique ? sql.raw('true') : isVisible}`,
  )
}

async function takenValues(ctx: Context, fields: readonly Field[], plan: ImportPlan, rows: readonly MatchedRow[]): Promise<Map<string, Map<Value, string>>> {
  const taken = new Map<string, Map<Value, string>>()
  for (const field of fields) {
    const values = [...new Set(rows.map((row) => row.values[field.name]).filter((value) => value !== null && value !== undefined))]
    if (values.length === 0) continue
    const column = columnOf('x', field)
    const found = await ctx.db.rows<{ id: string; value: Value }>(
      sql`select x.id::text as id, ${column} as value from ${sql.id(plan.object.table)} x
        where x.workspace_id = ${sql.workspace} and x.deleted_at is null and ${column} = any(${values}::${sql.raw(typeOf(field).column(field))}[])`,
    )
    taken.set(field.name, new Map(found.map(({ id, value }) => [value, id])))
  }
  return taken
}

/** A row without a value in the first field is like no other. */
export function canMatch(plan: ImportPlan, row: MatchedRow): boolean {
  const [first] = plan.matchBy
  if (!first) return false
  const value = valueOf(row, first)
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}

/** The same text for rows that agree in the fields with one value; lists are compared apart (see `agree`). */
export function matchKey(plan: ImportPlan, row: MatchedRow): string | null {
  if (!canMatch(plan, row)) return null
  return JSON.stringify(plan.matchBy.filter((field) => !isListColumn(field)).map((field) => valueOf(row, field)))
}

/** Whether two rows of one key also share an entry in every list, such as a telephone number. */
export function agree(plan: ImportPlan, one: MatchedRow, other: MatchedRow): boolean {
  return plan.matchBy.filter(isListColumn).every((field) => {
    const mine = listOf(valueOf(one, field))
    const theirs = listOf(valueOf(other, field))
    return mine.length === 0 ? theirs.length === 0 : mine.some((value) => theirs.includes(value))
  })
}

function valueOf(row: MatchedRow, field: Field): Value {
  return field.is_system ? row.id : (row.values[field.name] ?? null)
}

function agreement(field: Field, at: number): Sql {
  const column = columnOf('x', field)
  const key = sql`m.${sql.id(`k${at}`)}`
  if (!isListColumn(field)) return at === 0 ? sql`${column} = ${key}` : sql`${column} is not distinct from ${key}`
  return at === 0 ? sql`${column} && ${key}` : sql`(${column} && ${key} or (cardinality(${column}) = 0 and coalesce(cardinality(${key}), 0) = 0))`
}

function listOf(value: Value): Value[] {
  return Array.isArray(value) ? value : []
}
