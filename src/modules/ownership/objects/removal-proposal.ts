import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { removalActs } from './removal-rule.ts'

/** One customer that a removal rule proposes to let go, for a person to decide. Changed by its actions only; it stays as the record of who and why. */
export const removalProposal = defineObject({
  name: 'removal_proposal',
  plural: 'removal_proposals',
  label: { zh: '清理建议', en: 'Removal proposal' },
  plural_label: { zh: '清理建议', en: 'Removal proposals' },
  empty_hint: { zh: '启用的规则每天在这里列出不再合格的档案。', en: 'Rules that are switched on list here every day what no longer meets the standard.' },
  title: 'status',
  sort: '-created_at',
  in_navigation: false,
  fields: {
    rule: field.reference({ label: { zh: '规则', en: 'Rule' }, target: 'removal_rule', required: true, readonly: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, stays_at_merge: true }),
    facts: field.group({ label: { zh: '依据', en: 'Why' }, readonly: true }),
    act: field.choice({ label: { zh: '处理', en: 'What is done' }, required: true, readonly: true, options: removalActs }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'proposed', options: options({ proposed: ['待审核', 'Proposed', 'gold'], kept: ['保留', 'Kept', 'blue'], done: ['已处理', 'Done', 'green'], obsolete: ['不再符合', 'No longer fits'] }) }),
    decided_by: field.person({ label: { zh: '决定人', en: 'Decided by' }, readonly: true }),
    decided_at: field.datetime({ label: { zh: '决定时间', en: 'Decided at' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '建议', en: 'Proposal' }, fields: ['customer', 'rule', 'act', 'status', 'decided_by', 'decided_at'] }],
  views: [
    { key: 'open', label: { zh: '待审核', en: 'Proposed' }, filter: { status: 'proposed' }, sort: 'created_at', columns: ['customer', 'rule', 'act', 'created_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['customer', 'rule', 'act', 'status', 'decided_by', 'decided_at'] },
  ],
})
