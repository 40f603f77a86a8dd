/** The door of the module: what others may use. */
export { periodAround } from './rules/period.ts'
