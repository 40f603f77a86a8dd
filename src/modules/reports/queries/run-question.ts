/**
 * Answers a question: at most nine statements however many groups there are, none of them in a loop. Totals and the sums of rows and
 * columns are statements of their own, so that means and distinct counts of all are true as well; what groups that are not named come to is
 * the total less the named ones.
 */
import { Decimal } from 'decimal.js'
import { addDays } from '../../../platform/calendar/days.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { groupName, measureName } from '../rules/names.ts'
import { spanBefore, spanOf, type Span } from '../rules/period.ts'
import type { Question } from '../rules/question.ts'
import type { Cell, GroupHead, MeasureHead, ReportAnswer } from './answer.ts'
import { ask, keyOf, type Found } from './ask.ts'
import { namedAxis, shownEntries, timeAxis, type Axis, type AxisEntry, type Spans } from './axis.ts'
import { all, anyOf, filterOfSpan } from './filters.ts'
import { ordered } from './order.ts'
import { planOf, type Filter, type Plan, type PlannedGroup, type PlannedMeasure } from './plan.ts'

/** Groups that stand beside each other, more are one: nobody tells more colours apart. */
const mostColumns = { drawn: 6, table: 20 }
/** Cells of one answer. */
const mostCells = 10_000
/** Groups of the period before that are looked through for those of now. */
const mostBefore = 1000

/** @throws Problem 422 in words for whatever of it is no longer there or may not be read. */
export async function runQuestion(ctx: Context, asked: Question): Promise<ReportAnswer> {
  const plan = planOf(ctx, asked)
  const { question } = plan
  const spans = spansOf(ctx, plan)
  const filters = { now: filterOf(ctx, plan, spans.now), before: spans.before && filterOf(ctx, plan, spans.before) }
  const of = (groups: PlannedGroup[], limit: number, before = limit) =>
    Promise.all([ask(ctx, plan, { groups, filter: filters.now, limit }), filters.before ? ask(ctx, plan, { groups, filter: filters.before, limit: before }) : null])
  const isPivot = plan.columns.length > 0
  const width = question.display === 'table' || question.display === 'heat' ? mostColumns.table : mostColumns.drawn
  const nothing: [Found[], Found[] | null] = [[], null]
  const [totals, rowsFound, columnsFound, others] = await Promise.all([
    of([], 1),
    plan.rows.length > 0 ? of(plan.rows, limitOf(plan.rows, question.limit, 'rows'), isTime(plan.rows) ? 402 : mostBefore) : nothing,
    isPivot ? of(plan.columns, limitOf(plan.columns, width, 'columns'), isTime(plan.columns) ? 62 : mostBefore) : null,
    othersIn(ctx, plan, spans),
  ])
  const [rows, columns] = await Promise.all([
    axisOf(ctx, plan, { groups: plan.rows, found: rowsFound, limit: question.limit, spans, of: 'rows', before: filters.before }),
    columnsFound && axisOf(ctx, plan, { groups: plan.columns, found: columnsFound, limit: width, spans, of: 'columns', before: filters.before }),
  ])
  const rowAxis = ordered(rows.axis, question.sort, (entry) => figuresOf(rows.now, entry.key)?.[0] ?? null, ctx.language)
  const columnAxis = columns && ordered(columns.axis, columns.axis.groups[0]?.isTime ? 'group' : undefined, (entry) => figuresOf(columns.now, entry.key)?.[0] ?? null, ctx.language)
  const inside = columnAxis && (await cellsOf(ctx, plan, { rows: rowAxis, columns: columnAxis, filters, spans }))
  const total = cellOf(plan, totals[0][0]?.figures, totals[1] && totals[1][0]?.figures)
  const rowTotals = plan.rows.length === 0 ? [] : withRest(plan, rowAxis, rowAxis.entries.map((entry) => cellAt(plan, rows, entry)), total)
  const columnTotals = columns && columnAxis ? withRest(plan, columnAxis, columnAxis.entries.map((entry) => cellAt(plan, columns, entry)), total) : []
  const cells = inside && columnAxis ? withRests(plan, { rows: rowAxis, columns: columnAxis, rowTotals, columnTotals, inside }) : rowTotals.map((cell) => [cell])
  return {
    object: { name: plan.object.name, path: plan.object.path, label: plan.object.plural_label[ctx.language] },
    display: question.display,
    as_of: ctx.clock.now().toISOString(),
    period: spans.now && daysOf(spans.now),
    before: spans.before && daysOf(spans.before),
    row_groups: plan.rows.map((group) => headOf(ctx, group)),
    column_groups: plan.columns.map((group) => headOf(ctx, group)),
    measures: plan.measures.map((measure) => measureHead(ctx, plan, measure)),
    rows: plan.rows.length > 0 ? shownEntries(rowAxis, spans, ctx.language) : [],
    columns: columnAxis ? shownEntries(columnAxis, spans, ctx.language) : [],
    cells,
    row_totals: isPivot ? rowTotals : [],
    column_totals: columnTotals,
    total,
    filters: behind(ctx, plan, spans, filters),
    notes: { has_rest: rowAxis.hasRest || columnAxis?.hasRest === true, in_other_currencies: others, currency: plan.currencyPath ? ctx.workspace.currency : null },
  }
}

