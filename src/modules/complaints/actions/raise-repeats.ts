import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import { superiorsOf } from '../../approvals/index.ts'
import { notifyAll } from '../../notices/index.ts'

/** Days within which the same customer complaining for the same cause is once too often. */
const withinDays = 90

interface Repeat {
  id: string
  version: number
  priority: string
  customer: string
  owner: string | null
  repeats: string
}

/**
 * Same customer, same cause twice within 90 days: the later one is raised, marked and told to the superior, once. Events come here one
 * after the other and in one transaction with the position in them, so that neither two at once nor a killed process raise it twice or
 * not at all. Cases that a rule opened are no complaints, and what was withdrawn was none.
 */
export async function raiseRepeats(ctx: Context, events: readonly Pick<StoredEvent, 'record_id'>[]): Promise<void> {
  const ids = [...new Set(events.map(({ record_id: id }) => id))]
  const found = await ctx.db.rows<Repeat>(sql`
    select k.id, k.version, k.priority, k.customer_id as customer, k.owner_id as owner, e.id as repeats
    from complaints k cross join lateral (
      select e.id from complaints e where e.workspace_id = ${sql.workspace} and e.customer_id = k.customer_id and e.cause_id = k.cause_id and e.id <> k.id and e.deleted_at is null
        and e.status <> 'withdrawn' and e.origin <> 'warning' and (e.opened_at, e.id) < (k.opened_at, k.id) and e.opened_at >= k.opened_at - make_interval(days => ${withinDays}::int)
      order by e.opened_at desc, e.id desc limit 1) e
    where k.workspace_id = ${sql.workspace} and k.raised_at is null and k.deleted_at is null and k.status not in ('verified', 'withdrawn') and k.origin <> 'warning'
      and (k.id = any(${ids}::uuid[]) or (k.customer_id, k.cause_id) in (select t.customer_id, t.cause_id from complaints t where t.workspace_id = ${sql.workspace} and t.id = any(${ids}::uuid[]) and t.cause_id is not null))
    order by k.id for no key update of k`)
  if (found.length === 0) return
  const raised_at = ctx.clock.now().toISOString()
  await changeMany(ctx, objectOf(ctx, 'complaint'), found.map(({ id, version, priority, customer, repeats }) => ({
    id, version, before: { customer, priority, raised_at: null, repeats: null }, after: { priority: priority === 'normal' ? 'high' : 'urgent', raised_at, repeats },
  })), { verb: 'raised', fields: ['priority', 'raised_at', 'repeats'] })
  const superiors = await superiorsOf(ctx, [...new Set(found.flatMap(({ owner }) => owner ?? []))])
  await notifyAll(ctx, found.map(({ id, owner }) => ({
    kind: 'complaint_raised', to: [owner, owner && superiors.get(owner)].flatMap((person) => person ?? []), object: 'complaint', record_id: id, values: { days: withinDays }, key: `complaint_raised:${id}`, from: null,
  })))
}
