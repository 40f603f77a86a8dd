import { sql, type Sql } from '../platform/db/sql.ts'
import type { Context } from '../kernel/context.ts'

/** Imports and changes of many are their maker's; a key of the maker knows of those of objects within its scopes. @param row alias of their table. */
export function isOwnWork(ctx: Context, row: string): Sql {
  const { id, key } = ctx.actor
  const within = key && [...ctx.objects.keys()].filter((name) => key.reaches(name, 'read'))
  return sql`${sql.id(row, 'created_by')} = ${id} ${within ? sql`and ${sql.id(row, 'object')} = any(${within}::text[])` : sql.empty}`
}
