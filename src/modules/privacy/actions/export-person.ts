import { z } from 'zod'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { appendEvent } from '../../../kernel/history/events.ts'
import { collectPerson } from '../person/collect-person.ts'
import { personFile } from '../person/person-file.ts'
import { refuseExport } from './request-export.ts'

const payloadShape = z.object({ object: z.string(), record: z.string() })

/** The job: collects, keeps the file for a week, and leaves an event on the person. */
export async function exportPerson(ctx: Context, job: { id: string; payload: unknown }): Promise<object> {
  const { object: name, record } = payloadShape.parse(job.payload)
  await refuseExport(ctx, { object: name, record })
  const object = objectOf(ctx, name)
  return transaction(ctx, async (ctx) => {
    // An erasing that runs meanwhile is waited for, and then this is an export of nobody.
    await ctx.db.rows(sql`select 1 from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = ${record}::uuid for share of c`)
    const data = await collectPerson(ctx, name, record)
    const person = String(data.parts[0]?.records[0]?.[object.title] ?? '')
    const now = ctx.clock.now()
    const content = personFile({ company: ctx.workspace.name, person, by: ctx.actor.name, at: now.toISOString(), language: ctx.language }, data)
    const fileName = `${person.replace(/[\\/:*?"<>|\s]+/g, ' ').slice(0, 60)}-${dayOf(now, ctx.workspace.timeZone)}.zip`
    await ctx.db.rows(
      sql`insert into person_exports (workspace_id, id, object, record_id, file_name, content, created_by, created_at)
        values (${sql.workspace}, ${job.id}, ${name}, ${record}, ${fileName}, ${content}, ${ctx.actor.id}, ${now})
        on conflict (workspace_id, id) do update set content = excluded.content`,
    )
    await appendEvent(ctx, object, { verb: 'exported', recordId: record, aboutId: object.has_timeline ? record : null, before: null, after: null, version: 0 })
    const records = data.parts.reduce((sum, part) => sum + part.records.length, 0)
    return { records, events: data.history.length, bytes: content.length, file: `/api/v1/person-exports/${job.id}/file` }
  })
}

/** Daily: copies are for now. */
export async function removeOldExports(ctx: Context): Promise<void> {
  await ctx.db.rows(sql`delete from person_exports x where x.workspace_id = ${sql.workspace} and x.created_at < ${ctx.clock.now()}::timestamptz - interval '7 days'`)
}
