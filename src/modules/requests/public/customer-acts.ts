/** What a customer may do with one request, by the link or in the portal: see how it goes on, write, rate, say that it is not solved. */
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { hearCustomer } from '../actions/converse.ts'
import { writeAct, type Locked } from '../actions/move-request.ts'
import { reopened } from '../actions/steps.ts'
import { enterWord, once, senderKey } from './receive.ts'
import { mostFiles, takeUploads } from './uploads.ts'

export const filesInput = z.array(z.uuid()).max(mostFiles).default([])
export const wordInput = z.strictObject({ key: senderKey, content: z.string().trim().min(1).max(10_000), files: filesInput })
export const ratingInput = z.strictObject({ evaluation: z.number().int().min(1).max(5), text: z.string().trim().max(2000).optional() })

/** Who writes: what is sent twice by the same sender is taken once, and only what the sender has uploaded goes with it. */
export interface Sender {
  sender: string
  name: string | null
  channel: string
}

type Word = z.output<typeof wordInput>

/** @throws Problem 409 for what is over, 422 for files that the sender did not send. */
export async function writeAsCustomer(ctx: Context, id: string, { sender, name, channel }: Sender, { key, content, files }: Word): Promise<void> {
  await once(ctx, `${sender}:${key}`, async (ctx) => {
    await refuseOver(ctx, id)
    await enterWord(ctx, id, { content, channel, author_name: name, files: await takeUploads(ctx, sender, files) })
    return id
  })
}

/** @throws Problem 409 for what is rated already or not completed. */
export async function rateAsCustomer(ctx: Context, id: string, { evaluation, text }: z.output<typeof ratingInput>): Promise<void> {
  await actOn(ctx, id, async (ctx, locked) => {
    if (locked.record.status !== 'completed') throw conflict('not-to-rate', { zh: '已经评价过，或尚未完成', en: 'It was rated already, or is not completed yet' })
    await writeAct(ctx, id, locked, { to: 'evaluated', verb: 'evaluated', patch: { evaluation, evaluation_text: text || null } })
  })
}

/** @throws Problem 409 for what is not completed, or closed. */
export async function reopenAsCustomer(ctx: Context, id: string, { sender, name, channel }: Sender, { key, content, files }: Word): Promise<void> {
  await once(ctx, `${sender}:${key}`, async (ctx) => {
    await actOn(ctx, id, async (ctx, locked) => {
      const { record } = locked
      if (record.status !== 'completed' && record.status !== 'evaluated') throw conflict('not-to-reopen', { zh: '只有完成而未关闭的请求才能重新打开', en: 'Only what is completed and not closed can be opened again' })
      const { patch } = await hearCustomer(ctx, id, record, { content, channel, author_name: name, files: await takeUploads(ctx, sender, files) })
      await writeAct(ctx, id, locked, { to: 'in_progress', verb: 'reopened', patch: { ...patch, ...reopened(record, ctx.clock.now()) } })
    })
    return id
  })
}

async function actOn(ctx: Context, id: string, act: (ctx: Context, locked: Locked) => Promise<void>): Promise<void> {
  await transaction(ctx, async (ctx) => act(ctx, await lockRecord(ctx, objectOf(ctx, 'request'), id, 'change')))
}

async function refuseOver(ctx: Context, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'request'), id, 'change')
  if (record.status === 'closed' || record.status === 'cancelled') throw conflict('over', { zh: '请求已关闭，请提交新的请求', en: 'The request is closed: please raise a new one' })
}

/** Never a note, never whose customer it is, never another request. */
export async function shownToCustomer(ctx: Context, id: string): Promise<object> {
  const [row] = await ctx.db.rows<{ shown: object }>(
    sql`select json_build_object('company', ${ctx.workspace.name}::text, 'number', r.number, 'subject', r.subject, 'description', r.description, 'kind', r.kind, 'status', r.status,
        'stands_at', coalesce(r.resumes_to, r.status), 'received_at', r.received_at, 'solution', r.solution, 'evaluation', r.evaluation, 'evaluation_text', r.evaluation_text, 'files', ${sentWith(sql`r.files`)},
        'steps', (select coalesce(json_agg(json_build_object('step', s.value ->> 'step', 'at', s.value ->> 'at') order by s.at), '[]'::json) from jsonb_array_elements(r.steps) with ordinality as s(value, at)),
        'messages', (select coalesce(json_agg(json_build_object('id', m.id, 'kind', m.kind, 'at', m.at, 'content', m.content, 'by', u.name, 'files', m.files) order by m.at, m.id), '[]'::json)
          from request_messages m left join users u on u.workspace_id = ${sql.workspace} and u.id = m.author_id
          where m.workspace_id = ${sql.workspace} and m.request_id = r.id and m.kind <> 'note' and m.deleted_at is null)) as shown
      from service_requests r where r.workspace_id = ${sql.workspace} and r.id = ${id}::uuid and r.deleted_at is null`,
  )
  if (!row) throw notFound()
  return row.shown
}

/** Of the files of a request those that came from outside: what colleagues keep there is theirs. */
export function sentWith(files: Sql): Sql {
  return sql`(select coalesce(jsonb_agg(f.value order by f.at), '[]'::jsonb) from jsonb_array_elements(${files}) with ordinality as f(value, at)
    where exists (select 1 from request_uploads p where p.workspace_id = ${sql.workspace} and p.file_id = (f.value ->> 'id')::uuid))`
}