function spansOf(ctx: Context, { question: { period, compare } }: Plan): Spans {
  if (!period) return { path: null, now: null, before: null }
  const now = spanOf(period.range, { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone })
  return { path: period.field, now, before: compare === 'none' ? null : spanBefore(now, compare) }
}

function filterOf(ctx: Context, plan: Plan, span: Span | null): Filter {
  const { period } = plan.question
  return all([plan.filter, ownCurrency(ctx, plan), span && period ? filterOfSpan(period.field, span) : {}])
}

function ownCurrency(ctx: Context, { currencyPath }: Plan): Filter {
  return currencyPath ? { [currencyPath]: ctx.workspace.currency } : {}
}

async function othersIn(ctx: Context, plan: Plan, { now }: Spans): Promise<number> {
  const { currencyPath, question: { period } } = plan
  if (!currencyPath) return 0
  const filter = all([plan.filter, { [currencyPath]: { ne: ctx.workspace.currency } }, now && period ? filterOfSpan(period.field, now) : {}])
  const [row] = await ask(ctx, { ...plan, measures: [{ fn: 'count', path: null, field: null }] }, { groups: [], filter, limit: 1 })
  return Number(row?.figures[0] ?? 0)
}

function isTime(groups: readonly PlannedGroup[]): boolean {
  return groups.length === 1 && groups[0]?.isTime === true
}

/** One more than is shown says that there are more; buckets of time are all asked for. */
function limitOf(groups: readonly PlannedGroup[], limit: number, of: 'rows' | 'columns'): number {
  if (isTime(groups)) return of === 'rows' ? 402 : 62
  return limit + 1
}

interface Side {
  axis: Axis
  now: Map<string, Found>
  before: Map<string, Found> | null
}

async function axisOf(ctx: Context, plan: Plan, given: { groups: PlannedGroup[]; found: [Found[], Found[] | null]; limit: number; spans: Spans; of: 'rows' | 'columns'; before: Filter | null }): Promise<Side> {
  const { groups, spans, of, limit } = given
  const [now, before] = given.found
  const [group] = groups
  if (group && isTime(groups)) return { axis: timeAxis(group, { now, before }, spans, of), now: byKey(now), before: before && byKey(before) }
  const isCut = before !== null && (now.length > limit || before.length === mostBefore)
  // Of more groups than were looked through those of now are asked for by name.
  const wanted = isCut && given.before ? await namedBefore(ctx, plan, { groups, now: now.slice(0, limit), filter: given.before }) : before
  const axis = namedAxis(groups, { now, before: wanted }, limit)
  return { axis: { ...axis, hasRest: axis.hasRest || isCut }, now: byKey(now), before: wanted && byKey(wanted) }
}

function namedBefore(ctx: Context, plan: Plan, { groups, now, filter }: { groups: PlannedGroup[]; now: Found[]; filter: Filter }): Promise<Found[]> {
  const [group] = groups
  if (!group || now.length === 0) return Promise.resolve([])
  return ask(ctx, plan, { groups, filter: all([filter, anyOf(group, [...new Map(now.map(({ values: [value] }) => [keyOf([value]), value])).values()], null)]), limit: mostCells })
}

function byKey(found: readonly Found[]): Map<string, Found> {
  return new Map(found.map((each) => [each.key, each]))
}

function figuresOf(found: ReadonlyMap<string, Found> | null, key: string | null): (string | null)[] | undefined {
  return key === null ? undefined : found?.get(key)?.figures
}

function cellAt(plan: Plan, { now, before }: Side, entry: AxisEntry): Cell {
  return cellOf(plan, figuresOf(now, entry.key), before && figuresOf(before, entry.beforeKey))
}

/** Where there is no record, there are none and nothing is summed; of a mean there is none. */
function cellOf({ measures }: Plan, now: (string | null)[] | undefined, before: (string | null)[] | undefined | null): Cell {
  const filled = (figures: (string | null)[] | undefined) => measures.map(({ fn }, at) => figures?.[at] ?? (isCounted(fn) ? '0' : null))
  return { now: filled(now), before: before === null ? null : filled(before) }
}

function isAdditive(fn: PlannedMeasure['fn']): boolean {
  return fn === 'count' || fn === 'sum'
}

function isCounted(fn: PlannedMeasure['fn']): boolean {
  return isAdditive(fn) || fn === 'count_distinct'
}

