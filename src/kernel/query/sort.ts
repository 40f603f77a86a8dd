/** The order of a list as sort keys, and where a page begins after a cursor. Keyset paging: a deep page costs what the first costs. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { isId } from '../../platform/ids.ts'
import { invalid, issue, type Problem } from '../../platform/problems.ts'
import { allowed } from '../access/policy.ts'
import { readableField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import { isNeverNull, type Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { typeOf } from '../fields/index.ts'
import { columnOf, sqlTypeOf } from '../projections/columns.ts'

export interface SortKey {
  expression: Sql
  /** SQL type that a cursor's text is cast back to. */
  type: string
  descending: boolean
  nullable: boolean
  /** Nothing comes last in both directions; so it comes first where a list is read from its end. */
  nullsFirst?: boolean
  /** Of the id: the same in the table that the first key is of, so that both are one range of its index. */
  beside?: Sql
}

export interface Order {
  keys: SortKey[]
  /** Tables beside that of the object, to stand after it. */
  joins: Sql
  /** The order as text: a cursor of another order is refused. */
  signature: string
}

const most = 5

/** @param options.fromEnd the same order read backwards. @param sort such as `-annual_amount,name`; the id is always the last key, so that the order is total. */
export function compileSort(ctx: Context, options: { object: ObjectDefinition; row: string; sort: string; fromEnd?: boolean }): Order {
  const { object, row } = options
  const names = options.sort.split(',').map((name) => name.trim()).filter((name) => name !== '')
  if (names.length > most) throw invalid([issue('sort', 'too_many', `最多按 ${most} 个字段排序`, `Sort by at most ${most} fields`)])
  const steps = names.map((name) => stepOf(ctx, object, row, name))
  const keys: SortKey[] = steps.map(({ key }) => key)
  const lastDescending = keys.at(-1)?.descending ?? false
  keys.push({ expression: sql.id(row, 'id'), type: 'uuid', descending: lastDescending, nullable: false, beside: steps[0]?.through && sql.id(steps[0].through.row, 'id') })
  const joins = sql.join([...new Map(steps.flatMap(({ through }) => (through ? [[through.row, through.join]] : []))).values()], '')
  if (!options.fromEnd) return { keys, joins, signature: names.join(',') }
  return { keys: keys.map((key) => ({ ...key, descending: !key.descending, nullsFirst: true })), joins, signature: `end:${names.join(',')}` }
}

interface Step {
  key: SortKey
  through?: { row: string; join: Sql }
}

/** `value.profit`: by a field of the one record that a sortable reference leads to; where there is none, or none to be seen, it is nothing. */
function stepOf(ctx: Context, object: ObjectDefinition, row: string, text: string): Step {
  const descending = text.startsWith('-')
  const name = descending ? text.slice(1) : text
  const [head = '', below] = name.split('.', 2)
  const reference = below === undefined ? null : readableField(ctx, object, head)
  if (!reference?.target || !reference.sortable) return { key: keyOf(ctx, object, row, { name, descending }) }
  const target = objectOf(ctx, reference.target)
  const other = `${row}_${head}`
  const key = keyOf(ctx, target, other, { name: name.slice(head.length + 1), descending })
  const join = sql` left join ${sql.id(target.table)} ${sql.id(other)} on ${sql.id(other, 'workspace_id')} = ${sql.workspace} and ${sql.id(other, 'id')} = ${columnOf(row, reference)} and ${allowed(ctx, target.name, 'see', other)}`
  return { key: { ...key, nullable: true }, through: { row: other, join } }
}

function keyOf(ctx: Context, object: ObjectDefinition, row: string, { name, descending }: { name: string; descending: boolean }): SortKey {
  const field = readableField(ctx, object, name)
  if (!field || field.internal || !isSortable(field)) {
    throw invalid([issue('sort', 'unknown_field', `不能按此字段排序：${name.slice(0, 60)}`, `Cannot sort by ${name.slice(0, 60)}`)])
  }
  // Chinese names stand in the order of their pinyin.
  if (field.pinyin) return { expression: sql.id(row, field.pinyin.full), type: 'text', descending, nullable: false }
  return { expression: columnOf(row, field), type: sqlTypeOf(field), descending, nullable: !isNeverNull(field) }
}

/** An order of our own as far as the caller may read its fields; the order of a caller is refused instead. */
export function readableSort(ctx: Context, object: ObjectDefinition, sort: string): string {
  const readable = sort.split(',').filter((name) => readableField(ctx, object, name.replace(/^-/, '')))
  return readable.join(',') || 'id'
}

export function isSortable(field: Field): boolean {
  return field.name === 'id' || (field.sortable ?? typeOf(field).sortable)
}

