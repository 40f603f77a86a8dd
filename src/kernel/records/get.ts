import { sql, type Sql } from '../../platform/db/sql.ts'
import { allowed } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { readColumns, type Selection } from '../projections/columns.ts'
import { keptStatement } from '../projections/kept-statements.ts'
import type { Written } from './create.ts'
import { isLiving } from './living.ts'
import { notThere } from './merged-away.ts'
import { noteRead } from './reads.ts'

interface Row {
  json: string
  version: number
}

/** One record as the caller may read it. @throws Problem 404 for what is not there and for what may not be seen. */
export async function getRecord(ctx: Context, object: ObjectDefinition, id: string, selection: Selection = null): Promise<Written> {
  const [row] = selection
    ? await ctx.db.rows<Row>(recordStatement(ctx, object, selection, sql`${id}`), { prepared: true })
    : await ctx.db.kept<Row>(keptStatement(ctx, object, 'get', () => recordStatement(ctx, object, null, sql.slot('id'))), { id })
  if (!row) throw await notThere(ctx, object, id)
  noteRead(ctx, id, row.version)
  return { id, version: row.version, json: row.json }
}

/** Its json and version; no row for what is not there and for what may not be seen. */
export function recordStatement(ctx: Context, object: ObjectDefinition, selection: Selection, id: Sql): Sql {
  return sql`select row_to_json(t)::text as json, c.version from ${sql.id(object.table)} c
    cross join lateral (select ${readColumns(ctx, object, 'c', selection)}) t
    where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and ${isLiving(ctx, object, 'c')} and ${allowed(ctx, object.name, 'see', 'c', 'one')}`
}
