import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { fit, type Example } from '../../../platform/statistics/feature-model.ts'
import { choosePenalty, crossValidate } from '../../../platform/statistics/model-quality.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { featureNames } from '../rules/features.ts'
import { fewestOfEach, verdictOf } from '../rules/quality.ts'
import { scoreAll } from './score-leads.ts'
import { keepModel, type StoredModel } from './stored-model.ts'

/** The youngest outcomes: what was true years ago is no guide, and so many are learnt from in a moment. */
const mostExamples = 3000

/** Learns anew at once, for whoever may change every lead. */
export const trainScoring = defineAction({
  name: 'train',
  object: 'lead',
  on: 'collection',
  label: { zh: '重新学习评分', en: 'Learn the score anew' },
  input: z.strictObject({}),
  guard: (ctx) => mayAll(ctx.actor, 'lead', 'change'),
  run: async (ctx) => {
    const { verdict, won, lost } = await train(ctx)
    return { verdict, won, lost }
  },
})

/** Learns from the company's own outcomes, judges what it learnt on leads it had not seen, keeps both, and scores the open leads by it where it is good enough. */
export async function train(ctx: Context): Promise<StoredModel> {
  const examples = await examplesOf(ctx)
  const won = examples.filter((example) => example.came).length
  const counts = { won, lost: examples.length - won }
  const isEnough = Math.min(counts.won, counts.lost) >= fewestOfEach
  const quality = isEnough ? crossValidate(examples, featureNames) : null
  const learnt: StoredModel = { trained_at: ctx.clock.now(), ...counts, verdict: verdictOf(counts, quality), quality, model: isEnough ? fit(examples, featureNames, choosePenalty(examples, featureNames)) : null }
  await keepModel(ctx, learnt)
  await scoreAll(ctx)
  return learnt
}

const inputsShape = z.record(z.string(), z.string())

/** Won: it became a customer, and its opportunity was not lost since. What was a duplicate says nothing of a lead. */
async function examplesOf(ctx: Context): Promise<Example[]> {
  const rows = await ctx.db.rows<{ inputs: unknown; came: boolean }>(
    sql`select c.score_inputs as inputs, c.status = 'converted' and o.status is distinct from 'lost' as came from leads c
        left join opportunities o on o.workspace_id = ${sql.workspace} and o.id = c.opportunity_id
      where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.status in ('converted', 'unqualified') and c.unqualified_reason is distinct from 'duplicate'
      order by c.settled_at desc, c.id limit ${mostExamples}`,
  )
  return rows.flatMap(({ inputs, came }) => {
    const { data } = inputsShape.safeParse(inputs)
    return data ? [{ features: data, came }] : []
  })
}
