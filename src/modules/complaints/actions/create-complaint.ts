import { conflict, invalid, issue } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord } from '../../../kernel/records/update.ts'

/**
 * The plain create of a complaint. Of a service request of kind complaint it takes what is said there, and each request becomes one
 * complaint only: whoever asks at the same moment waits for the first.
 * @throws Problem 404 for a request that the caller may not see; 422 for one of another kind; 409 where there is one already.
 */
export const savesComplaint: PlainVerbs = {
  create: async (ctx, input) => {
    const { request, ...given } = input
    if (request === null || request === undefined) return (await createRecord(ctx, objectOf(ctx, 'complaint'), given)).id
    return transaction(ctx, async (ctx) => openOfRequest(ctx, String(request), given))
  },
  many: { leaves_out: ['request'], created: async () => {} },
}

async function openOfRequest(ctx: Context, id: string, given: Record<string, unknown>): Promise<string> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw invalid([issue('request', 'reference_not_found', '没有这个服务请求', 'There is no such service request')])
  const { record } = await lockRecord(ctx, objectOf(ctx, 'request'), id, 'see')
  if (record.kind !== 'complaint') throw invalid([issue('request', 'not_a_complaint', '只有类型为投诉的服务请求才能转为投诉', 'Only a request of kind complaint becomes a complaint')])
  if (!(given.customer ?? record.customer)) throw invalid([issue('customer', 'required', '先说明请求是哪位客户的', 'Say first whose request it is')])
  const [known] = await ctx.db.rows(sql`select 1 from complaints c where c.workspace_id = ${sql.workspace} and c.request_id = ${id}::uuid and c.deleted_at is null`)
  if (known) throw conflict('already-a-complaint', { zh: '此请求已有投诉档案', en: 'This request has its complaint already' })
  const { subject, description, customer, contact, product } = record
  return (await createRecord(ctx, objectOf(ctx, 'complaint'), { subject, description, customer, contact, product, priority: record.priority === 'low' ? 'normal' : record.priority, request: id, ...given })).id
}
