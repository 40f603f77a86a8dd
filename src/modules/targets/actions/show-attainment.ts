import { z } from 'zod'
import { isDay } from '../../../platform/calendar/days.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { attainmentOf } from '../queries/attainment.ts'
import { measures } from '../rules/measures.ts'
import { periods } from '../rules/period.ts'

export const day = z.string().refine((text) => isDay(text) && text > '1900' && text < '2200', { message: 'A day such as 2026-05-01' })

/** Who stands where in a period. */
export const showAttainment = defineAction({
  name: 'attainment',
  object: 'quota',
  on: 'collection',
  label: { zh: '达成情况', en: 'Attainment' },
  is_query: true,
  input: z.strictObject({ period: z.enum(periods), day, measure: z.enum(measures).optional() }),
  guard: (ctx) => verdictOf(ctx, 'quota', 'see') !== false,
  run: (ctx, { input }) => attainmentOf(ctx, input),
})
