import type { Module } from '../../kernel/definitions/module.ts'
import { applyRule, runApply } from './assignment/apply-rule.ts'
import { assignmentListener } from './assignment/assign-new.ts'
import { changeRule, createRule } from './assignment/save-rule.ts'
import { simulateAssignment } from './assignment/simulate.ts'
import { clockListener } from './clock/hear-events.ts'
import { acknowledgeAll, acknowledgeItem } from './handover/acknowledge.ts'
import { revokeHandover, runRevoke } from './handover/revoke-handover.ts'
import { runHandover } from './handover/run-handover.ts'
import { startHandover } from './handover/start-handover.ts'
import { ability } from './objects/ability.ts'
import { assignmentRule } from './objects/assignment-rule.ts'
import { handover } from './objects/handover.ts'
import { handoverItem } from './objects/handover-item.ts'
import { pool } from './objects/pool.ts'
import { policies } from './policies.ts'
import { browsePools } from './pool/browse.ts'
import { claimAction } from './pool/claim.ts'
import { returnAction } from './pool/give-back.ts'
import { runPools } from './pool/return-due.ts'
import { changePool, createPool } from './pool/save-pool.ts'
import { simulatePool } from './pool/simulate.ts'
import { soonReturning } from './pool/soon.ts'

export const ownership: Module = {
  name: 'ownership',
  label: { zh: '归属', en: 'Ownership' },
  needs: ['team', 'customers', 'interactions', 'sales', 'privacy'],
  objects: [handover, handoverItem, pool, assignmentRule, ability],
  policies,
  verbs: { pool: { create: createPool, update: changePool }, assignment_rule: { create: createRule, update: changeRule }, handover: { create: startHandover } },
  actions: [claimAction, returnAction, simulatePool, browsePools, soonReturning, simulateAssignment, applyRule, revokeHandover, acknowledgeAll, acknowledgeItem],
  listeners: [clockListener, assignmentListener],
  jobs: [{ kind: 'ownership.assign', run: runApply }, { kind: 'ownership.handover', run: runHandover }, { kind: 'ownership.revoke', run: runRevoke }],
  daily: [{ name: 'pools', run: async (ctx) => void (await runPools(ctx)) }],
}
