/** What somebody has on their page Today. */
import { z } from 'zod'
import { notFound } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { seesReports } from './run-report.ts'

type Pinned = 'report' | 'dashboard'

/** In the order in which they were put there. */
export interface Pins {
  reports: { id: string; name: string }[]
  /** One at most. */
  dashboards: { id: string; name: string }[]
}

/** So many reports stand on Today; one more takes the place of the oldest. */
const mostReports = 4
const most = { report: mostReports, dashboard: 1 } as const

export const pinReport = pinning('report')
export const pinDashboard = pinning('dashboard')

function pinning(object: Pinned) {
  return defineAction({
    name: 'pin',
    object,
    on: 'record',
    label: { zh: '放到今日', en: 'Put on Today' },
    input: z.strictObject({ is_pinned: z.boolean() }),
    guard: seesReports,
    run: async (ctx, { id, input }) => {
      if (!id) throw notFound()
      await (input.is_pinned ? pin(ctx, object, id) : unpin(ctx, object, id))
      return pinsOf(ctx)
    },
  })
}

async function pin(ctx: Context, object: Pinned, id: string): Promise<void> {
  await ctx.db.rows(
    sql`with kept as (select p.record_id from report_pins p where p.workspace_id = ${sql.workspace} and p.user_id = ${ctx.actor.id}::uuid and p.object = ${object} and p.record_id <> ${id}::uuid
        order by p.pinned_at desc limit ${sql.raw(String(most[object] - 1))}),
      gone as (delete from report_pins p where p.workspace_id = ${sql.workspace} and p.user_id = ${ctx.actor.id}::uuid and p.object = ${object} and p.record_id <> ${id}::uuid
        and p.record_id not in (select k.record_id from kept k))
      insert into report_pins (workspace_id, user_id, object, record_id, pinned_at) values (${sql.workspace}, ${ctx.actor.id}, ${object}, ${id}, ${ctx.clock.now()}) on conflict do nothing`,
  )
}

async function unpin(ctx: Context, object: Pinned, id: string): Promise<void> {
  await ctx.db.rows(sql`delete from report_pins p where p.workspace_id = ${sql.workspace} and p.user_id = ${ctx.actor.id}::uuid and p.object = ${object} and p.record_id = ${id}::uuid`)
}

export const showPins = defineAction({
  name: 'pins',
  object: 'report',
  on: 'collection',
  label: { zh: '今日上的报表', en: 'On Today' },
  is_query: true,
  input: z.strictObject({}),
  guard: seesReports,
  run: (ctx) => pinsOf(ctx),
})

/** What is no longer there or no longer seen is left out. */
async function pinsOf(ctx: Context): Promise<Pins> {
  const of = (object: Pinned) => {
    const definition = objectOf(ctx, object)
    return ctx.db.rows<{ id: string; name: string }>(
      sql`select c.id, c.name from report_pins p join ${sql.id(definition.table)} c on c.workspace_id = ${sql.workspace} and c.id = p.record_id
        where p.workspace_id = ${sql.workspace} and p.user_id = ${ctx.actor.id}::uuid and p.object = ${object} and ${isLiving(ctx, definition, 'c')} and ${allowed(ctx, object, 'see', 'c')} order by p.pinned_at, c.id`,
    )
  }
  const [reports, dashboards] = await Promise.all([of('report'), of('dashboard')])
  return { reports, dashboards }
}
