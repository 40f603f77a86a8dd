/** The clock of ownership: since when the owner holds a customer, the last contact, the last deal. Read from what is stored, so that every way of writing counts alike. */
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

/**
 * Sets the clocks of these customers by the event log, the interactions and the transactions: the same however often it is run. What is
 * dated later than it was entered counts when it was entered: nobody keeps a customer by a visit of next year.
 */
export async function refreshClocks(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  await ctx.db.rows(sql`
    insert into ownerships as o (workspace_id, customer_id, owner_id, held_since, contacted_at, dealt_at, former_owner_id, how, cause)
    select ${sql.workspace}, c.id, c.owner_id, coalesce(e.at, c.created_at), i.at, t.at, u.id, split_part(e.kind, '.', 3), e.cause
    from customers c
    left join lateral (select e.at, e.kind, e.cause, e.before ->> 'owner' as former from events e
      where e.workspace_id = ${sql.workspace} and e.object = 'customer' and e.record_id = c.id
        and (e.after ? 'owner' or e.before ? 'owner' or e.kind like '%.created') and coalesce(e.after ->> 'owner', '') = coalesce(c.owner_id::text, '')
      order by e.tx desc, e.id desc limit 1) e on true
    left join users u on u.workspace_id = ${sql.workspace} and u.id::text = e.former
    left join lateral (select max(least(i.at, i.created_at)) as at from interactions i
      where i.workspace_id = ${sql.workspace} and i.customer_id = c.id and i.deleted_at is null) i on true
    left join lateral (select max(least(t.at, t.created_at)) as at from transactions t
      where t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.deleted_at is null and t.kind = 'purchase' and t.amount > 0) t on true
    where c.workspace_id = ${sql.workspace} and c.id = any(${customerIds}::uuid[])
    on conflict (workspace_id, customer_id) do update set owner_id = excluded.owner_id, held_since = excluded.held_since,
      contacted_at = excluded.contacted_at, dealt_at = excluded.dealt_at, former_owner_id = excluded.former_owner_id, how = excluded.how, cause = excluded.cause
    where (o.owner_id, o.held_since, o.contacted_at, o.dealt_at, o.former_owner_id, o.how, o.cause)
      is distinct from (excluded.owner_id, excluded.held_since, excluded.contacted_at, excluded.dealt_at, excluded.former_owner_id, excluded.how, excluded.cause)`, { prepared: true })
}

const slice = 5000

/** Sets the clocks that do not know their customer's owner: of worlds that were planted without events, and of what a listener has not heard yet. */
export async function windClocks(ctx: Context): Promise<void> {
  const rows = await ctx.db.rows<{ id: string }>(sql`
    select c.id from customers c left join ownerships o on o.workspace_id = ${sql.workspace} and o.customer_id = c.id
    where c.workspace_id = ${sql.workspace} and c.deleted_at is null and (o.customer_id is null or o.owner_id is distinct from c.owner_id)`)
  for (let start = 0; start < rows.length; start += slice) await refreshClocks(ctx, rows.slice(start, start + slice).map(({ id }) => id))
}
