/** The page of one record in one request: the record with what modules show beside it, and side by side with them the first part of its time line. */
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../context.ts'
import type { PageSection } from '../definitions/module.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { timelineRows, timelineText, type TimelineRow } from '../history/timeline.ts'
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
      const kept = (part: string, make: () => Sql) => keptStatement(ctx, ctx.objects, `${part} of ${object.name}`, make)
      const [parts, entries] = await Promise.all([
        ctx.db.kept<PartRow>(kept('page', () => partsStatement(ctx, object)), { id }),
        ctx.db.kept<TimelineRow>(kept('first entries', () => entriesStatement(ctx, object)), { id }),
      ])
      const [record] = parts
      if (!record) throw await notThere(ctx, object, id)
      noteRead(ctx, id, record.version ?? 0)
      const texts = parts.flatMap(({ part, json }, index) => [`${index === 0 ? '{' : ','}${JSON.stringify(part)}:`, json])
      const timeline = await timelineText(ctx, entries, { limit: firstEntries, record: { object, json: record.json } })
      return { json: [...texts, ',"timeline":', ...timeline, '}'], headers: { etag: `"${record.version}"` } }
    },
  })
}

/** The record first, then the sections. */
interface PartRow {
  part: string
  json: string
  /** Of the record. */
  version: number | null
}

/** Without the record there is nothing: whatever stands beside it is read for what the first row found. */
function partsStatement(ctx: Context, object: ObjectDefinition): Sql {
  const id = sql.slot('id')
  const sections = ctx.registry.modules.flatMap((module) => module.sections ?? []).filter((section) => section.object === object.name)
  const parts = [sql`select 'record' as part, 0 as place, r.json, r.version from r`, ...sections.map((section, index) => sectionRow(ctx, section, id, index + 1))]
  return sql`with r as materialized (${recordStatement(ctx, object, null, id)}) select p.part, p.json, p.version from (${sql.join(parts, ' union all ')}) p order by p.place`
}

/** A part of the page whose object the caller may not see at all is left empty, and so is one that has nothing to say; the rest is still the caller's. */
function sectionRow(ctx: Context, section: PageSection, id: Sql, place: number): Sql {
  return sql`select ${sql.raw(`'${section.name}'`)}, ${sql.raw(String(place))}, coalesce((${section.json(ctx, id) ?? sql.raw('null')})::text, 'null'), null from r`
}

/** Of a record that is there for the caller. */
function entriesStatement(ctx: Context, object: ObjectDefinition): Sql {
  const id = sql.slot('id')
  const rows = timelineRows(ctx, object, id, { limit: firstEntries, position: null })
  if (!rows) return sql`select null as at, null as row_id, null as json, null as is_change where false`
  return sql`with r as materialized (${recordStatement(ctx, object, onlyId, id)}) select t.at, t.row_id, t.json, t.is_change from r cross join lateral (${rows}) t
    order by t.at desc, t.row_id desc`
}

const onlyId = new Map([['id', null]])
