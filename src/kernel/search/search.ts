/** One box that finds records of every searchable object, best first, with what matched. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { allowed, verdictOf } from '../access/policy.ts'
import { readableField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { typeOf } from '../fields/index.ts'
import { columnOf, titleOf } from '../projections/columns.ts'
import { isLiving } from '../records/living.ts'
import { telephoneDigits, wordsCondition, wordsOf } from '../query/words.ts'

export interface Hit {
  object: string
  id: string
  title: string
  subtitle: string
  matched: { field: string; text: string } | null
  /** The record a hit leads to when it stands inside another, as a contact in its customer. */
  record_of: { object: string; id: string; title: string } | null
}

/** Candidates looked at before ranking: enough for a good first page, few enough for a name that half the file bears. */
const candidates = 300

export async function search(ctx: Context, request: { q: string; limit: number; objects?: string[] }): Promise<Hit[]> {
  const words = wordsOf(request.q)
  if (words.length === 0) return []
  const objects = [...ctx.objects.values()].filter(
    (object) => object.search && (!request.objects || request.objects.includes(object.name)) && verdictOf(ctx, object.name, 'see') !== false,
  )
  if (objects.length === 0) return []
  const branches = objects.map((object, index) => branchOf(ctx, object, index, request.q, words[0] ?? ''))
  const rows = await ctx.db.rows<HitRow>(
    sql`select * from (${sql.join(branches, ' union all ')}) h order by rank, object_order, length(title), title limit ${request.limit}`,
  )
  return rows.map((row) => hitOf(ctx, row, words, request.q))
}

interface HitRow {
  object: string
  id: string
  title: string
  subtitle: Record<string, string | null>
  texts: Record<string, string | null>
  parent: { object: string; id: string; title: string } | null
}

function branchOf(ctx: Context, object: ObjectDefinition, index: number, q: string, word: string): Sql {
  const verdict = verdictOf(ctx, object.name, 'see')
  const title = titleOf(ctx, object, 'c')
  const lower = word.toLowerCase()
  const rank = sql`case when lower(${title}) = ${lower} then 0 when starts_with(lower(${title}), ${lower}) then 1
    when position(${lower} in lower(${title})) > 0 then 2 else 3 end`
  return sql`(select ${object.name}::text as object, ${sql.raw(String(index))} as object_order, c.id, ${title} as title, ${rank} as rank,
      ${textsOf(ctx, object, object.search?.subtitle ?? [])} as subtitle, ${textsOf(ctx, object, object.search?.fields ?? [])} as texts,
      ${parentOf(ctx, object)} as parent
    from (select * from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and ${isLiving(ctx, object, 'c')}
      and ${wordsCondition(ctx, object, 'c', q)} ${verdict === true ? sql.empty : sql`and ${typeof verdict === 'function' ? verdict('c') : sql.raw('false')}`}
      limit ${candidates}) c order by rank, length(${title}) limit 50)`
}

function textsOf(ctx: Context, object: ObjectDefinition, names: readonly string[]): Sql {
  const members = names.flatMap((name) => {
    const field = readableField(ctx, object, name)
    if (!field) return []
    const column = columnOf('c', field)
    const text = typeOf(field).column(field).endsWith('[]') ? sql`array_to_string(${column}, ' ')` : sql`${column}::text`
    return [sql`${sql.raw(`'${name}'`)}, ${text}`]
  })
  return sql`json_build_object(${sql.join(members)})`
}

function parentOf(ctx: Context, object: ObjectDefinition): Sql {
  const field = object.search?.finds ? object.fields.get(object.search.finds) : undefined
  if (!field?.target) return sql`null::json`
  const target = objectOf(ctx, field.target)
  return sql`(select json_build_object('object', ${field.target}::text, 'id', p.id, 'title', ${titleOf(ctx, target, 'p')})
    from ${sql.id(target.table)} p where p.workspace_id = ${sql.workspace} and p.id = ${columnOf('c', field)} and ${allowed(ctx, field.target, 'see', 'p')})`
}

function hitOf(ctx: Context, row: HitRow, words: string[], q: string): Hit {
  const object = objectOf(ctx, row.object)
  return {
    object: row.object,
    id: row.id,
    title: row.title,
    subtitle: Object.entries(row.subtitle).flatMap(([name, text]) => shownText(object, name, text, ctx)).join(' · '),
    matched: matchOf(row, [...words, telephoneDigits(q) ?? []].flat()),
    record_of: row.parent,
  }
}

function shownText(object: ObjectDefinition, name: string, text: string | null, ctx: Context): string[] {
  const field = object.fields.get(name)
  if (!text || !field) return []
  return [field.options?.find(({ key }) => key === text)?.label[ctx.language] ?? text]
}

function matchOf(row: HitRow, words: string[]): Hit['matched'] {
  for (const [field, text] of Object.entries(row.texts)) {
    if (text && words.some((word) => text.toLowerCase().includes(word.toLowerCase()))) return { field, text }
  }
  return null
}
