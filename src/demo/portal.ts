/** The customers' portal, which is on: somebody who sees all of the company, a colleague who sees what is theirs, one who left; and what the first two raised. */
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { updateRecord } from '../kernel/records/update.ts'
import { portalPage } from '../modules/portal/index.ts'
import { keepClocks } from '../modules/requests/index.ts'

const raised = [
  { kind: 'fault', subject: '会议室门禁刷不开', description: '二楼望海厅，三张会议卡都刷不开，下午两点有会。' },
  { kind: 'question', subject: '年底会议想加一天', description: '原定 12 月 18 日，想改成 18、19 日两天，房间和会议室都加一天。' },
]

/** Given as rows, not by inviting: nobody in the demo world is written to. */
export async function plantPortal(ctx: Context): Promise<void> {
  await portalPage.open(ctx)
  const people = await ctx.db.rows<{ id: string; name: string; customer: string }>(
    sql`select k.id::text as id, k.name, c.id::text as customer from customers c
      join lateral (select count(*)::int as count from service_requests r where r.workspace_id = ${sql.workspace} and r.customer_id = c.id and r.deleted_at is null) asked on asked.count > 0
      join contacts k on k.workspace_id = ${sql.workspace} and k.customer_id = c.id and k.deleted_at is null and cardinality(k.emails) > 0
      where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.kind = 'organisation'
      order by exists (select 1 from entitlements e where e.workspace_id = ${sql.workspace} and e.customer_id = c.id)::int
          + exists (select 1 from contracts t where t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.status in ('signed', 'active'))::int
          + exists (select 1 from orders o where o.workspace_id = ${sql.workspace} and o.customer_id = c.id and o.status <> 'draft')::int desc,
        asked.count desc, c.id, k.is_primary desc, k.id limit 3`,
  )
  const access = objectOf(ctx, 'portal_access')
  for (const [turn, { id, name, customer }] of people.entries()) {
    const made = await createRecord(ctx, access, { contact: id, customer, name, sees: turn === 1 ? 'own' : 'customer' })
    const asked = raised[turn]
    if (asked) {
      const request = await createRecord(ctx, objectOf(ctx, 'request'), { ...asked, channel: 'portal', contact: id, customer, requester_name: name })
      await keepClocks(ctx, [request.id])
    }
    if (turn === 2) await updateRecord(ctx, access, made.id, { status: 'withdrawn', withdrawn_at: ctx.clock.now().toISOString() }, { asSystem: true, verb: 'withdrawn' })
  }
}
