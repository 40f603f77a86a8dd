/** What visits cost, for the values of customers: time on site at the rate of visits and parts at their cost, less what the customer is charged for both. */
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { markCustomers, type ValueSource } from '../../insight/index.ts'

export const costOfVisits: ValueSource = {
  tells: ['field_cost'],
  // Minutes are those of the voucher; without one, from check-in to the end, a day at most. Work that is a line of its own is in the minutes already.
  statement: (ctx, { window, rule, isOf }) => sql`select j.customer_id, sum(round(greatest(0, ${String(rule.visit_rate)}::numeric
      * coalesce(v.minutes, least(1440, greatest(0, round(extract(epoch from j.ended_at - j.checked_in_at) / 60))), 0) + coalesce(p.cost, 0) - coalesce(v.base_net, 0)), 2)) as field_cost
    from field_jobs j left join service_vouchers v on v.workspace_id = ${sql.workspace} and v.job_id = j.id and v.deleted_at is null
      left join lateral (select sum(o.cost * (l.line ->> 'quantity')::numeric) as cost from jsonb_array_elements(v.lines) l(line)
        join products o on o.workspace_id = ${sql.workspace} and o.id = (l.line ->> 'product')::uuid and o.kind <> 'service') p on true
    where j.workspace_id = ${sql.workspace} and ${isOf(sql`j.customer_id`)} and j.ended_at >= ${window.begin} and j.ended_at < ${window.end} and ${isLiving(ctx, objectOf(ctx, 'field_job'), 'j')} group by 1`,
  rows: { of: 'field_cost', object: 'field_job', filter: (window) => ({ ended_at: { gte: window.begin.toISOString(), lt: window.end.toISOString() } }) },
}

const verbs = ['created', 'updated', 'deleted', 'restored']

/** What changes the cost of a visit; a request takes its visits with it, and parts cost what the product says. */
export const costEvents = [
  ...['finished', 'failed', ...verbs].map((verb) => `dispatch.field_job.${verb}`), ...verbs.map((verb) => `dispatch.service_voucher.${verb}`),
  'requests.request.deleted', 'requests.request.restored', 'sales.product.updated',
]

/** Whoever was visited is evaluated anew; one whom a visit no longer belongs to, too. */
export async function markVisited(ctx: Context, events: StoredEvent[]): Promise<void> {
  const relevant = events.filter(({ kind, after }) => kind !== 'sales.product.updated' || (after !== null && ('cost' in after || 'kind' in after)))
  if (relevant.length === 0) return
  const ids = [...new Set(relevant.map(({ record_id: id }) => id))]
  const rows = await ctx.db.rows<{ id: string }>(sql`select j.customer_id as id from field_jobs j where j.workspace_id = ${sql.workspace} and j.customer_id is not null and (j.id = any(${ids}::uuid[]) or j.request_id = any(${ids}::uuid[]))
    union select j.customer_id from service_vouchers v join field_jobs j on j.workspace_id = ${sql.workspace} and j.id = v.job_id where v.workspace_id = ${sql.workspace} and j.customer_id is not null and (v.id = any(${ids}::uuid[]) or v.product_ids && ${ids}::uuid[])`)
  const left = relevant.flatMap(({ before }) => (typeof before?.customer === 'string' ? [before.customer] : []))
  await markCustomers(ctx, [...rows.map(({ id }) => id), ...left])
}
