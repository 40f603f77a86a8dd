import { sql } from '../../../platform/db/sql.ts'
import { systemActor } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { notifyAll, type NewNotice } from '../../notices/index.ts'

const system = systemActor('').id

/** What those who watch are told, by the verb of the event. */
const steps = {
  replied: { zh: '已回复客户', en: 'the customer was answered' },
  customer_replied: { zh: '客户有回复', en: 'the customer replied' },
  response_breached: { zh: '响应已超时', en: 'the first response is overdue' },
  solution_breached: { zh: '解决已超时', en: 'the solution is overdue' },
  completed: { zh: '已完成', en: 'completed' },
  evaluated: { zh: '已评价', en: 'rated' },
  closed: { zh: '已关闭', en: 'closed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  reopened: { zh: '已重开', en: 'reopened' },
}

const added = { zh: '请您关注', en: 'you were asked to watch it' }

export const watchedVerbs = Object.keys(steps)

/** Each event once; those that were taken in just now are told of that. Whoever did it, and whoever looks after it, knows already. */
export async function tellWatchers(ctx: Context, events: readonly StoredEvent[]): Promise<void> {
  const ids = [...new Set(events.map(({ record_id: id }) => id))]
  const rows = await ctx.db.rows<{ id: string; owner: string | null; watchers: string[] }>(
    sql`select c.id::text as id, c.owner_id::text as owner, c.watcher_ids::text[] as watchers from service_requests c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.watcher_ids <> '{}'`,
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  await notifyAll(ctx, events.flatMap((event): NewNotice[] => {
    const row = known.get(event.record_id)
    const step = stepOf(event.kind)
    const newcomers = watchersIn(event.after).filter((id) => !watchersIn(event.before).includes(id))
    const told = (step ? (row?.watchers ?? []) : newcomers).filter((id) => id !== event.actor_id && (id !== row?.owner || !step))
    if (!row || told.length === 0) return []
    return [{ kind: 'request_watched', to: told, from: event.actor_id === system ? null : event.actor_id, object: 'request', record_id: event.record_id, values: { what: step ?? added }, key: `request_watched:${event.id}` }]
  }))
}

function stepOf(kind: string) {
  return Object.entries(steps).find(([verb]) => kind === `requests.request.${verb}`)?.[1]
}

function watchersIn(record: StoredEvent['after']): string[] {
  const watchers: unknown = record?.watchers
  return Array.isArray(watchers) ? watchers.filter((id) => typeof id === 'string') : []
}
