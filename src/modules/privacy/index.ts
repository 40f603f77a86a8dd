/** The door of the module: what other modules may use. */
export { mayContact, type ContactAnswer, type ContactQuestion } from './queries/may-contact.ts'
export { startErasure } from './actions/ask-erasure.ts'
export { decideProposals, type Decision } from './retention/decide-proposals.ts'
