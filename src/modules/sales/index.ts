/** The door of the module: what other modules may use. */
export { creditUse, recordsReceivables } from './queries/credit-use.ts'
