/** What one person was told, unread first. */
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { invalidCursor } from '../../../kernel/query/sort.ts'
import { isId } from '../../../platform/ids.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { describe, type InboxEntry, type NoticeRow } from './describe.ts'

export interface InboxRequest {
  state: 'all' | 'unread'
  kind?: string
  limit: number
  cursor?: string
}

/** Each state is one range of `notifications_inbox`, however much a person has been told. @throws Problem 422 for a cursor that is none. */
export async function inbox(ctx: Context, request: InboxRequest): Promise<{ data: InboxEntry[]; next_cursor: string | null; unread: number }> {
  const from = request.cursor === undefined ? null : positionOf(request.cursor)
  const limit = request.limit + 1
  const states = [false, true].filter((isRead) => (isRead ? request.state === 'all' : from?.isRead !== true))
  const branches = states.map((isRead) => {
    const after = from?.isRead === isRead ? sql`and n.id < ${from.id}::uuid` : sql.empty
    return sql`(${noticeRows(ctx, sql`${isRead ? sql`n.is_read` : sql`not n.is_read`} and n.is_in_app ${request.kind ? sql`and n.kind = ${request.kind}` : sql.empty} ${after}`)} order by n.id desc limit ${limit})`
  })
  if (branches.length === 0) return { data: [], next_cursor: null, unread: await unreadCount(ctx) }
  const [rows, unread] = await Promise.all([
    ctx.db.rows<NoticeRow>(sql`select * from (${sql.join(branches, ' union all ')}) t order by is_read, id desc limit ${limit}`),
    unreadCount(ctx),
  ])
  const last = rows.length > request.limit ? rows[request.limit - 1] : undefined
  return { data: await describe(ctx, rows.slice(0, request.limit)), next_cursor: last ? `${last.is_read ? 'read' : 'unread'}.${last.id}` : null, unread }
}

/** Counting stops here: more are shown as 99+. */
const mostCounted = 100

export async function unreadCount(ctx: Context): Promise<number> {
  const [row] = await ctx.db.rows<{ count: number }>(
    sql`select count(*)::int as count from (select 1 from notifications n
      where n.workspace_id = ${sql.workspace} and n.receiver_id = ${ctx.actor.id}::uuid and not n.is_read and n.is_in_app and n.deleted_at is null and ${allowed(ctx, 'notification', 'see', 'n')}
      limit ${mostCounted}) t`,
  )
  return row?.count ?? 0
}

/** The reader's own, as `describe` takes them; further conditions on `n`. */
export function noticeRows(ctx: Context, where: Sql): Sql {
  return sql`select n.id, n.kind, n.object, n.record, n.details as values, n.count, n.is_read, n.done_at is not null as is_done, to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      (select json_build_object('id', u.id, 'name', u.name) from users u where u.workspace_id = ${sql.workspace} and u.id = n.actor_id) as actor
    from notifications n where n.workspace_id = ${sql.workspace} and n.receiver_id = ${ctx.actor.id}::uuid and n.deleted_at is null and ${where} and ${allowed(ctx, 'notification', 'see', 'n')}`
}

function positionOf(cursor: string): { isRead: boolean; id: string } {
  const [state, id] = cursor.split('.')
  if ((state !== 'read' && state !== 'unread') || !isId(id)) throw invalidCursor()
  return { isRead: state === 'read', id }
}
