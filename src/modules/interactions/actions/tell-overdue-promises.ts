import { addDays } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { superiorsOf } from '../../approvals/index.ts'
import { notifyAll } from '../../notices/index.ts'

/** What has been overdue for longer stands in its view: nobody is told of years at once on the first morning. */
const tellsOfDays = 7
const most = 20_000

/** Each morning: a promise to a customer that was not kept in time rises to the superior of whoever made it; once for each day it was promised for. */
export async function tellOverduePromises(ctx: Context): Promise<void> {
  const day = today(ctx.clock, ctx.workspace.timeZone)
  await transaction(ctx, async (ctx) => {
    const late = await ctx.db.rows<{ id: string; owner: string; due: string }>(
      sql`select c.id::text as id, c.owner_id::text as owner, c.due_on::text as due from tasks c
        where c.workspace_id = ${sql.workspace} and c.is_promise and c.status = 'open' and c.owner_id is not null and c.due_on < ${day}::date and c.due_on >= ${addDays(day, -tellsOfDays)}::date
          and ${isLiving(ctx, objectOf(ctx, 'task'), 'c')} order by c.due_on, c.id limit ${most}`,
    )
    const superiors = await superiorsOf(ctx, [...new Set(late.map(({ owner }) => owner))])
    await notifyAll(ctx, late.map(({ id, owner, due }) => ({
      kind: 'promise_overdue', to: [owner, superiors.get(owner)].flatMap((person) => person ?? []), object: 'task', record_id: id, values: { day: due }, key: `promise_overdue:${id}:${due}`, from: null,
    })))
  })
}
