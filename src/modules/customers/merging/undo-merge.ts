import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, Problem } from '../../../platform/problems.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { unmergeShares, type MovedShares } from '../../../kernel/access/merge-shares.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { undoMergeOf } from '../../../kernel/records/merge.ts'
import { notThere } from '../../../kernel/records/merged-away.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { mayMerge } from './merge-customers.ts'

export const undoableDays = 30

/**
 * Takes a merge apart, up to 30 days after it; what was changed since is kept (kernel/records/merge.ts).
 * @throws Problem 404, 403; 409 when it was undone already or is too old, when one of the two was erased, and when the survivor is no
 * longer there: merged away itself (undo that first) or in the recycle bin
 */
export const undoMerge = defineAction({
  name: 'undo',
  object: 'merge',
  on: 'record',
  label: { zh: '撤销合并', en: 'Undo the merge' },
  input: z.strictObject({}),
  guard: mayMerge,
  run: (ctx, { id }) => undo(ctx, id ?? ''),
})

async function undo(ctx: Context, id: string): Promise<{ survivor: string; restored: string }> {
  return transaction({ ...ctx, cause: { ...ctx.cause, undo_merge: id } }, async (ctx) => {
    const object = objectOf(ctx, 'merge')
    const { record } = await lockRecord(ctx, object, id, 'see')
    if (record.state !== 'done') throw conflict('already-undone', { zh: '这次合并已经撤销', en: 'This merge was undone already' })
    const pair = { survivor: String(record.survivor), loser: String(record.loser) }
    await refuseTooLate(ctx, String(record.created_at))
    await refuseUnlessBothThere(ctx, pair)
    await undoMergeOf(ctx, objectOf(ctx, 'customer'), { ...pair, id })
    if (record.shares) await unmergeShares(ctx, pair, movedShares.parse(record.shares))
    await updateRecord(withEveryRight(ctx), object, id, { state: 'undone', undone_at: ctx.clock.now().toISOString(), undone_by: ctx.actor.id }, { asSystem: true })
    await reopenPairOf(ctx, pair)
    return { survivor: pair.survivor, restored: pair.loser }
  })
}

const movedShares: z.ZodType<MovedShares> = z.object({ moved: z.array(z.string()), withdrawn: z.array(z.string()) })

async function refuseTooLate(ctx: Context, mergedAt: string): Promise<void> {
  if (ctx.clock.now().getTime() - new Date(mergedAt).getTime() <= undoableDays * 86_400_000) return
  throw conflict('too-late', { zh: `合并已超过 ${undoableDays} 天，不能再撤销`, en: `The merge is more than ${undoableDays} days old and cannot be undone` })
}

async function refuseUnlessBothThere(ctx: Context, { survivor, loser }: { survivor: string; loser: string }): Promise<void> {
  const rows = await ctx.db.rows<{ id: string; is_erased: boolean; is_deleted: boolean; merged_into: string | null }>(
    sql`select c.id, c.anonymised_at is not null as is_erased, c.deleted_at is not null as is_deleted, c.merged_into_id as merged_into
      from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${[survivor, loser]}::uuid[]) order by c.id for update of c`,
  )
  if (rows.some(({ is_erased }) => is_erased)) throw conflict('anonymised', { zh: '当事人已匿名化，不能撤销合并', en: 'The person was erased; the merge cannot be undone' })
  const kept = rows.find(({ id }) => id === survivor)
  if (kept?.merged_into) {
    const { extra } = await notThere(ctx, objectOf(ctx, 'customer'), survivor)
    throw new Problem({ status: 409, code: 'survivor-merged', title: { zh: '保留的客户之后又并入了另一客户，请先撤销那次合并', en: 'The survivor was itself merged away; undo that merge first' }, extra })
  }
  if (kept?.is_deleted) throw conflict('survivor-deleted', { zh: '保留的客户在回收站里，请先恢复', en: 'The survivor is in the recycle bin; restore it first' })
}

async function reopenPairOf(ctx: Context, { survivor, loser }: { survivor: string; loser: string }): Promise<void> {
  const [left, right] = [survivor, loser].toSorted()
  await ctx.db.rows(
    sql`update duplicate_pairs p set state = 'open', decided_by_id = null, decided_at = null
      where p.workspace_id = ${sql.workspace} and p.left_id = ${left}::uuid and p.right_id = ${right}::uuid and p.state = 'merged'`,
  )
}
