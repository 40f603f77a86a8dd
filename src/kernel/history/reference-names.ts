import { isId } from '../../platform/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import { allowed, naming } from '../access/policy.ts'
import { objectOf, type Context } from '../context.ts'
import type { Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference, isReferences } from '../fields/index.ts'
import { titleOf } from '../projections/columns.ts'
import type { FieldChange } from './history.ts'

type Names = Map<string, string | null>

/**
 * Puts `{ id, name }` where changes hold ids, with one query for all that `known` does not name. Unseen records stay ids.
 * @param known names by id that the caller was already found to see.
 */
export async function namesOfReferences(ctx: Context, changed: readonly { object: ObjectDefinition; changes: FieldChange[] }[], known: Names = new Map()): Promise<void> {
  const references = changed.flatMap(({ object, changes }) =>
    changes.flatMap((change) => {
      const field = object.fields.get(change.field)
      return field?.target && (isReference(field) || isReferences(field)) ? [{ change, target: field.target }] : []
    }),
  )
  const names = await namesOf(ctx, Map.groupBy(references, ({ target }) => target), known)
  const named = (value: Value): Value =>
    Array.isArray(value) ? value.map(named) : typeof value === 'string' ? { id: value, name: names.get(value) ?? null } : value
  for (const { change } of references) {
    change.before = named(change.before)
    change.after = named(change.after)
  }
}

/** Ids are unique across objects, so one map serves all. */
async function namesOf(ctx: Context, references: ReadonlyMap<string, { change: FieldChange }[]>, known: Names): Promise<Names> {
  const queries = [...references].flatMap(([targetName, those]) => {
    const values = those.flatMap(({ change }) => [change.before, change.after].flat())
    // What is now a reference may have been a text in older events.
    const ids = [...new Set(values.filter((value): value is string => typeof value === 'string' && isId(value) && !known.has(value)))]
    if (ids.length === 0) return []
    const target = objectOf(ctx, targetName)
    const reader = naming(ctx, targetName)
    return [sql`select x.id, ${titleOf(reader, target, 'x')} as name from ${sql.id(target.table)} x
      where x.workspace_id = ${sql.workspace} and x.id = any(${ids}::uuid[]) and ${allowed(reader, targetName, 'see', 'x')}`]
  })
  if (queries.length === 0) return known
  const rows = await ctx.db.rows<{ id: string; name: string }>(sql.join(queries, ' union all '))
  return new Map([...known, ...rows.map((row) => [row.id, row.name] as const)])
}
