/** One box that finds records of every searchable object, best first, with what matched. */
import { pinyinOf } from '../../platform/chinese/pinyin.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import { allowed, verdictOf } from '../access/policy.ts'
import { readableField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { likeText } from '../fields/condition.ts'
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
  const word = words[0] ?? ''
  const found = await bestOf(ctx, objects.map((object, index) => branchOf(ctx, object, index, word, wordsCondition(ctx, object, 'c', request.q))), request.limit)
  const crowded = objects.map((object) => object.name).filter((name) => found[0]?.crowded?.split(' ').includes(name))
  // Where more match than are looked at, those that begin so are looked up by themselves: the one of that very name comes first.
  const beginnings = objects.flatMap((object, index) => (crowded.includes(object.name) ? (beginningBranch(ctx, object, index, request.q, word) ?? []) : []))
  const first = beginnings.length > 0 ? await bestOf(ctx, beginnings, request.limit) : []
  const best = new Map([...first, ...found].map((row) => [row.id, row]))
  const rows = [...best.values()].sort((one, other) => one.rank - other.rank || one.object_order - other.object_order || one.title.length - other.title.length)
  return rows.slice(0, request.limit).map((row) => hitOf(ctx, row, words, request.q))
}

/** With the objects of which more may match than were looked at. */
function bestOf(ctx: Context, branches: readonly Sql[], limit: number): Promise<HitRow[]> {
  return ctx.db.rows<HitRow>(
    sql`select h.*, string_agg(case when h.looked_at = ${candidates} then h.object end, ' ') over () as crowded
      from (${sql.join(branches, ' union all ')}) h order by h.rank, h.object_order, length(h.title), h.title limit ${limit}`,
  )
}

/** By the order of the pinyin, in which what is typed stands before everything that begins with it. */
function beginningBranch(ctx: Context, object: ObjectDefinition, index: number, q: string, word: string): Sql | null {
  const title = readableField(ctx, object, object.title)
  if (!title?.pinyin) return null
  const column = sql.id('c', title.pinyin.full)
  const readings = [...new Set([true, false].map((name) => pinyinOf(q.trim(), { name }).full))].filter((reading) => reading !== '')
  const begins = sql.or(readings.map((reading) => sql`${column} like ${`${likeText(reading)}%`}`))
  return branchOf(ctx, object, index, word, sql`${begins} and starts_with(lower(${columnOf('c', title)}), ${q.trim().toLowerCase()})`, column)
}

interface HitRow {
  crowded: string | null
  rank: number
  object_order: number
  object: string
  id: string
  title: string
  subtitle: Record<string, string | null>
  texts: Record<string, string | null>
  parent: { object: string; id: string; title: string } | null
}

function branchOf(ctx: Context, object: ObjectDefinition, index: number, word: string, condition: Sql, order: Sql | null = null): Sql {
  const verdict = verdictOf(ctx, object.name, 'see')
  const title = titleOf(ctx, object, 'c')
  const lower = word.toLowerCase()
  const rank = sql`case when lower(${title}) = ${lower} then 0 when starts_with(lower(${title}), ${lower}) then 1
    when position(${lower} in lower(${title})) > 0 then 2 else 3 end`
  return sql`(select ${object.name}::text as object, ${sql.raw(String(index))} as object_order, c.id, ${title} as title, ${rank} as rank, count(*) over () as looked_at,
      ${textsOf(ctx, object, object.search?.subtitle ?? [])} as subtitle, ${textsOf(ctx, object, object.search?.fields ?? [])} as texts,
      ${parentOf(ctx, object)} as parent
    from (select * from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and ${isLiving(ctx, object, 'c')}
      and ${condition} ${verdict === true ? sql.empty : sql`and ${typeof verdict === 'function' ? verdict('c') : sql.raw('false')}`}
      ${order ? sql`order by ${order}` : sql.empty} limit ${candidates}) c order by rank, length(${title}) limit 50)`
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
