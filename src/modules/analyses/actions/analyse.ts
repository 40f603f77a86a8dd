import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { answerTo } from '../queries/answer-to.ts'
import { keptAnswer } from '../queries/kept.ts'
import { analysisNames } from '../rules/answer.ts'

/** One of the seven analyses (S23), of the customers that the filter names and the caller may see. Fields that the caller may not read are not told of. */
export const analyse = defineAction({
  name: 'analyse',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '分析', en: 'Analyse' },
  is_query: true,
  input: z.strictObject({ analysis: z.enum(analysisNames), filter: z.record(z.string(), z.unknown()).default({}) }),
  guard: (ctx: Context) => ['customer', 'customer_value', 'transaction'].every((object) => verdictOf(ctx, object, 'see') !== false),
  run: async (ctx, { input: { analysis, filter } }) => (await keptAnswer(ctx, analysis, filter)) ?? answerTo(ctx, analysis, filter),
})
