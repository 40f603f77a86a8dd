/** Changes of many over HTTP: asked for with one request, watched, stopped and taken back. Everybody sees only one's own. */
import { z } from 'zod'
import { newId } from '../../platform/ids.ts'
import { transaction } from '../../platform/db/database.ts'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import type { ObjectPlace } from '../../kernel/api/object-place.ts'
import { idOf } from '../../kernel/api/record-routes.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import type { ObjectDefinition } from '../../kernel/definitions/object.ts'
import { cancelJob, startJob } from '../../kernel/jobs.ts'
import { bulkAnswer, bulkAnswers } from './bulk-answer.ts'
import { planOf } from './bulk-plan.ts'
import { addBulk, changeBulk, emptyBulkResult, ownBulk, ownBulks, refuseUnless, type BulkRow } from './bulk-record.ts'
import { chooseRecords } from './choose-records.ts'

const lists = z.record(z.string().max(60), z.array(z.unknown()).min(1).max(100))

const body = z
  .strictObject({
    filter: z.unknown().optional(),
    q: z.string().max(200).optional(),
    ids: z.array(z.uuid()).min(1).max(10_000).optional(),
    expected: z.number().int().min(0).optional(),
    change: z.record(z.string().max(60), z.unknown()).optional(),
    add: lists.optional(),
    remove: lists.optional(),
    delete: z.literal(true).optional(),
  })
  .refine(({ ids, filter, q }) => (ids === undefined) !== (filter === undefined && q === undefined), { message: 'Either ids, or a filter or words' })
  .refine(({ change, add, remove, delete: deletes }) => (deletes === true) === ([change, add, remove].every((one) => one === undefined || Object.keys(one).length === 0)), {
    message: 'Either delete, or at least one field in change, add or remove',
  })

const listQuery = z.strictObject({ object: z.string().max(60).optional(), limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.uuid().optional() })

/** The route of one object that changes many of its records. */
export function bulkRoute({ object, base, current }: ObjectPlace): Route<Context> {
  return defineRoute({
    method: 'POST', path: `${base}/bulk`, guard: 'signed_in', tag: object.plural_label.en, summary: 'Change or delete all that match, or many by id, as one job', body,
    handle: async (ctx: Context, { params, body }): Promise<Answer> => {
      const { ids, filter, q, expected, ...work } = body
      const row = await begin(ctx, current(ctx, params), {
        work,
        ids: ids ? [...new Set(ids.map((id) => id.toLowerCase()))] : [],
        question: ids ? null : { ...(filter === undefined ? {} : { filter }), ...(q === undefined ? {} : { q }) },
        expected: expected ?? null,
      })
      return { status: 202, headers: { location: `/api/v1/bulk-changes/${row.id}` }, body: await bulkAnswer(ctx, row) }
    },
  })
}

export const bulkRoutes: Route<Context>[] = [
  defineRoute({
    method: 'GET', path: '/api/v1/bulk-changes', guard: 'signed_in', tag: 'Bulk changes', summary: "One's own changes of many, newest first", query: listQuery,
    handle: async (ctx: Context, { query }) => {
      const rows = await ownBulks(ctx, { object: query.object ?? null, limit: query.limit + 1, before: query.cursor ?? null })
      const page = rows.slice(0, query.limit)
      return { body: { data: await bulkAnswers(ctx, page), next_cursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null } }
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/bulk-changes/:id', guard: 'signed_in', tag: 'Bulk changes', summary: 'How it stands: counts, and the first records it was not done to, with the reason',
    handle: async (ctx: Context, { params }) => ({ body: await bulkAnswer(ctx, await ownBulk(ctx, idOf(params))) }),
  }),
  defineRoute({
    method: 'POST', path: '/api/v1/bulk-changes/:id/cancel', guard: 'signed_in', tag: 'Bulk changes', summary: 'Stop; what is changed already stays',
    handle: async (ctx: Context, { params }) => {
      const row = await ownBulk(ctx, idOf(params))
      refuseUnless(row, ['running', 'undoing'])
      if (row.job_id) await cancelJob(ctx, row.job_id)
      return { body: await bulkAnswer(ctx, await ownBulk(ctx, row.id)) }
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/v1/bulk-changes/:id/undo', guard: 'signed_in', tag: 'Bulk changes', summary: 'Put back what was there before, where nobody has changed it since',
    handle: async (ctx: Context, { params }) => ({ status: 202, body: await bulkAnswer(ctx, await undo(ctx, idOf(params))) }),
  }),
]

async function begin(ctx: Context, object: ObjectDefinition, asked: Pick<BulkRow, 'work' | 'question'> & { ids: string[]; expected: number | null }): Promise<BulkRow> {
  // Refuses what cannot be done to any record before it looks for some.
  await planOf(ctx, object, asked.work)
  return transaction(ctx, async (ctx) => {
    const id = newId()
    await addBulk(ctx, { id, object: object.name, work: asked.work, question: asked.question, result: emptyBulkResult })
    const found = await chooseRecords(ctx, object, { id, ...asked })
    // Of those that were named, some may not be there, or not for the caller.
    const missing = asked.question ? 0 : asked.ids.length - found
    const total = found + missing
    const job = await startJob(ctx, { kind: 'bulk.run', payload: { bulk: id }, total })
    await changeBulk(ctx, id, { total, job_id: job, result: { ...emptyBulkResult, passed_over: missing } })
    return ownBulk(ctx, id)
  })
}

async function undo(ctx: Context, id: string): Promise<BulkRow> {
  return transaction(ctx, async (ctx) => {
    const row = await ownBulk(ctx, id, { lock: true })
    refuseUnless(row, ['done', 'cancelled', 'failed'])
    await planOf(ctx, objectOf(ctx, row.object), row.work)
    const job = await startJob(ctx, { kind: 'bulk.undo', payload: { bulk: id }, total: row.result.changed })
    await changeBulk(ctx, id, { state: 'undoing', job_id: job })
    return ownBulk(ctx, id)
  })
}
