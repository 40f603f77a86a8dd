/** What Today asks of leads, so that it can be asked before Today is there. */
import type { ListQuery } from '../../../web/client/records.ts'

export const waitingShown = 5

export const waitingLeads: ListQuery = { filter: { owner: '@me', first_contact_at: { is_empty: true }, status: { in: ['new', 'working'] } }, sort: 'contact_due_at', limit: waitingShown, count: 'exact' }
