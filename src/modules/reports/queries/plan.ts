/** A question with its fields found, as far as the reader may read them. */
import { invalid, issue, type Issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Field } from '../../../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { isReference, typeOf } from '../../../kernel/fields/index.ts'
import { isPlainObject } from '../../../kernel/query/filter.ts'
import { faultsOf, type Group, type Measure, type Question } from '../rules/question.ts'
import type { Unit } from '../rules/period.ts'

export type Filter = Record<string, unknown>

export interface PlannedGroup {
  path: string
  unit: Unit | undefined
  /** The fields of the path, the last one the field itself. */
  fields: Field[]
  field: Field
  isTime: boolean
  /** The number by which records that it points to stand in order, such as the position of a stage. */
  place: string | null
}

export interface PlannedMeasure {
  fn: Measure['fn']
  path: string | null
  field: Field | null
}

export interface Plan {
  object: ObjectDefinition
  question: Question
  rows: PlannedGroup[]
  columns: PlannedGroup[]
  measures: PlannedMeasure[]
  /** Amounts in other currencies are left out: the path of the currency. */
  currencyPath: string | null
  /** The currency that amounts are in; null where there may be several. */
  currency: string | null
  filter: Filter
}

/** So many groups stand by themselves at most. */
const mostNamed = 100

/** @throws Problem 422 that names every part which is no longer there, or which the reader may not read. */
export function planOf(ctx: Context, asked: Question): Plan {
  // Whoever looks at a map looks for each province.
  const question = asked.display === 'map' ? { ...asked, limit: mostNamed } : asked
  const issues = faultsOf(question)
  const object = ctx.objects.get(question.object)
  if (!object || verdictOf(ctx, object.name, 'see') === false) throw invalid([issue('question.object', 'unknown_object', '报表的对象已不存在，或您无权查看', 'What the report is about is no longer there, or you may not see it')])
  const rows = question.rows.map((group, at) => plannedGroup(ctx, object, group, `question.rows[${at}]`, issues))
  const columns = question.columns.map((group, at) => plannedGroup(ctx, object, group, `question.columns[${at}]`, issues))
  const measures = question.measures.map((measure, at) => plannedMeasure(ctx, object, measure, `question.measures[${at}]`, issues))
  if (question.period) {
    const found = fieldsAt(ctx, object, question.period.field, 'question.period.field', issues)
    if (found && !typeOf(found.field).moment) issues.push(issue('question.period.field', 'not_a_time', '时段只能取自日期或时间', 'A period is one of a date or a time'))
  }
  if (issues.length > 0) throw invalid(issues)
  const filter = question.filter ?? {}
  const currencies = measures.flatMap((measure) => (measure?.path && measure.field?.currency_of ? [beside(measure.path, measure.field.currency_of)] : []))
  const [currencyPath = null] = currencies
  const said = currencyPath === null ? undefined : filter[currencyPath]
  const isSplit = [...question.rows, ...question.columns].some(({ field }) => field === currencyPath)
  const isNarrowed = currencyPath !== null && said === undefined && !isSplit
  const known = rows.flatMap((group) => group ?? [])
  return {
    object, question, rows: known, columns: columns.flatMap((group) => group ?? []), measures: measures.flatMap((measure) => measure ?? []),
    currencyPath: isNarrowed ? currencyPath : null,
    currency: currencyPath === null || isNarrowed ? ctx.workspace.currency : typeof said === 'string' ? said : null,
    filter,
  }
}

function plannedGroup(ctx: Context, object: ObjectDefinition, { field: path, by }: Group, where: string, issues: Issue[]): PlannedGroup | null {
  const found = fieldsAt(ctx, object, path, `${where}.field`, issues)
  if (!found) return null
  const { field, fields } = found
  const type = typeOf(field)
  const isTime = type.moment !== undefined
  if (by && !isTime) issues.push(issue(`${where}.by`, 'not_a_time', '只有日期和时间可以按时段分组', 'Only dates and times can be grouped by a unit of time'))
  if (field.many || type.points === 'many' || !(isReference(field) || type.sortable)) issues.push(issue(`${where}.field`, 'not_groupable', '不能按此字段分组', 'Nothing can be grouped by this field'))
  return { path, unit: isTime ? (by ?? 'month') : undefined, fields, field, isTime, place: placeOf(ctx, field) }
}

/** Where the records themselves have an order that people gave them. */
function placeOf(ctx: Context, field: Field): string | null {
  const target = isReference(field) && field.target ? ctx.objects.get(field.target) : undefined
  const sort = target && readableField(ctx, target, target.sort)
  return sort?.type === 'number' ? sort.name : null
}

function plannedMeasure(ctx: Context, object: ObjectDefinition, { fn, field: path }: Measure, where: string, issues: Issue[]): PlannedMeasure | null {
  if (!path) return { fn, path: null, field: null }
  const found = fieldsAt(ctx, object, path, `${where}.field`, issues)
  if (!found) return null
  const type = typeOf(found.field)
  const isFit = fn === 'count' || fn === 'count_distinct' ? !found.field.many : fn === 'min' || fn === 'max' ? type.isMeasurable === true || type.moment !== undefined : type.isMeasurable === true
  if (!isFit) issues.push(issue(`${where}.field`, 'not_a_number', '此字段不能这样计算', 'This field cannot be measured so'))
  return { fn, path, field: found.field }
}

/** What is hidden, what is masked and what is not there are answered alike. */
function fieldsAt(ctx: Context, object: ObjectDefinition, path: string, where: string, issues: Issue[]): { fields: Field[]; field: Field } | null {
  const fields: Field[] = []
  let current: ObjectDefinition | undefined = object
  for (const step of path.split('.')) {
    const field: Field | null = current ? readableField(ctx, current, step) : null
    const isSeen = current !== undefined && verdictOf(ctx, current.name, 'see') !== false
    if (!field || field.internal || !isSeen || fields.length > 3) {
      issues.push(issue(where, 'unknown_field', `报表用到的字段“${path.slice(0, 60)}”已不存在，或您无权查看`, `The field ${path.slice(0, 60)} of this report is no longer there, or you may not read it`))
      return null
    }
    fields.push(field)
    current = isReference(field) && field.target ? ctx.objects.get(field.target) : undefined
  }
  const field = fields.at(-1)
  return field ? { fields, field } : null
}

/** The field that stands beside another: `order.amount`, `currency` -> `order.currency`. */
function beside(path: string, name: string): string {
  return [...path.split('.').slice(0, -1), name].join('.')
}

export function isReferenceValue(value: unknown): value is { id: string; name: string | null } {
  return isPlainObject(value) && typeof value.id === 'string'
}
