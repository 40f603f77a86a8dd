import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { changeMany, type ManyChange } from '../../../kernel/records/change-many.ts'
import { refreshFormulas } from '../../../kernel/records/refresh-formulas.ts'

export interface TierChange {
  id: string
  tier: string
  /** The words that somebody gave for the tier; those of another tier do not stay. */
  reason: string | null
}

/** Writes tiers of customers that are locked, with an event each as any change of a customer has. */
export async function changeTiers(ctx: Context, changes: readonly TierChange[]): Promise<void> {
  if (changes.length === 0) return
  const object = objectOf(ctx, 'customer')
  const wanted = new Map(changes.map((change) => [change.id, change]))
  const rows = await ctx.db.rows<{ id: string; version: number; tier: string; tier_reason: string | null }>(
    sql`select c.id, c.version, c.tier, c.tier_reason from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${[...wanted.keys()]}::uuid[]) order by c.id`,
  )
  const changed = rows.flatMap(({ id, version, ...before }): ManyChange[] => {
    const change = wanted.get(id)
    return change ? [{ id, version, before, after: { tier: change.tier, tier_reason: change.reason } }] : []
  })
  const keepsReason = ({ before, after }: ManyChange) => before.tier_reason === after.tier_reason
  await changeMany(ctx, object, changed.filter((change) => !keepsReason(change)), { verb: 'updated', fields: ['tier', 'tier_reason'] })
  await changeMany(ctx, object, changed.filter(keepsReason), { verb: 'updated', fields: ['tier'] })
  await refreshFormulas(ctx, object, changed.map(({ id }) => id), ['tier', 'tier_reason'])
}
