/** What is late and what soon will be: the requests themselves, the most urgent first, and how many of them each team and person has. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed, naming } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { titleOf } from '../../../kernel/projections/columns.ts'
import { whereOf } from '../../../kernel/query/list.ts'

export interface WatchedRequest {
  id: string
  number: string
  subject: string
  customer: string | null
  owner: string | null
  owner_name: string | null
  team_name: string | null
  priority: string
  status: string
  clock: 'response' | 'solution'
  state: 'warned' | 'breached'
  due_at: string
  may_change: boolean
}

export interface WatchedGroup {
  /** Null is nobody's. */
  id: string | null
  name: string | null
  late: number
  soon: number
}

export interface Watched {
  late: number
  soon: number
  nobody: number
  teams: WatchedGroup[]
  people: WatchedGroup[]
  rows: WatchedRequest[]
  /** Of the filter whatever is shown. */
  filter: Record<string, unknown>
}

/** While the customer is waited for the clocks stand still, and there is nothing to press. */
const watched = {
  status: { nin: ['completed', 'evaluated', 'closed', 'cancelled', 'waiting_customer'] },
  or: [{ response_state: { in: ['warned', 'breached'] }, first_response_at: { is_empty: true } }, { solution_state: { in: ['warned', 'breached'] } }],
}
const most = 200

/** @param only of one team or person: what is counted stays of all, so that one can go from one to the other */
export async function watchedRequests(ctx: Context, { team, owner }: { team?: string | null; owner?: string | null }): Promise<Watched> {
  const object = objectOf(ctx, 'request')
  const customer = objectOf(ctx, 'customer')
  const asker = naming(ctx, 'customer')
  const isResponse = sql`(c.first_response_at is null and c.response_state in ('warned', 'breached'))`
  const customerName = sql`(select ${titleOf(asker, customer, 'x')} from customers x where x.workspace_id = ${sql.workspace} and x.id = w.customer_id and ${allowed(asker, 'customer', 'see', 'x', 'one')})`
  const chosen = [...(team === undefined ? [] : [sql`w.team_id is not distinct from ${team}::uuid`]), ...(owner === undefined ? [] : [sql`w.owner_id is not distinct from ${owner}::uuid`])]
  const groupsOf = (column: Sql, name: Sql) => sql`(select coalesce(json_agg(json_build_object('id', g.id, 'name', ${name}, 'late', g.late, 'soon', g.soon) order by g.late desc, g.soon desc, g.id), '[]'::json)
    from (select ${column} as id, (count(*) filter (where w.state = 'breached'))::int as late, (count(*) filter (where w.state = 'warned'))::int as soon from w group by 1) g)`
  const [row] = await ctx.db.rows<{ answer: Omit<Watched, 'filter'> }>(sql`
    with w as materialized (select c.*, case when ${isResponse} and (c.response_state = 'breached' or c.solution_state is distinct from 'breached') then 'response' else 'solution' end as clock,
        case when (${isResponse} and c.response_state = 'breached') or c.solution_state = 'breached' then 'breached' else 'warned' end as state
      from service_requests c where ${whereOf(ctx, object, 'c', { filter: watched })})
    select json_build_object(
      'late', (select count(*)::int from w where w.state = 'breached'), 'soon', (select count(*)::int from w where w.state = 'warned'), 'nobody', (select count(*)::int from w where w.owner_id is null),
      'teams', ${groupsOf(sql`w.team_id`, sql`(select d.name from departments d where d.workspace_id = ${sql.workspace} and d.id = g.id)`)},
      'people', ${groupsOf(sql`w.owner_id`, sql`(select u.name from users u where u.workspace_id = ${sql.workspace} and u.id = g.id)`)},
      'rows', (select coalesce(json_agg(row_to_json(t)), '[]'::json) from (
        select w.id, w.number, w.subject, ${customerName} as customer, w.owner_id as owner, (select u.name from users u where u.workspace_id = ${sql.workspace} and u.id = w.owner_id) as owner_name,
          (select d.name from departments d where d.workspace_id = ${sql.workspace} and d.id = w.team_id) as team_name, w.priority, w.status, w.clock, w.state,
          case w.clock when 'response' then w.response_due_at else w.solution_due_at end as due_at, ${allowed(ctx, 'request', 'change', 'w', 'one')} as may_change
        from w ${chosen.length > 0 ? sql`where ${sql.and(chosen)}` : sql.empty} order by (w.state = 'breached') desc, due_at, w.id limit ${most}) t)) as answer`)
  if (!row) throw new Error('The watch answered nothing')
  const narrowed = { ...(team === undefined ? {} : { team: team ?? { is_empty: true } }), ...(owner === undefined ? {} : { owner: owner ?? { is_empty: true } }) }
  return { ...row.answer, filter: { ...watched, ...narrowed } }
}
