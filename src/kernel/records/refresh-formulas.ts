/** Formulas follow what they read also where that was written past create and update, and when the formula itself changed. */
import { transaction } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { storedColumns } from '../projections/columns.ts'
import type { Stored } from './input.ts'
import { isSame } from './same.ts'
import { updateMany } from './write-many.ts'

const batchSize = 1000

/**
 * For bulk paths that write computed values: the formulas that read one of `changed` are computed anew, in the transaction of `ctx`. Derived
 * values only, so neither version nor event.
 */
export async function refreshFormulas(ctx: Context, object: ObjectDefinition, ids: readonly string[], changed: readonly string[]): Promise<void> {
  const touched = new Set(changed)
  const formulas = formulasOf(object).filter((field) => {
    const isTouched = field.follows?.some((name) => touched.has(name)) ?? false
    // A formula may read another one.
    if (isTouched) touched.add(field.name)
    return isTouched
  })
  if (formulas.length === 0) return
  for (let from = 0; from < ids.length; from += batchSize) await compute(ctx, object, formulas, sql`c.id = any(${ids.slice(from, from + batchSize)}::uuid[])`)
}

/**
 * Every record, in batches of their own transactions. @param watch.after the record behind which to begin.
 * @param watch.goesOn told after each batch how many are done and the last of them; false ends the work.
 * @returns how many records were looked at.
 */
export async function refreshAllFormulas(ctx: Context, object: ObjectDefinition, formulas: readonly Field[], watch: { after?: string; goesOn?(done: number, last: string): Promise<boolean> } = {}): Promise<number> {
  let done = 0
  let last = watch.after ?? '00000000-0000-0000-0000-000000000000'
  while (formulas.length > 0) {
    const seen = await transaction(ctx, (ctx) => compute(ctx, object, formulas, sql`c.id > ${last}::uuid order by c.id limit ${sql.raw(String(batchSize))}`))
    const end = seen.at(-1)
    if (end === undefined) break
    last = end
    done += seen.length
    if (watch.goesOn && !(await watch.goesOn(done, last))) break
  }
  return done
}

export function formulasOf(object: ObjectDefinition): Field[] {
  return [...object.fields.values()].filter((field) => field.follows)
}

/** @param which the end of a condition on `c`. @returns the ids that were looked at, in order. */
async function compute(ctx: Context, object: ObjectDefinition, formulas: readonly Field[], which: ReturnType<typeof sql>): Promise<string[]> {
  const rows = await ctx.db.rows<{ id: string; version: number; record: Stored }>(
    sql`select c.id, c.version, row_to_json(t) as record from (select * from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and ${which} for no key update) c
      cross join lateral (select ${storedColumns(object, 'c')}) t order by c.id`,
  )
  const moment = { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone }
  const changed = rows.flatMap(({ id, version, record }) => {
    const derived = object.derive(record, moment)
    const isOther = formulas.some((field) => !isSame(field, record[field.name] ?? null, derived[field.name] ?? null))
    return isOther ? [{ id, version, record: Object.fromEntries(formulas.map(({ name }) => [name, derived[name] ?? null])) }] : []
  })
  await updateMany(ctx, object, changed, formulas)
  return rows.map(({ id }) => id)
}
