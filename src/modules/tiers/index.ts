/** The door of the module: what others may use. */
export { applyRun, beginRun } from './actions/apply.ts'
