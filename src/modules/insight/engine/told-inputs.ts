/** What other modules tell of the customers of a slice (sources.ts): each source is one statement over its own indexes. */
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Rule } from '../objects/value-rule.ts'
import { toldInputs, valueSourcesOf, type ToldInput, type ToldWindow } from '../sources.ts'

const names = Object.keys(toldInputs) as ToldInput[]

type Told = Partial<Record<ToldInput, string>>

/** From the first day to the last. */
export function windowOf(timeZone: string, from: string, to: string): ToldWindow {
  return { begin: startOfDay(from, timeZone), end: startOfDay(addDays(to, 1), timeZone) }
}

/** As a table `(id, ...toldInputs)` of those of whom something is told. */
export async function readTold(ctx: Context, asked: { window: ToldWindow; rule: Rule; isOf(id: Sql): Sql }): Promise<Sql> {
  const answers = await Promise.all(valueSourcesOf(ctx.registry).map((source) => ctx.db.rows<Told & { customer_id: string }>(textOf(source.tells, source.statement(ctx, asked)))))
  const found = new Map<string, Told>()
  for (const { customer_id: id, ...told } of answers.flat()) found.set(id, { ...found.get(id), ...told })
  const columns = names.map((name) => sql`${[...found.values()].map((told) => told[name] ?? '0')}::text[]::${sql.raw(toldInputs[name])}[]`)
  return sql`unnest(${[...found.keys()]}::uuid[], ${sql.join(columns)}) as k(id, ${sql.join(names.map((name) => sql.id(name)))})`
}

function textOf(tells: readonly ToldInput[], statement: Sql): Sql {
  return sql`select s.customer_id, ${sql.join(tells.map((name) => sql`${sql.id('s', name)}::text as ${sql.id(name)}`))} from (${statement}) s`
}
