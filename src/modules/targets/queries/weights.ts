import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { livingStages, type Stage } from '../../opportunities/index.ts'
import { weightsOf, type Weight } from '../rules/weights.ts'

/** Days back to which ended opportunities are looked at: what sold five years ago tells little of today. */
const daysOfHistory = 730

/**
 * The open stages with what became of those that ever stood in them. Of the whole company, like the probability of a stage, whatever the
 * caller may see: a share and two counts, no record. Former records have no stays and tell nothing here.
 */
export async function stageWeights(ctx: Context): Promise<(Weight & { of: Stage })[]> {
  const since = new Date(ctx.clock.now().getTime() - daysOfHistory * 86_400_000)
  const open = (await livingStages(ctx)).filter(({ kind }) => kind === 'open')
  if (open.length === 0) return []
  // Ways that are alike are counted first, so that each is looked through once.
  const rows = await ctx.db.rows<{ stood_in: string[]; ended: number; won: number }>(
    sql`select o.stood_in::text[] as stood_in, count(*)::int as ended, (count(*) filter (where o.status = 'won'))::int as won from opportunities o
      where o.workspace_id = ${sql.workspace} and o.status in ('won', 'lost') and o.closed_at >= ${since} and o.deleted_at is null group by o.stood_in`,
  )
  const sum = (stage: string, name: 'ended' | 'won') => rows.reduce((total, row) => total + (row.stood_in.includes(stage) ? row[name] : 0), 0)
  const stood = open.map(({ id: stage }) => ({ stage, ended: sum(stage, 'ended'), won: sum(stage, 'won') }))
  const byId = new Map(open.map((stage) => [stage.id, stage]))
  return weightsOf(open, stood).flatMap((weight) => {
    const of = byId.get(weight.stage)
    return of ? [{ ...weight, of }] : []
  })
}
