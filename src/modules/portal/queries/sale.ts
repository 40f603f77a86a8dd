/** Orders and contracts as their customer sees them: never what they cost us, what we earn, or what colleagues remark. */
import { sql } from '../../../platform/db/sql.ts'
import { isId } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { belongs } from './belongs.ts'
import type { PortalPerson } from './person.ts'

const most = 100

export interface PortalOrder {
  id: string
  number: string
  status: string
  ordered_on: string
  wanted_on: string | null
  total: string
  currency: string
  /** Products by name, the first few. */
  names: string[]
}

export async function ordersOf(ctx: Context, person: PortalPerson): Promise<{ data: (PortalOrder & { status_label: string })[] }> {
  const rows = await ctx.db.rows<PortalOrder>(
    sql`select o.id::text as id, o.number, o.status, o.ordered_on::text as ordered_on, o.wanted_on::text as wanted_on, o.total::text as total, o.currency,
        array(select l.value ->> 'name' from jsonb_array_elements(o.lines) with ordinality as l(value, at) order by l.at limit 3) as names
      from orders o where ${belongs(person, 'o')} and o.status <> 'draft' order by o.ordered_on desc, o.id desc limit ${most}`,
  )
  return { data: rows.map((row) => ({ ...row, status_label: labelOf(ctx, 'order', 'status', row.status) })) }
}

/** With its lines, its steps and what was shipped. @throws Problem 404 for what is not there and for what is somebody else's. */
export async function orderOf(ctx: Context, person: PortalPerson, id: string): Promise<object> {
  const [row] = isId(id)
    ? await ctx.db.rows<{ shown: { status: string; steps: { step: string }[] } }>(
        sql`select json_build_object('id', o.id, 'number', o.number, 'status', o.status, 'ordered_on', o.ordered_on, 'wanted_on', o.wanted_on, 'total', o.total::text, 'currency', o.currency,
            'lines', (select coalesce(json_agg(json_build_object('name', l.value ->> 'name', 'unit', l.value ->> 'unit', 'quantity', l.value -> 'quantity', 'contents', l.value ->> 'contents') order by l.at), '[]'::json)
              from jsonb_array_elements(o.lines) with ordinality as l(value, at)),
            'steps', (select coalesce(json_agg(json_build_object('step', s.value ->> 'step', 'at', s.value ->> 'done_at') order by s.at), '[]'::json)
              from jsonb_array_elements(o.steps) with ordinality as s(value, at)),
            'shipments', (select coalesce(json_agg(json_build_object('number', h.number, 'carrier', h.carrier, 'tracking_number', h.tracking_number, 'shipped_at', h.shipped_at, 'expected_on', h.expected_on, 'arrived_at', h.arrived_at) order by h.shipped_at, h.id), '[]'::json)
              from shipments h where h.workspace_id = ${sql.workspace} and h.order_id = o.id and h.deleted_at is null)) as shown
          from orders o where ${belongs(person, 'o')} and o.status <> 'draft' and o.id = ${id}::uuid`,
      )
    : []
  if (!row) throw notFound()
  const { shown } = row
  return { ...shown, status_label: labelOf(ctx, 'order', 'status', shown.status), steps: shown.steps.map((step) => ({ ...step, label: labelOf(ctx, 'order', 'status', step.step) })) }
}

/** Signed ones with what they entitle to, and what holds without a contract, such as a warranty. */
export async function contractsOf(ctx: Context, person: PortalPerson): Promise<object> {
  const entitled = sql`json_build_object('id', e.id, 'name', e.name, 'covers', e.covers, 'kinds', e.kinds, 'valid_from', e.valid_from, 'valid_until', e.valid_until, 'visits_left', e.visits_left) order by e.valid_until, e.id`
  const [row] = await ctx.db.rows<{ contracts: { kind: string; status: string }[]; entitlements: object[] }>(
    sql`select (select coalesce(json_agg(x.shown order by x.ends_on desc nulls first, x.id), '[]'::json) from (
          select t.id, t.ends_on, json_build_object('id', t.id, 'number', t.number, 'name', t.name, 'kind', t.kind, 'status', t.status, 'starts_on', t.starts_on, 'ends_on', t.ends_on,
            'entitlements', (select coalesce(json_agg(${entitled}), '[]'::json) from entitlements e where e.workspace_id = ${sql.workspace} and e.contract_id = t.id and e.customer_id = t.customer_id and e.deleted_at is null)) as shown
          from contracts t where ${belongs(person, 't')} and t.status in ('signed', 'active', 'ended', 'terminated') order by t.ends_on desc nulls first, t.id limit ${most}) x) as contracts,
      (select coalesce(json_agg(${entitled}), '[]'::json) from entitlements e
        where e.workspace_id = ${sql.workspace} and e.customer_id = ${person.customer}::uuid and e.contract_id is null and e.deleted_at is null) as entitlements`,
  )
  return {
    contracts: (row?.contracts ?? []).map((contract) => ({ ...contract, kind_label: labelOf(ctx, 'contract', 'kind', contract.kind), status_label: labelOf(ctx, 'contract', 'status', contract.status) })),
    entitlements: row?.entitlements ?? [],
  }
}

function labelOf(ctx: Context, object: string, field: string, key: string): string {
  return objectOf(ctx, object).fields.get(field)?.options?.find((one) => one.key === key)?.label[ctx.language] ?? key
}
