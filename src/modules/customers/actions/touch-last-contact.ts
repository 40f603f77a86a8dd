import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { refreshFormulas } from '../../../kernel/records/refresh-formulas.ts'

/** Keeps the latest contact of a customer; a contact logged late does not move it back. Computed, so without an event. */
export async function touchLastContact(ctx: Context, customerId: string, at: string): Promise<void> {
  await touchLastContacts(ctx, [{ customer: customerId, at }])
}

/** The same for many, in one statement. */
export async function touchLastContacts(ctx: Context, contacts: readonly { customer: string; at: string }[]): Promise<void> {
  if (contacts.length === 0) return
  await ctx.db.rows(
    sql`update customers c set last_contact_at = greatest(c.last_contact_at, r.at)
      from (select t.customer, max(t.at) as at from json_to_recordset(${JSON.stringify(contacts)}::json) as t(customer uuid, at timestamptz) group by t.customer) r
      where c.workspace_id = ${sql.workspace} and c.id = r.customer`,
  )
  await refreshFormulas(ctx, objectOf(ctx, 'customer'), contacts.map(({ customer }) => customer), ['last_contact_at'])
}

/** What the contacts with a customer say by now: after a merge they are others than before. */
export async function setLastContact(ctx: Context, customerId: string, at: string | null): Promise<void> {
  await ctx.db.rows(sql`update customers c set last_contact_at = ${at}::timestamptz where c.workspace_id = ${sql.workspace} and c.id = ${customerId}::uuid`)
}
