/** The door of the module: what others may use. */
export { keepIndicators } from './actions/keep-indicators.ts'
export { keepAnswers } from './queries/kept.ts'
export { analysisNames } from './rules/answer.ts'
