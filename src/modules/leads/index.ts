/** The door of the module: what the app may use. */
export { convertLead } from './actions/convert-lead.ts'
export { disqualifyLead, qualifyLead } from './actions/judge-lead.ts'
export { logContact } from './actions/log-contact.ts'
export { setContactDue } from './actions/set-contact-due.ts'
export { train } from './scoring/train.ts'
