/**
 * Many rows in few statements. PostgreSQL takes no COPY into tables with row-level security, which the application's role cannot
 * pass; so rows travel as JSON, and what is the same in all of them is said once (docs/decisions/bulk-insert.md).
 */
import type { Db } from './database.ts'
import { sql, type Sql } from './sql.ts'

export interface InsertColumn<Row> {
  name: string
  /** SQL type, e.g. `numeric(18,2)`, `text[]`. */
  type: string
  /** As JSON has it: lists as lists, the content of a jsonb column as it is. */
  value(row: Row): unknown
}

/** So many rows travel in one statement: texts of megabytes would stay in memory until the next full collection. */
const atOnce = 250

/** The statements that insert the rows, each made when it is asked for. */
export function* insertsOf<Row>(options: { table: string; columns: readonly InsertColumn<Row>[]; rows: Iterable<Row> }): Generator<Sql> {
  let slice: Row[] = []
  for (const row of options.rows) {
    slice.push(row)
    if (slice.length < atOnce) continue
    yield insertOf(options.table, options.columns, slice)
    slice = []
  }
  if (slice.length > 0) yield insertOf(options.table, options.columns, slice)
}

/** One after the other; the next is put together while the database works on the one before. */
export async function runInTurn(db: Db, statements: Iterable<Sql>): Promise<void> {
  let sending: Promise<unknown> = Promise.resolve()
  for (const statement of statements) {
    await sending
    sending = db.rows(statement)
    // Awaited in the next round; a failure before that must not end the process.
    sending.catch(() => {})
  }
  await sending
}

function insertOf<Row>(table: string, columns: readonly InsertColumn<Row>[], rows: readonly Row[]): Sql {
  const values = columns.map((column) => rows.map(column.value))
  const isVarying = values.map((list) => !isUniform(list))
  const records = rows.map((_, index) => {
    const record: Record<string, unknown> = {}
    for (let at = 0; at < columns.length; at++) if (isVarying[at]) record[`v${at}`] = values[at]?.[index]
    return record
  })
  const shape = columns.flatMap(({ type }, at) => (isVarying[at] ? [sql.raw(`v${at} ${type}`)] : []))
  const expressions = columns.map(({ type }, at) => (isVarying[at] ? sql.raw(`r.v${at}`) : sql`${parameterOf(type, values[at]?.[0])}${sql.raw(`::${type}`)}`))
  const source = shape.length > 0 ? sql`json_to_recordset(${JSON.stringify(records)}::json) as r(${sql.join(shape)})` : sql`generate_series(1, ${rows.length}::int)`
  return sql`insert into ${sql.id(table)} (${sql.join(columns.map(({ name }) => sql.id(name)))}) select ${sql.join(expressions)} from ${source}`
}

function parameterOf(type: string, value: unknown): unknown {
  if (value === null || value === undefined) return null
  return type === 'jsonb' ? JSON.stringify(value) : value
}

function isUniform(values: readonly unknown[]): boolean {
  const [first] = values
  return values.every((value) => value === first || (isNothing(value) && isNothing(first)) || (isEmptyList(value) && isEmptyList(first)))
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
