/** What people are told of before they begin to work, at seven by the clock of each company. */
import { transaction } from '../platform/db/database.ts'
import { sql } from '../platform/db/sql.ts'
import { dayOf, minuteOfDay } from '../platform/calendar/zones.ts'
import { eachInTurn } from '../platform/jobs/each-in-turn.ts'
import type { Runtime } from '../kernel/runtime.ts'

/** Offsets of time zones are whole quarters of an hour. */
export const morningsCrontab = '*/15 * * * * mornings'

const beginsAt = 7 * 60

/** Once a day in each company; later in the day where the server was away at seven. */
export async function runMornings(runtime: Runtime): Promise<void> {
  const works = runtime.registry.modules.flatMap((module) => module.mornings ?? [])
  await eachInTurn(await runtime.systemContexts('morning work'), async (ctx) => {
    const now = ctx.clock.now()
    if (minuteOfDay(now, ctx.workspace.timeZone) < beginsAt) return
    const day = dayOf(now, ctx.workspace.timeZone)
    await transaction(ctx, async (ctx) => {
      // Marked with the work: who is killed in between begins again.
      const mine = await ctx.db.rows(sql`update workspaces w set morning_on = ${day}::date where w.id = ${sql.workspace} and (w.morning_on is null or w.morning_on < ${day}::date) returning 1`)
      if (mine.length > 0) for (const work of works) await work.run(ctx)
    })
  })
}
