/** The routes that every object gets: list, create, read, change, delete, restore, batch, time line, history, undo. */
import { z } from 'zod'
import { isId } from '../../platform/ids.ts'
import { defineRoute, type Answer, type Route, type RouteRequest } from '../../platform/http/route.ts'
import { parseJsonParameter } from '../../platform/http/server.ts'
import { malformed, notFound } from '../../platform/problems.ts'
import type { Context } from '../context.ts'
import { historyOf, undoEvent } from '../history/history.ts'
import { timelineOf } from '../history/timeline.ts'
import { listRecords, parseSelection } from '../query/list.ts'
import { inputSchema, listAnswerSchema, recordSchema } from '../projections/json-schema.ts'
import { createThroughModule, runBatch, updateThroughModule } from '../records/batch.ts'
import { getRecord } from '../records/get.ts'
import { removeRecord, restoreRecord } from '../records/remove.ts'
import type { ObjectPlace } from './object-place.ts'

const listQuery = z.strictObject({
  q: z.string().max(200).optional(),
  filter: z.string().max(100_000).optional(),
  sort: z.string().max(500).optional(),
  fields: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(8000).optional(),
  from: z.enum(['start', 'end']).default('start'),
  count: z.enum(['none', 'exact', 'estimate']).default('none'),
  deleted: z.enum(['true', 'false']).default('false'),
})

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(8000).optional(),
  kinds: z.string().max(1000).optional(),
})

const timelineQuery = pageQuery.extend({ entry: z.string().max(60).optional(), towards: z.enum(['older', 'newer']).default('older') })

const inputBody = z.record(z.string(), z.unknown())

const version = z.number().int().positive()

const batchBody = z
  .strictObject({
    create: z.array(inputBody).default([]),
    update: z.array(z.looseObject({ id: z.uuid(), version: version.nullish() })).default([]),
    delete: z.array(z.union([z.uuid(), z.strictObject({ id: z.uuid(), version: version.optional() })])).default([]),
    atomic: z.boolean().default(true),
  })
  .refine((batch) => batch.create.length + batch.update.length + batch.delete.length <= 1000, { message: 'At most 1,000 operations' })

