import type { Module } from '../../kernel/definitions/module.ts'
import { applyKind, applyNightly, applyScheme, performApply } from './actions/apply.ts'
import { hearTierChanges } from './actions/hear-changes.ts'
import { previewKind, previewScheme } from './actions/preview.ts'
import { performPreview } from './actions/preview-apart.ts'
import { savesScheme } from './actions/save-scheme.ts'
import { showTier } from './actions/show-tier.ts'
import { pauseScheme, reviseScheme, switchOn } from './actions/switch-on.ts'
import { performUndo, undoKind, undoRun } from './actions/undo-run.ts'
import { whyMoved } from './actions/why-moved.ts'
import { tierMove } from './objects/tier-move.ts'
import { tierRun } from './objects/tier-run.ts'
import { tierScheme } from './objects/tier-scheme.ts'
import { treatment } from './objects/treatment.ts'
import { treatmentRun } from './objects/treatment-run.ts'
import { policies } from './policies.ts'
import { makeTasks, makeTasksKind, performMakeTasks } from './treatments/make-tasks.ts'
import { savesTreatment } from './treatments/save-treatment.ts'
import { performUndoTasks, undoTasks, undoTasksKind } from './treatments/undo-tasks.ts'

/** After the module of values: the nights of both come in this order. */
export const tiers: Module = {
  name: 'tiers',
  label: { zh: '分层分级', en: 'Tiers' },
  needs: ['team', 'customers', 'interactions', 'insight', 'notices'],
  objects: [tierMove, treatment, tierScheme, tierRun, treatmentRun],
  policies,
  verbs: { tier_scheme: savesScheme, treatment: savesTreatment },
  actions: [previewScheme, switchOn, pauseScheme, reviseScheme, applyScheme, undoRun, showTier, whyMoved, makeTasks, undoTasks],
  listeners: [hearTierChanges],
  notices: [
    {
      kind: 'key_customer_down',
      label: { zh: '重点客户降级', en: 'A key customer went down' },
      text: { zh: '重点客户“{record}”降级了', en: 'The key customer {record} went down a tier' },
      text_many: { zh: '您的 {customers} 个重点客户降级了', en: '{customers} of your key customers went down a tier' },
      default: { app: true, mail: 'digest' },
    },
  ],
  jobs: [
    { kind: applyKind, run: performApply },
    { kind: previewKind, run: performPreview },
    { kind: undoKind, run: performUndo },
    { kind: makeTasksKind, run: performMakeTasks },
    { kind: undoTasksKind, run: performUndoTasks },
  ],
  daily: [{ name: 'tiers', run: applyNightly }],
}
