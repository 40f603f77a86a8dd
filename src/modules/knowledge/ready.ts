import { objectOf, type Context } from '../../kernel/context.ts'
import { createRecord } from '../../kernel/records/create.ts'

const categories: [string, string][] = [['常见问题', 'Questions'], ['产品', 'Products'], ['价格', 'Prices'], ['服务话术', 'Scripts']]

/** What a new company begins with: categories, and that the superior agrees to what customers read. What colleagues read needs nobody. */
export async function furnishKnowledge(ctx: Context): Promise<void> {
  for (const [index, [name, name_en]] of categories.entries()) await createRecord(ctx, objectOf(ctx, 'article_category'), { name, name_en, position: index + 1 })
  const superior = { who: 'superior', how: 'any', when_empty: 'administrators', when_self: 'superior' }
  await createRecord(ctx, objectOf(ctx, 'approval_line'), { name: '发布对外知识', object: 'article', occasion: 'publish_public', position: 1, steps: [superior], is_active: true })
}
