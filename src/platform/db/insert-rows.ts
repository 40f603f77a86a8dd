/**
 * Many rows in one statement. PostgreSQL takes no COPY into tables with row-level security, which the application's role cannot
 * pass; so rows travel as one JSON text, and what is the same in all of them is said once (docs/decisions/bulk-insert.md).
 */
import type { Db } from './database.ts'
import { sql, type Sql } from './sql.ts'

export interface InsertColumn<Row> {
  name: string
  /** SQL type, e.g. `numeric(18,2)`, `text[]`. */
  type: string
  /** What `pg` takes as a parameter: JSON columns as JSON text. */
  value(row: Row): unknown
}

/** So many rows travel in one statement: texts of megabytes would stay in memory until the next full collection. */
const atOnce = 250

interface Rows<Row> {
  table: string
  columns: readonly InsertColumn<Row>[]
  rows: readonly Row[]
}

/** All rows or none, in a transaction. The next statement is put together while the database works on the one before. */
export async function insertRows<Row>(db: Db, options: Rows<Row>): Promise<void> {
  let sending: Promise<unknown> = Promise.resolve()
  for (let from = 0; from < options.rows.length; from += atOnce) {
    const statement = insertOf({ ...options, rows: options.rows.slice(from, from + atOnce) })
    await sending
    sending = db.rows(statement)
    // Awaited in the next round; a failure before that must not end the process.
    sending.catch(() => {})
  }
  await sending
}

function insertOf<Row>({ table, columns, rows }: Rows<Row>): Sql {
  const values = columns.map((column) => rows.map(column.value))
  const varying = columns.flatMap((column, at) => (isUniform(values[at] ?? []) ? [] : [{ column, at, key: `v${at}` }]))
  const records = rows.map((_, index) => {
    const record: Record<string, unknown> = {}
    for (const { at, key } of varying) record[key] = values[at]?.[index] ?? undefined
    return record
  })
  const expressions = columns.map((column, at): Sql => {
    const type = sql.raw(`::${column.type}`)
    if (!varying.some((one) => one.at === at)) return sql`${values[at]?.[0] ?? null}${type}`
    return isJson(column.type) ? sql`r.${sql.id(`v${at}`)}${type}` : sql`r.${sql.id(`v${at}`)}`
  })
  const names = sql.join(columns.map(({ name }) => sql.id(name)))
  if (varying.length === 0) {
    return sql`insert into ${sql.id(table)} (${names}) select ${sql.join(expressions)} from generate_series(1, ${rows.length}::int)`
  }
  const shape = varying.map(({ column, key }) => sql`${sql.id(key)} ${sql.raw(isJson(column.type) ? 'text' : column.type)}`)
  return sql`insert into ${sql.id(table)} (${names}) select ${sql.join(expressions)} from json_to_recordset(${JSON.stringify(records)}::json) as r(${sql.join(shape)})`
}

/** JSON comes as text already: as a text inside the records it is not parsed twice. */
function isJson(type: string): boolean {
  return type === 'jsonb'
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
