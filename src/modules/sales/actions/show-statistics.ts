import { z } from 'zod'
import { isDay } from '../../../platform/calendar/days.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { transactionStatistics } from '../queries/transaction-statistics.ts'

const day = z.string().refine((text) => isDay(text) && text > '1900' && text < '2200', { message: 'A day such as 2026-05-01' })

export const showStatistics = defineAction({
  name: 'statistics',
  object: 'transaction',
  on: 'collection',
  label: { zh: '统计', en: 'Statistics' },
  is_query: true,
  input: z
    .strictObject({ filter: z.record(z.string(), z.unknown()).optional(), from: day.optional(), to: day.optional() })
    .refine(({ from, to }) => !from || !to || from <= to, { message: 'from is after to', path: ['to'] }),
  guard: (ctx) => verdictOf(ctx, 'transaction', 'see') !== false,
  run: (ctx, { input }) => transactionStatistics(ctx, input),
})