export function recordRoutes({ object, base, current }: ObjectPlace): Route<Context>[] {
  const tag = object.plural_label.en
  const answer = recordSchema(object)
  const routes: Route<Context>[] = [
    defineRoute({
      method: 'GET', path: base, guard: 'signed_in', tag, summary: `List ${tag.toLowerCase()}`, query: listQuery, answerSchema: listAnswerSchema(object),
      handle: async (ctx, { params, query }) => {
        const { filter, deleted, ...rest } = query
        const page = await listRecords(ctx, current(ctx, params), { ...rest, deleted: deleted === 'true', ...(filter === undefined ? {} : { filter: parseJsonParameter('filter', filter) }) })
        const rows = page.rows.flatMap((row, index) => (index === 0 ? [row] : [',', row]))
        return { json: ['{"data":[', ...rows, `],"next_cursor":${JSON.stringify(page.next_cursor)},"total":${JSON.stringify(page.total)}}`] }
      },
    }),
    defineRoute({
      method: 'POST', path: base, guard: 'signed_in', tag, summary: `Create one of ${tag.toLowerCase()}`, body: inputBody, bodySchema: inputSchema(object), answerSchema: answer,
      handle: async (ctx, { params, body }) => {
        const object = current(ctx, params)
        const created = await createThroughModule(ctx, object, body)
        const json = created.json ?? (await getRecord(ctx, object, created.id)).json
        return { status: 201, headers: { location: `/api/v1/${object.path}/${created.id}`, etag: `"${created.version ?? 1}"` }, json }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/:id`, guard: 'signed_in', tag, summary: `Read one of ${tag.toLowerCase()}`, query: z.strictObject({ fields: z.string().max(4000).optional() }), answerSchema: answer,
      handle: async (ctx, { params, query }) => {
        const selection = query.fields ? parseSelection(ctx, current(ctx, params), query.fields) : null
        const { json, version } = await getRecord(ctx, current(ctx, params), idOf(params), selection)
        return { json, headers: { etag: `"${version}"` } }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/batch`, guard: 'signed_in', tag, summary: 'Up to 1,000 creations, changes and deletions', body: batchBody,
      handle: async (ctx, { params, body }) => ({ body: await runBatch(ctx, current(ctx, params), body) }),
    }),
    defineRoute({
      method: 'GET', path: `${base}/:id/history`, guard: 'signed_in', tag, summary: 'Who changed what and when', query: pageQuery,
      handle: async (ctx, { params, query }) => ({ body: await historyOf(ctx, current(ctx, params), idOf(params), query) }),
    }),
  ]
  if (object.has_timeline) {
    routes.push(defineRoute({
      method: 'GET', path: `${base}/:id/timeline`, guard: 'signed_in', tag, summary: 'Everything that happened, newest first', query: timelineQuery,
      handle: async (ctx, { params, query }) => {
        const { kinds, towards, ...rest } = query
        return { json: await timelineOf(ctx, current(ctx, params), idOf(params), { ...rest, kinds: kinds ? kinds.split(',') : undefined, isNewer: towards === 'newer' }) }
      },
    }))
  }
  if (!object.is_append_only) routes.push(...changingRoutes({ object, base, current }, tag, answer))
  return routes
}

function changingRoutes({ object, base, current }: ObjectPlace, tag: string, answerSchema: object): Route<Context>[] {
  return [
    defineRoute({
      method: 'PATCH', path: `${base}/:id`, guard: 'signed_in', tag, summary: 'Change fields (JSON merge patch)', body: inputBody, bodySchema: { ...inputSchema(object), required: [] }, answerSchema,
      handle: async (ctx, { params, body, headers }) => {
        const { version: inBody, ...patch } = body
        const { json, version } = await updateThroughModule(ctx, current(ctx, params), idOf(params), patch, { version: versionOf(headers, inBody) })
        return { json, headers: { etag: `"${version}"` } }
      },
    }),
    defineRoute({
      method: 'DELETE', path: `${base}/:id`, guard: 'signed_in', tag, summary: 'To the recycle bin',
      handle: async (ctx, { params, headers }): Promise<Answer> => {
        await removeRecord(ctx, current(ctx, params), idOf(params), { version: versionOf(headers, undefined) })
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/:id/restore`, guard: 'signed_in', tag, summary: 'Back from the recycle bin', answerSchema,
      handle: async (ctx, { params }) => ({ json: (await restoreRecord(ctx, current(ctx, params), idOf(params))).json }),
    }),
    defineRoute({
      method: 'POST', path: `${base}/:id/undo`, guard: 'signed_in', tag, summary: 'Take one change back', body: z.strictObject({ event: z.uuid() }), answerSchema,
      handle: async (ctx, { params, body }) => {
        await undoEvent(ctx, current(ctx, params), idOf(params), body.event)
        return { body: { undone: body.event } }
      },
    }),
  ]
}

/** An id that could not be one is not there either. */
export function idOf(params: Record<string, string>): string {
  if (!isId(params.id)) throw notFound()
  return params.id.toLowerCase()
}

function versionOf(headers: RouteRequest['headers'], inBody: unknown): number | null {
  const header = headers['if-match']
  if (typeof header === 'string' && header !== '*') {
    const match = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header.trim())
    if (!match) throw malformed({ zh: 'If-Match 应为 "版本号"', en: 'If-Match must be "<version>"' })
    return Number(match[1])
  }
  if (inBody === undefined || inBody === null) return null
  if (typeof inBody === 'number' && Number.isSafeInteger(inBody) && inBody > 0) return inBody
  throw malformed({ zh: 'version 应为正整数', en: 'version must be a positive whole number' })
}
