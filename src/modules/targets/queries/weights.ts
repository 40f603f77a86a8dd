import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { livingStages, type Stage } from '../../opportunities/index.ts'
import { weightsOf, type Stood, type Weight } from '../rules/weights.ts'

/** Days back to which ended opportunities are looked at: what sold five years ago tells little of today. */
const daysOfHistory = 730

/**
 * The open stages with what became of those that ever stood in them. Of the whole company, like the probability of a stage, whatever the
 * caller may see: a share and two counts, no record. Former records have no stays and tell nothing here.
 */
export async function stageWeights(ctx: Context): Promise<(Weight & { of: Stage })[]> {
  const since = new Date(ctx.clock.now().getTime() - daysOfHistory * 86_400_000)
  const [stages, stood] = await Promise.all([
    livingStages(ctx),
    ctx.db.rows<Stood>(
      // Grouped twice, because distinct counts would sort: whoever stood in a stage several times stood in it once.
      sql`select t.stage_id::text as stage, count(*)::int as ended, (count(*) filter (where t.is_won))::int as won from (
          select s.stage_id, o.id, bool_or(o.status = 'won') as is_won from opportunities o join stage_stays s on s.workspace_id = ${sql.workspace} and s.opportunity_id = o.id
          where o.workspace_id = ${sql.workspace} and o.status in ('won', 'lost') and o.closed_at >= ${since} and o.deleted_at is null group by s.stage_id, o.id) t
        group by t.stage_id`,
    ),
  ])
  const open = stages.filter(({ kind }) => kind === 'open')
  const byId = new Map(open.map((stage) => [stage.id, stage]))
  return weightsOf(open, stood).flatMap((weight) => {
    const of = byId.get(weight.stage)
    return of ? [{ ...weight, of }] : []
  })
}
