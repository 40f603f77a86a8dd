import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { invalid } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { decisions, type Outcome } from '../queries/decide.ts'
import { figuresOf, isReadable, readableFigures, type Figure } from '../queries/figures.ts'
import { faultsOfLevels } from '../rules/levels.ts'
import { schemeOf, type Scheme } from '../queries/schemes.ts'

const days = (least: number) => z.int().min(least).max(3650)
const input = z.strictObject({
  levels: z.array(z.strictObject({ tier: z.string().max(40), service: z.string().max(500).nullish() })).max(20),
  conditions: z.record(z.string(), z.unknown()).nullish(),
  scope: z.record(z.string(), z.unknown()).nullish(),
  most_up: z.int().min(1).max(10), most_down: z.int().min(1).max(10), stay_days: days(1), hold_days: days(0), hand_days: days(0),
  /** Only movers of this cell of the table are listed. */
  from: z.string().max(40).optional(), to: z.string().max(40).optional(),
  limit: z.int().min(1).max(500).default(100),
})

export interface Preview {
  as_of: string
  /** Counts by tier now, tier afterwards and outcome, with what they bought in the window; amounts are null for whoever may not read them. */
  groups: { tier: string; next: string; outcome: Outcome; customers: number; amount: string | null }[]
  /** Those who bought most, first. */
  movers: { id: string; name: string; tier: string; due: string; next: string; amount: string | null; figures: Figure[] }[]
}

/** Who would move from where to where today; nothing is written. For whoever may write schemes and sees every customer. */
export const previewScheme = defineAction({
  name: 'preview',
  object: 'tier_scheme',
  on: 'collection',
  label: { zh: '预览', en: 'Preview' },
  is_query: true,
  input,
  guard: (ctx) => mayAll(ctx.actor, 'tier_scheme', 'change') && mayAll(ctx.actor, 'customer', 'see') && mayAll(ctx.actor, 'customer_value', 'see'),
  run: async (ctx, { input: { from, to, limit, ...rules } }) => {
    const issues = faultsOfLevels(rules.levels, rules.conditions)
    if (issues.length > 0) throw invalid(issues)
    return preview(ctx, schemeOf({ ...rules, id: '', name: '' }), { from, to, limit })
  },
})

/** Every customer is decided once; the groups are few, and of the movers only so many are answered: memory does not grow with the company. */
export async function preview(ctx: Context, scheme: Scheme, { from, to, limit }: { from?: string; to?: string; limit: number }): Promise<Preview> {
  const asOf = today(ctx.clock, ctx.workspace.timeZone)
  const showsAmount = isReadable(ctx, 'value.monetary')
  const also = sql`c.name, v.monetary, ${figuresOf(ctx, scheme)} as figures`
  const cell = sql.and([sql`d.outcome = 'moves'`, ...(from ? [sql`d.tier = ${from}`] : []), ...(to ? [sql`d.next = ${to}`] : [])])
  const [row] = await transaction(ctx, async (ctx) => {
    await ctx.db.rows(sql`select set_config('statement_timeout', '300000', true), set_config('work_mem', '64MB', true)`)
    return ctx.db.rows<{ groups: Preview['groups'] | null; movers: (Omit<Preview['movers'][number], 'figures'> & { figures: unknown })[] | null }>(
      sql`with d as materialized (${decisions(ctx, scheme, { asOf, also })})
        select (select json_agg(g) from (select d.tier, d.next, d.outcome, count(*)::int as customers, sum(d.monetary)::text as amount from d group by d.tier, d.next, d.outcome order by d.tier, d.next, d.outcome) g) as groups,
          (select json_agg(m) from (select d.id, d.name, d.tier, d.due, d.next, d.monetary::text as amount, d.figures from d where ${cell} order by d.monetary desc, d.id limit ${limit}) m) as movers`,
    )
  })
  const amountOf = (amount: string | null) => (showsAmount ? amount : null)
  return {
    as_of: asOf,
    groups: (row?.groups ?? []).map((group) => ({ ...group, amount: amountOf(group.amount) })),
    movers: (row?.movers ?? []).map((mover) => ({ ...mover, amount: amountOf(mover.amount), figures: readableFigures(ctx, mover.figures) })),
  }
}
