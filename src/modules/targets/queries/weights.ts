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
  const places = open.map((_, at) => sql.id(`stood_${at}`))
  // Whoever stood in a stage several times stood in it once: grouped by opportunity, with a mark for each stage.
  const [row] = await ctx.db.rows<{ ended: number[]; won: number[] }>(
    sql`select array[${sql.join(places.map((stood) => sql`count(*) filter (where t.${stood})`))}]::int[] as ended,
        array[${sql.join(places.map((stood) => sql`count(*) filter (where t.${stood} and t.status = 'won')`))}]::int[] as won
      from (select o.status, ${sql.join(open.map(({ id }, at) => sql`bool_or(s.stage_id = ${id}::uuid) as ${places[at] ?? sql.empty}`))}
        from opportunities o join stage_stays s on s.workspace_id = ${sql.workspace} and s.opportunity_id = o.id
        where o.workspace_id = ${sql.workspace} and o.status in ('won', 'lost') and o.closed_at >= ${since} and o.deleted_at is null group by o.id, o.status) t`,
  )
  const stood = open.map(({ id: stage }, at) => ({ stage, ended: row?.ended[at] ?? 0, won: row?.won[at] ?? 0 }))
  const byId = new Map(open.map((stage) => [stage.id, stage]))
  return weightsOf(open, stood).flatMap((weight) => {
    const of = byId.get(weight.stage)
    return of ? [{ ...weight, of }] : []
  })
}
