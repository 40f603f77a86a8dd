/** Which customers a rule sees trouble coming for. The run, by night and after events, and the simulation read this one statement: they cannot differ. */
import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf, startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'

export interface WarningRule {
  /** Null for one that is only simulated. */
  id: string | null
  kind: 'late_order' | 'repeated_fault' | 'falling_rating' | 'sla_breached'
  threshold: number
  window_days: number
}

/** One occasion for a preventive case. */
export interface Due {
  /** Names the occasion for good: the order that is late, the request by which it was once too often. */
  occasion: string
  customer: string
  product: string | null
  order: string | null
  /** Days late, how many, or by how many stars. */
  count: string
}

interface Reach {
  /** Only these customers. */
  only?: readonly string[]
  /** Only what the caller may see: for the simulation. */
  isSeen?: boolean
}

/**
 * A query with the columns of `Due`. What the rule opened a case for is no occasion any more; neither is what happens again to the same
 * customer, and product, while the last case of the rule lies within its days.
 */
export function dueQuery(ctx: Context, rule: WarningRule, reach: Reach = {}): Sql {
  const found = finders[rule.kind](ctx, rule, reach)
  if (rule.id === null) return found
  const since = sql`${ctx.clock.now()}::timestamptz - make_interval(days => ${rule.window_days}::int)`
  const isAgain = rule.kind === 'late_order' ? sql.raw('false') : sql`k.rule_id = ${rule.id}::uuid and k.customer_id = d.customer and k.product_id is not distinct from d.product and k.opened_at > ${since}`
  return sql`select d.* from (${found}) d
    where not exists (select 1 from complaints k where k.workspace_id = ${sql.workspace} and k.occasion_key = ${rule.id} || ' ' || d.occasion)
      and not exists (select 1 from complaints k where k.workspace_id = ${sql.workspace} and ${isAgain})`
}

const finders: Record<WarningRule['kind'], (ctx: Context, rule: WarningRule, reach: Reach) => Sql> = {
  /** A customer still waits for it so many days after the day they wanted it on. What is older than the window is no news. */
  late_order: (ctx, { threshold, window_days: window }, reach) => {
    const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
    return sql`select o.id::text as occasion, o.customer_id as customer, null::uuid as product, o.id as "order", (${today}::date - o.wanted_on)::text as count
      from orders o where o.workspace_id = ${sql.workspace} and o.deleted_at is null and o.status not in ('draft', 'shipped', 'arrived', 'completed', 'cancelled')
        and o.wanted_on < ${addDays(today, -threshold)}::date and o.wanted_on >= ${addDays(today, -threshold - window)}::date and ${within(ctx, reach, 'order', 'o')}`
  },
  /** So many faults of one product within the days; of those without a product, of the customer. */
  repeated_fault: (ctx, { threshold, window_days: window }, reach) => sql`
    select (array_agg(r.id order by r.received_at desc, r.id desc))[1]::text as occasion, r.customer_id as customer, r.product_id as product, null::uuid as "order", count(*)::text as count
    from service_requests r where ${requests(ctx, reach)} and r.kind = 'fault' and r.status <> 'cancelled' and r.received_at >= ${since(ctx, window)}
    group by r.customer_id, r.product_id having count(*) >= ${threshold}`,
  /** The last rating lies so many stars below the mean of those before it. */
  falling_rating: (ctx, { threshold, window_days: window }, reach) => sql`
    select l.ids[1]::text as occasion, l.customer, null::uuid as product, null::uuid as "order", round(l.before - l.ratings[1], 1)::text as count
    from (select r.customer_id as customer, array_agg(r.id order by r.completed_at desc, r.id desc) as ids, array_agg(r.evaluation::int order by r.completed_at desc, r.id desc) as ratings,
        (sum(r.evaluation) - (array_agg(r.evaluation order by r.completed_at desc, r.id desc))[1])::numeric / nullif(count(*) - 1, 0) as before
      from service_requests r where ${requests(ctx, reach)} and r.evaluation is not null and r.completed_at >= ${since(ctx, window)} group by r.customer_id) l
    where l.before - l.ratings[1] >= ${threshold}`,
  /** So many requests of one customer were late within the days. */
  sla_breached: (ctx, { threshold, window_days: window }, reach) => sql`
    select (array_agg(r.id order by r.received_at desc, r.id desc))[1]::text as occasion, r.customer_id as customer, null::uuid as product, null::uuid as "order", count(*)::text as count
    from service_requests r where ${requests(ctx, reach)} and (r.response_state = 'breached' or r.solution_state = 'breached') and r.status <> 'cancelled' and r.received_at >= ${since(ctx, window)}
    group by r.customer_id having count(*) >= ${threshold}`,
}

function requests(ctx: Context, reach: Reach): Sql {
  return sql`r.workspace_id = ${sql.workspace} and r.deleted_at is null and r.customer_id is not null and ${within(ctx, reach, 'request', 'r')}`
}

/** Of customers who are there, and of records that the caller may see where that is asked for. */
function within(ctx: Context, { only, isSeen }: Reach, object: string, row: string): Sql {
  const customer = sql.id(row, 'customer_id')
  return sql.and([
    sql`exists (select 1 from customers c where c.workspace_id = ${sql.workspace} and c.id = ${customer} and c.deleted_at is null ${isSeen ? sql`and ${allowed(ctx, 'customer', 'see', 'c', 'one')}` : sql.empty})`,
    ...(only ? [sql`${customer} = any(${only}::uuid[])`] : []),
    ...(isSeen ? [allowed(ctx, object, 'see', row)] : []),
  ])
}

function since(ctx: Context, days: number): Date {
  return startOfDay(addDays(dayOf(ctx.clock.now(), ctx.workspace.timeZone), -days), ctx.workspace.timeZone)
}
