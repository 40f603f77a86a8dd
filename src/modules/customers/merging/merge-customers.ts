import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { transaction } from '../../../platform/db/database.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { mergeShares } from '../../../kernel/access/merge-shares.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { lockPair, mergeRecords } from '../../../kernel/records/merge.ts'

export interface MergeAnswer {
  /** Of the merge, by which it can be undone. */
  id: string
  survivor: string
  /** Records that moved, by object. Of objects that the caller may see. */
  moved: Record<string, number>
}

const input = z.strictObject({
  with: z.uuid(),
  /** Field by field: `left` the value of the one in the path, which stays; `right` that of the one it is merged with. */
  take: z.record(z.string().max(100), z.enum(['left', 'right'])).default({}),
})

/**
 * Merges another customer into this one. What belongs to the other moves, also where the caller may not see it: it belongs to the
 * customer, and nothing of it is answered. The other goes to the recycle bin and can be taken out again for 30 days (undo-merge.ts).
 * Needs the right to change both and to remove the other. @throws Problem 404, 403, 409, 422 (kernel/records/merge.ts)
 */
export const mergeCustomers = defineAction({
  name: 'merge',
  object: 'customer',
  on: 'record',
  label: { zh: '合并', en: 'Merge' },
  input,
  guard: mayMerge,
  run: (ctx, { id, input }) => merge(ctx, { survivor: id ?? '', loser: input.with.toLowerCase() }, input.take),
})

export function mayMerge(ctx: Context): boolean {
  return verdictOf(ctx, 'customer', 'change') !== false && verdictOf(ctx, 'customer', 'delete') !== false
}

async function merge(ctx: Context, pair: { survivor: string; loser: string }, take: Record<string, 'left' | 'right'>): Promise<MergeAnswer> {
  const customer = objectOf(ctx, 'customer')
  await getRecord(ctx, customer, pair.loser, new Map([['id', null]]))
  return transaction(ctx, async (ctx) => {
    const locked = await lockPair(ctx, customer, pair)
    const object = objectOf(ctx, 'merge')
    const { id } = await createRecord(withEveryRight(ctx), object, { name: locked.rows.loser.record.name, survivor: pair.survivor, loser: pair.loser, state: 'done' }, { asSystem: true })
    const { moved } = await mergeRecords({ ...ctx, cause: { ...ctx.cause, merge: id } }, customer, locked, take)
    const shares = await mergeShares(ctx, customer, pair)
    const counts: Record<string, number> = {}
    for (const [place, ids] of moved) {
      const [name = ''] = place.split('.')
      counts[name] = (counts[name] ?? 0) + ids.length
    }
    // Beside the record, not a change of it: what it did is known only now.
    await ctx.db.rows(
      sql`update merges m set counts = ${JSON.stringify(counts)}::jsonb, shares = ${JSON.stringify(shares)}::jsonb where m.workspace_id = ${sql.workspace} and m.id = ${id}::uuid`,
    )
    await settlePair(ctx, pair)
    return { id, survivor: pair.survivor, moved: Object.fromEntries(Object.entries(counts).filter(([name]) => verdictOf(ctx, name, 'see') !== false)) }
  })
}

/** The pair of the two is decided, whoever had found it. The merge itself tells who did it and when. */
async function settlePair(ctx: Context, pair: { survivor: string; loser: string }): Promise<void> {
  const [left, right] = [pair.survivor, pair.loser].toSorted()
  await ctx.db.rows(
    sql`update duplicate_pairs p set state = 'merged', decided_by_id = ${ctx.actor.id}::uuid, decided_at = ${ctx.clock.now()}
      where p.workspace_id = ${sql.workspace} and p.left_id = ${left}::uuid and p.right_id = ${right}::uuid`,
  )
}
