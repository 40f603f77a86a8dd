/** Which notifications one mail holds: claimed in the database before it is sent, marked after. */
import type { Context } from '../../../kernel/context.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'

export interface MailBatch {
  /** Of the first notification in it: the mail is named by it, however often it is tried. */
  id: string
  mode: 'at_once' | 'digest'
}

/** As many as one mail holds; more leave in a further one. */
const most = { at_once: 30, digest: 200 }

/**
 * A mail that a killed process or a server that was away left behind goes first, with the same notifications; then what is to leave at
 * once; then the digest, when its hour has come.
 */
export async function nextBatch(ctx: Context, receiver: string): Promise<MailBatch | null> {
  const [left] = await ctx.db.rows<MailBatch>(
    sql`select n.mail_id as id, n.mail as mode from notifications n
      where n.workspace_id = ${sql.workspace} and n.receiver_id = ${receiver}::uuid and n.mail_state = 'sending' order by n.mail_id limit 1`,
  )
  return left ?? (await claim(ctx, receiver, 'at_once')) ?? (await claim(ctx, receiver, 'digest'))
}

async function claim(ctx: Context, receiver: string, mode: MailBatch['mode']): Promise<MailBatch | null> {
  const [row] = await ctx.db.rows<{ id: string }>(
    sql`with w as materialized (select n.id from notifications n ${mode === 'digest' ? digestJoin(ctx) : sql.empty}
        where n.workspace_id = ${sql.workspace} and n.receiver_id = ${receiver}::uuid and n.mail = ${mode} and n.mail_state = 'waiting'
          ${mode === 'digest' ? sql`and n.created_at < d.moment` : sql.empty} order by n.id limit ${most[mode]} for no key update of n),
      c as (update notifications n set mail_state = 'sending', mail_id = (select w.id from w order by w.id limit 1)
        where n.workspace_id = ${sql.workspace} and n.id in (select w.id from w) returning n.mail_id as id)
      select c.id from c limit 1`,
  )
  return row ? { id: row.id, mode } : null
}

/** `sent`, or why not. */
export async function endBatch(ctx: Context, receiver: string, batch: MailBatch, state: 'sent' | 'refused' | 'left_out'): Promise<void> {
  await ctx.db.rows(
    sql`update notifications n set mail_state = ${state}, mailed_at = ${state === 'sent' ? ctx.clock.now() : null}::timestamptz
      where n.workspace_id = ${sql.workspace} and n.receiver_id = ${receiver}::uuid and n.mail_state = 'sending' and n.mail_id = ${batch.id}::uuid`,
  )
}

/**
 * `d.moment`: when the last digest of each receiver left or should have, by the clock on that person's wall. What was told before it
 * goes with it. An hour that a day leaves out (summer time) is the one that follows; one that comes twice counts once.
 */
export function digestJoin(ctx: Context): Sql {
  const now = sql`${ctx.clock.now()}::timestamptz`
  return sql`left join notice_settings s on s.workspace_id = ${sql.workspace} and s.user_id = n.receiver_id
    cross join lateral (select coalesce(s.time_zone, ${ctx.workspace.timeZone}::text) as zone, make_interval(hours => coalesce(s.digest_hour, 8)) as hour) z
    cross join lateral (select date_trunc('day', ${now} at time zone z.zone) as day) y
    cross join lateral (select case when (y.day + z.hour) at time zone z.zone <= ${now} then (y.day + z.hour) at time zone z.zone
      else (y.day - interval '1 day' + z.hour) at time zone z.zone end as moment) d`
}
