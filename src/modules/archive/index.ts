/** The door of the module: what others may use. */
export { clockEvents, keepClocks } from './actions/keep-clocks.ts'
