/** What an agreement has won is open again in the transaction that ends the last agreement that stood: nobody has to remember that either. */
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { notify } from '../../notices/index.ts'
import { endings } from '../rules/agreements.ts'
import { standsAgreement } from '../standing.ts'
import { changeStage } from './change-stage.ts'
import { reopening } from './reopening.ts'

/**
 * What people won by hand stays won: they know more than the documents. The owner is told, and wins it all the same or says that it is lost.
 * @param document as it was stored: its opportunity
 */
export async function takeBackWin(ctx: Context, ended: keyof typeof endings, { opportunity: id }: Stored): Promise<void> {
  if (typeof id !== 'string') return
  await transaction(withEveryRight(ctx), async (ctx) => {
    if (!(await isWonThrough(ctx, id))) return
    // Locked before it is asked what stands: of two that end at once the later sees the other's end.
    const { record } = await lockRecord(ctx, objectOf(ctx, 'opportunity'), id, 'see')
    if (record.status !== 'won' || !record.won_through || (await standsAgreement(ctx, id))) return
    const former = await amountBefore(ctx, id, record.amount ?? null)
    const back = reopening(id)
    await changeStage(ctx, id, { ...back, from: ['won'], asIs: true, patch: (opportunity) => ({ ...back.patch(opportunity), ...former }) })
    const [zh, en] = endings[ended]
    await notify(ctx, { kind: 'opportunity_win_taken_back', to: [String(record.owner)], object: 'opportunity', record_id: id, values: { ending: { zh, en } } })
  })
}

/** Asked before it is locked: most documents come from nothing that they won. */
async function isWonThrough(ctx: Context, id: string): Promise<boolean> {
  const rows = await ctx.db.rows(sql`select 1 from opportunities o where o.workspace_id = ${sql.workspace} and o.id = ${id}::uuid and o.deleted_at is null and o.status = 'won' and o.won_through is not null`)
  return rows.length > 0
}

/** What the agreement put there goes with it, unless somebody has written another since. */
async function amountBefore(ctx: Context, id: string, now: Value): Promise<{ amount?: Value }> {
  const [won] = await ctx.db.rows<{ before: Record<string, Value>; after: Record<string, Value> }>(
    sql`select e.before, e.after from events e where e.workspace_id = ${sql.workspace} and e.object = 'opportunity' and e.record_id = ${id}::uuid
      and e.kind = 'opportunities.opportunity.won' order by e.version desc limit 1`,
  )
  return won && 'amount' in won.after && Number(won.after.amount) === Number(now) ? { amount: won.before.amount ?? null } : {}
}
