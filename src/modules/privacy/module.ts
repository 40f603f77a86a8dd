import type { Module } from '../../kernel/definitions/module.ts'
import { approveErasure, refuseErasure } from './actions/decide-erasure.ts'
import { askErasure } from './actions/ask-erasure.ts'
import { exportPerson, removeOldExports } from './actions/export-person.ts'
import { mergeConsents, unmergeConsents } from './actions/merge-consents.ts'
import { noticeReturns } from './actions/notice-returns.ts'
import { refreshConsents } from './actions/project-consents.ts'
import { projectImported, recordConsent } from './actions/record-consent.ts'
import { consent } from './objects/consent.ts'
import { erasedReturn } from './objects/erased-return.ts'
import { erasure } from './objects/erasure.ts'
import { retentionProposal } from './objects/retention-proposal.ts'
import { retentionRule } from './objects/retention-rule.ts'
import { policies } from './policies.ts'
import { customerSection } from './queries/customer-section.ts'
import { previewRule } from './retention/preview-rule.ts'
import { applyAction, keepAction } from './retention/review-proposals.ts'
import { runRules } from './retention/run-rules.ts'
import { changeRule, createRule } from './retention/save-rule.ts'
import { routes } from './routes.ts'
import { sweepLateArrivals } from './person/late-arrivals.ts'

export const privacy: Module = {
  name: 'privacy',
  label: { zh: '个人信息', en: 'Personal data' },
  needs: ['team', 'customers'],
  objects: [consent, erasure, retentionRule, retentionProposal, erasedReturn],
  policies,
  verbs: {
    consent: { create: recordConsent, many: { leaves_out: [], created: projectImported } },
    erasure: { create: askErasure },
    retention_rule: { create: createRule, update: changeRule },
  },
  actions: [approveErasure, refuseErasure, previewRule, applyAction, keepAction],
  sections: [{ object: 'customer', name: 'privacy', json: customerSection }],
  mergings: [{ object: 'customer', merged: mergeConsents, undone: unmergeConsents }],
  listeners: [
    {
      name: 'privacy.returns',
      kinds: ['customers.customer', 'customers.contact'].flatMap((object) => [`${object}.created`, `${object}.updated`, `${object}.restored`]),
      handle: noticeReturns,
    },
  ],
  jobs: [{ kind: 'privacy.export', run: exportPerson }],
  daily: [
    { name: 'consents', run: refreshConsents },
    { name: 'retention', run: runRules },
    { name: 'late-arrivals', run: sweepLateArrivals },
    { name: 'person-exports', run: removeOldExports },
  ],
  routes,
}
