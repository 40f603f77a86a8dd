import type { Module } from '../../kernel/definitions/module.ts'
import { pinDashboard, pinReport, showPins } from './actions/pin.ts'
import { runDashboard } from './actions/run-dashboard.ts'
import { askQuestion, runReport } from './actions/run-report.ts'
import { sendReport } from './actions/send-report.ts'
import { dashboard } from './objects/dashboard.ts'
import { report } from './objects/report.ts'
import { reportSchedule } from './objects/report-schedule.ts'
import { policies } from './policies.ts'
import { routes } from './routes.ts'

export const reports: Module = {
  name: 'reports',
  label: { zh: '报表', en: 'Reports' },
  needs: ['team'],
  objects: [report, dashboard, reportSchedule],
  policies,
  actions: [runReport, askQuestion, pinReport, showPins, sendReport, runDashboard, pinDashboard],
  routes,
}
