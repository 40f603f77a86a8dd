/** Daily: what rules reach is proposed once; what is proposed and no longer fits is withdrawn. Nothing leaves without a person. */
import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { affectedWhere, listAffected, removalShape } from './affected.ts'

/** A night's work for one rule; the rest is for the nights after. */
const most = 1000

export async function runRemovalRules(ctx: Context): Promise<void> {
  const rules = await ctx.db.rows<{ id: string }>(
    sql`select r.id, r.kind, r.months, r.below, r.condition, r.act from removal_rules r where r.workspace_id = ${sql.workspace} and r.is_active and r.deleted_at is null order by r.created_at, r.id`,
  )
  for (const rule of rules) {
    try {
      await runRule(ctx, rule)
    } catch (error) {
      // A field of its condition is gone, perhaps: the other rules go on.
      ctx.log.error({ err: error, rule: rule.id }, 'a removal rule could not be run')
    }
  }
}

async function runRule(ctx: Context, stored: { id: string }): Promise<void> {
  const { id } = stored
  const rule = removalShape.parse(stored)
  await transaction(ctx, async (ctx) => {
    await ctx.db.rows(
      sql`update removal_proposals p set status = 'obsolete' where p.workspace_id = ${sql.workspace} and p.rule_id = ${id}::uuid and p.status = 'proposed'
        and not exists (select 1 from customers c where c.id = p.customer_id and ${affectedWhere(ctx, rule, 'c')})`,
    )
    // What somebody decided to keep is left alone for a year.
    const also = sql`not exists (select 1 from removal_proposals p where p.workspace_id = ${sql.workspace} and p.rule_id = ${id}::uuid and p.customer_id = c.id
      and (p.status = 'proposed' or p.status = 'kept' and p.decided_at > ${ctx.clock.now()}::timestamptz - interval '1 year'))`
    const reached = await listAffected(ctx, rule, { limit: most, also })
    await addMany(ctx, objectOf(ctx, 'removal_proposal'), reached.map(({ id: customer, facts }) => ({
      id: newId(), version: 1, record: { rule: id, customer, facts: { ...facts }, act: rule.act, status: 'proposed', decided_by: null, decided_at: null },
    })))
    await ctx.db.rows(sql`update removal_rules r set last_run_at = ${ctx.clock.now()} where r.workspace_id = ${sql.workspace} and r.id = ${id}::uuid`)
  })
}
