import { sql } from '../../platform/db/sql.ts'
import { objectOf } from '../../kernel/context.ts'
import type { ReadyThings } from '../../kernel/definitions/module.ts'
import { createRecord } from '../../kernel/records/create.ts'

const categories: [string, string][] = [['常见问题', 'Questions'], ['产品', 'Products'], ['价格', 'Prices'], ['服务话术', 'Scripts']]

/** Categories, and that the superior agrees to what customers read. What colleagues read needs nobody. */
export const readyKnowledge: ReadyThings[] = [
  {
    name: 'knowledge.categories', label: { zh: '知识分类', en: 'Categories of knowledge' }, object: 'article_category',
    make: async (ctx) => {
      for (const [index, [name, name_en]] of categories.entries()) await createRecord(ctx, objectOf(ctx, 'article_category'), { name, name_en, position: index + 1 })
    },
  },
  {
    name: 'knowledge.line', label: { zh: '对外知识审批线', en: 'Approval line of public articles' }, object: 'approval_line', where: sql`x.object = 'article'`, upon: 'article',
    make: async (ctx, { isOn }) => {
      const superior = { who: 'superior', how: 'any', when_empty: 'administrators', when_self: 'superior' }
      await createRecord(ctx, objectOf(ctx, 'approval_line'), { name: '发布对外知识', object: 'article', occasion: 'publish_public', position: 1, steps: [superior], is_active: isOn })
    },
  },
]
