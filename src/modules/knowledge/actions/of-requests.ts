import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { lockRecord } from '../../../kernel/records/update.ts'

const shown = 6

/** Of a title and a subject: 空调末端不制冷 is 0.26 like 客房空调不制冷的处理, which is what is meant; by chance they are below 0.1. */
const likeEnough = 0.2

/**
 * Published articles that fit a request: those of its product and those that are like its subject, or say its words; the likeliest first,
 * among equals what helped more. With words, those that say them, first whose title is most like them.
 */
export const suggestArticles = defineAction({
  name: 'suggest-articles',
  object: 'request',
  on: 'record',
  label: { zh: '推荐知识', en: 'Articles that fit' },
  is_query: true,
  input: z.strictObject({ words: z.string().trim().min(1).max(300).optional() }),
  guard: (ctx) => verdictOf(ctx, 'request', 'see') !== false && verdictOf(ctx, 'article', 'see') !== false,
  run: async (ctx, { id, input: { words } }) => {
    if (!id) throw notFound()
    const article = objectOf(ctx, 'article')
    const request: { subject?: string; description?: string | null; product?: { id: string } | null } = JSON.parse((await getRecord(ctx, objectOf(ctx, 'request'), id)).json)
    if (!['title', 'title_en', 'body', 'body_en', 'audience', 'kind'].every((name) => readableField(ctx, article, name))) return { data: [] }
    const text = [request.subject, request.description].filter(Boolean).join(' ').slice(0, 2000)
    const data = await transaction(ctx, async (ctx) => {
      // What the operator % goes by: so it takes its index.
      await ctx.db.rows(sql`select set_config('pg_trgm.similarity_threshold', ${String(likeEnough)}, true)`)
      return ctx.db.rows(sql`
        select a.id, a.number, a.kind, a.title, a.title_en, a.body, a.body_en, a.audience, a.helpful_count
        from (select search_form(${request.subject ?? ''}) as subject, search_form(${text}) as form, search_form(${words ?? ''}) as words) w cross join articles a
        where ${whereOf(ctx, article, 'a', words ? { q: words } : {})} and a.status = 'published' and ${words ? sql.raw('true') : sql`a.id in (${fitting(text, request.product?.id)})`}
        order by ${words ? sql`similarity(a.title_form, w.words)` : sql`greatest(similarity(a.title_form, w.subject), word_similarity(a.title_form, w.form), word_similarity(w.subject, a.search_text))`} desc, a.helpful_count - a.unhelpful_count desc, a.id limit ${shown}`)
    })
    return { data }
  },
})

/**
 * Along an index each, of what `w` says: titles that share a good part of the subject, which in Chinese is a few characters; articles that say it;
 * titles that stand in the text, of which a quarter of the words must at least be there: whether a title lies in a long text cannot be asked of an
 * index and takes a millisecond a title.
 */
function fitting(text: string, product: string | undefined): Sql {
  const published = sql`f.workspace_id = ${sql.workspace} and f.status = 'published' and f.deleted_at is null`
  const ways = [
    sql`f.title_form % w.subject`,
    sql`w.subject <% f.search_text`,
    // In a `case`, because the planner takes the comparison for the cheaper of the two and would make it first.
    sql`f.title_words && words_of(${text})
      and case when 4 * (select count(*) from unnest(f.title_words) own(word) where own.word = any(words_of(${text}))) >= cardinality(f.title_words) then f.title_form <% w.form else false end`,
    ...(product ? [sql`f.product_id = ${product}::uuid`] : []),
  ]
  return sql.join(ways.map((way) => sql`select f.id from articles f where ${published} and ${way}`), ' union ')
}

/** The solution of a request becomes a draft: its subject, and how it was solved. Asked again it is the same article. */
export const makeArticle = defineAction({
  name: 'make-article',
  object: 'request',
  on: 'record',
  label: { zh: '整理成知识', en: 'Make an article of it' },
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'request', 'see') !== false && verdictOf(ctx, 'article', 'create') !== false,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      await lockRecord(ctx, objectOf(ctx, 'request'), id, 'see')
      const request: { subject?: string; cause?: string | null; solution?: string | null; product?: { id: string } | null } = JSON.parse((await getRecord(ctx, objectOf(ctx, 'request'), id)).json)
      if (!request.solution || !request.subject) throw conflict('not-solved', { zh: '还没有解决办法', en: 'There is no solution yet' })
      const [known] = await ctx.db.rows<{ id: string }>(sql`select a.id from articles a where a.workspace_id = ${sql.workspace} and a.request_id = ${id}::uuid and a.deleted_at is null`)
      if (known) return { id: known.id, is_new: false }
      const isChinese = ctx.language === 'zh'
      const body = [request.cause && `${isChinese ? '原因：' : 'Cause: '}${request.cause}`, `${isChinese ? '解决办法：' : 'Solution: '}${request.solution}`].filter(Boolean).join('\n\n')
      const draft = { title: Array.from(request.subject).slice(0, 200).join(''), body: body.slice(0, 20_000), product: request.product?.id ?? null, owner: ctx.actor.kind === 'user' ? ctx.actor.id : null, request: id }
      return { id: (await createRecord(ctx, objectOf(ctx, 'article'), draft, { asSystem: true })).id, is_new: true }
    })
  },
})
