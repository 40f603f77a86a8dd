import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { accuracyOf } from '../queries/accuracy.ts'
import { forecastOf, forecastScopes } from '../queries/forecast.ts'
import { day } from './show-attainment.ts'

const period = z.enum(['month', 'quarter'])
const scope = z.enum(forecastScopes)

export const showForecast = defineAction({
  name: 'forecast',
  object: 'opportunity',
  on: 'collection',
  label: { zh: '销售预测', en: 'Forecast' },
  is_query: true,
  input: z.strictObject({ period, day, scope }),
  guard: (ctx) => verdictOf(ctx, 'opportunity', 'see') !== false,
  run: (ctx, { input }) => forecastOf(ctx, input),
})

export const showAccuracy = defineAction({
  name: 'accuracy',
  object: 'forecast',
  on: 'collection',
  label: { zh: '预测准确度', en: 'Accuracy of forecasts' },
  is_query: true,
  input: z.strictObject({ period, scope }),
  guard: (ctx) => verdictOf(ctx, 'forecast', 'see') !== false && verdictOf(ctx, 'opportunity', 'see') !== false,
  run: (ctx, { input }) => accuracyOf(ctx, input),
})
