import { addMonths, startOfMonth } from '../../../platform/calendar/days.ts'
import { longTransaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { lastRun, ruleOf, type Rates } from '../../insight/index.ts'
import { contactRows, purchaseRows, requestRows, standingRows, type Asked } from '../queries/indicator-months.ts'
import { indicators } from '../rules/indicators.ts'

/** This month and the twelve before it. */
export const monthsKept = 13

/**
 * Daily work: the last thirteen months anew, since what was bought or answered may be entered late; of what can only be told of now this month.
 * Twice on one day comes to the same. Before the first evaluation of customers there is nothing to keep.
 */
export async function keepIndicators(given: Context): Promise<void> {
  await longTransaction(withEveryRight(given), async (ctx) => {
    const run = await lastRun(ctx)
    if (!run) return
    const asked = askedFor(run.as_of, await ruleOf(ctx))
    const standing = Object.entries(indicators).flatMap(([key, { isStanding }]) => (isStanding ? [key] : []))
    await ctx.db.rows(sql`delete from indicator_months k where k.workspace_id = ${sql.workspace} and ((k.month between ${asked.first}::date and ${asked.last}::date and k.indicator <> all(${standing})) or (k.month = ${asked.last}::date and k.indicator = any(${standing})))`)
    await keep(ctx, purchaseRows(ctx, asked))
    await keep(ctx, requestRows(ctx, asked))
    await keep(ctx, contactRows(ctx, asked))
    await keep(ctx, standingRows(ctx, asked.last))
    await keepCostOfCustomers(ctx)
    announceAfterCommit(ctx, objectOf(ctx, 'indicator_target'))
  })
}

function askedFor(asOf: string, rule: Rates & { active_months: number }): Asked {
  const last = startOfMonth(asOf)
  return { first: addMonths(last, 1 - monthsKept), last, active: rule.active_months, rates: rule }
}

async function keep(ctx: Context, rows: Sql): Promise<void> {
  await ctx.db.rows(sql`insert into indicator_months (workspace_id, indicator, month, department, part, whole, computed_at) select ${sql.workspace}, r.indicator, r.month, r.department, r.part, r.whole, ${ctx.clock.now()}::timestamptz from (${rows}) r`)
}

/** Who were customers as a month began is counted among purchases; what was spent on them among contacts. */
async function keepCostOfCustomers(ctx: Context): Promise<void> {
  await ctx.db.rows(sql`insert into indicator_months as kept (workspace_id, indicator, month, department, part, whole, computed_at)
    select ${sql.workspace}, 'retention_cost', o.month, o.department, 0, o.part, o.computed_at from indicator_months o where o.workspace_id = ${sql.workspace} and o.indicator = 'opening'
    on conflict (workspace_id, indicator, month, department) do update set whole = excluded.whole`)
  await ctx.db.rows(sql`update indicator_months k set whole = 0 where k.workspace_id = ${sql.workspace} and k.indicator = 'retention_cost' and k.whole is null`)
}
