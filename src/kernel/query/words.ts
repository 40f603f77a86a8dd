/** Words typed into a search box, as a condition on the search columns of an object. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { allowed, verdictOf } from '../access/policy.ts'
import { readableField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import { likeText } from '../fields/condition.ts'
import { isListColumn } from '../fields/index.ts'
import { phoneNeedle } from '../fields/reach.ts'
import { columnOf } from '../projections/columns.ts'
import { isLiving } from '../records/living.ts'

const longest = 100

/** Records above that are asked for what hangs on them: a word that finds more of them is no name. */
export const mostAbove = 500

/**
 * Every word must be found: inside the search text (any part, from one Chinese character or three letters on), or as the
 * beginning of the title's pinyin or initials (any part of them, where the field says so). The text index holds every non-ASCII character three times, so that even one
 * Chinese character is a trigram that the index finds (docs/decisions/search.md).
 */
export function wordsCondition(ctx: Context, object: ObjectDefinition, row: string, q: string, inside: Inside = { form: formOf, idsOf: (above) => idsFound(ctx, above, q) }): Sql {
  const words = wordsOf(q)
  if (!object.search) {
    const title = readableField(ctx, object, object.title)
    if (!title) return sql.raw('false')
    // What is called by another record is found by that one's words.
    if (title.target) return verdictOf(ctx, title.target, 'see') === false ? sql.raw('false') : sql`${columnOf(row, title)} = any(array(${idsFound(ctx, objectOf(ctx, title.target), q)}))`
    return sql.and(words.map((word) => sql`${columnOf(row, title)}::text ilike ${`%${likeText(word)}%`}`))
  }
  const places = searchedTexts(ctx, object, row)
  const byWords = sql.and(words.map((word) => wordCondition(readableField(ctx, object, object.title), row, word, (text) => inText(places, inside.form(text)))))
  const digits = telephoneDigits(q)
  const above = aboveOf(ctx, object, q)
  const ways = [byWords, digits === null ? [] : inText(places, inside.form(digits)), above ? sql`${columnOf(row, above.field)} = any(array(${inside.idsOf(above.object)}))` : []].flat()
  return ways.length > 1 ? sql.or(ways) : byWords
}

/** How a statement that asks several objects shares what is the same for all; a statement by itself shares nothing. */
export interface Inside {
  /** The pattern of a text that is looked for. */
  form(text: string): Sql
  /** The ids of what the words find among the records above, as a query. */
  idsOf(above: ObjectDefinition): Sql
}

/** Known when the statement is planned, so that the plan fits what is looked for. */
export function formOf(text: string): Sql {
  return sql`('%' || search_form(${likeText(text)}) || '%')`
}

/**
 * What hangs on a record that the words find is found too, as the orders of a customer. Those ids are gathered first, by the index of that
 * object's words: asked row by row, a million orders would be read. Digits alone mean the record's own number.
 */
export function aboveOf(ctx: Context, object: ObjectDefinition, q: string): { field: Field; object: ObjectDefinition } | null {
  const field = object.search?.found_by ? readableField(ctx, object, object.search.found_by) : null
  if (!field?.target || !/\p{L}/u.test(q) || verdictOf(ctx, field.target, 'see') === false) return null
  return { field, object: objectOf(ctx, field.target) }
}

/** Only what the caller may see helps to find. */
function idsFound(ctx: Context, object: ObjectDefinition, q: string): Sql {
  const row = `${object.name}_found`
  return sql`select ${sql.id(row, 'id')} from ${sql.id(object.table)} ${sql.id(row)} where ${sql.id(row, 'workspace_id')} = ${sql.workspace}
    and ${isLiving(ctx, object, row)} and ${wordsCondition(ctx, object, row, q)} and ${allowed(ctx, object.name, 'see', row)} limit ${sql.raw(String(mostAbove))}`
}

/** The indexed text; where it holds fields that are hidden from the caller, besides it the text of those that are not. */
function searchedTexts(ctx: Context, object: ObjectDefinition, row: string): Sql[] {
  const names = object.search?.fields ?? []
  const visible = names.flatMap((name) => readableField(ctx, object, name) ?? [])
  const whole = sql.id(row, 'search_text')
  if (visible.length === names.length) return [whole]
  const texts = visible.map((field) => (isListColumn(field) ? sql`joined(${columnOf(row, field)})` : columnOf(row, field)))
  return [whole, sql`search_text_of(${texts.length > 0 ? sql.join(texts) : sql.raw(`''`)})`]
}

/** The digits to look for when the words are a telephone number, or a part of one, written as people write it; else null. */
export function telephoneDigits(q: string): string | null {
  if (!/^[+\d(][\d\s()-]{3,40}$/.test(q.trim())) return null
  const digits = phoneNeedle(q)
  return digits.length >= 4 ? digits : null
}

export function wordsOf(q: string): string[] {
  return Array.from(q).slice(0, longest).join('').replaceAll('\0', '').toWellFormed().split(/[\s　]+/).filter((word) => word !== '').slice(0, 5)
}

/**
 * Whether the best plan is the same for all words of this form, so that it can be kept: text is found by one index. The beginning of a
 * pinyin is a range of an ordered index, which PostgreSQL only finds when it plans for the word itself.
 */
export function isPlanKept(q: string): boolean {
  const words = wordsOf(q)
  return words.length <= 2 && !words.some(isReading)
}

function isReading(word: string): boolean {
  return /^[a-z0-9]+$/i.test(word)
}

function wordCondition(title: Field | null, row: string, word: string, inTexts: (text: string) => Sql): Sql {
  const pinyin = title?.pinyin
  if (!pinyin || !isReading(word)) return inTexts(word)
  const part = `${pinyin.inside ? '%' : ''}${word.toLowerCase()}%`
  const readings = [sql`${sql.id(row, pinyin.full)} like ${part}`, sql`${sql.id(row, pinyin.initials)} like ${part}`]
  // One or two letters make no trigram: only the ordered indexes can answer them.
  return word.length < 3 ? sql.or(readings) : sql.or([inTexts(word), ...readings])
}

function inText(places: Sql[], form: Sql): Sql {
  return sql.and(places.map((place) => sql`${place} like ${form}`))
}
