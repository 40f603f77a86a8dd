/** Fields that go with a reference (`goes_with`): who gives a request to somebody gives it to their department. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { columnOf } from '../projections/columns.ts'
import type { Stored } from './input.ts'
import { isLiving } from './living.ts'

/** What goes along with the references of `values` that do not say it themselves. `before` is null for a new record. */
export type GoesAlong = (values: Stored, before: Stored | null) => Stored

const nothing: GoesAlong = () => ({})

/**
 * Every way of writing asks this, so that none leaves such a field behind. One statement, whatever is given; whether the caller may write
 * the field does not matter: it follows from what they did write.
 * @param given what records are to get, references as ids
 */
export async function whatGoesAlong(ctx: Context, object: ObjectDefinition, given: readonly Stored[]): Promise<GoesAlong> {
  const along = [...object.fields.values()].flatMap((field) => {
    const { reference, its } = field.goes_with ?? {}
    const ids = reference ? given.filter((values) => values[field.name] === undefined).map((values) => values[reference]) : []
    return reference && its ? [{ name: field.name, reference, its, ids: [...new Set(ids)].filter((id) => typeof id === 'string') }] : []
  })
  if (along.every(({ ids }) => ids.length === 0)) return nothing
  const [row] = await ctx.db.rows<Record<string, Record<string, string> | null>>(
    sql`select ${sql.join(along.map(({ reference, its, ids }, at) => sql`(${namedBy(ctx, objectOf(ctx, object.fields.get(reference)?.target ?? ''), its, ids)}) as ${sql.id(`f${at}`)}`))}`,
    { prepared: true },
  )
  return (values, before) => Object.fromEntries(along.flatMap(({ name, reference }, at) => {
    const named = values[reference]
    const value = typeof named === 'string' && values[name] === undefined ? row?.[`f${at}`]?.[named] : undefined
    // Somebody else, or nothing there so far; what was said on purpose beside the same person stays.
    return value && (before?.[reference] !== named || (before?.[name] ?? null) === null) ? [[name, value]] : []
  }))
}

function namedBy(ctx: Context, target: ObjectDefinition, its: string, ids: readonly string[]): Sql {
  const field = target.fields.get(its)
  if (!field) return sql.raw('null')
  const named = objectOf(ctx, field.target ?? '')
  return sql`select json_object_agg(x.id, y.id) from ${sql.id(target.table)} x join ${sql.id(named.table)} y on y.workspace_id = ${sql.workspace} and y.id = ${columnOf('x', field)}
    where x.workspace_id = ${sql.workspace} and x.id = any(${ids}::uuid[]) and ${isLiving(ctx, named, 'y')}`
}
