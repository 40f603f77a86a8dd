import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { sql } from '../../../platform/db/sql.ts'
import { isId } from '../../../platform/ids.ts'
import { createRecord } from '../../../kernel/records/create.ts'

/** Whoever may only have own requests keeps those they make. */
export const keepsOwn = (ctx: Context) => ctx.actor.kind === 'user' && typeof verdictOf(ctx, 'request', 'create') === 'function'

/** The plain create of a request: nobody's until it is given to somebody, or kept. Whose device it is about is known. */
export async function createRequest(ctx: Context, input: Record<string, unknown>): Promise<string> {
  const isOwn = !input.owner && keepsOwn(ctx)
  return (await createRecord(ctx, objectOf(ctx, 'request'), { ...input, ...(await ofAsset(ctx, input)), ...(isOwn ? { owner: ctx.actor.id } : {}) })).id
}

/** Customer and product of the device where the caller left them out; what is not there is refused with the rest. */
async function ofAsset(ctx: Context, { asset, customer, product }: Record<string, unknown>): Promise<Record<string, unknown>> {
  if (typeof asset !== 'string' || !isId(asset) || (customer && product)) return {}
  const [row] = await ctx.db.rows<{ customer: string; product: string | null }>(
    sql`select a.customer_id::text as customer, a.product_id::text as product from assets a where a.workspace_id = ${sql.workspace} and a.id = ${asset}::uuid and a.deleted_at is null and ${allowed(ctx, 'asset', 'see', 'a')}`,
  )
  return row ? { ...(customer ? {} : { customer: row.customer }), ...(product ? {} : { product: row.product }) } : {}
}
