/** The door of the module: what other modules may use. */
export { touchLastContact, touchLastContacts } from './actions/touch-last-contact.ts'
export { writePurchaseTotals, type PurchaseTotals } from './actions/write-purchase-totals.ts'
