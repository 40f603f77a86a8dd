/** Records that a record points to must be there and be visible to the caller. One statement for all of them. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { invalid, issue, type Issue } from '../../platform/problems.ts'
import { allowed, naming } from '../access/policy.ts'
import { readableField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import type { Field, Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference, isReferences } from '../fields/index.ts'
import { isLookup, type Stored } from './input.ts'
import { isLiving } from './living.ts'

/** Replaces `{ number }` by ids in `values`. Callers are there themselves and not asked for. @throws Problem 422 naming each that is not found. */
export async function resolveReferences(ctx: Context, object: ObjectDefinition, values: Stored): Promise<void> {
  const asked = Object.entries(values).flatMap(([name, value]) => {
    const field = object.fields.get(name)
    const points = field?.target && !field.is_system && (isReference(field) || isReferences(field))
    const isCaller = field?.target === 'user' && value === ctx.actor.id
    return field && points && value !== null && !isCaller && !(Array.isArray(value) && value.length === 0) ? [{ field, value }] : []
  })
  if (asked.length === 0) return
  const [found] = await ctx.db.rows<Record<string, string[] | null>>(
    sql`select ${sql.join(asked.map(({ field, value }, index) => sql`${lookUp(ctx, field, value)} as ${sql.id(`r${index}`)}`))}`,
    { prepared: true },
  )
  const issues: Issue[] = []
  for (const [index, { field, value }] of asked.entries()) {
    const ids = found?.[`r${index}`] ?? []
    const wanted = Array.isArray(value) ? value.length : 1
    if (ids.length !== wanted) issues.push(issue(field.name, 'reference_not_found', `${field.label.zh}：没有找到所指的记录`, `${field.label.en}: the record is not there`))
    else if (isLookup(value)) values[field.name] = ids[0] ?? null
  }
  if (issues.length > 0) throw invalid(issues)
}

function lookUp(ctx: Context, field: Field, value: Value): Sql {
  const target = objectOf(ctx, field.target ?? '')
  // No foreign key holds what a custom field names while it is merged or erased.
  const held = field.custom_id ? sql`for key share of x` : sql.empty
  return sql`(select array_agg(f.id::text) from (select x.id from ${sql.id(target.table)} x
    where x.workspace_id = ${sql.workspace} and ${isLiving(ctx, target, 'x')} and ${matches(ctx, target, value)} and ${allowed(naming(ctx, target.name), target.name, 'see', 'x')} ${held}) f)`
}

function matches(ctx: Context, target: ObjectDefinition, value: Value): Sql {
  if (isLookup(value)) return readableField(ctx, target, 'number') ? sql`x.number = ${value.number}` : sql.raw('false')
  return Array.isArray(value) ? sql`x.id = any(${value}::uuid[])` : sql`x.id = ${value}::uuid`
}
