import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { refuseSigning } from '../rules/moves.ts'

/** One person asked within an approval: whose turn it is, what was said, in whose place. The trail is made of these. Written by the acts only. */
export const approvalSignature = defineObject({
  name: 'approval_signature',
  plural: 'approval_signatures',
  label: { zh: '签批', en: 'Signature' },
  plural_label: { zh: '签批', en: 'Signatures' },
  empty_hint: { zh: '每位审批人的意见。', en: 'What each signer said.' },
  title: 'comment',
  in_navigation: false,
  sort: 'round,step,seat,position',
  about: 'approval',
  fields: {
    approval: field.reference({ label: { zh: '审批', en: 'Approval' }, required: true, readonly: true, target: 'approval', lives_with: true }),
    round: field.number({ label: { zh: '轮次', en: 'Round' }, required: true, readonly: true }),
    step: field.number({ label: { zh: '步骤', en: 'Step' }, required: true, readonly: true }),
    seat: field.number({ label: { zh: '席位', en: 'Seat' }, required: true, readonly: true }),
    position: field.number({ label: { zh: '先后', en: 'Place' }, required: true, readonly: true }),
    person: field.person({ label: { zh: '审批人', en: 'Signer' }, readonly: true }),
    status: field.choice({
      label: { zh: '状态', en: 'Status' }, required: true, readonly: true,
      options: options({ waiting: ['待审批', 'Waiting', 'gold'], later: ['未到', 'Later'], approved: ['同意', 'Approved', 'green'], refused: ['拒绝', 'Refused', 'volcano'], returned: ['退回', 'Returned', 'blue'], delegated: ['转交', 'Delegated'], skipped: ['跳过', 'Skipped'] }),
    }),
    reason: field.choice({
      label: { zh: '原因', en: 'Because' }, readonly: true,
      options: options({
        empty: ['没有符合的人', 'Nobody fits'], own: ['申请人本人', 'The requester'], nobody: ['没有可审批的人', 'Nobody can sign'], left: ['已离职', 'Left'], superior: ['由上级代替', 'Superior instead'],
        administrator: ['由管理员审批', 'Administrator instead'], delegated: ['受托', 'Delegated'], added: ['加签', 'Added'], not_needed: ['不再需要', 'Not needed any more'],
      }),
    }),
    in_place_of: field.person({ label: { zh: '代替或受谁之托', en: 'In place of, or added by' }, readonly: true }),
    signed_by: field.person({ label: { zh: '代理签批人', en: 'Signed by substitute' }, readonly: true }),
    comment: field.text({ label: { zh: '意见', en: 'Comment' }, readonly: true, personal: true, max_length: 1000 }),
    note: field.text({ label: { zh: '附言', en: 'Note' }, readonly: true, personal: true, max_length: 1000 }),
    decided_at: field.datetime({ label: { zh: '时间', en: 'When' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '签批', en: 'Signature' }, fields: ['approval', 'person', 'status', 'reason', 'in_place_of', 'signed_by', 'comment', 'note', 'decided_at'] }],
  check: (record, before) => refuseSigning(record.status, before?.status ?? null),
})
