/** The page of one record in one request: the record, what modules show beside it, the first part of its time line. */
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../context.ts'
import type { PageSection } from '../definitions/module.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import type { TimelineRow } from '../history/timeline-entries.ts'
import { timelineRows, timelineText } from '../history/timeline.ts'
import { keptStatement } from '../projections/kept-statements.ts'
import { recordStatement } from '../records/get.ts'
import { notThere } from '../records/merged-away.ts'
import { noteRead } from '../records/reads.ts'
import { idOf } from './record-routes.ts'

const firstEntries = 20

export function pageRoute(described: ObjectDefinition): Route<Context> {
  return defineRoute({
    method: 'GET',
    path: `/api/v1/${described.path}/:id/page`,
    guard: 'signed_in',
    tag: described.plural_label.en,
    summary: 'The record with everything its page shows',
    handle: async (ctx: Context, { params }) => {
      const id = idOf(params)
      const object = objectOf(ctx, described.name)
      const statement = keptStatement(ctx, ctx.objects, `page of ${object.name}`, () => pageStatement(ctx, object))
      const rows = await ctx.db.kept<PageRow>(statement, { id })
      const parts = rows.filter((row) => row.part !== null)
      const [record] = parts
      if (!record) throw await notThere(ctx, object, id)
      noteRead(ctx, id, record.version ?? 0)
      const shown = parts.flatMap((row) => [`${row === record ? '{' : ','}${JSON.stringify(row.part)}:`, row.json])
      const timeline = await timelineText(ctx, rows.filter((row) => row.part === null), { limit: firstEntries, record: { object, json: record.json } })
      return { json: [...shown, ',"timeline":', ...timeline, '}'], headers: { etag: `"${record.version}"` } }
    },
  })
}

/** The record first, then the sections, then what stands on the time line. */
type PageRow = Part | (TimelineRow & { part: null })

interface Part {
  part: string
  json: string
  /** Of the record. */
  version: number | null
}

/** Without the record there is nothing: whatever stands beside it is read for what the first row found. */
function pageStatement(ctx: Context, object: ObjectDefinition): Sql {
  const id = sql.slot('id')
  const sections = ctx.registry.modules.flatMap((module) => module.sections ?? []).filter((section) => section.object === object.name)
  const timeline = timelineRows(ctx, object, id, { limit: firstEntries, position: null })
  const parts = [
    sql`select 'record' as part, 0 as place, r.json, r.version, null::text as at, null::uuid as row_id, null::text as kind from r`,
    ...sections.map((section, index) => sectionRow(ctx, section, id, index + 1)),
    ...(timeline ? [sql`select null, ${sql.raw(String(sections.length + 1))}, t.json, null, t.at, t.row_id, t.kind from r cross join lateral (${timeline}) t`] : []),
  ]
  return sql`with r as materialized (${recordStatement(ctx, object, null, id)})
    select p.part, p.json, p.version, p.at, p.row_id, p.kind from (${sql.join(parts, ' union all ')}) p order by p.place, p.at desc, p.row_id desc`
}

/** A part of the page whose object the caller may not see at all is left empty, and so is one that has nothing to say; the rest is still the caller's. */
function sectionRow(ctx: Context, section: PageSection, id: Sql, place: number): Sql {
  return sql`select ${sql.raw(`'${section.name}'`)}, ${sql.raw(String(place))}, coalesce((${section.json(ctx, id) ?? sql.raw('null')})::text, 'null'), null, null, null, null from r`
}
