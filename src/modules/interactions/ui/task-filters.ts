/** What Today asks of tasks. */
import type { Filter } from '../../../web/client/records.ts'

export const dueFilter: Filter = { owner: '@me', status: 'open', due_on: { lte: 'today' } }

/** Those due now stand among what is due: nothing is shown twice. */
export const laterPromiseFilter: Filter = { owner: '@me', status: 'open', is_promise: true, or: [{ due_on: { gt: 'today' } }, { due_on: { is_empty: true } }] }
