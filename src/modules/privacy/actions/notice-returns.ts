import { objectOf, type Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { sql } from '../../../platform/db/sql.ts'
import { erasuresOf, keysOf } from '../person/erased-keys.ts'

/** Whichever way a record came (a form, a file, a program, an undo), somebody who was erased is noticed. */
export async function noticeReturns(ctx: Context, events: StoredEvent[]): Promise<void> {
  const seen = events.flatMap((event) => {
    const keys = event.after ? keysOf(objectOf(ctx, event.object), event.after) : []
    return keys.map((key) => ({ event, key }))
  })
  const erasures = await erasuresOf(ctx, [...new Set(seen.map(({ key }) => key))])
  const found = seen.flatMap(({ event, key }) => {
    const erasure = erasures.get(key)
    return erasure ? [{ event, erasure }] : []
  })
  // Few: people who come back after they were erased.
  for (const { event, erasure } of found) await note(ctx, event, erasure)
}

async function note(ctx: Context, event: StoredEvent, erasure: string): Promise<void> {
  const object = objectOf(ctx, event.object)
  const [row] = await ctx.db.rows<{ title: string }>(
    sql`select ${sql.id('c', object.title)} as title from ${sql.id(object.table)} c
      where c.workspace_id = ${sql.workspace} and c.id = ${event.record_id}::uuid and c.deleted_at is null and c.anonymised_at is null
        and not exists (select 1 from erased_returns r where r.workspace_id = ${sql.workspace} and r.object = ${object.name}
          and r.record = ${event.record_id} and r.erasure_id = ${erasure}::uuid)`,
  )
  if (!row) return
  const values = { object: object.name, record: event.record_id, subject: row.title, erasure, import: event.cause?.import ?? null, status: 'new' }
  await createRecord(ctx, objectOf(ctx, 'erased_return'), values, { asSystem: true })
}
