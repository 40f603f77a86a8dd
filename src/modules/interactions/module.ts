import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { recordsAbout } from '../../kernel/query/list.ts'
import { changeInteraction } from './actions/change-interaction.ts'
import { completeTask, reopenTask } from './actions/complete-task.ts'
import { logInteraction } from './actions/log-interaction.ts'
import { refreshLastContact } from './actions/merge-last-contact.ts'
import { touchCustomers } from './actions/touch-customers.ts'
import { interaction } from './objects/interaction.ts'
import { task } from './objects/task.ts'
import { policies } from './policies.ts'

export const interactions: Module = {
  name: 'interactions',
  label: { zh: '接触', en: 'Interactions' },
  needs: ['team', 'customers'],
  objects: [interaction, task],
  policies,
  // Promises become tasks one by one; a file of many contacts makes none.
  verbs: { interaction: { create: logInteraction, update: changeInteraction, many: { leaves_out: ['promises'], created: touchCustomers } } },
  mergings: [{ object: 'customer', merged: refreshLastContact, undone: refreshLastContact }],
  actions: [completeTask, reopenTask],
  sections: [
    {
      object: 'customer',
      name: 'tasks',
      json: (ctx, id) => recordsAbout(ctx, objectOf(ctx, 'task'), { by: 'customer', id, only: { status: 'open' }, sort: 'due_on', limit: 50 }),
    },
  ],
}
