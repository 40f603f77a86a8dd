import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { refuseMove } from '../rules/moves.ts'

/**
 * One question put to others about a record, with the facts they decide on, as they were when it was asked. What was returned is asked
 * again in a new round of the same approval. Written by its actions only.
 */
export const approval = defineObject({
  name: 'approval',
  plural: 'approvals',
  label: { zh: '审批', en: 'Approval' },
  plural_label: { zh: '审批', en: 'Approvals' },
  empty_hint: { zh: '需要他人同意的事项会出现在这里。', en: 'What needs the consent of others stands here.' },
  title: 'title',
  sort: '-created_at',
  about: 'record',
  is_about_any: true,
  fields: {
    title: field.text({ label: { zh: '事项', en: 'What' }, required: true, readonly: true, personal: true, max_length: 300 }),
    status: field.choice({
      label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'waiting',
      options: options({ waiting: ['审批中', 'Waiting', 'gold'], approved: ['已同意', 'Approved', 'green'], refused: ['已拒绝', 'Refused', 'volcano'], returned: ['已退回', 'Returned', 'blue'], withdrawn: ['已撤回', 'Withdrawn'] }),
    }),
    amount: field.money({ label: { zh: '金额', en: 'Amount' }, readonly: true }),
    reason: field.text({ label: { zh: '申请说明', en: 'Why' }, readonly: true, personal: true, max_length: 1000 }),
    facts: field.groups({ label: { zh: '依据', en: 'Facts' }, readonly: true, personal: true }),
    requested_by: field.person({ label: { zh: '申请人', en: 'Asked by' }, required: true, readonly: true, default: '@me' }),
    waiting_for: field.references({ label: { zh: '等待谁', en: 'Waiting for' }, readonly: true, target: 'user', column: 'waiting_for_ids' }),
    round: field.number({ label: { zh: '轮次', en: 'Round' }, required: true, readonly: true, default: 1 }),
    decided_at: field.datetime({ label: { zh: '结束时间', en: 'Ended at' }, readonly: true }),
    withdrawal: field.text({ label: { zh: '撤回说明', en: 'Why withdrawn' }, readonly: true, personal: true, max_length: 1000 }),
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, readonly: true, max_length: 60 }),
    record: field.text({ label: { zh: '记录', en: 'Record' }, required: true, readonly: true, max_length: 36 }),
    occasion: field.text({ label: { zh: '事项类别', en: 'Occasion' }, required: true, readonly: true, max_length: 60 }),
    line: field.reference({ label: { zh: '流程', en: 'Line' }, readonly: true, target: 'approval_line' }),
    steps: field.groups({ label: { zh: '步骤', en: 'Steps' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '审批', en: 'Approval' }, fields: ['title', 'status', 'amount', 'reason', 'requested_by', 'waiting_for', 'decided_at'] }],
  views: [
    { key: 'mine', label: { zh: '待我审批', en: 'Waiting for me' }, filter: { waiting_for: { contains: '@me' } }, sort: 'created_at', columns: ['title', 'amount', 'requested_by', 'created_at'] },
    { key: 'asked', label: { zh: '我发起的', en: 'Asked by me' }, filter: { requested_by: '@me' }, sort: '-created_at', columns: ['title', 'status', 'amount', 'waiting_for', 'created_at'] },
    { key: 'open', label: { zh: '审批中', en: 'Waiting' }, filter: { status: 'waiting' }, sort: '-created_at', columns: ['title', 'amount', 'requested_by', 'waiting_for', 'created_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['title', 'status', 'amount', 'requested_by', 'created_at', 'decided_at'] },
  ],
  check: (record, before) => refuseMove(record.status, before?.status ?? null),
})
