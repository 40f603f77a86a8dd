import { today } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { objectOf } from '../../../kernel/context.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { notifyAll } from '../../notices/index.ts'

/** Each morning, whoever has something to do by today: once a day, however often this runs. */
export async function tellDueTasks(ctx: Context): Promise<void> {
  const day = today(ctx.clock, ctx.workspace.timeZone)
  const people = await ctx.db.rows<{ owner: string; count: number; first: string }>(
    sql`select c.owner_id as owner, count(*)::int as count, min(c.id::text) as first from tasks c
      where c.workspace_id = ${sql.workspace} and c.due_on = ${day}::date and c.status = 'open' and c.owner_id is not null and ${isLiving(ctx, objectOf(ctx, 'task'), 'c')} group by c.owner_id`,
  )
  await notifyAll(ctx, people.map(({ owner, count, first }) => {
    const told = { kind: 'task_due', to: [owner], from: null, object: 'task', key: `task_due:${day}` }
    return count === 1 ? { ...told, record_id: first } : { ...told, values: { tasks: count } }
  }))
}
