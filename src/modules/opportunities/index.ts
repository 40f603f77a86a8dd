/** The door of the module: what other modules may use. */
export { takeBackWin } from './actions/take-back-win.ts'
export { winByAgreement } from './actions/win-by-agreement.ts'
export { waysOf } from './queries/keep-stays.ts'
export { livingStages, type Stage } from './queries/stages.ts'
export { forecastCategory } from './rules/forecast-category.ts'
export { placeIn } from './rules/placement.ts'
export { weightedAmount } from './rules/worth.ts'
export type { DeclaresAgreements, StandingAgreement } from './standing.ts'
