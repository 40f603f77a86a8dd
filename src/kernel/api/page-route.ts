/** The page of one record in one request: the record, what modules show beside it, and the first part of its time line. */
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { Problem } from '../../platform/problems.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { timelineOfVisible } from '../history/timeline.ts'
import { getRecord } from '../records/get.ts'
import { idOf } from './record-routes.ts'

const firstEntries = 20

export function pageRoute(object: ObjectDefinition): Route<Context> {
  return defineRoute({
    method: 'GET',
    path: `/api/v1/${object.path}/:id/page`,
    guard: 'signed_in',
    tag: object.plural_label.en,
    summary: 'The record with everything its page shows',
    handle: async (ctx: Context, { params }) => {
      const id = idOf(params)
      const { json, version } = await getRecord(ctx, objectOf(ctx, object.name), id)
      const sections = ctx.registry.modules.flatMap((module) => module.sections ?? []).filter((section) => section.object === object.name)
      const [timeline, ...loaded] = await Promise.all([
        timelineOfVisible(ctx, objectOf(ctx, object.name), id, { limit: firstEntries }),
        ...sections.map((section) => section.load(ctx, id).catch(nullWhereForbidden)),
      ])
      const parts = sections.map((section, index) => `${JSON.stringify(section.name)}:${loaded[index]}`)
      return { json: `{"record":${json},${[...parts, `"timeline":${JSON.stringify(timeline)}`].join(',')}}`, headers: { etag: `"${version}"` } }
    },
  })
}

/** A part of the page whose object the caller may not see at all is left empty; the rest is still the caller's. */
function nullWhereForbidden(error: unknown): string {
  if (error instanceof Problem && error.status === 403) return 'null'
  throw error
}
