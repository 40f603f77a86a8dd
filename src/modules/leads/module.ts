import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { recordsAbout } from '../../kernel/query/list.ts'
import { settleNotices, tellOwners } from '../notices/index.ts'
import { setContactGoal } from './actions/contact-goal.ts'
import { convertLead, showMatches } from './actions/convert-lead.ts'
import { createLead } from './actions/create-lead.ts'
import { disqualifyLead, qualifyLead, reopenLead } from './actions/judge-lead.ts'
import { logContact } from './actions/log-contact.ts'
import { contactDueListener } from './actions/set-contact-due.ts'
import { showSpeed } from './actions/show-speed.ts'
import { takeUpLead } from './actions/take-up.ts'
import { lead } from './objects/lead.ts'
import { leadInteraction } from './objects/lead-interaction.ts'
import { learntLead } from './objects/learnt-lead.ts'
import { policies } from './policies.ts'
import { scoreListener } from './scoring/score-leads.ts'
import { showScoring } from './scoring/show-scoring.ts'
import { train, trainScoring } from './scoring/train.ts'

export const leads: Module = {
  name: 'leads',
  label: { zh: '线索', en: 'Leads' },
  needs: ['team', 'customers', 'interactions', 'sales', 'opportunities', 'notices'],
  objects: [lead, leadInteraction, learntLead],
  policies,
  // Files of leads are plain: the rules give away what comes without an owner.
  verbs: { lead: { create: createLead, many: { leaves_out: [], created: async () => {} } } },
  actions: [takeUpLead, logContact, qualifyLead, disqualifyLead, reopenLead, showMatches, convertLead, showSpeed, setContactGoal, trainScoring, showScoring],
  sections: [
    {
      object: 'lead',
      name: 'contacts',
      json: (ctx, id) => recordsAbout(ctx, objectOf(ctx, 'lead_interaction'), { by: 'lead', id, sort: '-at', limit: 50 }),
    },
  ],
  listeners: [
    contactDueListener,
    scoreListener,
    {
      name: 'leads.notices',
      kinds: ['created', 'updated', 'assigned'].map((verb) => `leads.lead.${verb}`),
      handle: (ctx, events) => tellOwners(ctx, events, { kind: 'lead_assigned', field: 'owner' }),
    },
    {
      name: 'leads.settled',
      kinds: ['contacted', 'disqualified', 'converted', 'deleted'].map((verb) => `leads.lead.${verb}`),
      // That a lead was given to somebody need not be read once it was spoken to.
      handle: (ctx, events) => settleNotices(ctx, 'lead', { done: [...new Set(events.map(({ record_id: id }) => id))], open: [] }),
    },
  ],
  notices: [
    {
      kind: 'lead_assigned',
      label: { zh: '线索交给我', en: 'A lead was given to me' },
      text: { zh: '线索“{record}”交给您', en: 'You were given the lead {record}' },
      text_many: { zh: '{count} 条线索交给您', en: 'You were given {count} leads' },
      default: { app: true, mail: 'at_once' },
    },
  ],
  daily: [{ name: 'lead-scoring', run: async (ctx) => void (await train(ctx)) }],
}
