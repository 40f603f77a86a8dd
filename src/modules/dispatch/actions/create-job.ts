import { sql } from '../../../platform/db/sql.ts'
import { isId } from '../../../platform/ids.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { saidByActs } from '../rules/job-moves.ts'

interface RequestFacts {
  subject: string
  customer: string | null
  asset: string | null
  priority: string
  service_class: string | null
  description: string | null
  contact_name: string | null
  contact_phone: string | null
  place: { name?: string; lat?: number; lng?: number } | null
}

/** The plain create of a visit: what the request says need not be typed again, and whose it is, is not for whoever enters it to say. */
export async function createJob(ctx: Context, input: Record<string, unknown>): Promise<string> {
  const { id } = await createRecord(ctx, objectOf(ctx, 'field_job'), input, {
    known: async ({ request }) => {
      const facts = (await factsOf(ctx, [request])).get(String(request))
      return facts ? { ...missingIn(input, facts), customer: facts.customer, service_class: facts.service_class } : {}
    },
  })
  return id
}

/** Visits from a file: what their requests say need not stand in it, and whose they are is not for the file to say. */
export const visitsOfFiles: NonNullable<PlainVerbs['many']> = {
  leaves_out: [],
  brings: ['status', ...saidByActs],
  fills: async (ctx, given) => {
    const facts = await factsOf(ctx, given.flatMap(({ request }) => (typeof request === 'string' ? [request] : [])))
    for (const values of given) {
      // Said of one that is over, it is wrong, and not the state that a new one begins with.
      if (values.is_historic === true && values.status === 'planned') values.status = null
      const known = facts.get(String(values.request))
      if (known) Object.assign(values, missingIn(values, known), { customer: known.customer, service_class: known.service_class })
    }
  },
  created: async () => {},
}

/** Of what the request says, that which was left open. */
function missingIn(input: Record<string, unknown>, facts: RequestFacts): Record<string, Value> {
  const known = { subject: facts.subject, asset: facts.asset, priority: facts.priority, instructions: facts.description, contact_name: facts.contact_name, contact_phone: facts.contact_phone, place: facts.place }
  return Object.fromEntries(Object.entries(known).filter(([name, value]) => value !== null && (input[name] === undefined || input[name] === null || input[name] === '')))
}

/** By the request's id; without those that are not there or may not be seen: then the visit is refused with the rest. */
async function factsOf(ctx: Context, requests: readonly unknown[]): Promise<Map<string, RequestFacts>> {
  const ids = [...new Set(requests.filter((id) => typeof id === 'string').filter(isId))]
  if (ids.length === 0) return new Map()
  // Telephones of customers are shown to some in part only: none are copied from there.
  const mayRead = Boolean(readableField(ctx, objectOf(ctx, 'customer'), 'addresses'))
  const rows = await ctx.db.rows<RequestFacts & { id: string }>(
    sql`select r.id::text as id, r.subject, r.customer_id::text as customer, r.asset_id::text as asset, r.priority, r.service_class, r.description,
        coalesce(r.requester_name, t.name, c.name) as contact_name, r.requester_phone as contact_phone,
        coalesce(a.place, case when ${mayRead} and jsonb_array_length(c.addresses) > 0 then jsonb_build_object('name', left(concat(c.addresses->0->>'city', c.addresses->0->>'district', c.addresses->0->>'street'), 200)) end) as place
      from service_requests r
        left join assets a on a.workspace_id = ${sql.workspace} and a.id = r.asset_id and a.deleted_at is null
        left join customers c on c.workspace_id = ${sql.workspace} and c.id = r.customer_id and ${allowed(ctx, 'customer', 'see', 'c', 'one')}
        left join contacts t on t.workspace_id = ${sql.workspace} and t.id = r.contact_id and ${allowed(ctx, 'contact', 'see', 't', 'one')}
      where r.workspace_id = ${sql.workspace} and r.id = any(${ids}::uuid[]) and r.deleted_at is null and ${allowed(ctx, 'request', 'see', 'r', 'one')}`,
  )
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}
