import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Context } from '../../../kernel/context.ts'
import { superiorsOf } from '../../approvals/index.ts'
import { notifyAll } from '../../notices/index.ts'

const most = 20_000

/** Each morning: whoever has not called a customer back in time is told, and the superior, once a call-back. */
export async function tellOfLateCallBacks(ctx: Context): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  await transaction(ctx, async (ctx) => {
    const late = await ctx.db.rows<{ id: string; owner: string; due: string }>(
      sql`select k.id, k.owner_id as owner, k.call_back_on::text as due from complaints k where k.workspace_id = ${sql.workspace} and k.status = 'done' and k.deleted_at is null
        and k.call_back_on < ${today}::date and k.owner_id is not null order by k.call_back_on, k.id limit ${most}`,
    )
    const superiors = await superiorsOf(ctx, [...new Set(late.map(({ owner }) => owner))])
    await notifyAll(ctx, late.map(({ id, owner, due }) => ({
      kind: 'complaint_call_back_late', to: [owner, superiors.get(owner)].flatMap((person) => person ?? []), object: 'complaint', record_id: id, values: { day: due }, key: `complaint_call_back:${id}:${due}`, from: null,
    })))
  })
}
