/** Numbers in turn: KH-{yyyy}-{000000}. Gaps are allowed, repeats are not. */
import { sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import { typeOf } from '../fields/index.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import type { Stored } from './input.ts'

/** Fills every empty sequence field of the records, with one statement for each field however many the records are. */
export async function takeNumbers(ctx: Context, object: ObjectDefinition, records: readonly Stored[]): Promise<void> {
  for (const field of object.fields.values()) {
    if (!typeOf(field).isNumbered || !field.format) continue
    const format = parseFormat(field.format, ctx.clock.now(), ctx.workspace.timeZone)
    const empty = records.filter((record) => record[field.name] === null || record[field.name] === undefined)
    const given = highestGiven(field, format, records)
    if (empty.length === 0 && given === null) continue
    const last = await advance(ctx, `${object.name}.${field.name}.${format.series}`, empty.length, given ?? 0)
    for (const [index, record] of empty.entries()) record[field.name] = format.write(last - empty.length + 1 + index)
  }
}

/** Numbers that people bring along (imports) push the counter past them, so that it never meets them again. */
async function advance(ctx: Context, name: string, count: number, atLeast: number): Promise<number> {
  const [row] = await ctx.db.rows<{ last: number }>(
    sql`insert into number_sequences as s (workspace_id, name, last) values (${sql.workspace}, ${name}, ${atLeast + count}::bigint)
      on conflict (workspace_id, name) do update set last = greatest(s.last, ${atLeast}::bigint) + ${count}::bigint returning last`,
  )
  if (!row) throw new Error(`The sequence ${name} gave no number`)
  return row.last
}

interface NumberFormat {
  /** Numbers begin anew with every series: the year, the month. */
  series: string
  write(number: number): string
  read(text: string): number | null
}

function parseFormat(format: string, now: Date, timeZone: string): NumberFormat {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now)
  const [year = '', month = ''] = day.split('-')
  const dated = format.replace('{yyyy}', year).replace('{yy}', year.slice(2)).replace('{mm}', month)
  const digits = /\{(0+)\}/.exec(dated)
  const [before = '', after = ''] = digits ? dated.split(digits[0]) : [dated, '']
  const width = digits?.[1]?.length ?? 1
  return {
    series: `${before}#${after}`,
    write: (number) => `${before}${String(number).padStart(width, '0')}${after}`,
    read: (text) => {
      if (!text.startsWith(before) || !text.endsWith(after)) return null
      const middle = text.slice(before.length, text.length - after.length)
      return /^\d{1,12}$/.test(middle) ? Number(middle) : null
    },
  }
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
