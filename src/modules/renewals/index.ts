/** The door of the module: what others may use. */
export { fitRenewals } from './engine/fit-renewals.ts'
