import { scopesOf } from '../../kernel/access/actor.ts'
import { allowed, anyOf, byRole, everyone, readWrite, verdictOf, type Policy } from '../../kernel/access/policy.ts'
import { sql } from '../../platform/db/sql.ts'

/** Roles of people outside of the company: what is internal is not theirs. */
const outside = new Set(['portal_customer', 'partner'])

/** What is published is read by every colleague, what is public by whoever may see articles at all. */
const published: Policy = (ctx, verb) => {
  if ((verb !== 'see' && verb !== 'export') || scopesOf(ctx.actor, 'article', verb).size === 0) return []
  const isOutside = ctx.actor.roles.every(({ key }) => outside.has(key))
  return [{
    why: isOutside ? { zh: '对外发布的知识', en: 'it is published for the public' } : { zh: '已发布的知识', en: 'it is published' },
    where: (row) => (isOutside ? sql`${sql.id(row, 'status')} = 'published' and ${sql.id(row, 'audience')} = 'public'` : sql`${sql.id(row, 'status')} = 'published'`),
  }]
}

/** Drafts, revisions and earlier editions are read by whoever may change the article. */
const withArticle: Policy = (ctx, verb) => {
  if ((verb !== 'see' && verb !== 'export') || verdictOf(ctx, 'article', 'change') === false) return []
  const why = { zh: '可以修改该知识', en: 'may change the article' }
  if (verdictOf(ctx, 'article', 'change') === true) return [{ why, where: null }]
  return [{ why, where: (row) => sql`exists (select 1 from articles above where above.workspace_id = ${sql.workspace} and above.id = ${sql.id(row, 'article_id')} and ${allowed(ctx, 'article', 'change', 'above')})` }]
}

export const policies: Record<string, Policy> = {
  article: anyOf(byRole('article'), published),
  article_edition: withArticle,
  article_category: readWrite(everyone, byRole('article_category')),
}
