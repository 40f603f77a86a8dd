/** What a manager of a hotel group looks at in the morning: six reports and a dashboard, shared with the whole house. */
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { shareRecord } from '../kernel/access/shares.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { readyReports } from './words/reports.ts'

export async function plantReports(given: Context, administrator: Actor): Promise<void> {
  const ctx = { ...given, actor: administrator }
  const tops = await ctx.db.rows<{ id: string }>(sql`select d.id from departments d where d.workspace_id = ${sql.workspace} and d.parent_id is null and d.deleted_at is null`)
  const share = async (object: string, id: string) => {
    for (const { id: department } of tops) await shareRecord(ctx, objectOf(ctx, object), id, { department, right: 'read' })
  }
  const tiles: { report: string; size: string }[] = []
  for (const { size, ...report } of readyReports) {
    const { id } = await createRecord(ctx, objectOf(ctx, 'report'), report)
    await share('report', id)
    tiles.push({ report: id, size })
  }
  const { id } = await createRecord(ctx, objectOf(ctx, 'dashboard'), { name: '经营一览 Business at a glance', remark: '晨会看板：销售、漏斗、客户分布与应收', tiles })
  await share('dashboard', id)
}
