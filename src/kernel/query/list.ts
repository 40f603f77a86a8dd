/** Lists: one statement a page, JSON made by PostgreSQL and passed through. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { forbidden, invalid, issue } from '../../platform/problems.ts'
import { allowed, verdictOf, waysTo } from '../access/policy.ts'
import { readableField, visibleField } from '../access/visible-fields.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference } from '../fields/index.ts'
import { columnOf, columnsBeside, readColumns, type Selection } from '../projections/columns.ts'
import { isInBin, isLiving } from '../records/living.ts'
import { noteRead } from '../records/reads.ts'
import { objectOf } from '../context.ts'
import { compileFilter } from './filter.ts'
import { branchesAfter, compileSort, decodeCursor, encodeCursor, invalidCursor, orderBy, readableSort, type Cursor, type Order } from './sort.ts'
import { wordsCondition } from './words.ts'

export interface ListRequest {
  q?: string
  filter?: unknown
  sort?: string
  /** Comma separated; below references with a dot: `id,name,owner.name`. */
  fields?: string
  limit?: number
  cursor?: string
  /** `end`: the last page first, each in the order of the list; `next_cursor` then leads to the page before. */
  from?: 'start' | 'end'
  count?: 'none' | 'exact' | 'estimate'
  /** The recycle bin instead of the living. */
  deleted?: boolean
}

export interface Page {
  /** One JSON text a record. */
  rows: string[]
  next_cursor: string | null
  total: number | null
}

/** @throws Problem 403 when the object may not be seen at all, 422 for a filter, order or cursor that does not fit. */
export async function listRecords(ctx: Context, object: ObjectDefinition, request: ListRequest): Promise<Page> {
  const limit = request.limit ?? 50
  // Refuses first what may not be seen at all.
  const where = askedFor(ctx, object, 'c', request)
  const fromEnd = request.from === 'end'
  const order = compileSort(ctx, { object, row: 'c', sort: request.sort ?? readableSort(ctx, object, object.sort), fromEnd })
  const cursor = request.cursor ? await wholeCursor(ctx, object, order, decodeCursor(request.cursor, order)) : null
  const selection = request.fields ? parseSelection(ctx, object, request.fields) : null
  const [found, total] = await Promise.all([
    ctx.db.rows<Found>(idsStatement(object, { order, ways: waysTo(ctx, object.name, 'see', 'c').map((way) => sql.and([where, way])), cursor, limit }), { prepared: 'ranges' }),
    request.count && request.count !== 'none' ? countRecords(ctx, object, request, request.count) : null,
  ])
  const last = found.length > limit ? found[limit - 1] : undefined
  const ids = found.slice(0, limit).map((row) => row.id)
  return {
    rows: await wholeRecords(ctx, object, fromEnd ? ids.toReversed() : ids, selection),
    next_cursor: last?.keys ? encodeCursor({ signature: order.signature, values: last.keys }) : null,
    total,
  }
}

interface AboutRequest {
  by: string
  /** Of a record that is there and that the caller may see. */
  id: Sql
  /** Values that other fields must have. */
  only?: Record<string, string>
  sort: string
  limit: number
  /** Who entered each is asked for as well. */
  withAuthor?: boolean
}

/**
 * The records that point to one record, such as the contacts of a customer, as an expression of type json, to stand in a statement that is
 * kept. Null where the caller may see none of the object, or not read the fields that it is chosen by.
 */
export function recordsAbout(ctx: Context, object: ObjectDefinition, request: AboutRequest): Sql | null {
  const by = object.fields.get(request.by)
  const isChosenByReadable = [request.by, ...Object.keys(request.only ?? {})].every((name) => readableField(ctx, object, name))
  if (!by || !isChosenByReadable || verdictOf(ctx, object.name, 'see') === false) return null
  const where = sql.and([
    sql`c.workspace_id = ${sql.workspace}`,
    sql`${columnOf('c', by)} = ${request.id}::uuid`,
    isLiving(ctx, object, 'c', by.name),
    compileFilter(ctx, { object, row: 'c', filter: request.only ?? {} }),
    allowed(ctx, object.name, 'see', 'c'),
  ])
  const { keys, joins } = compileSort(ctx, { object, row: 'c', sort: readableSort(ctx, object, request.sort) })
  return sql`(select coalesce(json_agg(row_to_json(t)), '[]'::json) from (select ${columnsBeside(ctx, object, 'c', by, request.withAuthor)} from ${sql.id(object.table)} c${joins}
    where ${where} order by ${orderBy(keys)} limit ${sql.raw(String(request.limit))}) t)`
}

interface Found {
  id: string
  /** Of the last of a full page: the next begins after it. */
  keys: (string | null)[] | null
}

/** What the caller may see of the object, under the request's words and filter. */
export function whereOf(ctx: Context, object: ObjectDefinition, row: string, request: Pick<ListRequest, 'q' | 'filter' | 'deleted'>): Sql {
  const asked = askedFor(ctx, object, row, request)
  const verdict = verdictOf(ctx, object.name, 'see')
  return typeof verdict === 'function' ? sql.and([asked, verdict(row)]) : asked
}

/** The request's words and filter alone: what of it the caller may see is for the statement to add. @throws Problem 403 where that is nothing. */
function askedFor(ctx: Context, object: ObjectDefinition, row: string, request: Pick<ListRequest, 'q' | 'filter' | 'deleted'>): Sql {
  if (verdictOf(ctx, object.name, 'see') === false) throw forbidden()
  const conditions = [
    sql`${sql.id(row, 'workspace_id')} = ${sql.workspace}`,
    request.deleted ? isInBin(ctx, object, row) : isLiving(ctx, object, row),
  ]
  if (request.filter !== undefined) conditions.push(compileFilter(ctx, { object, row, filter: request.filter }))
  if (request.q) conditions.push(wordsCondition(ctx, object, row, request.q))
  return sql.and(conditions)
}

