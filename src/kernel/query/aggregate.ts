/** Grouped figures over any object: POST /api/v1/query. One statement, under the caller's policy. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { invalid, issue } from '../../platform/problems.ts'
import { allowed, naming } from '../access/policy.ts'
import { readableField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference, typeOf } from '../fields/index.ts'
import { columnOf, titleOf } from '../projections/columns.ts'
import { whereOf } from './list.ts'

export interface AggregateRequest {
  object: string
  filter?: unknown
  q?: string
  group_by?: (string | { field: string; by?: TimeUnit; as?: string })[]
  measures?: { fn: MeasureFunction; field?: string; as?: string }[]
  sort?: (string | { field: string; descending?: boolean })[]
  limit?: number
}

export const timeUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export const measureFunctions = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const
type TimeUnit = (typeof timeUnits)[number]
type MeasureFunction = (typeof measureFunctions)[number]

interface Output {
  name: string
  expression: Sql
  /** How the value is answered; grouping and order use `expression`. */
  shown: Sql
}

/** @throws Problem 403 when the object may not be seen, 422 naming what does not fit. */
export async function aggregate(ctx: Context, request: AggregateRequest): Promise<string[]> {
  const object = ctx.objects.get(request.object) ?? [...ctx.objects.values()].find((one) => one.plural === request.object || one.path === request.object)
  if (!object) throw invalid([issue('object', 'unknown_object', '没有这个对象', 'There is no such object')])
  const joins: Sql[] = []
  const where = whereOf(ctx, object, 'c', request)
  const groups = (request.group_by ?? []).map((group, index) => groupOf(ctx, object, joins, group, `group_by[${index}]`))
  const measures = (request.measures ?? [{ fn: 'count' }]).map((measure, index) => measureOf(ctx, object, joins, measure, `measures[${index}]`))
  const outputs = [...groups, ...measures]
  const repeated = outputs.find((output, index) => outputs.findIndex((other) => other.name === output.name) !== index)
  if (repeated) throw invalid([issue('measures', 'repeated_name', `名称重复：${repeated.name}`, `The name ${repeated.name} is used twice`)])
  const order = orderOf(outputs, groups, measures, request.sort)
  const rows = await ctx.db.rows<{ json: string }>(
    sql`select row_to_json(t)::text as json from (
      select ${sql.join(outputs.map(({ shown, name }) => sql`${shown} as ${sql.id(name)}`))}
      from ${sql.id(object.table)} c ${sql.join(joins, ' ')} where ${where}
      ${groups.length > 0 ? sql`group by ${sql.join(groups.map(({ expression }) => expression))}` : sql.empty}
      ${order.length > 0 ? sql`order by ${sql.join(order)}` : sql.empty} limit ${request.limit ?? 500}) t`,
  )
  return rows.map((row) => row.json)
}

function groupOf(ctx: Context, object: ObjectDefinition, joins: Sql[], group: NonNullable<AggregateRequest['group_by']>[number], path: string): Output {
  const { field: name, by, as } = typeof group === 'string' ? { field: group, by: undefined, as: undefined } : group
  const { field, row } = fieldAt(ctx, object, joins, name, path)
  const column = columnOf(row, field)
  const output = outputName(as, name, path)
  if (by) {
    const { moment } = typeOf(field)
    if (!moment) throw invalid([issue(path, 'not_a_time', '只有日期和时间可以按时段分组', 'Only dates and times can be grouped by a unit of time')])
    const local = moment === 'instant' ? sql`${column} at time zone ${sql.raw(`'${ctx.workspace.timeZone.replaceAll("'", '')}'`)}` : sql`${column}::timestamp`
    const start = sql`date_trunc('${sql.raw(by)}', ${local})::date`
    return { name: output, expression: start, shown: by === 'month' ? sql`to_char(${start}, 'YYYY-MM')` : start }
  }
  if (isReference(field) && field.target) {
    const target = objectOf(ctx, field.target)
    const other = `g${joins.length}`
    const reader = naming(ctx, field.target)
    joins.push(joinTo(reader, target, column, other))
    const id = sql.id(other, 'id')
    const title = titleOf(reader, target, other)
    return {
      name: output,
      expression: sql`${id}, ${title}`,
      shown: sql`case when ${id} is not null then json_build_object('id', ${id}, 'name', ${title}) end`,
    }
  }
  return { name: output, expression: column, shown: typeOf(field).stored(column, field) }
}

