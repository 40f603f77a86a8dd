/** Numbers in turn: KH-{yyyy}-{000000}. Gaps are allowed, repeats are not, whatever numbers people brought along. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import { likeText } from '../fields/condition.ts'
import { typeOf } from '../fields/index.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import type { Stored } from './input.ts'
import { parseFormat, type NumberFormat } from './number-format.ts'

/** Fills every empty sequence field of the records, with one statement for each field however many the records are. */
export async function takeNumbers(ctx: Context, object: ObjectDefinition, records: readonly Stored[]): Promise<void> {
  for (const field of object.fields.values()) {
    if (!typeOf(field).isNumbered || !field.format) continue
    const counter: Counter = { object, field, format: parseFormat(field.format, ctx.clock.now(), ctx.workspace.timeZone) }
    const empty = records.filter((record) => record[field.name] === null || record[field.name] === undefined)
    const given = highestGiven(field, counter.format, records)
    if (empty.length === 0 && given === null) continue
    const last = await advance(ctx, counter, empty.length, given ?? 0)
    for (const [index, record] of empty.entries()) record[field.name] = counter.format.write(last - empty.length + 1 + index)
  }
}

/** The number that the next record would get by a format, without taking it. */
export async function nextNumber(ctx: Context, object: ObjectDefinition, field: Field, format: string): Promise<string> {
  const counter: Counter = { object, field, format: parseFormat(format, ctx.clock.now(), ctx.workspace.timeZone) }
  const [row] = await ctx.db.rows<{ next: number; is_taken: boolean }>(
    sql`select n.next, ${isTaken(counter, sql`n.next`, 1)} as is_taken from (
      select coalesce((select s.last from number_sequences s where s.workspace_id = ${sql.workspace} and s.name = ${nameOf(counter)}), 0) + 1 as next) n`,
  )
  return counter.format.write(row?.is_taken ? (await highestThere(ctx, counter)) + 1 : (row?.next ?? 1))
}

interface Counter {
  object: ObjectDefinition
  field: Field
  format: NumberFormat
}

function nameOf({ object, field, format }: Counter): string {
  return `${object.name}.${field.name}.${format.series}`
}

const mostAttempts = 5

/**
 * Moves the counter on and answers its last number. Numbers that people bring along (imports) push it past them, so that it never
 * meets them again; those that came under another format, or for another year, are met once, and then it goes past the highest.
 */
async function advance(ctx: Context, counter: Counter, count: number, atLeast: number): Promise<number> {
  let floor = atLeast
  // By itself it need not be waited for on the disk: the record that bears the number is, and takes all before it along.
  const unhurried = ctx.db.inTransaction ? sql.empty : sql`, set_config('synchronous_commit', 'off', true)`
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const [row] = await ctx.db.rows<{ last: number; is_taken: boolean }>(
      sql`with s as (insert into number_sequences as s (workspace_id, name, last) values (${sql.workspace}, ${nameOf(counter)}, ${floor + count}::bigint)
          on conflict (workspace_id, name) do update set last = greatest(s.last, ${floor}::bigint) + ${count}::bigint returning last)
        select s.last, ${isTaken(counter, sql`s.last`, count)} as is_taken${unhurried} from s`,
      { prepared: true },
    )
    if (!row) break
    if (!row.is_taken) return row.last
    floor = await highestThere(ctx, counter)
  }
  throw new Error(`The sequence ${nameOf(counter)} gave no number`)
}

/** Whether one of the last `count` numbers is some record's, be it in the recycle bin: from there it may come back. */
function isTaken({ object, field, format }: Counter, last: Sql, count: number): Sql {
  if (count === 0) return sql.raw('false')
  const numbers = sql`array(select ${format.before} || lpad(g.n::text, greatest(${format.width}::int, length(g.n::text)), '0') || ${format.after}
    from generate_series(${last} - ${count - 1}::bigint, ${last}) as g(n))`
  const held = (state: string) => sql`exists (select 1 from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.deleted_at ${sql.raw(state)}
    and ${sql.id('c', field.column)} = any(${numbers}))`
  // Apart, because each half has its index.
  return sql`(${held('is null')} or ${held('is not null')})`
}

/** A walk over the numbers that begin so: once for a series that met numbers it did not give. */
async function highestThere(ctx: Context, { object, field, format }: Counter): Promise<number> {
  const column = sql.id('c', field.column)
  const middle = sql`substr(${column}, ${format.before.length + 1}::int, greatest(length(${column}) - ${format.before.length + format.after.length}::int, 0))`
  const [row] = await ctx.db.rows<{ highest: number }>(
    sql`select coalesce(max(case when ${middle} ~ '^[0-9]{1,12}$' then ${middle}::bigint end), 0) as highest from ${sql.id(object.table)} c
      where c.workspace_id = ${sql.workspace} and ${column} like ${`${likeText(format.before)}%${likeText(format.after)}`}`,
  )
  return row?.highest ?? 0
}

function highestGiven(field: Field, format: NumberFormat, records: readonly Stored[]): number | null {
  let highest: number | null = null
  for (const record of records) {
    const text = record[field.name]
    const number = typeof text === 'string' ? format.read(text) : null
    if (number !== null && number > (highest ?? 0)) highest = number
  }
  return highest
}
