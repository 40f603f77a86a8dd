/** The last model that was learnt, used or not: a row for each time, so that it is seen how it got better. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import type { Model } from '../../../platform/statistics/feature-model.ts'
import type { Quality } from '../../../platform/statistics/model-quality.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Verdict } from '../rules/quality.ts'

const modelShape = z.object({ intercept: z.number(), weights: z.record(z.string(), z.record(z.string(), z.number())) })
const qualityShape = z.object({ auc: z.number(), brier: z.number(), brier_of_mean: z.number(), calibration: z.array(z.object({ said: z.number(), came: z.number(), count: z.number() })) })
const rowShape = z.object({
  trained_at: z.coerce.date(),
  won: z.number(),
  lost: z.number(),
  verdict: z.enum(['used', 'too_few', 'no_better_than_chance']),
  quality: qualityShape.nullable(),
  model: modelShape.nullable(),
})

export interface StoredModel {
  trained_at: Date
  won: number
  lost: number
  verdict: Verdict
  quality: Quality | null
  model: Model | null
}

export async function lastModel(ctx: Context): Promise<StoredModel | null> {
  const [row] = await ctx.db.rows(
    sql`select m.trained_at, m.won, m.lost, m.verdict, m.quality, m.model from lead_models m where m.workspace_id = ${sql.workspace} order by m.trained_at desc, m.id desc limit 1`,
  )
  return row ? rowShape.parse(row) : null
}

export async function keepModel(ctx: Context, { trained_at, won, lost, verdict, quality, model }: StoredModel): Promise<void> {
  await ctx.db.rows(
    sql`insert into lead_models (workspace_id, id, trained_at, trained_by, won, lost, verdict, quality, model)
      values (${sql.workspace}, ${newId()}, ${trained_at}, ${ctx.actor.id}, ${won}, ${lost}, ${verdict}, ${JSON.stringify(quality)}::jsonb, ${JSON.stringify(model)}::jsonb)`,
  )
}
