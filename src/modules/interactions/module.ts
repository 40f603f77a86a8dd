import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { recordsAbout } from '../../kernel/query/list.ts'
import { tellOwners } from '../notices/index.ts'
import { changeInteraction, undoneInteraction } from './actions/change-interaction.ts'
import { completeTask, reopenTask } from './actions/complete-task.ts'
import { followedKinds, followTasks } from './actions/follow-tasks.ts'
import { logInteraction } from './actions/log-interaction.ts'
import { settleTaskNotices, settlingKinds } from './actions/settle-task-notices.ts'
import { showCustomerChanges } from './actions/show-customer-changes.ts'
import { tellDueTasks } from './actions/tell-due-tasks.ts'
import { tellOverduePromises } from './actions/tell-overdue-promises.ts'
import { refreshLastContact } from './actions/merge-last-contact.ts'
import { touchCustomers } from './actions/touch-customers.ts'
import { interaction } from './objects/interaction.ts'
import { task } from './objects/task.ts'
import { policies } from './policies.ts'

export const interactions: Module = {
  name: 'interactions',
  label: { zh: '接触', en: 'Interactions' },
  needs: ['team', 'customers', 'notices', 'approvals'],
  objects: [interaction, task],
  policies,
  // Promises become tasks one by one, and what was learnt goes to the customer; a file of many contacts brings neither.
  verbs: { interaction: { create: logInteraction, update: changeInteraction, undone: undoneInteraction, many: { leaves_out: ['promises', 'customer_changes'], created: touchCustomers } } },
  mergings: [{ object: 'customer', merged: refreshLastContact, undone: refreshLastContact }],
  actions: [completeTask, reopenTask, showCustomerChanges],
  sections: [
    {
      object: 'customer',
      name: 'tasks',
      json: (ctx, id) => recordsAbout(ctx, objectOf(ctx, 'task'), { by: 'customer', id, only: { status: 'open' }, sort: 'due_on', limit: 50 }),
    },
  ],
  notices: [
    {
      kind: 'task_assigned',
      label: { zh: '任务交给我', en: 'A task was given to me' },
      text: { zh: '{actor}把任务“{record}”交给您', en: '{actor} gave you the task {record}' },
      text_many: { zh: '{actor}把 {count} 项任务交给您', en: '{actor} gave you {count} tasks' },
      default: { app: true, mail: 'digest' },
    },
    {
      kind: 'task_due',
      label: { zh: '任务今天到期', en: 'A task is due today' },
      text: { zh: '任务“{record}”今天到期', en: 'The task {record} is due today' },
      text_many: { zh: '今天有 {tasks} 项任务到期', en: '{tasks} tasks are due today' },
      default: { app: true, mail: 'off' },
    },
    {
      kind: 'task_reminder',
      label: { zh: '任务提醒', en: 'A reminder of a task' },
      text: { zh: '提醒：任务“{record}”快到期了', en: 'Reminder: the task {record} is due soon' },
      default: { app: true, mail: 'off' },
    },
    {
      kind: 'promise_overdue',
      label: { zh: '承诺逾期（自己的，以及下属的）', en: 'A promise is overdue (mine, or of my people)' },
      text: { zh: '对客户的承诺“{record}”应于 {day} 前兑现，已经逾期', en: 'The promise {record} to a customer was due on {day}' },
      default: { app: true, mail: 'digest' },
    },
  ],
  listeners: [
    {
      name: 'interactions.notices',
      kinds: ['interactions.task.created', 'interactions.task.updated'],
      // What comes again was given to its person long ago.
      handle: (ctx, events) => tellOwners(ctx, events.filter(({ kind, after }) => !(kind.endsWith('.created') && after?.follows)), { kind: 'task_assigned', field: 'owner' }),
    },
    { name: 'interactions.repeats', kinds: followedKinds, handle: followTasks },
    { name: 'interactions.settled', kinds: settlingKinds, handle: settleTaskNotices },
  ],
  mornings: [{ name: 'due-tasks', run: tellDueTasks }, { name: 'overdue-promises', run: tellOverduePromises }],
}