function measureOf(ctx: Context, object: ObjectDefinition, joins: Sql[], measure: NonNullable<AggregateRequest['measures']>[number], path: string): Output {
  const name = outputName(measure.as, measure.field ? `${measure.fn}_${measure.field.replaceAll('.', '_')}` : measure.fn, path)
  if (measure.fn === 'count' && !measure.field) return { name, expression: sql`count(*)`, shown: sql`count(*)` }
  if (!measure.field) throw invalid([issue(`${path}.field`, 'required', '请指定字段', 'Name a field')])
  const { field, row } = fieldAt(ctx, object, joins, measure.field, `${path}.field`)
  const column = columnOf(row, field)
  if (measure.fn === 'count') return { name, expression: sql`count(${column})`, shown: sql`count(${column})` }
  if (measure.fn === 'count_distinct') return { name, expression: sql`count(distinct ${column})`, shown: sql`count(distinct ${column})` }
  const type = typeOf(field)
  if (!(measure.fn === 'min' || measure.fn === 'max' ? type.sortable : type.isMeasurable)) {
    throw invalid([issue(`${path}.field`, 'not_a_number', '此字段不能这样计算', 'This field cannot be measured so')])
  }
  const expression = sql`${sql.raw(measure.fn)}(${column})`
  const rounded = measure.fn === 'avg' ? sql`round(${expression}, 4)` : expression
  return { name, expression, shown: type.stored(rounded, field) }
}

/** The field at the end of a dotted path; each step joins the record it points to, as far as the caller may see it. */
function fieldAt(ctx: Context, object: ObjectDefinition, joins: Sql[], path: string, where: string): { field: Field; row: string } {
  const steps = path.split('.')
  let current = object
  let row = 'c'
  for (const step of steps.slice(0, -1)) {
    const field = readableField(ctx, current, step)
    if (!field?.target || !isReference(field) || joins.length >= 8) throw unknown(where, path)
    const target = objectOf(ctx, field.target)
    const other = `g${joins.length}`
    joins.push(joinTo(ctx, target, columnOf(row, field), other))
    current = target
    row = other
  }
  const field = readableField(ctx, current, steps.at(-1) ?? '')
  if (!field || field.internal) throw unknown(where, path)
  return { field, row }
}

function joinTo(ctx: Context, target: ObjectDefinition, column: Sql, row: string): Sql {
  return sql`left join ${sql.id(target.table)} ${sql.id(row)} on ${sql.id(row, 'workspace_id')} = ${sql.workspace}
    and ${sql.id(row, 'id')} = ${column} and ${allowed(ctx, target.name, 'see', row)}`
}

function orderOf(outputs: Output[], groups: Output[], measures: Output[], sort: AggregateRequest['sort']): Sql[] {
  if (!sort) return groups.length > 0 && measures[0] ? [sql`${measures[0].expression} desc nulls last`] : []
  return sort.map((one, index) => {
    const text = typeof one === 'string' ? one : `${one.descending ? '-' : ''}${one.field}`
    const output = outputs.find(({ name }) => name === text.replace(/^-/, ''))
    if (!output) throw unknown(`sort[${index}]`, text)
    return text.startsWith('-') ? sql`${output.expression} desc nulls last` : output.expression
  })
}

function outputName(as: string | undefined, fallback: string, path: string): string {
  const name = as ?? fallback
  // PostgreSQL cuts longer names off.
  if (Buffer.byteLength(name) > 63 || /["\0]/.test(name) || !name.isWellFormed()) throw invalid([issue(`${path}.as`, 'invalid_name', '名称无效', 'The name is not valid')])
  return name
}

function unknown(where: string, path: string) {
  return invalid([issue(where, 'unknown_field', `没有这个字段：${path.slice(0, 60)}`, `There is no field ${path.slice(0, 60)}`)])
}
