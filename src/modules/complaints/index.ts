/** The door of the module: what the demo world does as listeners and the night do. */
export { raiseRepeats } from './actions/raise-repeats.ts'
export { openPreventiveCases } from './warnings/open-cases.ts'
