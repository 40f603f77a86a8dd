/** Daily: what rules have reached is proposed; what is proposed and no longer fits is withdrawn; automatic rules act at once. */
import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { runInTurn } from '../../../platform/db/insert-rows.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { loggedValues } from '../../../kernel/records/results.ts'
import { insertsOfEvents, insertsOfRecords } from '../../../kernel/records/write-many.ts'
import { affectedWhere, listAffected, type Rule } from './affected.ts'
import { applyProposals } from './review-proposals.ts'

/** A night's work for one rule; the rest is for the nights after. */
const most = 1000

interface StoredRule extends Rule {
  id: string
  mode: string
}

export async function runRules(ctx: Context): Promise<void> {
  const rules = await ctx.db.rows<StoredRule>(
    sql`select r.id, r.object, r.condition, r.months, r.act, r.mode from retention_rules r
      where r.workspace_id = ${sql.workspace} and r.is_active and r.deleted_at is null order by r.created_at, r.id`,
  )
  for (const rule of rules) {
    try {
      await runRule(ctx, rule)
    } catch (error) {
      // A field of its condition is gone, perhaps: the other rules go on.
      ctx.log.error({ err: error, rule: rule.id }, 'a retention rule could not be run')
    }
  }
}

async function runRule(ctx: Context, rule: StoredRule): Promise<void> {
  const ids = await transaction(ctx, async (ctx) => {
    await withdrawProposals(ctx, rule)
    const ids = await proposeReached(ctx, rule)
    await ctx.db.rows(sql`update retention_rules r set last_run_at = ${ctx.clock.now()} where r.workspace_id = ${sql.workspace} and r.id = ${rule.id}::uuid`)
    return ids
  })
  if (rule.mode === 'automatic') await applyProposals(ctx, ids)
}

async function withdrawProposals(ctx: Context, rule: StoredRule): Promise<void> {
  const object = objectOf(ctx, rule.object)
  await ctx.db.rows(
    sql`update retention_proposals p set status = 'obsolete' where p.workspace_id = ${sql.workspace} and p.rule_id = ${rule.id}::uuid and p.status = 'proposed'
      and not exists (select 1 from ${sql.id(object.table)} c where c.id = p.record::uuid and ${affectedWhere(ctx, rule, { asOf: ctx.clock.now(), row: 'c' })})`,
  )
}

/** What somebody decided to keep is left alone for a year. */
async function proposeReached(ctx: Context, rule: StoredRule): Promise<string[]> {
  const proposal = objectOf(ctx, 'retention_proposal')
  const also = sql`not exists (select 1 from retention_proposals p where p.workspace_id = ${sql.workspace} and p.rule_id = ${rule.id}::uuid and p.record = c.id::text
    and (p.status = 'proposed' or p.status = 'kept' and p.decided_at > ${ctx.clock.now()}::timestamptz - interval '1 year'))`
  const reached = await listAffected(ctx, rule, { asOf: ctx.clock.now(), limit: most, also })
  const rows = reached.map(({ id, name, last_activity_at }) => ({
    id: newId(),
    version: 1,
    record: { rule: rule.id, object: rule.object, record: id, subject: name, last_activity_at, act: rule.act, status: 'proposed' },
  }))
  await runInTurn(ctx.db, insertsOfRecords(ctx, proposal, rows))
  await runInTurn(ctx.db, insertsOfEvents(ctx, proposal, rows.map(({ id, version, record }) => ({
    verb: 'created', recordId: id, aboutId: null, before: null, after: loggedValues(proposal, record), version,
  }))))
  return rows.map(({ id }) => id)
}
