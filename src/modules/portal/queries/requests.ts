import { sql, type Sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { isId } from '../../../platform/ids.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { wordsCondition } from '../../../kernel/query/words.ts'
import { belongs } from './belongs.ts'
import type { PortalPerson } from './person.ts'

export interface PortalRequest {
  id: string
  number: string
  subject: string
  kind: string
  status: string
  received_at: string
  /** Of the last public word. */
  last_at: string
  by_us: boolean
}

const page = 30

const over = sql.raw("('completed', 'evaluated', 'closed', 'cancelled')")
/** What the customer is to do next: answer, or say whether it is solved. */
const waits = sql.raw("('waiting_customer', 'completed')")

/** Newest first, after the one that the page ended with. */
export async function requestsOf(ctx: Context, person: PortalPerson, { q, state, after }: { q?: string; state: 'open' | 'done' | 'all'; after?: string }): Promise<{ data: PortalRequest[]; next: string | null }> {
  const conditions = [
    belongs(person, 'r'),
    ...(state === 'all' ? [] : [state === 'open' ? sql`r.status not in ${over}` : sql`r.status in ${over}`]),
    ...(q?.trim() ? [wordsCondition(ctx, objectOf(ctx, 'request'), 'r', q)] : []),
    ...(after ? [sql`(r.received_at, r.id) < (select x.received_at, x.id from service_requests x where ${belongs(person, 'x')} and x.id = ${after}::uuid)`] : []),
  ]
  const data = await ctx.db.rows<PortalRequest>(listed(sql.and(conditions), page + 1))
  return { data: data.slice(0, page), next: data.length > page ? (data[page - 1]?.id ?? null) : null }
}

/** What waits for the person, and what goes on. */
export async function homeOf(ctx: Context, person: PortalPerson): Promise<{ waiting: PortalRequest[]; open: PortalRequest[]; open_count: number }> {
  const [waiting, open, [counted]] = await Promise.all([
    ctx.db.rows<PortalRequest>(listed(sql`${belongs(person, 'r')} and r.status in ${waits}`, 10)),
    ctx.db.rows<PortalRequest>(listed(sql`${belongs(person, 'r')} and r.status not in ${over} and r.status not in ${waits}`, 5)),
    ctx.db.rows<{ count: number }>(sql`select count(*)::int as count from service_requests r where ${belongs(person, 'r')} and r.status not in ${over}`),
  ])
  return { waiting, open, open_count: counted?.count ?? 0 }
}

/** @throws Problem 404 for what is not there and for what is somebody else's. */
export async function refuseForeign(ctx: Context, person: PortalPerson, id: string): Promise<void> {
  const [row] = isId(id) ? await ctx.db.rows(sql`select 1 from service_requests r where ${belongs(person, 'r')} and r.id = ${id}::uuid`) : []
  if (!row) throw notFound()
}

/** What a request may be about: devices of the customer, and products that were delivered or stand in one. */
export async function subjectsOf(ctx: Context, { customer }: PortalPerson): Promise<{ assets: { id: string; name: string; serial: string | null }[]; products: { id: string; name: string }[] }> {
  const [row] = await ctx.db.rows<{ assets: { id: string; name: string; serial: string | null }[]; products: { id: string; name: string }[] }>(
    sql`select (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'serial', a.serial) order by a.name, a.id), '[]'::json) from assets a
        where a.workspace_id = ${sql.workspace} and a.customer_id = ${customer}::uuid and a.deleted_at is null and a.status <> 'retired') as assets,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]'::json) from products p
        where p.workspace_id = ${sql.workspace} and p.deleted_at is null and p.id in (
          select unnest(o.product_ids) from orders o where o.workspace_id = ${sql.workspace} and o.customer_id = ${customer}::uuid and o.deleted_at is null and o.status not in ('draft', 'cancelled'))) as products`,
  )
  return row ?? { assets: [], products: [] }
}

function listed(condition: Sql, most: number): Sql {
  return sql`select r.id::text as id, r.number, r.subject, r.kind, r.status, r.received_at, coalesce(m.at, r.received_at) as last_at, coalesce(m.kind = 'reply', false) as by_us
    from service_requests r
    left join lateral (select m.at, m.kind from request_messages m where m.workspace_id = ${sql.workspace} and m.request_id = r.id and m.kind <> 'note' and m.deleted_at is null order by m.at desc, m.id desc limit 1) m on true
    where ${condition} order by r.received_at desc, r.id desc limit ${most}`
}
