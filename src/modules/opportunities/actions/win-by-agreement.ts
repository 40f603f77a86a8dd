/** A customer who accepts, signs or orders has decided: the opportunity is won in the same transaction, and nobody has to remember it. */
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { notify } from '../../notices/index.ts'
import { livingStages } from '../queries/stages.ts'
import { agreements, type Agreement } from '../rules/agreements.ts'
import { missingFor } from '../rules/missing-fields.ts'
import { changeStage } from './change-stage.ts'
import { winAgainstAll } from './settle-competition.ts'

/**
 * Why it was won only people know: its owner is asked for the reason. Where the won stage asks for what is missing it stays open, and
 * its owner is told: the customer's answer stands either way.
 * @param document as it is stored: its opportunity, and what was agreed on
 */
export async function winByAgreement(ctx: Context, agreement: Agreement, { opportunity: id, total, currency }: Stored): Promise<void> {
  if (typeof id !== 'string') return
  await transaction(withEveryRight(ctx), async (ctx) => {
    if (!(await isWonBy(ctx, id, agreement))) return
    const { record } = await lockRecord(ctx, objectOf(ctx, 'opportunity'), id, 'see')
    const stage = (await livingStages(ctx)).find(({ pipeline, kind }) => pipeline === record.pipeline && kind === 'won')
    if (record.status !== 'open' || !stage) return
    // An agreement over nothing yet, such as a framework, says nothing of the amount; neither does one in another currency.
    const agreed: { amount?: string } = currency === record.currency && Number(total) > 0 ? { amount: String(total) } : {}
    const isReady = missingFor(objectOf(ctx, 'opportunity'), { ...record, amount: agreed.amount ?? record.amount ?? null }, stage).length === 0
    if (isReady) {
      await changeStage(ctx, id, {
        from: ['open'],
        verb: 'won',
        stage: () => stage,
        patch: ({ stage: before }) => ({ ...agreed, won_through: agreement, closed_at: ctx.clock.now().toISOString(), closed_from: before }),
        also: (ctx) => winAgainstAll(ctx, id),
      })
    }
    const [zh, en] = agreements[agreement]
    await notify(ctx, { kind: isReady ? 'opportunity_won' : 'opportunity_waits', to: [String(record.owner)], object: 'opportunity', record_id: id, values: { agreement: { zh, en } } })
  })
}

/** Asked before it is locked: most documents come from nothing that is open. */
async function isWonBy(ctx: Context, id: string, agreement: Agreement): Promise<boolean> {
  const rows = await ctx.db.rows(
    sql`select 1 from opportunities o join pipelines p on p.workspace_id = ${sql.workspace} and p.id = o.pipeline_id
      where o.workspace_id = ${sql.workspace} and o.id = ${id}::uuid and o.deleted_at is null and o.status = 'open' and ${agreement} = any(p.won_by)`,
  )
  return rows.length > 0
}
