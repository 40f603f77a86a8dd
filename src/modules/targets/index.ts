/** The door of the module: what others may use. */
export { isPeriod, periodAround, periodName, periodOptions } from './rules/period.ts'
