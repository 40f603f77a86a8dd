/** What complaints cost, for the values of customers. Refunds and discounts are refunds among the purchases already. */
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { markCustomers, type ValueSource } from '../../insight/index.ts'

export const costOfComplaints: ValueSource = {
  tells: ['complaints', 'complaint_cost'],
  // A case that a rule opened before anybody complained costs what it costs, but is no complaint; nor is what was withdrawn.
  statement: (_ctx, { window, isOf }) => sql`select k.customer_id, count(*) filter (where k.origin <> 'warning' and k.status <> 'withdrawn') as complaints, sum(coalesce(k.handling_cost, 0) + coalesce(g.cost, 0)) as complaint_cost
    from complaints k left join lateral (select sum(c.amount) as cost from compensations c
      where c.workspace_id = ${sql.workspace} and c.complaint_id = k.id and c.kind in ('gift', 'points') and c.status in ('approved', 'given') and c.deleted_at is null) g on true
    where k.workspace_id = ${sql.workspace} and ${isOf(sql`k.customer_id`)} and k.opened_at >= ${window.begin} and k.opened_at < ${window.end} and k.deleted_at is null group by 1`,
  rows: {
    of: 'complaint_cost', object: 'complaint',
    filter: (window) => ({ opened_at: { gte: window.begin.toISOString(), lt: window.end.toISOString() }, or: [{ handling_cost: { gt: 0 } }, { compensation_cost: { gt: 0 } }] }),
  },
}

/** What changes the cost of complaints, or whether they are any; what makes up for one is summed up on it. */
export const costEvents = [
  ...['created', 'updated', 'done', 'compensated', 'withdrawn', 'deleted', 'restored'].map((verb) => `complaints.complaint.${verb}`), 'complaints.compensation.deleted', 'complaints.compensation.restored',
]

/** Whoever complained is evaluated anew; one whom a complaint no longer belongs to, too. */
export async function markComplained(ctx: Context, events: StoredEvent[]): Promise<void> {
  const ids = [...new Set(events.map(({ record_id: id }) => id))]
  const rows = await ctx.db.rows<{ id: string }>(sql`select k.customer_id as id from complaints k where k.workspace_id = ${sql.workspace} and k.id = any(${ids}::uuid[])
    union select c.customer_id from compensations c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[])`)
  const left = events.flatMap(({ before }) => (typeof before?.customer === 'string' ? [before.customer] : []))
  await markCustomers(ctx, [...rows.map(({ id }) => id), ...left])
}
