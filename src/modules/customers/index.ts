/** The door of the module: what other modules may use. */
export { duplicateCandidates, type Candidate } from './queries/duplicate-candidates.ts'
export { setLastContact, touchLastContact, touchLastContacts } from './actions/touch-last-contact.ts'
export { writeConsents } from './actions/write-consents.ts'
export { writePurchaseTotals, type PurchaseTotals } from './actions/write-purchase-totals.ts'
export { searchAll } from './duplicates/find-pairs.ts'
export { channelOptions, purposeOptions, stateOptions } from './objects/consent-options.ts'
export { tierOptions } from './objects/customer-options.ts'
export { mayDisturb } from './rules/do-not-disturb.ts'
