import { z } from 'zod'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { levelsOf, type Level } from '../rules/levels.ts'

export interface Scheme extends Limits {
  id: string
  name: string
  /** Best first. */
  levels: Level[]
  scope: Record<string, unknown>
}

export interface Limits {
  most_up: number
  most_down: number
  stay_days: number
  hold_days: number
  hand_days: number
}

const filter = z.record(z.string(), z.unknown())

/** Of a record as it is stored or as it is asked about. */
export function schemeOf(record: Readonly<Record<string, unknown>>): Scheme {
  const limits = z.object({ most_up: z.number(), most_down: z.number(), stay_days: z.number(), hold_days: z.number(), hand_days: z.number() }).parse(record)
  return { ...limits, id: String(record.id), name: String(record.name), levels: levelsOf(record.levels, record.conditions), scope: filter.catch({}).parse(record.scope) }
}

export function activeScheme(ctx: Context): Promise<Scheme | null> {
  return oneScheme(ctx, sql`s.state = 'active'`)
}

export function schemeById(ctx: Context, id: string): Promise<Scheme | null> {
  return oneScheme(ctx, sql`s.id = ${id}::uuid`)
}

async function oneScheme(ctx: Context, which: Sql): Promise<Scheme | null> {
  const [row] = await ctx.db.rows<Record<string, unknown>>(
    sql`select s.id, s.name, s.levels, s.conditions, s.scope, s.most_up, s.most_down, s.stay_days, s.hold_days, s.hand_days from tier_schemes s
      where s.workspace_id = ${sql.workspace} and s.deleted_at is null and ${which}`,
  )
  return row ? schemeOf(row) : null
}
