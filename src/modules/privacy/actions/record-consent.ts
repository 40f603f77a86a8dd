import { transaction } from '../../../platform/db/database.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { projectConsents } from './project-consents.ts'

/** A clock of another machine may be ahead by so much. */
const leeway = 60_000

/** The plain create of a consent: the customer's file says so in the same transaction. */
export async function recordConsent(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'consent')
    const { id } = await createRecord(ctx, object, input)
    const { record } = await lockRecord(ctx, object, id, 'see')
    if (new Date(String(record.at)).getTime() > ctx.clock.now().getTime() + leeway) {
      throw invalid([issue('at', 'in_the_future', '时间在将来', 'The time lies ahead')])
    }
    await refuseStranger(ctx, record)
    await projectConsents(ctx, [String(record.customer)])
    return id
  })
}

/** A word of a contact belongs to the customer of that contact; and somebody who was erased says nothing any more. */
async function refuseStranger(ctx: Context, record: Record<string, Value>): Promise<void> {
  // The customer is locked, so that two words at once leave the projection of both.
  const [found] = await ctx.db.rows<{ fits: boolean; gone: boolean }>(
    sql`select c.anonymised_at is not null as gone, ${record.contact ?? null}::uuid is null or exists (select 1 from contacts k
        where k.workspace_id = ${sql.workspace} and k.id = ${record.contact ?? null}::uuid and k.customer_id = c.id and k.anonymised_at is null) as fits
      from customers c where c.workspace_id = ${sql.workspace} and c.id = ${String(record.customer)}::uuid for no key update of c`,
  )
  if (!found?.fits) throw invalid([issue('contact', 'other_customer', '此联系人不属于该客户', 'The contact belongs to another customer')])
  if (found.gone) throw invalid([issue('customer', 'anonymised', '此人已匿名化', 'This person was erased')])
}

/** What recording does for the files of customers, for a file of many consents. */
export async function projectImported(ctx: Context, records: { record: Record<string, Value> }[]): Promise<void> {
  await projectConsents(ctx, [...new Set(records.map(({ record }) => String(record.customer)))])
}
