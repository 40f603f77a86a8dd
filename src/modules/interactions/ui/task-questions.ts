/** What Today asks of tasks, so that it can be asked before Today is there. */
import type { ListQuery } from '../../../web/client/records.ts'

export const dueTasks: ListQuery = { filter: { owner: '@me', status: 'open', due_on: { lte: 'today' } }, sort: 'due_on', limit: 15, count: 'exact' }

/** Those due now stand among what is due: nothing is shown twice. */
export const laterPromises: ListQuery = {
  filter: { owner: '@me', status: 'open', is_promise: true, or: [{ due_on: { gt: 'today' } }, { due_on: { is_empty: true } }] }, sort: 'due_on', limit: 20, count: 'exact',
}
