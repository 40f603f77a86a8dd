/** What the desk said and still does about open requests, what it learnt of customers on the way, and work that comes again. */
import { addDays, endOfMonth, startOfWeek } from '../platform/calendar/days.ts'
import { dayOf } from '../platform/calendar/zones.ts'
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'

interface Open {
  id: string
  customer: string
  version: number
  clerk: string
  name: string
}

const said = [
  { content: '电话确认了上门时间，对方要求先到前台登记', next_step: '带工单和访客证', promise: '上门前半小时再打一次电话', learnt: { website: 'https://www.example.com/visitors' } },
  { content: '对方发来现场照片，故障与上月相同', next_step: '查上次换的零件批次', promise: null, learnt: null },
]

/** @param options.administrator whose rights it is done with, in the names of the service desk */
export async function plantFollowUps(ctx: Context, { administrator }: { administrator: Actor }): Promise<void> {
  const open = await ctx.db.rows<Open>(
    sql`select r.id::text as id, c.id::text as customer, c.version, u.id::text as clerk, u.name from service_requests r join customers c on c.workspace_id = ${sql.workspace} and c.id = r.customer_id
      join users u on u.workspace_id = ${sql.workspace} and u.id = r.owner_id
      where r.workspace_id = ${sql.workspace} and r.status = 'in_progress' and r.deleted_at is null and c.kind = 'organisation' order by r.received_at, r.id limit ${said.length}`,
  )
  const log = ctx.registry.verbs.get('interaction')?.create
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  for (const [turn, { id, customer, version, clerk, name }] of open.entries()) {
    const words = said[turn]
    if (!words || !log) continue
    const acting: Context = { ...ctx, actor: { ...administrator, id: clerk, name } }
    const { promise, learnt, ...fields } = words
    await log(acting, {
      ...fields, customer, request: id, channel: turn === 0 ? 'call' : 'wechat', direction: turn === 0 ? 'out' : 'in', owner: clerk, minutes: 6, at: new Date(ctx.clock.now().getTime() - (turn + 1) * 3_600_000).toISOString(),
      promises: promise ? [{ what: promise, due_on: addDays(today, 3) }] : [],
      ...(learnt ? { customer_changes: { version, values: learnt } } : {}),
    })
  }
  const [first] = open
  if (!first) return
  const monday = addDays(startOfWeek(today), 7)
  const tasks = [
    { name: '核对备件库存', owner: first.clerk, due_on: monday, due_time: '09:30', repeat: 'FREQ=WEEKLY;BYDAY=MO', remind: 'm15' },
    { name: '整理本月服务月报', owner: first.clerk, due_on: endOfMonth(addDays(endOfMonth(today), 1)), repeat: 'FREQ=MONTHLY;BYMONTHDAY=-1', remind: 'd1' },
    { name: '秋季满意度回访', owner: first.clerk, starts_on: monday, due_on: addDays(monday, 3) },
    { name: '整理投诉案例', owner: first.clerk, starts_on: addDays(monday, 2), due_on: addDays(monday, 8) },
    { name: '季度保养前联系', owner: first.clerk, customer: first.customer, request: first.id, due_on: addDays(today, 20), repeat: 'FREQ=MONTHLY;INTERVAL=3;COUNT=4', remind: 'w1' },
  ]
  for (const task of tasks) await createRecord({ ...ctx, actor: { ...administrator, id: first.clerk, name: first.name } }, objectOf(ctx, 'task'), task, { asSystem: true })
}
