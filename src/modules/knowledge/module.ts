import { objectOf } from '../../kernel/context.ts'
import { recordsAbout } from '../../kernel/query/list.ts'
import type { DeclaresOccasions } from '../approvals/index.ts'
import { changeInTree } from '../team/index.ts'
import { articleActions } from './actions/articles.ts'
import { makeArticle, suggestArticles } from './actions/of-requests.ts'
import { publications } from './actions/publish.ts'
import { rateArticle } from './actions/rate.ts'
import { tellOfReviews } from './actions/tell-reviews.ts'
import { articleCategory } from './objects/article-category.ts'
import { articleEdition } from './objects/article-edition.ts'
import { article } from './objects/article.ts'
import { policies } from './policies.ts'
import { readyKnowledge } from './ready.ts'

export const knowledge: DeclaresOccasions = {
  name: 'knowledge',
  label: { zh: '知识库', en: 'Knowledge' },
  needs: ['team', 'sales', 'requests', 'approvals', 'notices'],
  objects: [article, articleEdition, articleCategory],
  policies,
  verbs: { article_category: { update: changeInTree('article_category') } },
  actions: [...articleActions, rateArticle, suggestArticles, makeArticle],
  occasions: publications,
  sections: [
    {
      object: 'article',
      name: 'editions',
      json: (ctx, id) => recordsAbout(ctx, objectOf(ctx, 'article_edition'), { by: 'article', id, sort: '-created_at', limit: 50 }),
    },
  ],
  notices: [
    {
      kind: 'article_review',
      label: { zh: '知识到期复审', en: 'An article is to be reviewed' },
      text: { zh: '“{record}”到了复审日期，请核对是否仍然正确', en: '{record} is to be reviewed: does it still hold?' },
      default: { app: true, mail: 'digest' },
    },
  ],
  mornings: [{ name: 'article-reviews', run: tellOfReviews }],
  ready: readyKnowledge,
}
