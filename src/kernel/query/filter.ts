/** The filter language of the interface, compiled to one condition. Whatever a caller sends becomes parameters, never text. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { invalid, issue, type Issue } from '../../platform/problems.ts'
import { allowed } from '../access/policy.ts'
import { readableField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import type { Asking, Field, Operator, Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { likeText, OperandError } from '../fields/condition.ts'
import { isReference, typeOf } from '../fields/index.ts'
import { columnOf } from '../projections/columns.ts'
import { isLiving } from '../records/living.ts'

const deepest = 8
const mostConditions = 200

interface Compiling {
  ctx: Context
  issues: Issue[]
  asking: Asking
  conditions: number
  aliases: number
}

/**
 * @param filter JSON such as `{ "city": "上海市", "annual_amount": { "gte": 10000 } }`; `path` names it in problems.
 * @throws Problem 422 listing everything that is wrong with it.
 */
export function compileFilter(ctx: Context, options: { object: ObjectDefinition; row: string; filter: unknown; path?: string }): Sql {
  const compiling: Compiling = { ctx, issues: [], asking: askingOf(ctx), conditions: 0, aliases: 0 }
  const condition = compileNode(compiling, options.object, options.row, options.filter, options.path ?? 'filter', 0)
  if (compiling.issues.length > 0) throw invalid(compiling.issues)
  return condition
}

export function askingOf(ctx: Context): Asking {
  return {
    now: ctx.clock.now(),
    timeZone: ctx.workspace.timeZone,
    me: ctx.actor.id,
    myTeam: ctx.actor.team,
    myDepartment: ctx.actor.departmentId,
  }
}

function compileNode(compiling: Compiling, object: ObjectDefinition, row: string, node: unknown, path: string, depth: number): Sql {
  if (!isPlainObject(node)) return fault(compiling, path, 'invalid_filter', '筛选条件应为对象', 'A filter is an object')
  if (depth > deepest) return fault(compiling, path, 'too_deep', '筛选条件嵌套过深', 'The filter is nested too deeply')
  const parts = Object.entries(node).map(([key, operand]) => {
    if (++compiling.conditions > mostConditions) return fault(compiling, path, 'too_many', '筛选条件过多', 'The filter has too many conditions')
    const here = path === '' ? key : `${path}.${key}`
    if (key === 'and' || key === 'or') return compileGroup(compiling, object, row, key, operand, here, depth)
    if (key === 'not') return sql`not coalesce(${compileNode(compiling, object, row, operand, here, depth + 1)}, false)`
    return compileMember(compiling, object, row, key, operand, here, depth)
  })
  return sql.and(parts)
}

function compileGroup(compiling: Compiling, object: ObjectDefinition, row: string, word: 'and' | 'or', operand: unknown, path: string, depth: number): Sql {
  if (!Array.isArray(operand)) return fault(compiling, path, 'invalid_filter', '此处应为条件的列表', 'A list of conditions is expected here')
  const parts = operand.map((part, index) => compileNode(compiling, object, row, part, `${path}[${index}]`, depth + 1))
  return word === 'and' ? sql.and(parts) : sql.or(parts)
}

function compileMember(compiling: Compiling, object: ObjectDefinition, row: string, key: string, operand: unknown, path: string, depth: number): Sql {
  const [head = key, ...rest] = key.split('.')
  const field = readableField(compiling.ctx, object, head)
  if (field && !field.internal) {
    // A dotted name is the short way of writing a relation: "owner.name".
    const deeper = rest.length > 0 ? { [rest.join('.')]: operand } : operand
    if (isReference(field) && field.target && isPlainObject(deeper) && !isOperators(deeper)) {
      return compileRelation(compiling, row, field, field.target, deeper, path, depth)
    }
    if (rest.length > 0) return fault(compiling, path, 'unknown_field', `没有这个字段：${clip(key)}`, `There is no field ${clip(key)}`)
    return compileField(compiling, object, row, field, operand, path)
  }
  const collection = compiling.ctx.registry.collections.get(object.name)?.find((one) => one.name === key)
  if (collection) return compileCollection(compiling, row, collection, operand, path, depth)
  return fault(compiling, path, 'unknown_field', `没有这个字段：${clip(key)}`, `There is no field ${clip(key)}`)
}

