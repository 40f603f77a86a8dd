import { startOfDay } from '../../../platform/calendar/zones.ts'
import { addDays } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import type { Counts } from '../rules/service-level.ts'

/** Of calls of no queue. */
const [standardSeconds, standardShort] = [20, 5]

export interface LevelRow extends Counts {
  /** 0: the half hour, 1: the queue, 2: the whole day. */
  kind: number
  from: string | null
  queue: string | null
  name: string | null
  /** Null where the calls are of queues with different targets. */
  target_percent: number | null
  target_seconds: number | null
  /** Mean of the targets of the calls. */
  wanted_percent: number
  average_waiting: number | null
  longest_waiting: number | null
  average_talk: number | null
  average_wrap_up: number | null
}

/** Incoming calls of a day that the caller may see, by half hour, by queue and in all: one walk over the day. Each call is measured by the target of its queue. */
export async function levelOf(ctx: Context, { day, queue }: { day: string; queue: string | null }): Promise<LevelRow[]> {
  const zone = ctx.workspace.timeZone
  const [from, until] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)]
  return ctx.db.rows<LevelRow>(sql`
    select case when grouping(d.slot) = 0 then 0 when grouping(d.queue_id) = 0 then 1 else 2 end as kind, to_json(d.slot)#>>'{}' as "from", d.queue_id::text as queue, max(d.name) as name,
      case when min(d.target_percent) = max(d.target_percent) and min(d.target_seconds) = max(d.target_seconds) then max(d.target_percent)::int end as target_percent, case when min(d.target_percent) = max(d.target_percent) and min(d.target_seconds) = max(d.target_seconds) then max(d.target_seconds)::int end as target_seconds,
      round(avg(d.target_percent), 1)::float8 as wanted_percent,
      (count(*) filter (where d.answered_at is not null))::int as answered,
      (count(*) filter (where d.answered_at is not null and d.waited <= d.target_seconds))::int as in_time,
      (count(*) filter (where d.status = 'missed'))::int as missed,
      (count(*) filter (where d.status = 'abandoned' and d.waited > d.short_seconds))::int as abandoned,
      (count(*) filter (where d.status = 'abandoned' and d.waited <= d.short_seconds))::int as short,
      (avg(d.waited) filter (where d.answered_at is not null))::float8 as average_waiting, max(d.waited)::float8 as longest_waiting,
      avg(d.talk_seconds)::float8 as average_talk, avg(d.wrap_up_seconds)::float8 as average_wrap_up
    from (
      select date_bin('30 minutes', c.arrived_at, ${from}::timestamptz) as slot, c.queue_id, q.name, coalesce(q.target_percent, 80) as target_percent, coalesce(q.target_seconds, ${standardSeconds}) as target_seconds,
        coalesce(q.short_seconds, ${standardShort}) as short_seconds, c.status, c.answered_at, c.waiting_seconds as waited, c.talk_seconds, c.wrap_up_seconds
      from calls c left join call_queues q on q.workspace_id = ${sql.workspace} and q.id = c.queue_id
      where ${whereOf(ctx, objectOf(ctx, 'call'), 'c', {})} and c.direction = 'in' and c.arrived_at >= ${from} and c.arrived_at < ${until} and c.status <> 'waiting'
        and (${queue}::uuid is null or c.queue_id = ${queue}::uuid)) d
    group by grouping sets ((d.slot), (d.queue_id), ()) order by kind, "from", name nulls last`)
}
