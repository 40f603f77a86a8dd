/** What Today asks of tasks. */
import type { Filter } from '../../../web/client/records.ts'

export const dueFilter: Filter = { owner: '@me', status: 'open', due_on: { lte: 'today' } }

export const promiseFilter: Filter = { owner: '@me', status: 'open', is_promise: true }
