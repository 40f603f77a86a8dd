/** Contracts with what was known of their customers on a day: of those that ended, 90 days before the end; of those that run, today. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Features } from '../../../platform/statistics/feature-model.ts'

/** Words and numbers that are learnt from. What is told only afterwards (the tier and status of the customer as they are now, why a contract was ended) is not among them. */
export const featureNames = ['kind', 'renews', 'category', 'trend', 'tenure_years', 'amount', 'discount', 'contacts', 'silent_days', 'requests', 'complaints'] as const

export interface Contract {
  id: string
  customer: string
  ends_on: string | null
  /** Null while it runs. */
  churned: boolean | null
  features: Features
}

/** Known so many days before the end: later, nothing could be done any more. */
const daysAhead = sql.raw('90')
/** Another contract that begins so soon after is a renewal. */
const grace = sql.raw('30')
/** The newest of those that ended. */
const most = 20_000
const mostRunning = 50_000

/**
 * An amendment is part of its contract. Renewed is whose customer has another contract that began after this one, by 30 days after its end, and goes on beyond it; or what goes on by itself.
 * @param day as of which, YYYY-MM-DD: what lies after it is not looked at
 */
export async function endedContracts(ctx: Context, day: string): Promise<Contract[]> {
  const ended = sql`select k.*, e.end_on, greatest(k.starts_on, e.end_on - ${daysAhead}) as known_on,
      not (k.renews = 'automatic' and k.status = 'active') and not exists (
        select 1 from contracts n where n.workspace_id = ${sql.workspace} and n.customer_id = k.customer_id and n.id <> k.id and n.kind <> 'amendment' and n.status in ('signed', 'active', 'ended', 'terminated') and n.deleted_at is null
          and n.starts_on > k.starts_on and n.starts_on <= e.end_on + ${grace} and (n.ends_on is null or n.ends_on > e.end_on)) as churned
    from contracts k cross join lateral (select case when k.status = 'terminated' then least(k.ends_on, (k.updated_at at time zone ${ctx.workspace.timeZone})::date) else k.ends_on end as end_on) e
    where k.workspace_id = ${sql.workspace} and k.deleted_at is null and k.kind <> 'amendment' and k.status in ('active', 'ended', 'terminated') and k.starts_on is not null and e.end_on > k.starts_on and e.end_on + ${grace} <= ${day}::date
    order by e.end_on desc, k.id limit ${most}`
  return known(ctx, ended)
}

export async function runningContracts(ctx: Context, day: string): Promise<Contract[]> {
  const running = sql`select k.*, k.ends_on as end_on, ${day}::date as known_on, null::boolean as churned from contracts k
    where k.workspace_id = ${sql.workspace} and k.deleted_at is null and k.kind <> 'amendment' and k.status in ('signed', 'active') and k.starts_on is not null and (k.ends_on is null or k.ends_on >= ${day}::date) order by k.ends_on, k.id limit ${mostRunning}`
  return known(ctx, running)
}

interface Row {
  id: string
  customer: string
  ends_on: string | null
  churned: boolean | null
  features: Features
}

/** Everything about a customer up to the end of `known_on`, and nothing later. */
async function known(ctx: Context, contracts: Sql): Promise<Contract[]> {
  return ctx.db.rows<Row>(sql`select k.id::text as id, k.customer_id::text as customer, k.end_on::text as ends_on, k.churned, json_build_object(
      'kind', k.kind, 'renews', k.renews, 'category', c.category, 'amount', k.base_total::float8, 'discount', coalesce(k.discount_percent, 0)::float8,
      'tenure_years', round((k.known_on - least(f.first_on, b.first_on, k.starts_on)) / 365.0, 1)::float8,
      'trend', case when b.half = 0 and b.before = 0 then 'none' when b.half > b.before * 1.25 then 'growing' when b.half < b.before * 0.75 then 'falling' else 'steady' end,
      'contacts', i.year, 'silent_days', k.known_on - i.last_on, 'requests', r.year, 'complaints', r.complaints) as features
    from (${contracts}) k join customers c on c.workspace_id = ${sql.workspace} and c.id = k.customer_id and c.deleted_at is null
    cross join lateral (select (k.known_on + 1)::timestamp at time zone ${ctx.workspace.timeZone} as at) u
    cross join lateral (select min(o.starts_on) as first_on from contracts o where o.workspace_id = ${sql.workspace} and o.customer_id = k.customer_id and o.deleted_at is null and o.starts_on <= k.known_on) f
    cross join lateral (
      select (min(t.at) at time zone ${ctx.workspace.timeZone})::date as first_on, coalesce(sum(t.amount) filter (where t.at >= u.at - interval '180 days'), 0) as half, coalesce(sum(t.amount) filter (where t.at >= u.at - interval '360 days' and t.at < u.at - interval '180 days'), 0) as before
      from transactions t where t.workspace_id = ${sql.workspace} and t.customer_id = k.customer_id and t.at < u.at and t.deleted_at is null) b
    cross join lateral (
      select count(*) filter (where a.at >= u.at - interval '365 days') as year, (max(a.at) at time zone ${ctx.workspace.timeZone})::date as last_on from interactions a where a.workspace_id = ${sql.workspace} and a.customer_id = k.customer_id and a.at < u.at and a.deleted_at is null) i
    cross join lateral (
      select count(*) as year, count(*) filter (where s.kind = 'complaint') as complaints from service_requests s
      where s.workspace_id = ${sql.workspace} and s.customer_id = k.customer_id and s.received_at < u.at and s.received_at >= u.at - interval '365 days' and s.deleted_at is null) r`)
}
