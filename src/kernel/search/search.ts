/** One box that finds records of every searchable object, best first, with what matched. */
import { pinyinOf } from '../../platform/chinese/pinyin.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import { allowed, verdictOf } from '../access/policy.ts'
import { readableField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { likeText } from '../fields/condition.ts'
import { typeOf } from '../fields/index.ts'
import { columnOf, titleOf } from '../projections/columns.ts'
import { keptStatement } from '../projections/kept-statements.ts'
import { isLiving } from '../records/living.ts'
import { aboveOf, formOf, isPlanKept, mostAbove, telephoneDigits, wordsCondition, wordsOf, type Inside } from '../query/words.ts'

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

/** The rank of what only the record above has the words for, newest first. */
const byAnother = 4

export async function search(ctx: Context, request: { q: string; limit: number; objects?: string[] }): Promise<Hit[]> {
  const words = wordsOf(request.q)
  if (words.length === 0) return []
  const objects = searchedBy(ctx).filter((object) => !request.objects || request.objects.includes(object.name))
  if (objects.length === 0) return []
  const word = words[0] ?? ''
  const found = await ctx.db.rows<Ranked>(wordsStatement(ctx, objects, request), { prepared: isPlanKept(request.q) })
  const crowded = objects.filter(({ name }) => found[0]?.crowded?.split(' ').includes(name))
  // Where more match than are looked at, those that begin so are looked up by themselves: the one of that very name comes first.
  const beginnings = crowded.flatMap((object) => beginningBranch(ctx, object, objects.indexOf(object), { ...request, word }) ?? [])
  const first = beginnings.length > 0 ? await ctx.db.rows<Ranked>(bestOf(beginnings, request.limit)) : []
  const best = [...new Map([...first, ...found].map((row) => [row.id, row])).values()]
    .sort((one, other) => one.rank - other.rank || one.object_order - other.object_order || one.title.length - other.title.length)
    .slice(0, request.limit)
  if (best.length === 0) return []
  const statement = keptStatement(ctx, ctx.objects, 'search', () => hitsStatement(ctx))
  const rows = await ctx.db.kept<HitRow>(statement, { objects: best.map((row) => row.object), ids: best.map((row) => row.id) })
  return rows.map((row) => hitOf(ctx, row, words, request.q))
}

function searchedBy(ctx: Context): ObjectDefinition[] {
  return [...ctx.objects.values()].filter((object) => object.search && verdictOf(ctx, object.name, 'see') !== false)
}

/**
 * Which records the words find, the best hits first: ranked by their titles alone. What is shown of a hit is read by a statement of its own
 * (docs/decisions/two-statement-lists.md). What is found of each object is gathered once, for itself and for what hangs on it, and no
 * further than somebody asks; as a query of its own it is planned as if all were asked for, so by the index of the words.
 */
function wordsStatement(ctx: Context, objects: readonly ObjectDefinition[], { q, limit }: { q: string; limit: number }): Sql {
  const [word = ''] = wordsOf(q)
  const gathered = (one: ObjectDefinition) => sql.id(`${one.name}_found`)
  const above = objects.flatMap((object) => aboveOf(ctx, object, q)?.object ?? [])
  // A plan that is kept would form the text anew for every row of a small object, were it not a query of its own.
  const inside: Inside = { form: isPlanKept(q) ? (text) => sql`(select ${formOf(text)})` : formOf, idsOf: (one) => sql`select f.id from ${gathered(one)} f limit ${sql.raw(String(mostAbove))}` }
  const queries = [...new Set([...above, ...objects])].map((object) => {
    const condition = wordsCondition(ctx, object, 'c', q, inside)
    return sql`${gathered(object)} as materialized (${candidateRows(ctx, object, condition)})`
  })
  const branches = objects.map((object, index) => rankedBranch(object, index, { word, limit, rows: sql`select f.id, f.title from ${gathered(object)} f limit ${sql.raw(String(candidates))}` }))
  return sql`with ${sql.join(queries)} ${bestOf(branches, limit)}`
}

function bestOf(branches: readonly Sql[], limit: number): Sql {
  return sql`select h.object, h.object_order, h.id, h.title, h.rank, string_agg(case when h.looked_at = ${sql.raw(String(candidates))} then h.object end, ' ') over () as crowded
    from (${sql.join(branches, ' union all ')}) h order by h.rank, h.object_order, length(h.title), case when h.rank = ${sql.raw(String(byAnother))} then h.id end desc, h.title limit ${limit}`
}

interface Ranked {
  object: string
  object_order: number
  id: string
  title: string
  rank: number
  /** Names of the objects of which more may match than were looked at. */
  crowded: string | null
}

/** @param branch.rows id and title of those that are looked at. */
function rankedBranch(object: ObjectDefinition, index: number, { word, limit, rows }: { word: string; limit: number; rows: Sql }): Sql {
  const lower = word.toLowerCase()
  const rank = sql`case when lower(c.title) = ${lower} then 0 when starts_with(lower(c.title), ${lower}) then 1
    when position(${lower} in lower(c.title)) > 0 then 2 else ${sql.raw(String(object.search?.found_by ? byAnother : 3))} end`
  return sql`(select ${sql.raw(`'${object.name}'`)} as object, ${sql.raw(String(index))} as object_order, c.id, c.title, ${rank} as rank, count(*) over () as looked_at
    from (${rows}) c order by rank, length(c.title) limit ${limit})`
}

function candidateRows(ctx: Context, object: ObjectDefinition, condition: Sql): Sql {
  return sql`select c.id, ${titleOf(ctx, object, 'c')} as title from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and ${isLiving(ctx, object, 'c')}
    and ${condition} and ${allowed(ctx, object.name, 'see', 'c')}`
}

/** By the order of the pinyin, in which what is typed stands before everything that begins with it. */
function beginningBranch(ctx: Context, object: ObjectDefinition, index: number, { q, word, limit }: { q: string; word: string; limit: number }): Sql | null {
  const title = readableField(ctx, object, object.title)
  if (!title?.pinyin) return null
  const column = sql.id('c', title.pinyin.full)
  const readings = [...new Set([true, false].map((name) => pinyinOf(q.trim(), { name }).full))].filter((reading) => reading !== '')
  const begins = sql.or(readings.map((reading) => sql`${column} like ${`${likeText(reading)}%`}`))
  const condition = sql`${begins} and starts_with(lower(${columnOf('c', title)}), ${q.trim().toLowerCase()})`
  return rankedBranch(object, index, { word, limit, rows: sql`${candidateRows(ctx, object, condition)} order by ${column} using ~<~ limit ${sql.raw(String(candidates))}` })
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
  parent: Hit['record_of']
}

/** What is shown of the records found, in their order. */
function hitsStatement(ctx: Context): Sql {
  const bodies = searchedBy(ctx).map((object) => sql`select ${sql.raw(`'${object.name}'`)} as object, k.n, c.id, ${titleOf(ctx, object, 'c')} as title,
      ${textsOf(ctx, object, object.search?.subtitle ?? [])} as subtitle, ${textsOf(ctx, object, [...(object.search?.fields ?? []), object.search?.found_by ?? []].flat())} as texts, ${parentOf(ctx, object)} as parent
    from k join ${sql.id(object.table)} c on c.workspace_id = ${sql.workspace} and c.id = k.id where k.object = ${sql.raw(`'${object.name}'`)}`)
  return sql`with k as (select * from unnest(${sql.slot('objects')}::text[], ${sql.slot('ids')}::uuid[]) with ordinality as k(object, id, n))
    select h.object, h.id, h.title, h.subtitle, h.texts, h.parent from (${sql.join(bodies, ' union all ')}) h order by h.n`
}

function textsOf(ctx: Context, object: ObjectDefinition, names: readonly string[]): Sql {
  const members = names.flatMap((name) => {
    const field = readableField(ctx, object, name)
    if (!field) return []
    if (field.target) return [sql`${sql.raw(`'${name}'`)}, ${referred(ctx, field, field.target, titleOf(ctx, objectOf(ctx, field.target), 'p'))}`]
    const column = columnOf('c', field)
    const text = typeOf(field).column(field).endsWith('[]') ? sql`array_to_string(${column}, ' ')` : sql`${column}::text`
    return [sql`${sql.raw(`'${name}'`)}, ${text}`]
  })
  return sql`json_build_object(${sql.join(members)})`
}

function parentOf(ctx: Context, object: ObjectDefinition): Sql {
  const field = object.search?.finds ? object.fields.get(object.search.finds) : undefined
  if (!field?.target) return sql`null::json`
  return referred(ctx, field, field.target, sql`json_build_object('object', ${field.target}::text, 'id', p.id, 'title', ${titleOf(ctx, objectOf(ctx, field.target), 'p')})`)
}

/** Null where the caller may not see what is referred to. */
function referred(ctx: Context, field: Field, target: string, shown: Sql): Sql {
  return sql`(select ${shown} from ${sql.id(objectOf(ctx, target).table)} p where p.workspace_id = ${sql.workspace} and p.id = ${columnOf('c', field)} and ${allowed(ctx, target, 'see', 'p', 'one')})`
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
