import type { Module } from '../../kernel/definitions/module.ts'
import { applyRule, runApply } from './assignment/apply-rule.ts'
import { assignmentListener } from './assignment/assign-new.ts'
import { simulateAssignment } from './assignment/simulate.ts'
import { clockListener } from './clock/hear-events.ts'
import { fairnessReport } from './fairness/fairness.ts'
import { acknowledgeAll, acknowledgeItem } from './handover/acknowledge.ts'
import { revokeHandover, runRevoke } from './handover/revoke-handover.ts'
import { runHandover } from './handover/run-handover.ts'
import { startHandover } from './handover/start-handover.ts'
import { ability } from './objects/ability.ts'
import { assignmentRule } from './objects/assignment-rule.ts'
import { handover } from './objects/handover.ts'
import { handoverItem } from './objects/handover-item.ts'
import { pool } from './objects/pool.ts'
import { removalProposal } from './objects/removal-proposal.ts'
import { removalRule } from './objects/removal-rule.ts'
import { policies } from './policies.ts'
import { browsePools } from './pool/browse.ts'
import { claimAction } from './pool/claim.ts'
import { returnAction } from './pool/give-back.ts'
import { runPools } from './pool/return-due.ts'
import { changePool, createPool } from './pool/save-pool.ts'
import { simulatePool } from './pool/simulate.ts'
import { soonReturning } from './pool/soon.ts'
import { ownershipSection, standingAction } from './pool/standing.ts'
import { previewRemoval } from './removal/preview-rule.ts'
import { applyRemoval, keepCustomers } from './removal/review-proposals.ts'
import { runRemovalRules } from './removal/run-rules.ts'
import { savesRule } from './save-rule.ts'

export const ownership: Module = {
  name: 'ownership',
  label: { zh: '归属', en: 'Ownership' },
  needs: ['team', 'customers', 'leads', 'interactions', 'sales', 'privacy', 'notices'],
  objects: [handover, handoverItem, pool, assignmentRule, ability, removalRule, removalProposal],
  policies,
  verbs: { pool: { create: createPool, update: changePool }, assignment_rule: savesRule('assignment_rule'), handover: { create: startHandover }, removal_rule: savesRule('removal_rule') },
  actions: [claimAction, returnAction, simulatePool, browsePools, soonReturning, standingAction, simulateAssignment, applyRule, revokeHandover, acknowledgeAll, acknowledgeItem, previewRemoval, applyRemoval, keepCustomers, fairnessReport],
  sections: [{ object: 'customer', name: 'ownership', json: ownershipSection }],
  listeners: [clockListener, assignmentListener],
  notices: [
    {
      kind: 'returns_soon',
      label: { zh: '客户将退回公海', en: 'Customers return to the pool soon' },
      text: { zh: '{record} 即将退回公海', en: '{record} returns to the pool soon' },
      text_many: { zh: '{count} 个客户即将退回公海', en: '{count} customers return to the pool soon' },
      default: { app: true, mail: 'digest' },
    },
    {
      kind: 'handover_received',
      label: { zh: '收到客户交接', en: 'Customers handed over to me' },
      text: { zh: '{actor} 交给您 {customers} 个客户（{record}），请在 {day} 前确认', en: '{actor} handed {customers} customers over to you ({record}); acknowledge them by {day}' },
      default: { app: true, mail: 'at_once' },
    },
  ],
  jobs: [{ kind: 'ownership.assign', run: runApply }, { kind: 'ownership.handover', run: runHandover }, { kind: 'ownership.revoke', run: runRevoke }],
  daily: [{ name: 'pools', run: async (ctx) => void (await runPools(ctx)) }, { name: 'removal', run: runRemovalRules }],
}
