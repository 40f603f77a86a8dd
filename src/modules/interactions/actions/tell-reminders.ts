import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { notifyAll } from '../../notices/index.ts'

const slice = 1000
/** What should have been told longer ago than this is history: a file of old tasks tells nobody of years. */
const latest = 24 * 3_600_000

/**
 * Tells each person of the tasks whose moment has come. Once for each moment: that it was told is written in the transaction of the notice, and the
 * notice has the moment in its key. Put off, a task reminds again. Killed in between, it goes on; two processes at once do not wait for each other.
 * @returns how many tasks were looked at
 */
export async function tellReminders(ctx: Context): Promise<number> {
  let seen = 0
  for (;;) {
    const found = await transaction(ctx, tellSlice)
    seen += found
    if (found < slice) return seen
  }
}

async function tellSlice(ctx: Context): Promise<number> {
  const now = ctx.clock.now()
  const rows = await ctx.db.rows<{ id: string; owner: string | null; at: string; is_old: boolean }>(
    sql`with due as (
        select c.id from tasks c where c.workspace_id = ${sql.workspace} and c.remind_at is not null and c.status = 'open' and c.deleted_at is null and c.remind_at <= ${now}::timestamptz
          and c.reminded_at is distinct from c.remind_at and ${isLiving(ctx, objectOf(ctx, 'task'), 'c')} order by c.remind_at limit ${slice} for no key update of c skip locked)
      update tasks t set reminded_at = t.remind_at from due where t.workspace_id = ${sql.workspace} and t.id = due.id
      returning t.id::text as id, t.owner_id::text as owner, to_json(t.remind_at) #>> '{}' as at, t.remind_at < ${new Date(now.getTime() - latest)}::timestamptz as is_old`,
  )
  await notifyAll(ctx, rows.flatMap(({ id, owner, at, is_old: isOld }) => (owner === null || isOld ? [] : [{ kind: 'task_reminder', to: [owner], from: null, object: 'task', record_id: id, key: `task_reminder:${id}:${at}` }])))
  return rows.length
}
