/** What the public reads: published and public, and of that only what an article says. There is no other way from outside to an article. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { wordsCondition } from '../../../kernel/query/words.ts'

/** Of the row `a`. Whatever else is asked, this stands in every statement. */
const isPublic = sql`a.workspace_id = ${sql.workspace} and a.status = 'published' and a.audience = 'public' and a.deleted_at is null`

const most = 50

export interface PublicCategory {
  id: string
  name: string
  count: number
}

export interface PublicArticle {
  number: string
  title: string
  category: string | null
  excerpt: string
}

export async function publicHelp(ctx: Context, { q, category }: { q?: string; category?: string }): Promise<{ categories: PublicCategory[]; articles: PublicArticle[] }> {
  const words = q?.trim() ? wordsCondition(ctx, objectOf(ctx, 'article'), 'a', q) : sql.raw('true')
  const name = ctx.language === 'en' ? sql`coalesce(c.name_en, c.name)` : sql`c.name`
  // Below a category lies what is below its branches.
  const within = category
    ? sql`a.category_id in (with recursive below as (select c.id from article_categories c where c.workspace_id = ${sql.workspace} and c.id = ${category}::uuid
        union select k.id from below b join article_categories k on k.workspace_id = ${sql.workspace} and k.parent_id = b.id and k.deleted_at is null) select b.id from below b)`
    : sql.raw('true')
  const [row] = await ctx.db.rows<{ categories: PublicCategory[]; articles: PublicArticle[] }>(sql`
    select (select coalesce(json_agg(json_build_object('id', c.id, 'name', ${name}, 'count', n.count) order by c.position, c.id), '[]'::json) from article_categories c
        join (select a.category_id, count(*)::int as count from articles a where ${isPublic} group by 1) n on n.category_id = c.id
        where c.workspace_id = ${sql.workspace} and c.deleted_at is null) as categories,
      (select coalesce(json_agg(json_build_object('number', f.number, 'title', f.title, 'category', f.category, 'excerpt', f.excerpt) order by f.place), '[]'::json) from (
        select a.number, ${said(ctx, 'title')} as title, ${name} as category, case when char_length(${said(ctx, 'body')}) > 120 then left(${said(ctx, 'body')}, 120) || '…' else ${said(ctx, 'body')} end as excerpt, row_number() over (order by ${q?.trim() ? sql`similarity(a.title_form, search_form(${q})) desc,` : sql.empty} a.helpful_count - a.unhelpful_count desc, a.published_at desc, a.id) as place
        from articles a left join article_categories c on c.workspace_id = ${sql.workspace} and c.id = a.category_id and c.deleted_at is null
        where ${isPublic} and ${words} and ${within} order by place limit ${most}) f) as articles`)
  return row ?? { categories: [], articles: [] }
}

/** Null for what is not there, not published or not public: from outside they are the same. */
export async function publicArticle(ctx: Context, number: string): Promise<{ id: string; shown: object } | null> {
  const [row] = await ctx.db.rows<{ id: string; shown: object }>(
    sql`select a.id, json_build_object('number', a.number, 'title', ${said(ctx, 'title')}, 'body', ${said(ctx, 'body')}, 'updated_at', a.published_at) as shown from articles a where ${isPublic} and a.number = ${number} limit 1`,
  )
  return row ?? null
}

/** In the language of the reader where it is written in it. */
function said(ctx: Context, field: 'title' | 'body'): Sql {
  return ctx.language === 'en' ? sql`coalesce(${sql.id('a', `${field}_en`)}, ${sql.id('a', field)})` : sql.id('a', field)
}
