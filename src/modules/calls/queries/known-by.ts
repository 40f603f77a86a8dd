import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { rightOn } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'

export interface Party {
  customer: { id: string; name: string }
  contact: { id: string; name: string } | null
}

const most = 10

/**
 * Whose number it is, of the customers and contacts that the caller may see. Whoever reads numbers only in part is told nothing: who tries
 * one number after the other would find out the whole. Whoever may reveal them one by one learns no more by this.
 */
export async function knownBy(ctx: Context, phone: string | null): Promise<Party[]> {
  if (!phone?.startsWith('+')) return []
  const rows = await ctx.db.rows<{ customer: string; name: string; contact: string | null; contact_name: string | null }>(
    sql`select * from (
        (select c.id::text as customer, c.name, k.id::text as contact, k.name as contact_name, 1 as place from contacts k
          join customers c on c.workspace_id = ${sql.workspace} and c.id = k.customer_id and c.deleted_at is null and ${allowed(ctx, 'customer', 'see', 'c')}
          where k.workspace_id = ${sql.workspace} and k.deleted_at is null and k.phones && array[${phone}]::text[] and ${readsNumbers(ctx, 'contact')}::boolean and ${allowed(ctx, 'contact', 'see', 'k')} limit ${most})
        union all
        (select c.id::text, c.name, null, null, 2 from customers c
          where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.phones && array[${phone}]::text[] and ${readsNumbers(ctx, 'customer')}::boolean and ${allowed(ctx, 'customer', 'see', 'c')} limit ${most})) f
      order by f.place, f.name, f.customer limit ${most * 2}`,
  )
  const parties = new Map<string, Party>()
  for (const { customer, name, contact, contact_name } of rows) {
    // A customer of whom a contact has the number needs not be offered once more without one.
    if (contact === null && [...parties.values()].some((party) => party.customer.id === customer)) continue
    parties.set(`${customer} ${contact}`, { customer: { id: customer, name }, contact: contact === null ? null : { id: contact, name: contact_name ?? '' } })
  }
  return [...parties.values()].slice(0, most)
}

/** The one whose number it is, where there is just one. */
export async function onlyPartyOf(ctx: Context, phone: string | null): Promise<{ customer: string | null; contact: string | null }> {
  const parties = await knownBy(ctx, phone)
  const [first] = parties
  if (!first || parties.some(({ customer }) => customer.id !== first.customer.id)) return { customer: null, contact: null }
  return { customer: first.customer.id, contact: parties.length === 1 ? (first.contact?.id ?? null) : null }
}

/** Whether the caller gets at whole numbers, at least one by one. */
export function readsNumbers(ctx: Context, name: 'customer' | 'contact'): boolean {
  const object = objectOf(ctx, name)
  const field = object.fields.get('phones')
  return field !== undefined && ['write', 'read', 'reveal'].includes(rightOn(ctx, object, field))
}
