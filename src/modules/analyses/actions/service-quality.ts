import { z } from 'zod'
import { isDay } from '../../../platform/calendar/days.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { keptQuality } from '../queries/kept.ts'
import { serviceQuality } from '../queries/service-quality.ts'
import { serviceParts, servicePopulations } from '../rules/service.ts'

const day = z.string().refine(isDay, { message: 'A day such as 2026-03-01' }).optional()

/** Of the requests that the filter names and the caller may see; of the last 90 days where nothing is said. */
export const qualityOfService = defineAction({
  name: 'quality',
  object: 'request',
  on: 'collection',
  label: { zh: '服务质量', en: 'Service quality' },
  is_query: true,
  input: z.strictObject({ days: z.number().int().min(1).max(1100).optional(), from: day, until: day, of: z.enum(servicePopulations).default('completed'), part: z.enum(serviceParts).optional(), filter: z.record(z.string(), z.unknown()).default({}) }),
  guard: (ctx: Context) => verdictOf(ctx, 'request', 'see') !== false,
  run: async (ctx, { input: { days, from, until, of, part, filter } }) => {
    if (from && until && from > until) throw invalid([issue('from', 'after_until', '开始日期晚于结束日期', 'The first day is after the last')])
    const asked = { days: from || until ? null : (days ?? 90), ...(from ? { from } : {}), ...(until ? { until } : {}), of, ...(part ? { part } : {}), filter }
    return (await keptQuality(ctx, asked)) ?? serviceQuality(ctx, asked)
  },
})
