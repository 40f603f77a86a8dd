/** COPY into a table: the quickest way in, for imports and the generator. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type CopyValue = string | number | boolean | Date | null | undefined | readonly string[] | { json: unknown }

/** Streams rows into `table (columns)`; returns how many. One COPY is one statement: all rows or none. */
export async function copyRows(
  connection: pg.ClientBase,
  options: { table: string; columns: readonly string[]; rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]> },
): Promise<number> {
  const columns = options.columns.map((column) => `"${column}"`).join(', ')
  const stream = connection.query(copyFrom(`copy "${options.table}" (${columns}) from stdin`))
  await pipeline(Readable.from(encodedChunks(options.rows), { objectMode: false }), stream)
  return stream.rowCount ?? 0
}

const chunkLength = 64 * 1024

async function* encodedChunks(rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>): AsyncGenerator<string> {
  let chunk = ''
  for await (const row of rows) {
    for (let index = 0; index < row.length; index++) {
      if (index > 0) chunk += '\t'
      chunk += encode(row[index])
    }
    chunk += '\n'
    if (chunk.length >= chunkLength) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk) yield chunk
}

/** The text format of COPY: https://www.postgresql.org/docs/current/sql-copy.html, section File Formats. */
function encode(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return value.toISOString()
  if (isList(value)) return escape(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  return escape(JSON.stringify(value.json))
}

function isList(value: readonly string[] | { json: unknown }): value is readonly string[] {
  return Array.isArray(value)
}

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escape(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character) : text
}
