/** Routes that belong to no single object: aggregates, search, metadata, jobs. */
import { z } from 'zod'
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { notFound } from '../../platform/problems.ts'
import { isMigrated } from '../../platform/db/migrate.ts'
import type { Context } from '../context.ts'
import { jobAnswer, cancelJob } from '../jobs.ts'
import { metadataText } from '../projections/metadata.ts'
import { aggregate, measureFunctions, timeUnits } from '../query/aggregate.ts'
import { search } from '../search/search.ts'
import { idOf } from './record-routes.ts'

const name = z.string().max(200)

const aggregateBody = z.strictObject({
  object: name,
  q: z.string().max(200).optional(),
  filter: z.unknown().optional(),
  group_by: z.array(z.union([name, z.strictObject({ field: name, by: z.enum(timeUnits).optional(), as: name.optional() })])).max(6).optional(),
  measures: z.array(z.strictObject({ fn: z.enum(measureFunctions), field: name.optional(), as: name.optional() })).min(1).max(20).optional(),
  sort: z.array(z.union([name, z.strictObject({ field: name, descending: z.boolean().optional() })])).max(5).optional(),
  limit: z.number().int().min(1).max(10_000).default(500),
})

export const commonRoutes: Route<Context>[] = [
  defineRoute({
    method: 'POST', path: '/api/v1/query', guard: 'signed_in', tag: 'Query', summary: 'Grouped figures over any object', body: aggregateBody, is_query: true,
    handle: async (ctx: Context, { body }) => ({ json: `{"data":[${(await aggregate(ctx, body)).join(',')}]}` }),
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/search', guard: 'signed_in', tag: 'Search', summary: 'Records of every object, best first',
    query: z.strictObject({ q: z.string().max(200), limit: z.coerce.number().int().min(1).max(100).default(20), objects: z.string().max(500).optional() }),
    handle: async (ctx: Context, { query }) => ({ body: { data: await search(ctx, { q: query.q, limit: query.limit, objects: query.objects?.split(',') }) } }),
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/metadata', guard: 'signed_in', tag: 'Metadata', summary: 'Objects, fields, actions and the rights of the caller',
    handle: async (ctx: Context) => ({ json: metadataText(ctx) }),
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/jobs/:id', guard: 'signed_in', tag: 'Jobs', summary: 'How far long work has come',
    handle: async (ctx: Context, { params }) => {
      const job = await jobAnswer(ctx, idOf(params))
      if (!job) throw notFound()
      return { body: job }
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/v1/jobs/:id/cancel', guard: 'signed_in', tag: 'Jobs', summary: 'Stop long work after the rows it is at',
    handle: async (ctx: Context, { params }) => {
      await cancelJob(ctx, idOf(params))
      return { body: await jobAnswer(ctx, idOf(params)) }
    },
  }),
]

export async function isDatabaseReady(ctx: Pick<Context, 'db'>): Promise<boolean> {
  return isMigrated(ctx.db).catch(() => false)
}