export interface Cursor {
  signature: string
  /** Text of each key of the last row, null where it had none. Only the id, the last key, where the others are too long to carry. */
  values: (string | null)[]
}

/** An address has room for so much. */
const longestCursor = 4000

export function encodeCursor(cursor: Cursor): string {
  const whole = cursorText(cursor)
  return whole.length <= longestCursor ? whole : cursorText({ ...cursor, values: cursor.values.slice(-1) })
}

function cursorText(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.signature, ...cursor.values])).toString('base64url')
}

export function decodeCursor(text: string, order: Order): Cursor {
  const values = jsonArray(Buffer.from(text, 'base64url').toString('utf8'))
  const [signature, ...rest] = values ?? []
  const fits = signature === order.signature && (rest.length === order.keys.length || (rest.length === 1 && isId(rest[0])))
  const texts = rest.filter((value): value is string | null => value === null || (typeof value === 'string' && !value.includes('\0')))
  if (!fits || texts.length !== rest.length) throw invalidCursor()
  return { signature: order.signature, values: texts }
}

export function invalidCursor(): Problem {
  return invalid([issue('cursor', 'invalid_cursor', '翻页位置无效，请从第一页开始', 'The cursor does not fit this list; start again without it')])
}

function jsonArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

/**
 * Rows after the cursor, as branches that are each one index range in order: the rows where the first key has a value, then
 * those where it has none (nulls come last in both directions); the other way round from the end. One branch suffices where the
 * first key is never null.
 */
export function branchesAfter(order: Order, cursor: Cursor | null): { condition: Sql; keys: SortKey[] }[] {
  const [first, ...others] = order.keys
  if (!first) throw new Error('An order has at least the id')
  const position = cursor?.values ?? null
  if (!first.nullable) return [{ condition: position ? after(order.keys, position) : sql.raw('true'), keys: order.keys }]
  const withoutFirst = { condition: sql`${first.expression} is null`, keys: others }
  const stands = position?.[0]
  const known = order.keys.map((key, index) => ({ ...key, expression: key.beside ?? key.expression, nullable: index > 0 && key.nullable }))
  const withFirst = { condition: sql`${first.expression} is not null`, keys: known }
  if (position && stands === null) {
    const further = { condition: sql`${withoutFirst.condition} and ${after(others, position.slice(1))}`, keys: others }
    return first.nullsFirst ? [further, withFirst] : [further]
  }
  const further = position ? { condition: after(known, position), keys: known } : withFirst
  if (!first.nullsFirst) return [further, withoutFirst]
  return position ? [further] : [withoutFirst, further]
}

/** A row comparison where all keys go one way and are never null, which an index answers at once; else the same spelled out. */
function after(keys: SortKey[], values: (string | null)[]): Sql {
  const bound = (index: number) => sql`${values[index] ?? null}${sql.raw(`::${keys[index]?.type ?? 'text'}`)}`
  const [first] = keys
  if (!first) return sql.raw('false')
  const isUniform = keys.every((key) => key.descending === first.descending && !key.nullable)
  if (isUniform) {
    const sides = sql`(${sql.join(keys.map((key) => key.expression))})`
    const marks = sql`(${sql.join(keys.map((_, index) => bound(index)))})`
    return sql`${sides} ${sql.raw(first.descending ? '<' : '>')} ${marks}`
  }
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((one, at) => same(one, values[at] ?? null, bound(at)))
    return sql.and([...equal, beyond(key, values[index] ?? null, bound(index))])
  })
  const range = first.nullable ? sql.raw('true') : sql`${first.expression} ${sql.raw(first.descending ? '<=' : '>=')} ${bound(0)}`
  return sql`(${range} and ${sql.or(alternatives)})`
}

function same(key: SortKey, value: string | null, bound: Sql): Sql {
  return value === null ? sql`${key.expression} is null` : sql`${key.expression} = ${bound}`
}

function beyond(key: SortKey, value: string | null, bound: Sql): Sql {
  if (value === null) return key.nullsFirst ? sql`${key.expression} is not null` : sql.raw('false')
  const further = sql`${key.expression} ${sql.raw(key.descending ? '<' : '>')} ${bound}`
  return key.nullable && !key.nullsFirst ? sql`(${further} or ${key.expression} is null)` : further
}

export function orderBy(keys: SortKey[], expressions: Sql[] = keys.map((key) => key.expression)): Sql {
  return sql.join(
    expressions.map((expression, index) => {
      const key = keys[index]
      // Without this a plain index serves both directions; only keys that can be null need it.
      const isUsual = !key?.nullable || key.descending === (key.nullsFirst ?? false)
      const nulls = isUsual ? '' : key.nullsFirst ? ' nulls first' : ' nulls last'
      return sql`${expression}${sql.raw(`${key?.descending ? ' desc' : ''}${nulls}`)}`
    }),
  )
}
