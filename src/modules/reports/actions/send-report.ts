import { z } from 'zod'
import { invalid, issue, notFound } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { enqueue } from '../mail/queue.ts'
import { openReport } from '../queries/open-report.ts'
import { seesReports } from './run-report.ts'

/** To colleagues, now: each receives what that person may see, and nothing where the report is not shared with them. */
export const sendReport = defineAction({
  name: 'send',
  object: 'report',
  on: 'record',
  label: { zh: '立即发送', en: 'Send now' },
  input: z.strictObject({ to: z.array(z.uuid()).min(1).max(50) }),
  guard: seesReports,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    await openReport(ctx, id)
    const to = [...new Set(input.to)]
    const people = await ctx.db.rows<{ id: string }>(sql`select u.id from users u where u.workspace_id = ${sql.workspace} and u.id = any(${to}::uuid[]) and u.is_active and u.deleted_at is null`)
    const missing = to.findIndex((receiver) => !people.some((person) => person.id === receiver))
    if (missing >= 0) throw invalid([issue(`to[${missing}]`, 'reference_not_found', '没有这位员工', 'There is no such person')])
    await enqueue(ctx, to.map((receiver) => ({ schedule: null, report: id, sender: ctx.actor.id, at: ctx.clock.now(), receiver })))
    return { queued: to.length }
  },
})
