import type { Module } from '../../kernel/definitions/module.ts'
import { analyse } from './actions/analyse.ts'
import { keepIndicators } from './actions/keep-indicators.ts'
import { qualityOfService } from './actions/service-quality.ts'
import { computeIndicators, showIndicators } from './actions/show-indicators.ts'
import { indicatorTarget } from './objects/indicator-target.ts'
import { policies } from './policies.ts'
import { keepAnswers } from './queries/kept.ts'

export const analyses: Module = {
  name: 'analyses',
  label: { zh: '分析与指标', en: 'Analyses and indicators' },
  needs: ['team', 'customers', 'interactions', 'sales', 'leads', 'opportunities', 'quotes', 'orders', 'requests', 'dispatch', 'targets', 'insight'],
  objects: [indicatorTarget],
  policies,
  actions: [analyse, qualityOfService, showIndicators, computeIndicators],
  // After the values of customers, which both are told from.
  daily: [{ name: 'indicators', run: keepIndicators }, { name: 'analyses', run: (ctx) => keepAnswers(ctx) }],
}
