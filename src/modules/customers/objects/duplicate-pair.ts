import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** The codes of rules/duplicate-score.ts. */
const reasonOptions = options({
  same_credit_code: ['信用代码相同', 'Same credit code', 'green'],
  same_phone: ['电话相同', 'Same phone', 'blue'],
  same_mail: ['邮箱相同', 'Same mail', 'blue'],
  same_wechat: ['微信相同', 'Same WeChat', 'blue'],
  same_name: ['名称相同', 'Same name', 'cyan'],
  same_core_name: ['名称主体相同', 'Same core of the name', 'cyan'],
  same_sound: ['读音相同', 'Same sound', 'purple'],
  similar_name: ['名称相近', 'Similar name', 'purple'],
  different_credit_code: ['信用代码不同', 'Different credit codes', 'gold'],
})

/**
 * Two customers that may be one, found by the search over the whole file and kept up as files change. The left one has the lower id.
 * Written by searches and actions only; while one of the two lies in the recycle bin an open pair is not there.
 */
export const duplicatePair = defineObject({
  name: 'duplicate_pair',
  plural: 'duplicate_pairs',
  label: { zh: '疑似重复', en: 'Duplicate' },
  plural_label: { zh: '查重', en: 'Duplicates' },
  empty_hint: { zh: '没有疑似重复的客户。', en: 'No customers that may be the same.' },
  title: 'state',
  sort: '-score',
  is_append_only: true,
  fields: {
    left: field.reference({ label: { zh: '客户甲', en: 'Customer' }, target: 'customer', required: true, readonly: true, stays_at_merge: true, lives_with: { state: 'open' } }),
    right: field.reference({ label: { zh: '客户乙', en: 'Other customer' }, target: 'customer', required: true, readonly: true, stays_at_merge: true, lives_with: { state: 'open' } }),
    score: field.percent({ label: { zh: '可能性', en: 'Likelihood' }, required: true, readonly: true, scale: 0 }),
    reasons: field.choices({ label: { zh: '理由', en: 'Reasons' }, readonly: true, options: reasonOptions }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, default: 'open', options: options({ open: ['待处理', 'Open', 'gold'], dismissed: ['不是重复', 'Not a duplicate'], merged: ['已合并', 'Merged', 'green'] }) }),
    decided_by: field.person({ label: { zh: '处理人', en: 'Decided by' }, readonly: true }),
    decided_at: field.datetime({ label: { zh: '处理时间', en: 'Decided at' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '疑似重复', en: 'Duplicate' }, fields: ['left', 'right', 'score', 'reasons', 'state', 'decided_by', 'decided_at'] }],
  views: [{ key: 'open', label: { zh: '待处理', en: 'Open' }, filter: { state: 'open' }, sort: '-score', columns: ['left', 'right', 'score', 'reasons'] }],
})
