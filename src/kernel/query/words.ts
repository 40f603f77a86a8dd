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
const mostAbove = 500

/**
 * Every word must be found: inside the search text (any part, from one Chinese character or three letters on), or as the
 * beginning of the title's pinyin or initials. The text index holds every non-ASCII character three times, so that even one
 * Chinese character is a trigram that the index finds (docs/decisions/search.md).
 */
export function wordsCondition(ctx: Context, object: ObjectDefinition, row: string, q: string): Sql {
  const words = wordsOf(q)
  if (!object.search) {
    const title = readableField(ctx, object, object.title)
    if (!title) return sql.raw('false')
    return sql.and(words.map((word) => sql`${columnOf(row, title)} ilike ${`%${likeText(word)}%`}`))
  }
  const places = searchedTexts(ctx, object, row)
  const byWords = sql.and(words.map((word) => wordCondition(readableField(ctx, object, object.title), row, word, places)))
  const digits = telephoneDigits(q)
  const ways = [byWords, digits === null ? [] : inText(places, digits), foundAbove(ctx, object, row, q) ?? []].flat()
  return ways.length > 1 ? sql.or(ways) : byWords
}

/**
 * What hangs on a record that the words find, as the orders of a customer. Those ids are gathered first, by the index of that object's words:
 * asked row by row, a million orders would be read. Only what the caller may see helps to find, and digits alone mean the record's own number.
 */
function foundAbove(ctx: Context, object: ObjectDefinition, row: string, q: string): Sql | null {
  const field = object.search?.found_by ? readableField(ctx, object, object.search.found_by) : null
  if (!field?.target || !/\p{L}/u.test(q) || verdictOf(ctx, field.target, 'see') === false) return null
  const above = objectOf(ctx, field.target)
  const other = `${row}_found`
  return sql`${columnOf(row, field)} = any(array(select ${sql.id(other, 'id')} from ${sql.id(above.table)} ${sql.id(other)} where ${sql.id(other, 'workspace_id')} = ${sql.workspace}
    and ${isLiving(ctx, above, other)} and ${wordsCondition(ctx, above, other, q)} and ${allowed(ctx, above.name, 'see', other)} limit ${sql.raw(String(mostAbove))}))`
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

function wordCondition(title: Field | null, row: string, word: string, places: Sql[]): Sql {
  const pinyin = title?.pinyin
  if (!pinyin || !/^[a-z0-9]+$/i.test(word)) return inText(places, word)
  const prefix = `${word.toLowerCase()}%`
  const beginnings = [sql`${sql.id(row, pinyin.full)} like ${prefix}`, sql`${sql.id(row, pinyin.initials)} like ${prefix}`]
  // One or two letters make no trigram: only the ordered indexes can answer them.
  return word.length < 3 ? sql.or(beginnings) : sql.or([inText(places, word), ...beginnings])
}

function inText(places: Sql[], text: string): Sql {
  return sql.and(places.map((place) => sql`${place} like ('%' || search_form(${likeText(text)}) || '%')`))
}
