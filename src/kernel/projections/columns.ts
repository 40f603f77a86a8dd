/** An object's fields as SQL: where a value lives, how it is read. */
import { flatten, sql, type Sql } from '../../platform/db/sql.ts'
import type { Actor } from '../access/actor.ts'
import { naming, verdictOf } from '../access/policy.ts'
import { isMasked, readableField, visibleFields } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference, isReferences, typeOf } from '../fields/index.ts'

/** Which fields to answer; below a reference, which of its target. Null: all. */
export type Selection = Map<string, Selection | null> | null

/**
 * SQL type of the value in a statement. Custom numbers are wide: no column has checked them, and administrators change digits
 * and limits of what is already stored; a cast that one value does not fit would break every list.
 */
export function sqlTypeOf(field: Field): string {
  const type = typeOf(field).column(field)
  return field.custom_id && /^(numeric|bigint|smallint)/.test(type) ? 'numeric' : type
}

/** The value's place in the row: a column, or a typed member of `custom`. */
export function columnOf(row: string, field: Field): Sql {
  if (!field.custom_id) return sql.id(row, field.column)
  const custom = sql.id(row, 'custom')
  const type = sqlTypeOf(field)
  const key = sql.raw(`'${field.custom_id}'`)
  if (type === 'jsonb') return sql`(${custom} -> ${key})`
  if (type.endsWith('[]')) {
    return sql`(case when jsonb_typeof(${custom} -> ${key}) = 'array'
      then array(select jsonb_array_elements_text(${custom} -> ${key})) end)${sql.raw(`::${type}`)}`
  }
  return sql`(${custom} ->> ${key})${sql.raw(`::${type}`)}`
}

/** Everything the caller may read, as `expression as "field", ...`; references as { id, name }. */
export function readColumns(ctx: Context, object: ObjectDefinition, row: string, selection: Selection = null): Sql {
  if (selection) return buildColumns(ctx, object, row, selection)
  const known = wholeRecords.get(ctx.actor)?.get(object)?.get(row)
  if (known) return known
  const columns = flatten(buildColumns(ctx, object, row, null))
  const byObject = wholeRecords.get(ctx.actor) ?? new WeakMap<ObjectDefinition, Map<string, Sql>>()
  const byRow = byObject.get(object) ?? new Map<string, Sql>()
  wholeRecords.set(ctx.actor, byObject.set(object, byRow.set(row, columns)))
  return columns
}

/**
 * The same of a record that is told beside the one which all of them point to: that one is not named in each again, nor is everybody who wrote.
 * @param withAuthor who entered each is told.
 */
export function columnsBeside(ctx: Context, object: ObjectDefinition, row: string, by: Field, withAuthor = false): Sql {
  const leftOut = [by.name, 'updated_by', ...(withAuthor ? [] : ['created_by'])]
  const shown = [...visibleFields(ctx, object).filter((field) => !field.asked_only).map(({ name }) => name), 'can'].filter((name) => !leftOut.includes(name))
  return readColumns(ctx, object, row, new Map(shown.map((name) => [name, null])))
}

/** What one person may read of one object stays the same as long as that person's rights do: with the actor it is forgotten. */
const wholeRecords = new WeakMap<Actor, WeakMap<ObjectDefinition, Map<string, Sql>>>()

function buildColumns(ctx: Context, object: ObjectDefinition, row: string, selection: Selection): Sql {
  const fields = visibleFields(ctx, object).filter((field) => !field.internal && (selection ? selection.has(field.name) : !field.asked_only))
  const columns = fields.map((field) => sql`${readExpression(ctx, object, field, row, selection?.get(field.name) ?? null)} as ${sql.id(field.name)}`)
  if (!selection || selection.has('can')) columns.push(sql`${verdictsOf(ctx, object, row)} as can`)
  return sql.join(columns)
}

/** What is left of a value that the caller may see only a part of. */
export function shownPart(field: Field, row: string): Sql {
  const { mask, stored } = typeOf(field)
  return mask ? stored(mask.sql(columnOf(row, field), field), field) : sql.raw('null')
}

/** The stored value as far as the caller may read it. */
export function valueFor(ctx: Context, object: ObjectDefinition, field: Field, row: string): Sql {
  return isMasked(ctx, object, field) ? shownPart(field, row) : typeOf(field).stored(columnOf(row, field), field)
}

