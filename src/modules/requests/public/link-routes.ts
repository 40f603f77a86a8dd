/** What a customer may do with the link of a request, and nothing else: see how it goes on, write, rate, say that it is not solved. */
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { hearCustomer } from '../actions/converse.ts'
import { writeAct, type Locked } from '../actions/move-request.ts'
import { reopened } from '../actions/steps.ts'
import { openLink } from './links.ts'
import { enterWord, once, senderKey } from './receive.ts'

const tag = 'Public service'
const base = '/api/v1/public-requests/:link'
/** More than a person ever asks for, too few to guess by. */
const perMinute = 60

const unkept = { 'cache-control': 'private, no-store' }
const word = z.strictObject({ key: senderKey, content: z.string().trim().min(1).max(10_000) })

export function linkRoutes(runtime: Runtime): Route<Context>[] {
  const limiter = createRateLimiter({ address: perMinute, person: 0, key: 0 })
  const open = (ctx: Context, params: Record<string, string>) => {
    limiter.take({ kind: 'address', id: ctx.origin.address ?? '' })
    return openLink(runtime, ctx, params.link ?? '')
  }
  return [
    defineRoute({
      method: 'GET', path: base, guard: 'public', tag, summary: 'The request as its customer sees it',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        return { headers: unkept, body: await shownTo(acting, id) }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/reply`, guard: 'public', tag, summary: 'Writes, once a key',
      body: word,
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        await once(acting, `link:${id}:${body.key}`, async (ctx) => {
          await refuseOver(ctx, id)
          await enterWord(ctx, id, { content: body.content, channel: 'form', author_name: null })
          return id
        })
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/rate`, guard: 'public', tag, summary: 'Rates the result, 1 to 5, once',
      body: z.strictObject({ evaluation: z.number().int().min(1).max(5), text: z.string().trim().max(2000).optional() }),
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        await actOn(acting, id, async (ctx, locked) => {
          const { record } = locked
          if (record.status !== 'completed') throw conflict('not-to-rate', { zh: '已经评价过，或尚未完成', en: 'It was rated already, or is not completed yet' })
          await writeAct(ctx, id, locked, { to: 'evaluated', verb: 'evaluated', patch: { evaluation: body.evaluation, evaluation_text: body.text || null } })
        })
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/reopen`, guard: 'public', tag, summary: 'Says that it is not solved',
      body: word,
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { ctx: acting, id } = await open(ctx, params)
        await once(acting, `link:${id}:${body.key}`, async (ctx) => {
          await actOn(ctx, id, async (ctx, locked) => {
            const { record } = locked
            if (record.status !== 'completed' && record.status !== 'evaluated') throw conflict('not-to-reopen', { zh: '只有完成而未关闭的请求才能重新打开', en: 'Only what is completed and not closed can be opened again' })
            const { patch } = await hearCustomer(ctx, id, record, { content: body.content, channel: 'form', author_name: null })
            await writeAct(ctx, id, locked, { to: 'in_progress', verb: 'reopened', patch: { ...patch, ...reopened(record, ctx.clock.now()) } })
          })
          return id
        })
        return { status: 204 }
      },
    }),
  ]
}

async function actOn(ctx: Context, id: string, act: (ctx: Context, locked: Locked) => Promise<void>): Promise<void> {
  await transaction(ctx, async (ctx) => act(ctx, await lockRecord(ctx, objectOf(ctx, 'request'), id, 'change')))
}

async function refuseOver(ctx: Context, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'request'), id, 'change')
  if (record.status === 'closed' || record.status === 'cancelled') throw conflict('over', { zh: '请求已关闭，请提交新的请求', en: 'The request is closed: please raise a new one' })
}

/** Never a note, never whose customer it is, never another request. */
async function shownTo(ctx: Context, id: string): Promise<object> {
  const [row] = await ctx.db.rows<{ shown: object }>(
    sql`select json_build_object('company', ${ctx.workspace.name}::text, 'number', r.number, 'subject', r.subject, 'description', r.description, 'kind', r.kind, 'status', r.status,
        'stands_at', coalesce(r.resumes_to, r.status), 'received_at', r.received_at, 'solution', r.solution, 'evaluation', r.evaluation, 'evaluation_text', r.evaluation_text,
        'steps', (select coalesce(json_agg(json_build_object('step', s.value ->> 'step', 'at', s.value ->> 'at') order by s.at), '[]'::json) from jsonb_array_elements(r.steps) with ordinality as s(value, at)),
        'messages', (select coalesce(json_agg(json_build_object('id', m.id, 'kind', m.kind, 'at', m.at, 'content', m.content, 'by', u.name) order by m.at, m.id), '[]'::json)
          from request_messages m left join users u on u.workspace_id = ${sql.workspace} and u.id = m.author_id
          where m.workspace_id = ${sql.workspace} and m.request_id = r.id and m.kind <> 'note' and m.deleted_at is null)) as shown
      from service_requests r where r.workspace_id = ${sql.workspace} and r.id = ${id}::uuid and r.deleted_at is null`,
  )
  if (!row) throw notFound()
  return row.shown
}
