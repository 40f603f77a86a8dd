import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Why one may, or must, erase: PIPL article 47, GDPR article 17 (1). */
export const groundOptions = options({
  purpose_over: ['处理目的已实现或不再必要', 'No longer needed for its purpose'],
  retention_over: ['保存期限已届满', 'The time to keep it is over'],
  consent_withdrawn: ['个人撤回同意', 'Consent withdrawn'],
  objection: ['个人提出反对或要求', 'The person objects or asks for it'],
  unlawful: ['处理活动违法或违约', 'It was processed unlawfully'],
  legal_duty: ['法律、行政法规要求', 'Required by law'],
})

/**
 * The erasing of one person, from the request on: who asked, who decided, when, why, on which legal ground. It stays when the
 * person is gone, so it keeps no name: `subject` is blanked with the rest. Changed by its actions only.
 */
export const erasure = defineObject({
  name: 'erasure',
  plural: 'erasures',
  label: { zh: '匿名化申请', en: 'Erasure' },
  plural_label: { zh: '匿名化申请', en: 'Erasures' },
  empty_hint: { zh: '在客户或联系人页面的“个人信息”中发起。', en: 'They begin under “Personal data” on the page of a customer or contact.' },
  title: 'number',
  in_navigation: false,
  sort: '-created_at',
  fields: {
    number: field.sequence({ label: { zh: '编号', en: 'Number' }, format: 'NM-{yyyy}-{0000}', required: true, unique: true, readonly: true, max_length: 60 }),
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, readonly: true, max_length: 60 }),
    record: field.text({ label: { zh: '记录编号', en: 'Record' }, required: true, readonly: true, max_length: 60 }),
    subject: field.text({ label: { zh: '当事人', en: 'Person' }, required: true, readonly: true, personal: true, max_length: 5000 }),
    ground: field.choice({ label: { zh: '法律依据', en: 'Legal ground' }, required: true, readonly: true, options: groundOptions }),
    reason: field.text({ label: { zh: '说明', en: 'Reason' }, readonly: true, max_length: 1000 }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'asked', options: options({ asked: ['待批准', 'Waiting', 'gold'], refused: ['已拒绝', 'Refused'], done: ['已匿名化', 'Erased', 'green'] }) }),
    two_step: field.boolean({ label: { zh: '须另一人批准', en: 'Needs another person' }, required: true, readonly: true, default: false }),
    decided_by: field.person({ label: { zh: '决定人', en: 'Decided by' }, readonly: true }),
    decided_at: field.datetime({ label: { zh: '决定时间', en: 'Decided at' }, readonly: true }),
    answer: field.text({ label: { zh: '答复', en: 'Answer' }, readonly: true, max_length: 1000 }),
    counts: field.group({ label: { zh: '涉及记录', en: 'Records' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '匿名化', en: 'Erasure' }, fields: ['number', 'subject', 'status', 'ground', 'reason', 'two_step', 'decided_by', 'decided_at', 'answer', 'counts'] }],
  views: [
    { key: 'waiting', label: { zh: '待批准', en: 'Waiting' }, filter: { status: 'asked' }, sort: 'created_at', columns: ['number', 'subject', 'ground', 'created_by', 'created_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['number', 'subject', 'status', 'ground', 'created_by', 'created_at', 'decided_by', 'decided_at'] },
  ],
})