/** What `records/` works on: references as ids. */
export function storedColumns(object: ObjectDefinition, row: string): Sql {
  const columns = [...object.fields.values()].map((field) => sql`${typeOf(field).stored(columnOf(row, field), field)} as ${sql.id(field.name)}`)
  return sql.join(columns)
}

function readExpression(ctx: Context, object: ObjectDefinition, field: Field, row: string, selection: Selection): Sql {
  if (isMasked(ctx, object, field)) return shownPart(field, row)
  const column = columnOf(row, field)
  if (isReference(field) && field.target) return referenced(ctx, field.target, column, row, selection)
  if (isReferences(field) && field.target) return allReferenced(ctx, field.target, column, row)
  const type = typeOf(field)
  return type.read ? type.read(column, field, row) : type.stored(column, field)
}

/** Null where nothing is referred to, and where the caller may not see the record that is. */
function referenced(ctx: Context, targetName: string, column: Sql, row: string, selection: Selection): Sql {
  const target = objectOf(ctx, targetName)
  const other = `${row}_${targetName}`
  const more = selection ? [...selection.keys()].filter((name) => name !== 'id' && name !== 'name') : []
  const extra = more.flatMap((name) => {
    const field = visibleFields(ctx, target).find((one) => one.name === name)
    return field ? [sql`${sql.raw(`'${name}'`)}, ${readExpression(ctx, target, field, other, selection?.get(name) ?? null)}`] : []
  })
  const members = sql.join([sql`'id', ${sql.id(other, 'id')}, 'name', ${titleOf(naming(ctx, targetName), target, other)}`, ...extra])
  return sql`(select json_build_object(${members}) from ${sql.id(target.table)} ${sql.id(other)}
    where ${sql.id(other, 'workspace_id')} = ${sql.workspace} and ${sql.id(other, 'id')} = ${column}${seen(ctx, targetName, other)})`
}

function allReferenced(ctx: Context, targetName: string, column: Sql, row: string): Sql {
  const target = objectOf(ctx, targetName)
  const other = `${row}_${targetName}`
  return sql`(select coalesce(json_agg(json_build_object('id', ${sql.id(other, 'id')}, 'name', ${titleOf(naming(ctx, targetName), target, other)})
      order by array_position(${column}, ${sql.id(other, 'id')})), '[]'::json)
    from ${sql.id(target.table)} ${sql.id(other)}
    where ${sql.id(other, 'workspace_id')} = ${sql.workspace} and ${sql.id(other, 'id')} = any(${column})${seen(ctx, targetName, other)})`
}

function seen(ctx: Context, object: string, row: string): Sql {
  const verdict = verdictOf(naming(ctx, object), object, 'see', 'one')
  if (verdict === true) return sql.empty
  return verdict === false ? sql` and false` : sql` and ${verdict(row)}`
}

/** The name of a record, as far as the caller may read it; of what is called by another record, that one's. */
export function titleOf(ctx: Context, object: ObjectDefinition, row: string): Sql {
  const title = object.fields.get(object.title)
  if (!title) throw new Error(`${object.name} has no field ${object.title}`)
  if (readableField(ctx, object, title.name)) return title.target && isReference(title) ? namedBy(ctx, title.target, columnOf(row, title), row) : columnOf(row, title)
  return isMasked(ctx, object, title) ? shownPart(title, row) : sql.raw(`'***'::text`)
}

function namedBy(ctx: Context, targetName: string, column: Sql, row: string): Sql {
  const [target, other] = [objectOf(ctx, targetName), `${row}_${targetName}_name`]
  return sql`(select ${titleOf(naming(ctx, targetName), target, other)} from ${sql.id(target.table)} ${sql.id(other)}
    where ${sql.id(other, 'workspace_id')} = ${sql.workspace} and ${sql.id(other, 'id')} = ${column}${seen(ctx, targetName, other)})`
}

function verdictsOf(ctx: Context, object: ObjectDefinition, row: string): Sql {
  const verdict = (verb: 'change' | 'delete') => {
    if (object.is_append_only) return sql.raw('false')
    const answer = verdictOf(ctx, object.name, verb, 'one')
    return typeof answer === 'boolean' ? sql.raw(String(answer)) : answer(row)
  }
  return sql`json_build_object('change', ${verdict('change')}, 'delete', ${verdict('delete')})`
}
