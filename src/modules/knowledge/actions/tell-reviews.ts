import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { notifyAll } from '../../notices/index.ts'

const most = 20_000

/** Each morning: whoever looks after an article is asked once, when its day has come, whether it still holds. */
export async function tellOfReviews(ctx: Context): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  await transaction(ctx, async (ctx) => {
    const due = await ctx.db.rows<{ id: string; owner: string; review_on: string }>(
      sql`select a.id, a.owner_id as owner, a.review_on::text as review_on from articles a where a.workspace_id = ${sql.workspace} and a.status = 'published' and a.deleted_at is null
        and a.review_on <= ${today}::date and a.owner_id is not null order by a.review_on, a.id limit ${most}`,
    )
    await notifyAll(ctx, due.map(({ id, owner, review_on }) => ({ kind: 'article_review', to: [owner], object: 'article', record_id: id, key: `article_review:${id}:${review_on}`, from: null })))
  })
}
