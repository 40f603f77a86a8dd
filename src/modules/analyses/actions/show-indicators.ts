import { z } from 'zod'
import { mayAll } from '../../../kernel/access/actor.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { indicatorsOf, mayAskIndicators } from '../queries/indicators.ts'
import { keepIndicators } from './keep-indicators.ts'

/** Indicators of the company, or of a department with all below it. */
export const showIndicators = defineAction({
  name: 'standing',
  object: 'indicator_target',
  on: 'collection',
  label: { zh: '指标情况', en: 'How indicators stand' },
  is_query: true,
  input: z.strictObject({ department: z.uuid().nullable().default(null) }),
  guard: mayAskIndicators,
  run: (ctx, { input }) => indicatorsOf(ctx, input.department),
})

/** Months anew, without waiting for the night. For whoever may set targets of the whole company. */
export const computeIndicators = defineAction({
  name: 'compute',
  object: 'indicator_target',
  on: 'collection',
  label: { zh: '重新计算', en: 'Compute again' },
  input: z.strictObject({}),
  guard: (ctx) => mayAll(ctx.actor, 'indicator_target', 'change'),
  run: async (ctx) => {
    await keepIndicators(ctx)
    return {}
  },
})
