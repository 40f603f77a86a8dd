/** The door of the module: what others may use. */
export { keepIndicators } from './actions/keep-indicators.ts'
