/** Exports over HTTP: a job that writes a file, which only its owner may fetch. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { defineRoute, type Answer, type Route } from '../platform/http/route.ts'
import { notFound } from '../platform/problems.ts'
import { transaction } from '../platform/db/database.ts'
import { idOf } from '../kernel/api/record-routes.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { appendEvent } from '../kernel/history/events.ts'
import { downloadHeaders } from '../platform/http/download.ts'
import { objectNamed } from './import-routes.ts'
import { jobAnswer, startJob } from '../kernel/jobs.ts'
import { exportedFields, exportFile, type ExportRequest } from './run-export.ts'

const mostChosen = 10_000

const body = z.strictObject({
  object: z.string().max(60),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  filter: z.unknown().optional(),
  q: z.string().max(200).optional(),
  ids: z.array(z.uuid()).min(1).max(mostChosen).optional(),
  sort: z.string().max(500).optional(),
  fields: z.union([z.array(z.string().max(60)).max(500), z.string().max(4000)]).optional(),
  language: z.enum(['zh', 'zh-CN', 'en']).optional(),
}).refine(({ ids, filter, q }) => ids === undefined || (filter === undefined && q === undefined), { message: 'Either ids, or a filter and words' })

export function exportRoutes({ dataFolder }: { dataFolder: string }): Route<Context>[] {
  const tag = 'Exports'
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/exports', guard: 'signed_in', tag, summary: 'Write a list, or records by id, to CSV or XLSX', body,
      handle: async (ctx: Context, { body }): Promise<Answer> => {
        const object = objectNamed(ctx, body.object)
        const request = requestOf(ctx, object.name, body)
        exportedFields(ctx, object, request)
        const job = await transaction(ctx, (ctx) => startJob(ctx, { kind: 'export.run', payload: request }))
        return { status: 202, headers: { location: `/api/v1/jobs/${job}` }, body: { job } }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/exports/:id/file', guard: 'signed_in', tag, summary: 'The file of a finished export',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        const id = idOf(params)
        const job = await jobAnswer(ctx, id)
        const result = z.object({ file_name: z.string(), object: z.string() }).safeParse(job?.result)
        const isWithin = result.success && ctx.actor.key?.reaches(result.data.object, 'read') !== false
        if (job?.kind !== 'export.run' || job.state !== 'done' || !isWithin) throw notFound()
        const path = exportFile(dataFolder, id)
        const size = await stat(path).then((file) => file.size, () => null)
        if (size === null) throw notFound()
        const { file_name, object } = result.data
        await appendEvent(ctx, objectOf(ctx, object), { verb: 'export_downloaded', recordId: id, aboutId: null, before: null, after: { file_name, size }, version: 0 })
        return { headers: downloadHeaders(file_name), stream: createReadStream(path) }
      },
    }),
  ]
}

function requestOf(ctx: Context, object: string, given: z.infer<typeof body>): ExportRequest {
  const fields = typeof given.fields === 'string' ? given.fields.split(',').map((name) => name.trim()).filter(Boolean) : (given.fields ?? null)
  return {
    object,
    format: given.format,
    ...(given.filter === undefined ? {} : { filter: given.filter }),
    ...(given.q === undefined ? {} : { q: given.q }),
    ...(given.ids === undefined ? {} : { ids: given.ids }),
    ...(given.sort === undefined ? {} : { sort: given.sort }),
    fields: fields && fields.length > 0 ? fields : null,
    language: given.language === undefined ? ctx.language : given.language === 'en' ? 'en' : 'zh',
  }
}
