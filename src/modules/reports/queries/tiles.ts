/** The tiles of a dashboard with their reports. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import type { OpenReport } from './open-report.ts'
import { questionOf } from '../rules/question.ts'

export const tilesShape = z.array(z.object({ report: z.string(), size: z.enum(['small', 'medium', 'large']) }))
export type Tiles = z.infer<typeof tilesShape>

/**
 * What the reader sees, and what was made by whoever made the dashboard: who shares a dashboard shares with it the questions on it that
 * are their own. Figures are the reader's in any case.
 */
export async function reportsOfTiles(ctx: Context, dashboard: string, tiles: Tiles): Promise<Map<string, OpenReport>> {
  const object = objectOf(ctx, 'report')
  const ids = tiles.map(({ report }) => report)
  const rows = await ctx.db.rows<{ id: string; name: string; question: unknown }>(
    sql`select r.id, r.name, r.question from reports r where r.workspace_id = ${sql.workspace} and r.id = any(${ids}::uuid[]) and ${isLiving(ctx, object, 'r')}
      and (${allowed(ctx, 'report', 'see', 'r')} or r.created_by = (select d.created_by from dashboards d where d.workspace_id = ${sql.workspace} and d.id = ${dashboard}::uuid))`,
  )
  return new Map(rows.flatMap(({ id, name, question }) => {
    const found = questionOf(question)
    return 'question' in found ? [[id, { id, name, question: found.question }]] : []
  }))
}
