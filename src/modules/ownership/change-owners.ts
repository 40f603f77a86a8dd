/** Gives customers, or leads, to other owners, many in a handful of statements: the same values, versions and events as one by one. */
import { insertsOf, runInTurn, type InsertColumn } from '../../platform/db/insert-rows.ts'
import { sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import { announceAfterCommit, eventColumns, eventRow, eventTypes } from '../../kernel/history/events.ts'
import { storedColumns } from '../../kernel/projections/columns.ts'
import { changedFields, type Stored } from '../../kernel/records/input.ts'
import { updateMany } from '../../kernel/records/write-many.ts'

export interface OwnerChange {
  customer: string
  owner: string | null
  /** Only if it is this one's now; null: only if nobody owns it. */
  from?: string | null
  /** Kept in the event: the rule, the pool, the handover, and why. */
  cause: Record<string, string>
}

/**
 * In the transaction of `ctx`. A customer that has this owner already, or lies in the recycle bin, is passed over.
 * @returns ids of the customers that changed
 */
export async function changeOwners(ctx: Context, changes: readonly OwnerChange[], options: { verb: string; object?: string }): Promise<string[]> {
  const object = objectOf(ctx, options.object ?? 'customer')
  const wanted = new Map(changes.map((change) => [change.customer, change]))
  const rows = await ctx.db.rows<{ id: string; version: number; record: Stored }>(
    sql`select c.id, c.version, row_to_json(t) as record from ${sql.id(object.table)} c cross join lateral (select ${storedColumns(object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id = any(${[...wanted.keys()]}::uuid[]) and c.deleted_at is null order by c.id for no key update of c`,
  )
  const moment = { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone }
  const changed = rows.flatMap(({ id, version, record: before }) => {
    const change = wanted.get(id)
    const owner = before.owner ?? null
    if (!change || owner === change.owner || (change.from !== undefined && owner !== change.from)) return []
    const record: Stored = { ...before, owner: change.owner }
    for (const [name, value] of Object.entries(object.derive(record, moment))) if (value !== undefined) record[name] = value
    return [{ id, version: version + 1, record, before, owner, change }]
  })
  const fields = new Set(changed.flatMap(({ before, record }) => changedFields(object, before, record)))
  await updateMany(ctx, object, changed, [...fields])
  const events = changed.map(({ id, version, owner, change }) => {
    const event = { verb: options.verb, recordId: id, aboutId: id, before: { owner }, after: { owner: change.owner }, version }
    return eventRow({ ...ctx, cause: { ...ctx.cause, ...change.cause } }, object, event)
  })
  const columns = eventColumns.map((name, at): InsertColumn<unknown[]> => ({ name, type: eventTypes[at] ?? 'text', value: (row) => row[at] }))
  await runInTurn(ctx.db, insertsOf({ table: 'events', columns, rows: events }))
  if (changed.length > 0) announceAfterCommit(ctx, object)
  return changed.map(({ id }) => id)
}
