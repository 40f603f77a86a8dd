import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import type { Stored } from '../../../kernel/records/input.ts'

export interface Locked {
  id: string
  version: number
  record: Stored
}

/**
 * Records that the caller may see, locked in the order of their ids, so that two payments over the same invoices wait for each other
 * instead of colliding. Receipts are locked before invoices, invoices before orders.
 */
export async function lockSeveral(ctx: Context, name: string, ids: readonly string[], options: { asSystem?: boolean } = {}): Promise<Locked[]> {
  if (ids.length === 0) return []
  const object = objectOf(ctx, name)
  return ctx.db.rows<Locked>(
    sql`select c.id::text as id, c.version, row_to_json(t) as record from ${sql.id(object.table)} c cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null and ${options.asSystem ? sql.raw('true') : allowed(ctx, name, 'see', 'c')}
      order by c.id for no key update of c`,
  )
}
