import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { recordsAbout } from '../../kernel/query/list.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { settleNotices, tellOwners } from '../notices/index.ts'
import { checkTerms, showTerms } from './actions/check-terms.ts'
import { noteOnRequest, replyToCustomer } from './actions/converse.ts'
import { createRequest } from './actions/create-request.ts'
import { similarRequests } from './actions/find-similar.ts'
import { keepClocks } from './actions/keep-clocks.ts'
import { showWatch } from './actions/show-watch.ts'
import { stepActions } from './actions/steps.ts'
import { tellWatchers, watchedVerbs } from './actions/tell-watchers.ts'
import { requestNotices } from './notices.ts'
import { asset } from './objects/asset.ts'
import { entitlement } from './objects/entitlement.ts'
import { request } from './objects/request.ts'
import { requestMessage } from './objects/request-message.ts'
import { slaPolicy } from './objects/sla-policy.ts'
import { policies } from './policies.ts'
import { withdrawLinksOfErased } from './public/links.ts'
import { forgetUploads } from './public/uploads.ts'
import { readyPolicies } from './ready-policies.ts'

export const requests: Module = {
  name: 'requests',
  label: { zh: '服务', en: 'Service' },
  needs: ['team', 'customers', 'sales', 'quotes', 'notices'],
  objects: [request, requestMessage, asset, slaPolicy, entitlement],
  policies,
  verbs: { request: { create: createRequest, many: { leaves_out: [], created: (ctx, records) => keepClocks(ctx, records.map(({ id }) => id)) } } },
  actions: [showTerms, checkTerms, ...stepActions, replyToCustomer, noteOnRequest, similarRequests, showWatch],
  sections: [
    {
      object: 'request',
      name: 'messages',
      json: (ctx, id) => recordsAbout(ctx, objectOf(ctx, 'request_message'), { by: 'request', id, sort: '-at', limit: 200 }),
    },
  ],
  listeners: [
    {
      name: 'requests.clocks',
      kinds: ['created', 'updated', 'restored'].map((verb) => `requests.request.${verb}`),
      handle: (ctx, events) => keepClocks(ctx, [...new Set(events.map(({ record_id: id }) => id))]),
    },
    {
      name: 'requests.notices',
      kinds: ['created', 'updated', 'assigned'].map((verb) => `requests.request.${verb}`),
      handle: (ctx, events) => tellOwners(ctx, events, { kind: 'request_assigned', field: 'owner' }),
    },
    {
      name: 'requests.settled',
      kinds: ['completed', 'closed', 'cancelled', 'deleted'].map((verb) => `requests.request.${verb}`),
      handle: (ctx, events) => settleNotices(ctx, 'request', { done: [...new Set(events.map(({ record_id: id }) => id))], open: [] }),
    },
    {
      name: 'requests.watchers',
      kinds: ['created', 'updated', ...watchedVerbs].map((verb) => `requests.request.${verb}`),
      handle: tellWatchers,
    },
    {
      name: 'requests.links',
      kinds: ['customers.customer.erased', 'customers.contact.erased', 'requests.request.erased'],
      handle: (ctx, events) => withdrawLinksOfErased(ctx, [...new Set(events.map(({ record_id: id }) => id))]),
    },
  ],
  notices: requestNotices,
  ready: [{
    name: 'requests.policies', label: { zh: 'SLA 策略', en: 'SLA policies' }, object: 'sla_policy', upon: 'request',
    make: async (ctx, { isOn }) => {
      for (const policy of readyPolicies) await createRecord(ctx, objectOf(ctx, 'sla_policy'), { ...policy, is_active: isOn })
    },
  }],
  daily: [{ name: 'forget-uploads', run: forgetUploads }],
}
