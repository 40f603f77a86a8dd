import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { isId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { readsNumbers } from '../queries/known-by.ts'
import { queueOf } from '../queries/queues.ts'
import { numberOf } from '../rules/number.ts'
import { inWorkingMinutes } from '../rules/next-try.ts'

/** The plain create: by hand. Number and time follow from the customer and the queue where they are left out; whoever may only have own ones keeps it. */
export const savesCallBack: PlainVerbs = {
  create: async (ctx, input) => {
    const isOwn = !input.owner && ctx.actor.kind === 'user' && typeof verdictOf(ctx, 'call_back', 'create') === 'function'
    return (await createRecord(ctx, objectOf(ctx, 'call_back'), { ...(await newCallBack(ctx, input)), ...(isOwn ? { owner: ctx.actor.id } : {}) })).id
  },
}

/** With the number and the time that follow from the rest. */
export async function newCallBack(ctx: Context, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const given = typeof input.phone === 'string' ? numberOf(input.phone) : null
  const queue = await queueOf(ctx, typeof input.queue === 'string' && isId(input.queue) ? input.queue : null)
  const due_at = input.due_at ?? inWorkingMinutes(queue.calendar, ctx.clock.now(), queue.call_back_minutes).toISOString()
  return { ...input, queue: input.queue ?? queue.id, due_at, phone: given ?? (await phoneOf(ctx, input)) }
}

/** The first number of the contact, else of the customer, for whoever gets at numbers. */
async function phoneOf(ctx: Context, { customer, contact }: Record<string, unknown>): Promise<string | null> {
  const ids = [contact, customer].filter((id): id is string => typeof id === 'string' && isId(id))
  const [row] = await ctx.db.rows<{ phone: string | null }>(
    sql`select f.phone from (
        select 1 as place, k.phones[1] as phone from contacts k where k.workspace_id = ${sql.workspace} and k.id = any(${ids}::uuid[]) and k.deleted_at is null and ${readsNumbers(ctx, 'contact')}::boolean
        union all select 2, c.phones[1] from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null and ${readsNumbers(ctx, 'customer')}::boolean) f
      where f.phone is not null order by f.place limit 1`,
  )
  return row?.phone ?? null
}
