/** The door of the module: what other modules may use. */
export { areInvoicesKept, creditUse } from './queries/credit-use.ts'
