import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { pairsOf, tellingWords, type AskedWord, type TellingWords } from '../rules/telling-words.ts'

export interface Similar {
  id: string
  number: string
  subject: string
  cause: string | null
  solution: string
  completed_at: string
  /** How much of what the words tell it shares, 0 to 1. */
  likeness: number
}

/** Looked through whole, the latest first: what often happens is found there, with how it is solved now. */
const latest = 2000
/** Taken out of all by the index of words. */
const fromIndex = 300
const shown = 5
/** Less is chance. */
const leastLikeness = 0.3

/**
 * Solved requests that say the same, the most alike and the latest first. Neither reads more than a few thousand of however many there are:
 * words that many say are no way to any (rules/telling-words.ts).
 */
export async function similarSolved(ctx: Context, words: string, without: string): Promise<Similar[]> {
  const asked = await ctx.db.rows<AskedWord & { latest: number }>(sql`
    with latest as materialized (${latestSolved})
    select a.word, count(l.word)::int as said, (select count(*) from latest)::int as latest
    from unnest(words_of(${words})) as a(word) left join (select unnest(subject_words) as word from latest) l on l.word = a.word group by a.word`)
  const telling = tellingWords(asked, asked[0]?.latest ?? 0)
  if (telling.words.length === 0) return []
  return ctx.db.rows<Similar>(sql`
    with near as (
      select l.id from (${latestSolved}) l where l.subject_words && ${telling.words}::text[]
      union ${sql.join(waysTo(telling).map((way) => sql`(select c.id from service_requests c where c.workspace_id = ${sql.workspace} and ${isSolved} and ${way} limit ${fromIndex})`), ' union ')}
    )
    select c.id, c.number, c.subject, c.cause, c.solution, c.completed_at, least(1, round((s.weight / greatest(${telling.whole}::float8, s.weight))::numeric, 2))::float as likeness
    from near join service_requests c on c.workspace_id = ${sql.workspace} and c.id = near.id
      cross join lateral (select sum(t.weight) as weight from unnest(${telling.words}::text[], ${telling.weights}::float8[]) as t(word, weight) where t.word = any(c.subject_words)) s
    where ${whereOf(ctx, objectOf(ctx, 'request'), 'c', {})} and ${isSolved} and c.id <> ${without}::uuid and s.weight >= ${leastLikeness * telling.whole}
    order by s.weight desc, c.completed_at desc limit ${shown}`)
}

const isSolved = sql`c.solution is not null and c.status in ('completed', 'evaluated', 'closed') and c.deleted_at is null`
const latestSolved = sql`select c.id, c.subject_words from service_requests c where c.workspace_id = ${sql.workspace} and ${isSolved} order by c.completed_at desc limit ${latest}`

/** From the narrowest: all that was said, two of the most telling, what nobody said lately. */
function waysTo({ said, unsaid }: TellingWords): Sql[] {
  const has = (those: readonly string[]) => sql`c.subject_words @> ${those}::text[]`
  const pairs = pairsOf(said)
  return [
    ...(said.length > 0 ? [has(said)] : []),
    ...(pairs.length > 1 ? [sql.or(pairs.map(has))] : []),
    ...(unsaid.length > 0 ? [sql`c.subject_words && ${unsaid}::text[]`] : []),
  ]
}