function compileField(compiling: Compiling, object: ObjectDefinition, row: string, field: Field, operand: unknown, path: string): Sql {
  const type = typeOf(field)
  const column = columnOf(row, field)
  const pairs: [string, unknown][] = isPlainObject(operand) ? Object.entries(operand) : [[Array.isArray(operand) ? 'in' : 'eq', operand]]
  if (pairs.length === 0) return fault(compiling, path, 'invalid_filter', '条件为空', 'The condition is empty')
  const conditions = pairs.map(([operator, value]) => {
    const known = type.operators.find((one) => one === operator)
    const here = isPlainObject(operand) ? `${path}.${operator}` : path
    if (!known) return fault(compiling, here, 'unknown_operator', `不支持的运算符：${clip(operator)}`, `There is no operator ${clip(operator)} here`)
    try {
      return conditionOf(compiling, object, row, field, column, known, value)
    } catch (error) {
      if (!(error instanceof OperandError)) throw error
      compiling.issues.push({ path: here, code: error.invalid.code, message: error.invalid.message })
      return sql.raw('false')
    }
  })
  return sql.and(conditions)
}

/** Words inside a searched field go through the two-character index first: a plain pattern would scan the table. */
function conditionOf(compiling: Compiling, object: ObjectDefinition, row: string, field: Field, column: Sql, operator: Operator, operand: unknown): Sql {
  const condition = typeOf(field).condition(column, operator, asValue(operand), field, compiling.asking)
  if (operator !== 'contains' || typeof operand !== 'string' || !object.search?.fields.includes(field.name)) return condition
  const needle = likeText(typeOf(field).needle?.(operand) ?? operand)
  return sql`(${sql.id(row, 'search_text')} like ('%' || search_form(${needle}) || '%') and ${condition})`
}

function compileRelation(compiling: Compiling, row: string, field: Field, targetName: string, operand: object, path: string, depth: number): Sql {
  const target = objectOf(compiling.ctx, targetName)
  const other = `r${++compiling.aliases}`
  return sql`exists (select 1 from ${sql.id(target.table)} ${sql.id(other)}
    where ${sql.id(other, 'workspace_id')} = ${sql.workspace} and ${sql.id(other, 'id')} = ${columnOf(row, field)}
      and ${allowed(compiling.ctx, targetName, 'see', other)}
      and ${compileNode(compiling, target, other, operand, path, depth + 1)})`
}

function compileCollection(compiling: Compiling, row: string, collection: { name: string; object: string; field: string }, operand: unknown, path: string, depth: number): Sql {
  const entries = isPlainObject(operand) ? Object.entries(operand) : []
  const [word, inner] = entries[0] ?? []
  if (entries.length !== 1 || (word !== 'some' && word !== 'none')) {
    return fault(compiling, path, 'invalid_filter', '此处应为 {"some": …} 或 {"none": …}', '{"some": …} or {"none": …} is expected here')
  }
  const child = objectOf(compiling.ctx, collection.object)
  const reference = readableField(compiling.ctx, child, collection.field)
  if (!reference) return fault(compiling, path, 'unknown_field', `没有这个字段：${clip(collection.name)}`, `There is no field ${clip(collection.name)}`)
  const other = `r${++compiling.aliases}`
  const exists = sql`exists (select 1 from ${sql.id(child.table)} ${sql.id(other)}
    where ${sql.id(other, 'workspace_id')} = ${sql.workspace} and ${columnOf(other, reference)} = ${sql.id(row, 'id')}
      and ${isLiving(compiling.ctx, child, other)} and ${allowed(compiling.ctx, child.name, 'see', other)}
      and ${compileNode(compiling, child, other, inner, `${path}.${word}`, depth + 1)})`
  return word === 'some' ? exists : sql`not ${exists}`
}

const operators = new Set<string>([
  'eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'contains', 'starts_with', 'is_empty', 'between', 'in_last', 'in_next', 'on',
] satisfies Operator[])

function isOperators(operand: object): boolean {
  const keys = Object.keys(operand)
  return keys.length > 0 && keys.every((key) => operators.has(key))
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asValue(operand: unknown): Value {
  // Operands come from JSON, so they are values already.
  return operand === undefined ? null : (operand as Value)
}

function fault(compiling: Compiling, path: string, code: string, zh: string, en: string): Sql {
  compiling.issues.push(issue(path, code, zh, en))
  return sql.raw('false')
}

function clip(text: string): string {
  return text.slice(0, 60)
}
