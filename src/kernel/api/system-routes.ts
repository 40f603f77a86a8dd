/** For those who run the server: health, metrics, the description of the interface. */
import { collectDefaultMetrics, Registry as MetricsRegistry } from 'prom-client'
import { Readable } from 'node:stream'
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { Problem } from '../../platform/problems.ts'
import type { Context } from '../context.ts'
import { openApiOf } from '../projections/openapi.ts'
import { isDatabaseReady } from './common-routes.ts'

/** @param own routes of the objects as the caller's workspace has them, with the fields it has added. */
export function systemRoutes(routes: readonly Route<Context>[], version: string, own: (ctx: Context) => Route<Context>[]): Route<Context>[] {
  const metrics = new MetricsRegistry()
  collectDefaultMetrics({ register: metrics })
  let description: string | null = null
  const tag = 'System'
  const system: Route<Context>[] = [
    defineRoute({
      method: 'GET', path: '/healthz', guard: 'public', tag, summary: 'The process is alive',
      handle: async (_ctx: Context) => ({ body: { status: 'ok' } }),
    }),
    defineRoute({
      method: 'GET', path: '/readyz', guard: 'public', tag, summary: 'The database is reached and migrated',
      handle: async (ctx: Context) => {
        if (await isDatabaseReady(ctx)) return { body: { status: 'ready' } }
        throw new Problem({ status: 503, code: 'unavailable', title: { zh: '数据库未就绪', en: 'The database is not ready' }, headers: { 'retry-after': '2' } })
      },
    }),
    defineRoute({
      method: 'GET', path: '/metrics', guard: 'public', tag, summary: 'Figures for Prometheus',
      handle: async (_ctx: Context) => ({ headers: { 'content-type': metrics.contentType }, stream: Readable.from([await metrics.metrics()]) }),
    }),
    defineRoute({
      method: 'GET', path: '/api/openapi.json', guard: 'public', knows_caller: true, tag, summary: 'This description; to whoever is signed in with the objects and fields of the company',
      handle: async (ctx: Context) => {
        if (ctx.workspace.id !== '') return { json: JSON.stringify(openApiOf([...routes.filter(({ path }) => !path.includes(':made')), ...system, ...own(ctx)], version)) }
        description ??= JSON.stringify(openApiOf([...routes, ...system], version))
        return { json: description }
      },
    }),
  ]
  return system
}
