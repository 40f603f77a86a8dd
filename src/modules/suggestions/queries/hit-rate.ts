/** How much of what was proposed was bought. */
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { objectOf } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { ruleOf } from '../engine/rule.ts'

export interface HitRate {
  /** Of the proposals that the caller sees. */
  hit_days: number
  /** As of this moment: the figures are counted as they are asked for. */
  at: string
  /** The lists of proposals that the figures are: of a source, the same with it. */
  lists: Record<'ripe' | 'hits' | 'open', Record<string, unknown>>
  /** Proposed so long ago that all has come that may come: only these are counted, also where one was bought sooner. */
  ripe: number
  hits: number
  /** Not yet. */
  open: number
  by_source: { source: string; ripe: number; hits: number }[]
}

const day = 86_400_000

export async function hitRate(ctx: Context): Promise<HitRate> {
  const { hit_days: days } = await ruleOf(ctx)
  const ripe = new Date(ctx.clock.now().getTime() - days * day)
  const rows = await ctx.db.rows<{ source: string; ripe: number; hits: number; open: number }>(sql`select c.source, count(*) filter (where c.proposed_at <= ${ripe}) as ripe, count(*) filter (where c.proposed_at <= ${ripe} and c.outcome = 'bought') as hits, count(*) filter (where c.proposed_at > ${ripe}) as open
    from product_proposals c where ${whereOf(ctx, objectOf(ctx, 'product_proposal'), 'c', {})} group by 1 order by 2 desc, 1`)
  const sum = (name: 'ripe' | 'hits' | 'open') => rows.reduce((total, row) => total + row[name], 0)
  const [since, before] = [{ gt: ripe.toISOString() }, { lte: ripe.toISOString() }]
  const lists = { ripe: { proposed_at: before }, hits: { proposed_at: before, outcome: 'bought' }, open: { proposed_at: since } }
  return { hit_days: days, at: ctx.clock.now().toISOString(), lists, ripe: sum('ripe'), hits: sum('hits'), open: sum('open'), by_source: rows.map(({ source, ripe, hits }) => ({ source, ripe, hits })) }
}
