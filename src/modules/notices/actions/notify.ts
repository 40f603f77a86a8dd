import type { Context } from '../../../kernel/context.ts'
import type { NoticeKind } from '../../../kernel/definitions/notice.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import type { Label } from '../../../platform/label.ts'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'

export interface NewNotice {
  /** One that a manifest declares (`notices`). */
  kind: string
  /** Ids of people. Who did it is not told; neither is who no longer works here. */
  to: readonly string[]
  /** What it is about; without `record_id` several records of that object, see `count`. */
  object?: string
  record_id?: string
  /** For the gaps of the text. Never what some receiver may not read: no names or values of records. */
  values?: Readonly<Record<string, string | number | Label>>
  /** Tells each receiver only once, however often it is called. */
  key?: string
  /** How many records at once; what the same key has told before grows by it. */
  count?: number
  /** Who did it; null: nobody, the system did. Left out: whoever acts. */
  from?: string | null
}

/**
 * Tells people of something, in the caller's transaction and in one statement, however many they are. Mails leave after the commit.
 * @throws Error for a kind that no manifest declares: a mistake of the program.
 */
export async function notify(ctx: Context, notice: NewNotice): Promise<void> {
  await notifyAll(ctx, [notice])
}

/** The same for many things at once: one statement for those that are told once, one for those that are counted. */
export async function notifyAll(ctx: Context, notices: readonly NewNotice[]): Promise<void> {
  const isCounted = (notice: NewNotice) => notice.count !== undefined && notice.key !== undefined
  await write(ctx, rowsOf(ctx, notices.filter((notice) => !isCounted(notice))), false)
  await write(ctx, rowsOf(ctx, notices.filter(isCounted)), true)
}

/** Open pages of the receivers count anew. */
export const announced = { name: 'notification' }

interface Row {
  id: string
  receiver: string
  kind: string
  object: string | null
  record: string | null
  details: object
  count: number
  key: string | null
  actor: string | null
  app: boolean
  mail: string
}

/** One a receiver. The same key twice in one statement is one. */
function rowsOf(ctx: Context, notices: readonly NewNotice[]): Row[] {
  const rows = new Map<string, Row>()
  for (const notice of notices) {
    const kind = kindOf(ctx, notice.kind)
    const actor = notice.from === undefined ? (ctx.actor.kind === 'user' ? ctx.actor.id : null) : notice.from
    for (const receiver of new Set(notice.to)) {
      if (receiver === actor) continue
      const id = newId()
      const place = `${receiver} ${notice.key ?? id}`
      const known = rows.get(place)
      if (known) known.count += notice.count ?? 0
      else rows.set(place, { id, receiver, actor, kind: kind.kind, object: notice.object ?? null, record: notice.record_id ?? null, details: notice.values ?? {}, count: notice.count ?? 1, key: notice.key ?? null, ...kind.default })
    }
  }
  return [...rows.values()]
}

/** What each receiver chose goes before what the kind says. A notification that goes nowhere is not written. */
async function write(ctx: Context, rows: readonly Row[], isCounted: boolean): Promise<void> {
  if (rows.length === 0) return
  const now = ctx.clock.now()
  const [told] = await ctx.db.rows<{ count: number }>(
    sql`with n as (
        insert into notifications (workspace_id, id, created_at, created_by, updated_at, updated_by, receiver_id, kind, object, record, actor_id, details, count, key, is_in_app, mail, mail_state)
        select ${sql.workspace}, r.id, ${now}::timestamptz, r.actor, ${now}::timestamptz, r.actor, r.receiver, r.kind, r.object, r.record, r.actor, r.details, r.count, r.key,
          coalesce(p.app, r.app), coalesce(p.mail, r.mail), case when coalesce(p.mail, r.mail) <> 'off' then 'waiting' end
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, receiver uuid, kind text, object text, record text, details jsonb, count bigint, key text, actor uuid, app boolean, mail text)
          join users u on u.workspace_id = ${sql.workspace} and u.id = r.receiver and u.is_active and u.deleted_at is null
          left join notice_preferences p on p.workspace_id = ${sql.workspace} and p.user_id = r.receiver and p.kind = r.kind
        where coalesce(p.app, r.app) or coalesce(p.mail, r.mail) <> 'off'
        on conflict (workspace_id, receiver_id, key) where key is not null
          ${isCounted ? sql`do update set count = notifications.count + excluded.count, read_at = null, updated_at = excluded.updated_at` : sql`do nothing`}
        returning receiver_id, mail, mail_state),
      q as (select distinct n.receiver_id from n where n.mail = 'at_once' and n.mail_state = 'waiting')
      select (select count(*) from n)::int as count,
        (select count(add_job('notices.mail', json_build_object('workspace', ${ctx.workspace.id}::text, 'receiver', q.receiver_id), 'notices.mail:' || q.receiver_id)::text) from q) as queued`,
  )
  if (told?.count) announceAfterCommit(ctx, announced)
}

function kindOf(ctx: Context, name: string): NoticeKind {
  const kind = ctx.registry.notices.get(name)
  if (!kind) throw new Error(`No manifest declares the kind of notification ${name}: add it to notices of the module that tells it`)
  return kind
}
