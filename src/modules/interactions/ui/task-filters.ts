/** What Today asks of tasks. */
import type { Filter } from '../../../web/client/records.ts'

export const dueFilter: Filter = { assignee: '@me', state: 'open', due_on: { lte: 'today' } }

export const promiseFilter: Filter = { assignee: '@me', state: 'open', is_promise: true }
