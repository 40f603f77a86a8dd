import { isId } from '../../platform/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import { allowed } from '../access/policy.ts'
import { objectOf, type Context } from '../context.ts'
import type { Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference, isReferences } from '../fields/index.ts'
import { titleOf } from '../projections/columns.ts'
import type { FieldChange } from './history.ts'

/** Puts `{ id, name }` where changes hold ids, with one query for each object that is pointed to. Unseen records stay ids. */
export async function namesOfReferences(ctx: Context, object: ObjectDefinition, changes: FieldChange[]): Promise<void> {
  const byTarget = new Map<string, FieldChange[]>()
  for (const change of changes) {
    const field = object.fields.get(change.field)
    if (!field?.target || !(isReference(field) || isReferences(field))) continue
    byTarget.set(field.target, [...(byTarget.get(field.target) ?? []), change])
  }
  for (const [targetName, those] of byTarget) {
    const names = await namesOf(ctx, targetName, those.flatMap(({ before, after }) => [before, after].flat()))
    const named = (value: Value): Value =>
      Array.isArray(value) ? value.map(named) : typeof value === 'string' ? { id: value, name: names.get(value) ?? null } : value
    for (const change of those) {
      change.before = named(change.before)
      change.after = named(change.after)
    }
  }
}

async function namesOf(ctx: Context, targetName: string, values: Value[]): Promise<Map<string, string>> {
  // What is now a reference may have been a text in older events.
  const ids = [...new Set(values.filter((value): value is string => typeof value === 'string' && isId(value)))]
  if (ids.length === 0) return new Map()
  const target = objectOf(ctx, targetName)
  const rows = await ctx.db.rows<{ id: string; name: string }>(
    sql`select x.id, ${titleOf(ctx, target, 'x')} as name from ${sql.id(target.table)} x
      where x.workspace_id = ${sql.workspace} and x.id = any(${ids}::uuid[]) and ${allowed(ctx, targetName, 'see', 'x')}`,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}
