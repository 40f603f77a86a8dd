import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { eachInTurn } from '../../../platform/jobs/each-in-turn.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { keepClocks } from './keep-clocks.ts'

export const requestsCrontab = '* * * * * requests-watch'

const slice = 2000

/**
 * Looks at every clock whose moment has come, along an index of those moments: how many requests are open does not matter, only how many are
 * due. Killed in between it goes on with the next slice; two processes at once do not wait for each other.
 * @returns how many requests were looked at
 */
export async function watchClocks(ctx: Context): Promise<number> {
  let seen = 0
  for (;;) {
    const found = await transaction(ctx, async (ctx) => {
      const rows = await ctx.db.rows<{ id: string }>(
        sql`select c.id from service_requests c where c.workspace_id = ${sql.workspace} and c.next_alarm_at <= ${ctx.clock.now()} and c.next_alarm_at is not null and c.deleted_at is null
          order by c.next_alarm_at limit ${slice} for no key update of c skip locked`,
      )
      await keepClocks(ctx, rows.map(({ id }) => id))
      return rows.length
    })
    seen += found
    if (found < slice) return seen
  }
}

export function requestTasks(runtime: Runtime): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'requests-watch': async () => {
      await eachInTurn(await runtime.systemContexts('SLA watch'), watchClocks)
    },
  }
}