/** A cursor that only carries the id, with the keys which that record has now. */
async function wholeCursor(ctx: Context, object: ObjectDefinition, order: Order, cursor: Cursor): Promise<Cursor> {
  if (cursor.values.length === order.keys.length) return cursor
  const keys = order.keys.map((key) => sql`${key.expression}::text`)
  const [row] = await ctx.db.rows<{ keys: (string | null)[] }>(
    sql`select array[${sql.join(keys)}] as keys from ${sql.id(object.table)} c${order.joins}
      where c.workspace_id = ${sql.workspace} and c.id = ${cursor.values[0]}::uuid and ${allowed(ctx, object.name, 'see', 'c')}`,
  )
  if (!row) throw invalidCursor()
  return { ...cursor, values: row.keys }
}

/** The ids of the page, each branch one range of an index. Where it is not, the best index hangs on the values, and it is planned anew every time. */
function idsStatement(object: ObjectDefinition, page: { order: Order; ways: Sql[]; cursor: Cursor | null; limit: number }): Sql {
  const { order, ways } = page
  const limit = sql.raw(String(page.limit + 1))
  const names = order.keys.map((_, index) => sql.id(`k${index}`))
  const inOrder = orderBy(order.keys, names.map((name) => sql`p.${name}`))
  const branches = branchesAfter(order, page.cursor).map((branch) => {
    const keys = order.keys.map((key, index) =>
      branch.keys.length < order.keys.length && index === 0
        ? sql`null${sql.raw(`::${key.type}`)} as ${sql.id('k0')}`
        : sql`${key.expression} as ${sql.id(`k${index}`)}`,
    )
    const walks = ways.map((way) => sql`(select ${sql.join(keys)}, c.id as row_id from ${sql.id(object.table)} c${order.joins}
      where ${way} and ${branch.condition} order by ${orderBy(branch.keys)} limit ${limit})`)
    return walks.length > 1 ? sql`(select * from (${sql.join(walks, ' union ')}) p order by ${inOrder} limit ${limit})` : sql.join(walks)
  })
  const all = branches.length > 1 ? sql`(${sql.join(branches, ' union all ')} limit ${limit})` : sql.join(branches)
  return sql`select p.row_id as id, case when p.place = ${sql.raw(String(page.limit))} then array[${sql.join(names.map((name) => sql`p.${name}::text`))}] end as keys
    from (select p.*, row_number() over (order by ${inOrder}) as place from ${all} p) p order by p.place`
}

/**
 * The records of these ids in their order. Apart from the statement that found them, because its text is always the same: it is
 * planned once on each connection, and planning costs more than running here (docs/decisions/two-statement-lists.md).
 */
async function wholeRecords(ctx: Context, object: ObjectDefinition, ids: readonly string[], selection: Selection): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db.rows<{ json: string; id: string; version: number }>(
    sql`select row_to_json(t)::text as json, c.id, c.version from unnest(${ids}::uuid[]) with ordinality as k(id, n)
      join ${sql.id(object.table)} c on c.workspace_id = ${sql.workspace} and c.id = k.id
      cross join lateral (select ${readColumns(ctx, object, 'c', selection)}) t order by k.n`,
    { prepared: true },
  )
  for (const row of rows) noteRead(ctx, row.id, row.version)
  return rows.map((row) => row.json)
}

export async function countRecords(ctx: Context, object: ObjectDefinition, request: Pick<ListRequest, 'q' | 'filter' | 'deleted'>, how: 'exact' | 'estimate' = 'exact'): Promise<number> {
  const where = whereOf(ctx, object, 'c', request)
  if (how === 'estimate') {
    const [plan] = await ctx.db.rows<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      sql`explain (format json) select 1 from ${sql.id(object.table)} c where ${where}`,
    )
    return plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
  }
  const [row] = await ctx.db.rows<{ count: number }>(sql`select count(*) as count from ${sql.id(object.table)} c where ${where}`)
  return row?.count ?? 0
}

/** Steps from record to record in one name of `fields=`: each is a query inside the query. */
const deepest = 4

/** `id` is always answered. */
export function parseSelection(ctx: Context, object: ObjectDefinition, fields: string): Selection {
  const selection: Map<string, Selection> = new Map([['id', null]])
  for (const path of fields.split(',').map((one) => one.trim()).filter(Boolean)) select(ctx, object, selection, path, path)
  return selection
}

function select(ctx: Context, object: ObjectDefinition, selection: Map<string, Selection>, path: string, whole: string): void {
  const [head = '', ...rest] = path.split('.')
  const field = visibleField(ctx, object, head)
  const isKnown = head === 'can' ? rest.length === 0 : field !== null && !field.internal && (rest.length === 0 || isReference(field))
  if (!isKnown || rest.length > deepest) throw invalid([issue('fields', 'unknown_field', `没有这个字段：${whole.slice(0, 60)}`, `There is no field ${whole.slice(0, 60)}`)])
  if (rest.length === 0 || !field?.target) {
    if (!selection.has(head)) selection.set(head, null)
    return
  }
  const below = selection.get(head) ?? new Map<string, Selection>()
  select(ctx, objectOf(ctx, field.target), below, rest.join('.'), whole)
  selection.set(head, below)
}
