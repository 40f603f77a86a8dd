import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { actOptions } from './retention-rule.ts'

/** One record that a retention rule has reached, for a person to decide; changed by its actions only. */
export const retentionProposal = defineObject({
  name: 'retention_proposal',
  plural: 'retention_proposals',
  label: { zh: '清理建议', en: 'Retention proposal' },
  plural_label: { zh: '清理建议', en: 'Retention proposals' },
  empty_hint: { zh: '启用的规则每天在这里列出到期的记录。', en: 'Rules that are switched on list here every day what they have reached.' },
  title: 'subject',
  sort: '-created_at',
  in_navigation: false,
  fields: {
    rule: field.reference({ label: { zh: '规则', en: 'Rule' }, target: 'retention_rule', required: true, readonly: true }),
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, readonly: true, max_length: 60 }),
    record: field.text({ label: { zh: '记录编号', en: 'Record' }, required: true, readonly: true, max_length: 60 }),
    subject: field.text({ label: { zh: '记录', en: 'Who' }, required: true, readonly: true, personal: true, max_length: 5000 }),
    last_activity_at: field.datetime({ label: { zh: '最近往来', en: 'Last activity' }, readonly: true }),
    act: field.choice({ label: { zh: '处理', en: 'What is done' }, required: true, readonly: true, options: actOptions }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'proposed', options: options({ proposed: ['待审核', 'Proposed', 'gold'], kept: ['保留', 'Kept', 'blue'], done: ['已处理', 'Done', 'green'], obsolete: ['不再符合', 'No longer fits'] }) }),
    decided_by: field.person({ label: { zh: '决定人', en: 'Decided by' }, readonly: true }),
    decided_at: field.datetime({ label: { zh: '决定时间', en: 'Decided at' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '建议', en: 'Proposal' }, fields: ['subject', 'rule', 'act', 'last_activity_at', 'status', 'decided_by', 'decided_at'] }],
  views: [
    { key: 'open', label: { zh: '待审核', en: 'Proposed' }, filter: { status: 'proposed' }, sort: 'created_at', columns: ['subject', 'rule', 'act', 'last_activity_at', 'created_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['subject', 'rule', 'act', 'last_activity_at', 'status', 'decided_by', 'decided_at'] },
  ],
})