async function cellsOf(ctx: Context, plan: Plan, { rows, columns, filters, spans }: { rows: Axis; columns: Axis; filters: { now: Filter; before: Filter | null }; spans: Spans }): Promise<{ now: Map<string, Found>; before: Map<string, Found> | null }> {
  if (rows.entries.length * columns.entries.length > mostCells) throw invalid([issue('question.columns', 'too_many_groups', '单元格过多，请改用更长的时间单位', 'There are too many cells: choose longer units of time')])
  const narrowed = (of: 'now' | 'before') => [rows, columns].map(({ groups: [group], hasRest, entries }) => {
    const values = entries.flatMap((entry) => entry[of]?.slice(0, 1) ?? [])
    return group && hasRest && values.length > 0 ? anyOf(group, values, spans[of]) : {}
  })
  const asked = (of: 'now' | 'before', filter: Filter) => ask(ctx, plan, { groups: [...rows.groups, ...columns.groups], filter: all([filter, ...narrowed(of)]), limit: mostCells })
  const [now, before] = await Promise.all([asked('now', filters.now), filters.before ? asked('before', filters.before) : null])
  return { now: byKey(now), before: before && byKey(before) }
}

/** What the groups that are not named come to. */
function withRest(plan: Plan, axis: Axis, cells: Cell[], total: Cell): Cell[] {
  return axis.hasRest ? [...cells, less(plan, total, cells)] : cells
}

function less({ measures }: Plan, total: Cell, parts: readonly Cell[]): Cell {
  const of = (which: 'now' | 'before') => (at: number) => parts.reduce((left, part) => left.minus(part[which]?.[at] ?? 0), new Decimal(total[which]?.[at] ?? 0)).toFixed(decimalsOf(total[which]?.[at]))
  const figures = (which: 'now' | 'before') => measures.map(({ fn }, at) => (isAdditive(fn) ? of(which)(at) : null))
  return { now: figures('now'), before: total.before && figures('before') }
}

function decimalsOf(text: string | null | undefined): number {
  return text?.split('.')[1]?.length ?? 0
}

interface Inside {
  rows: Axis
  columns: Axis
  rowTotals: Cell[]
  columnTotals: Cell[]
  inside: { now: Map<string, Found>; before: Map<string, Found> | null }
}

function withRests(plan: Plan, { rows, columns, rowTotals, columnTotals, inside }: Inside): Cell[][] {
  const keyOfBoth = (row: unknown[] | null, column: unknown[] | null) => (row && column ? keyOf([...row, ...column]) : null)
  const named = rows.entries.map((row, at) => {
    const cells = columns.entries.map((column) => cellOf(plan, figuresOf(inside.now, keyOfBoth(row.now, column.now)), inside.before && figuresOf(inside.before, keyOfBoth(row.before, column.before))))
    const total = rowTotals[at]
    return columns.hasRest && total ? [...cells, less(plan, total, cells)] : cells
  })
  if (!rows.hasRest) return named
  return [...named, columnTotals.map((total, at) => less(plan, total, named.flatMap((cells) => cells[at] ?? [])))]
}

function headOf(ctx: Context, { path, unit, fields }: PlannedGroup): GroupHead {
  return { field: path, by: unit ?? null, label: groupName(fields, unit, ctx.language) }
}

function measureHead(ctx: Context, plan: Plan, measure: PlannedMeasure): MeasureHead {
  const { fn, field, path } = measure
  const isCount = fn === 'count' || fn === 'count_distinct'
  const kind = isCount || !field ? 'number' : field.type
  const usual = field ? (field.scale ?? typeOf(field).digits ?? 0) : 0
  return {
    fn, field: path, kind, is_time: field !== null && typeOf(field).moment !== undefined, label: measureName({ fn, ...(path ? { field: path } : {}) }, plan.object, field, ctx.language),
    scale: isCount ? 0 : kind === 'money' ? 2 : fn === 'avg' ? Math.max(usual, 1) : usual,
    currency: kind === 'money' ? (field?.currency_of ? plan.currency : ctx.workspace.currency) : null,
    is_additive: isAdditive(fn),
  }
}

function daysOf({ from, to }: Span): { first: string; last: string } {
  return { first: from, last: addDays(to, -1) }
}

/** Where a group is a time of the period, the group says which part of it. */
function behind(ctx: Context, plan: Plan, spans: Spans, filters: { now: Filter; before: Filter | null }): ReportAnswer['filters'] {
  const isSaidByGroups = [...plan.rows, ...plan.columns].some(({ path }) => path === spans.path)
  const plain = all([plan.filter, ownCurrency(ctx, plan)])
  return { cells: isSaidByGroups ? plain : filters.now, total: filters.now, before_cells: isSaidByGroups && filters.before ? plain : filters.before, before_total: filters.before }
}
