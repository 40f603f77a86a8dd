/** What a scheme makes of customers. Preview, application and the customer's page read this one statement: they cannot differ. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { systemActor } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { compileFilter } from '../../../kernel/query/filter.ts'
import type { Scheme } from './schemes.ts'

/**
 * `moves`: goes into `next`. Else why not: `fits` its tier; `kept` by hand; `stays` for the least of days; `holds` before it goes down;
 * `apart`: no rule is for it, or its tier is none of the scheme's.
 */
export type Outcome = 'moves' | 'fits' | 'kept' | 'stays' | 'holds' | 'apart'

export interface Decision {
  id: string
  tier: string
  /** The tier whose rule it fulfils; null where it fulfils none. */
  due: string | null
  /** The tier it is in afterwards. */
  next: string
  outcome: Outcome
  since: string
  hand_on: string | null
  /** Since when it fails the rule of its tier; null where it does not. */
  failing_since: string | null
  /** What is kept of it has to be written, whether it moves or not. */
  is_news: boolean
}

export interface Asked {
  /** The day that everything is told for. */
  asOf: string
  /** Which customers, by the id. */
  within?: (id: Sql) => Sql
  /** Further columns of the row `c` of the customer, or `v` of its values. */
  also?: Sql
}

/**
 * A query with the columns of `Decision`: one row for each living customer that has values; who has none stays where it is. `offset 0`: the rules are looked at once a customer; drawn into the columns around
 * it they would be looked at for each mention. @throws Problem 422 for a condition that does not fit
 */
export function decisions(ctx: Context, scheme: Scheme, { asOf, within, also }: Asked): Sql {
  const zone = ctx.workspace.timeZone
  const tiers = scheme.levels.map(({ tier }) => tier)
  const day = sql`${asOf}::date`
  const tierAt = (place: Sql) => sql`(${tiers}::text[])[${place}]`
  const keptUntil = sql`coalesce(k.tier_until, k.hand_on + ${scheme.hand_days}::int)`
  return sql`select k.*, ${tierAt(sql`k.due_at`)} as due, o.outcome,
      case when o.outcome <> 'moves' then k.tier when k.due_at < k.held_at then ${tierAt(sql`greatest(k.due_at, k.held_at - ${scheme.most_up}::int)`)} else ${tierAt(sql`least(k.due_at, k.held_at + ${scheme.most_down}::int)`)} end as next,
      o.outcome = 'moves' or (k.known_tier is null and (k.hand_on is not null or k.failing_since is not null))
        or (k.known_tier is not null and (k.known_tier <> k.tier or k.known_failing is distinct from k.failing_since)) as is_news
    from (select f.*, case when f.due_at > f.held_at then coalesce(case when f.known_tier = f.tier then f.known_failing end, ${day}) end as failing_since
      from (select c.id, c.tier, c.tier_until, array_position(${tiers}::text[], c.tier) as held_at, ${dueAt(ctx, scheme)} as due_at, s.tier as known_tier, s.failing_since as known_failing,
          case when s.tier is null then case when x.entered_on > ${day} then ${day} - ${scheme.stay_days}::int else x.entered_on end when s.tier = c.tier then s.since else ${day} end as since,
          case when s.tier = c.tier then s.hand_on when s.tier is not null then ${day} when c.tier_reason is not null then (c.updated_at at time zone ${zone})::date end as hand_on
          ${also ? sql`, ${also}` : sql.empty}
        from customers c
          join customer_values v on v.workspace_id = ${sql.workspace} and v.id = c.id
          left join tier_standings s on s.workspace_id = ${sql.workspace} and s.customer_id = c.id
          cross join lateral (select (c.created_at at time zone ${zone})::date as entered_on) x
        where c.workspace_id = ${sql.workspace} and c.deleted_at is null ${within ? sql`and ${within(sql`c.id`)}` : sql.empty}
        offset 0) f) k
    cross join lateral (select case
      when k.held_at is null or k.due_at is null then 'apart'
      when k.due_at = k.held_at then 'fits'
      when ${keptUntil} >= ${day} then 'kept'
      when ${day} - k.since < ${scheme.stay_days}::int then 'stays'
      when k.due_at > k.held_at and ${day} - k.failing_since < ${scheme.hold_days}::int then 'holds'
      else 'moves' end as outcome) o`
}

/** The place of the first tier whose rule the customer `c` fulfils. The conditions are the company's, not those of whoever asks. */
function dueAt(ctx: Context, scheme: Scheme): Sql {
  const cases = scheme.levels.map(({ condition }, place) => sql`when ${conditionOf(ctx, condition ?? {}, `conditions.${scheme.levels[place]?.tier}`)} then ${place + 1}::int`)
  return sql`case when not ${conditionOf(ctx, scheme.scope, 'scope')} then null ${sql.join(cases, ' ')} end`
}

/** A filter on the customer `c`, as the company reads it. @throws Problem 422 */
export function conditionOf(ctx: Context, filter: Readonly<Record<string, unknown>>, path: string): Sql {
  const company: Context = { ...ctx, actor: systemActor('tiers') }
  return sql`coalesce(${compileFilter(company, { object: objectOf(ctx, 'customer'), row: 'c', filter, path })}, false)`
}

/** Compiles every condition for its faults. @throws Problem 422 */
export function refuseConditions(ctx: Context, scheme: Scheme): void {
  dueAt(ctx, scheme)
}
