import type { Module } from '../../kernel/definitions/module.ts'
import { keepForecasts } from './actions/keep-forecasts.ts'
import { showAttainment } from './actions/show-attainment.ts'
import { showAccuracy, showForecast } from './actions/show-forecast.ts'
import { forecast } from './objects/forecast.ts'
import { quota } from './objects/quota.ts'
import { policies } from './policies.ts'

export const targets: Module = {
  name: 'targets',
  label: { zh: '定额与预测', en: 'Quotas and forecasts' },
  needs: ['team', 'customers', 'interactions', 'sales', 'opportunities'],
  objects: [quota, forecast],
  policies,
  actions: [showAttainment, showForecast, showAccuracy],
  daily: [{ name: 'forecasts', run: keepForecasts }],
}
