import { sql, type Sql } from '../../platform/db/sql.ts'

/** Whether a row of `roles` lets whoever has it change every role, and so give every right. @param alias of that row */
export function administersRoles(alias: string): Sql {
  const grants = sql.id(alias, 'grants')
  return sql`coalesce(${grants} -> 'role', ${grants} -> '*') ->> 'change' = 'all'`
}
