import { z } from 'zod'
import { longTransaction, transaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { invalid } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { startJob } from '../../../kernel/jobs.ts'
import { asOfDay } from '../../insight/index.ts'
import { decisions, refuseConditions, type Outcome } from '../queries/decide.ts'
import { figuresOf, isReadable, readableFigures, type Figure } from '../queries/figures.ts'
import { faultsOfLevels } from '../rules/levels.ts'
import { schemeOf, type Scheme } from '../queries/schemes.ts'

const days = (least: number) => z.int().min(least).max(3650)
export const previewInput = z.strictObject({
  levels: z.array(z.strictObject({ tier: z.string().max(40), service: z.string().max(500).nullish() })).max(20),
  conditions: z.record(z.string(), z.unknown()).nullish(),
  scope: z.record(z.string(), z.unknown()).nullish(),
  most_up: z.int().min(1).max(10), most_down: z.int().min(1).max(10), stay_days: days(1), hold_days: days(0), hand_days: days(0),
  /** Only customers of this cell of the table are listed: on the diagonal those who stay where they are. */
  from: z.string().max(40).optional(), to: z.string().max(40).optional(),
  limit: z.int().min(1).max(500).default(100),
})

/** With more customers the answer is a job: a minute and more that somebody wants to see going on, and to stop. */
const mostAtOnce = 100_000

export const previewKind = 'tiers.preview'

export interface Preview {
  as_of: string
  /** Counts by tier now, tier afterwards and outcome, with what they bought in the window; amounts are null for whoever may not read them. */
  groups: { tier: string; next: string; outcome: Outcome; customers: number; amount: string | null }[]
  /** Of a cell of the diagonal those who stay. Those who bought most, first. */
  movers: { id: string; name: string; tier: string; due: string | null; next: string; outcome: Outcome; amount: string | null; figures: Figure[] }[]
}

/** Who would move from where to where today; nothing is written. For whoever may write schemes and sees every customer. */
export const previewScheme = defineAction({
  name: 'preview',
  object: 'tier_scheme',
  on: 'collection',
  label: { zh: '预览', en: 'Preview' },
  is_query: true,
  input: previewInput.extend({ as_job: z.boolean().optional() }),
  guard: (ctx) => mayAll(ctx.actor, 'tier_scheme', 'change') && mayAll(ctx.actor, 'customer', 'see') && mayAll(ctx.actor, 'customer_value', 'see'),
  run: async (ctx, { input: { as_job: asJob, ...asked } }) => {
    const { from, to, limit, ...rules } = asked
    const issues = faultsOfLevels(rules.levels, rules.conditions)
    if (issues.length > 0) throw invalid(issues)
    const scheme = schemeOf({ ...rules, id: '', name: '' })
    if (!asJob && !(await isLarge(ctx))) return tell(ctx, await preview(ctx, scheme, { from, to, limit }))
    // What does not fit is refused now, not by the job.
    refuseConditions(ctx, scheme)
    return transaction(ctx, async (ctx) => ({ job: await startJob(ctx, { kind: previewKind, payload: { asked } }) }))
  },
})

async function isLarge(ctx: Context): Promise<boolean> {
  const rows = await ctx.db.rows(sql`select 1 from customer_values v where v.workspace_id = ${sql.workspace} offset ${mostAtOnce}::int limit 1`)
  return rows.length > 0
}

export interface PreviewCell {
  from?: string
  to?: string
  limit: number
}

/**
 * Every customer is decided once; the groups are few, and of the movers only so many are answered: memory does not grow with the company.
 * Amounts are as they are: `tell` leaves out what the reader may not read. @param options.within only these customers, by the id
 */
export async function preview(ctx: Context, scheme: Scheme, { from, to, limit, within }: PreviewCell & { within?: (id: Sql) => Sql }): Promise<Preview> {
  const asOf = await asOfDay(ctx)
  const also = sql`c.name, v.monetary, ${figuresOf(ctx, scheme)} as figures`
  const cell = sql.and([from !== undefined && from === to ? sql`d.outcome <> 'moves'` : sql`d.outcome = 'moves'`, ...(from ? [sql`d.tier = ${from}`] : []), ...(to ? [sql`d.next = ${to}`] : [])])
  const [row] = await longTransaction(ctx, (ctx) =>
    ctx.db.rows<{ groups: Preview['groups'] | null; movers: (Omit<Preview['movers'][number], 'figures'> & { figures: unknown })[] | null }>(
      sql`with d as materialized (${decisions(ctx, scheme, { asOf, also, within })})
        select (select json_agg(g) from (select d.tier, d.next, d.outcome, count(*)::int as customers, sum(d.monetary)::text as amount from d group by d.tier, d.next, d.outcome order by d.tier, d.next, d.outcome) g) as groups,
          (select json_agg(m) from (select d.id, d.name, d.tier, d.due, d.next, d.outcome, d.monetary::text as amount, d.figures from d where ${cell} order by d.monetary desc, d.id limit ${limit}) m) as movers`,
    ),
  )
  return { as_of: asOf, groups: row?.groups ?? [], movers: (row?.movers ?? []).map((mover) => ({ ...mover, figures: readableFigures(ctx, mover.figures) })) }
}

export function tell(ctx: Context, { as_of, groups, movers }: Preview): Preview {
  if (isReadable(ctx, 'value.monetary')) return { as_of, groups, movers }
  return { as_of, groups: groups.map((group) => ({ ...group, amount: null })), movers: movers.map((mover) => ({ ...mover, amount: null })) }
}
