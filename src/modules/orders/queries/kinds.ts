import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'

export interface Kind {
  id: string
  steps: Record<string, Value>[]
  counts_at: string
}

/** A kind of order; null where it is not there. */
export async function kindOf(ctx: Context, id: string): Promise<Kind | null> {
  const [kind] = await ctx.db.rows<Kind>(sql`select k.id, k.steps, k.counts_at from order_kinds k where k.workspace_id = ${sql.workspace} and k.id = ${id}::uuid`)
  return kind ?? null
}

/** The kind that an order gets which names none. */
export async function defaultKind(ctx: Context): Promise<string | null> {
  const [kind] = await ctx.db.rows<{ id: string }>(
    sql`select k.id from order_kinds k where k.workspace_id = ${sql.workspace} and k.deleted_at is null and k.is_active order by k.is_default desc, k.position, k.id limit 1`,
  )
  return kind?.id ?? null
}
