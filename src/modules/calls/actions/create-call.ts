import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { sql } from '../../../platform/db/sql.ts'
import { onlyPartyOf } from '../queries/known-by.ts'
import { numberOf } from '../rules/number.ts'

/**
 * The plain create of a call: it has just come in and waits. Whose number it is is known where that is clear. What the exchange announces
 * twice is one call. Left out of files: a call is not brought in.
 */
export const savesCall: PlainVerbs = {
  create: async (ctx, input) => {
    const known = await announced(ctx, input.exchange_id)
    if (known) return known
    return (await createRecord(ctx, objectOf(ctx, 'call'), await withCaller(ctx, input), {})).id
  },
}

/** The number as it is kept, and whose it is. */
export async function withCaller(ctx: Context, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const phone = typeof input.phone === 'string' ? numberOf(input.phone) : input.phone
  const party = input.customer || typeof phone !== 'string' ? {} : await onlyPartyOf(ctx, phone)
  return { ...input, ...(phone === undefined ? {} : { phone }), ...(input.contact ? {} : party) }
}

async function announced(ctx: Context, id: unknown): Promise<string | null> {
  if (typeof id !== 'string' || id === '' || verdictOf(ctx, 'call', 'create') === false) return null
  const [row] = await ctx.db.rows<{ id: string }>(sql`select c.id::text as id from calls c where c.workspace_id = ${sql.workspace} and c.exchange_id = ${id} and c.deleted_at is null`)
  return row?.id ?? null
}
