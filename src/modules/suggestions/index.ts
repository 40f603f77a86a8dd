/** The door of the module: what others may use. */
export { computeSuggestions } from './engine/compute.ts'
export { settleProposals } from './engine/settle-proposals.ts'
