import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { severityOptions, warningKinds } from './complaint-options.ts'

/** What the threshold may be, by what is looked for: days, times, stars. */
const most: Record<string, number> = { late_order: 365, repeated_fault: 50, falling_rating: 4, sla_breached: 50 }

/** A rule that sees a complaint coming and opens a preventive case, once an occasion. Switched off until somebody has seen what it would open. */
export const warningRule = defineObject({
  name: 'warning_rule',
  plural: 'warning_rules',
  label: { zh: '预警规则', en: 'Early warning' },
  plural_label: { zh: '预警规则', en: 'Early warnings' },
  empty_hint: { zh: '例如：同一产品 60 天内报修两次，就主动联系客户。', en: 'Such as: two faults of one product within 60 days, and somebody calls the customer first.' },
  title: 'name',
  sort: 'created_at',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    kind: field.choice({ label: { zh: '看什么', en: 'Looks for' }, required: true, default: 'repeated_fault', options: warningKinds }),
    threshold: field.number({ label: { zh: '阈值', en: 'Threshold' }, hint: { zh: '延误天数、故障或超时次数、评价降几星', en: 'Days late, faults or breaches, stars lower' }, required: true, default: 2, min: 0, max: 365 }),
    window_days: field.number({ label: { zh: '看多少天', en: 'Within days' }, required: true, default: 90, min: 1, max: 730 }),
    severity: field.choice({ label: { zh: '严重程度', en: 'Severity' }, required: true, default: 'medium', options: severityOptions }),
    owner: field.person({ label: { zh: '交给', en: 'Given to' }, hint: { zh: '不填则交给客户负责人', en: 'Left empty: whoever looks after the customer' } }),
    cause: field.reference({ label: { zh: '原因', en: 'Cause' }, target: 'complaint_cause' }),
    plan: field.richText({ label: { zh: '补救方案', en: 'Recovery plan' }, hint: { zh: '写进每个预警个案', en: 'Put into every case' }, max_length: 5000 }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: false }),
  },
  panels: [{ key: 'main', label: { zh: '规则', en: 'Rule' }, fields: ['name', 'kind', 'threshold', 'window_days', 'severity', 'owner', 'cause', 'plan', 'is_active'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'created_at', columns: ['name', 'kind', 'threshold', 'window_days', 'severity', 'owner', 'is_active'] }],
  check: ({ kind, threshold }) => {
    const least = kind === 'late_order' ? 0 : kind === 'falling_rating' ? 1 : 2
    if (threshold === null || (threshold >= least && threshold <= (most[kind ?? ''] ?? 365))) return []
    return [issue('threshold', 'out_of_range', `这类规则的阈值在 ${least} 到 ${most[kind ?? ''] ?? 365} 之间`, `A threshold of this kind is from ${least} to ${most[kind ?? ''] ?? 365}`)]
  },
})
