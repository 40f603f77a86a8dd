import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { erasuresOf, keysOf } from '../person/erased-keys.ts'

interface ErasedBefore {
  number: string
  ground: string
  erased_at: Date | null
}

/** Erasures that knew a number or address being typed. Half-typed values simply find nothing. */
export async function returnsWhileTyping(ctx: Context, object: ObjectDefinition, given: Record<string, unknown>): Promise<ErasedBefore[]> {
  const found = await erasuresOf(ctx, keysOf(object, given).slice(0, 50))
  if (found.size === 0) return []
  return ctx.db.rows<ErasedBefore>(
    sql`select x.number, x.ground, x.decided_at as erased_at from erasures x
      where x.workspace_id = ${sql.workspace} and x.id = any(${[...new Set(found.values())]}::uuid[]) order by x.decided_at desc`,
  )
}
