import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { lockRecord } from '../../../kernel/records/update.ts'

/** Did it help? Once a person, who may think otherwise later. */
export const rateArticle = defineAction({
  name: 'rate',
  object: 'article',
  on: 'record',
  label: { zh: '评价', en: 'Rate' },
  input: z.strictObject({ is_helpful: z.boolean() }),
  guard: (ctx) => verdictOf(ctx, 'article', 'see') !== false,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      await lockRecord(ctx, objectOf(ctx, 'article'), id, 'see')
      await keepRating(ctx, id, { reader: ctx.actor.id, isHelpful: input.is_helpful })
      return JSON.parse((await getRecord(ctx, objectOf(ctx, 'article'), id)).json)
    })
  },
})

/** The article is locked, so that its counts are those of its ratings. They follow from them: no event is written. */
export async function keepRating(ctx: Context, id: string, { reader, isHelpful }: { reader: string; isHelpful: boolean }): Promise<void> {
  await ctx.db.rows(sql`insert into article_ratings (workspace_id, article_id, reader, is_helpful, at) values (${sql.workspace}, ${id}::uuid, ${reader}, ${isHelpful}, ${ctx.clock.now()})
    on conflict (workspace_id, article_id, reader) do update set is_helpful = excluded.is_helpful, at = excluded.at`)
  await ctx.db.rows(sql`update articles a set helpful_count = n.helpful, unhelpful_count = n.unhelpful
    from (select count(*) filter (where r.is_helpful) as helpful, count(*) filter (where not r.is_helpful) as unhelpful from article_ratings r where r.workspace_id = ${sql.workspace} and r.article_id = ${id}::uuid) n
    where a.workspace_id = ${sql.workspace} and a.id = ${id}::uuid`)
  announceAfterCommit(ctx, objectOf(ctx, 'article'))
}
