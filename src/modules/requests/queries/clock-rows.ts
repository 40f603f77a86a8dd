import { sql } from '../../../platform/db/sql.ts'
import { administersRoles } from '../../../kernel/access/administers-roles.ts'
import type { Context } from '../../../kernel/context.ts'
import type { ClockState } from '../rules/clocks.ts'
import type { RequestFacts } from '../rules/policies-that-fit.ts'

/** What the clocks of a request follow from, and what they said last. */
export interface ClockRow extends RequestFacts {
  id: string
  version: number
  status: string
  owner: string | null
  /** Who is told where the policy names nobody: the head of its team; of nobody's request without one, the first administrator. */
  above: string | null
  /** Of the entitlement: they go before those of the policy. */
  response_minutes: number | null
  solution_minutes: number | null
  received_at: string
  first_response_at: string | null
  assigned_at: string | null
  completed_at: string | null
  /** One that has not ended has no `to`. */
  pauses: { from: string; to?: string | null }[]
  response_state: ClockState | null
  response_due_at: string | null
  solution_state: ClockState | null
  solution_due_at: string | null
}

/** Who may give every right, and was there first: as in approvals without a superior. */
const firstAdministrator = sql`(select u.id from users u join roles r on r.workspace_id = ${sql.workspace} and r.id = any(u.role_ids) and r.deleted_at is null
  where u.workspace_id = ${sql.workspace} and u.is_active and u.deleted_at is null and ${administersRoles('r')} order by u.created_at, u.id limit 1)`

/** Locked for the rest of the transaction. */
export async function clockRows(ctx: Context, ids: readonly string[]): Promise<ClockRow[]> {
  return ctx.db.rows<ClockRow>(
    sql`select c.id, c.version, c.status, c.owner_id as owner, coalesce(h.id, case when c.owner_id is null then ${firstAdministrator} end) as above, c.service_class, c.priority, c.kind, k.tier, e.response_minutes, e.solution_minutes,
        c.received_at, c.first_response_at, c.assigned_at, c.completed_at, c.pauses, c.response_state, c.response_due_at, c.solution_state, c.solution_due_at
      from service_requests c
        left join customers k on k.workspace_id = ${sql.workspace} and k.id = c.customer_id
        left join departments d on d.workspace_id = ${sql.workspace} and d.id = c.team_id and d.deleted_at is null
        left join users h on h.workspace_id = ${sql.workspace} and h.id = d.head_id and h.is_active and h.deleted_at is null
        left join entitlements e on e.workspace_id = ${sql.workspace} and e.id = c.entitlement_id
      where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null order by c.id for no key update of c`,
  )
}
