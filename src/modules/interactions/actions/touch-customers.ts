import type { Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { touchLastContacts } from '../../customers/index.ts'

/** What logging does for the customer's file, for many contacts at once. */
export async function touchCustomers(ctx: Context, interactions: { record: Record<string, Value> }[]): Promise<void> {
  await touchLastContacts(ctx, interactions.map(({ record }) => ({ customer: String(record.customer), at: String(record.at) })))
}
