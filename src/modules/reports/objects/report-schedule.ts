import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const weekdays = options({ 1: ['周一', 'Monday'], 2: ['周二', 'Tuesday'], 3: ['周三', 'Wednesday'], 4: ['周四', 'Thursday'], 5: ['周五', 'Friday'], 6: ['周六', 'Saturday'], 7: ['周日', 'Sunday'] })
const mostRecipients = 50

/** When a report leaves by mail and to whom: each receives what that person may see (mail/deliver.ts). */
export const reportSchedule = defineObject({
  name: 'report_schedule',
  plural: 'report_schedules',
  label: { zh: '定时发送', en: 'Schedule' },
  plural_label: { zh: '定时发送', en: 'Schedules' },
  empty_hint: { zh: '报表按日、周或月以邮件发送，附 XLSX 与 PDF。', en: 'A report that leaves by mail every day, week or month, as XLSX and PDF.' },
  title: 'every',
  sort: 'hour',
  in_navigation: false,
  fields: {
    report: field.reference({ label: { zh: '报表', en: 'Report' }, target: 'report', required: true, lives_with: true }),
    every: field.choice({ label: { zh: '频率', en: 'Every' }, required: true, default: 'week', options: options({ day: ['每天', 'Day'], week: ['每周', 'Week'], month: ['每月', 'Month'] }) }),
    weekday: field.choice({ label: { zh: '星期', en: 'On' }, default: '1', options: weekdays, only_when: { field: 'every', in: ['week'] }, required_when: { field: 'every', in: ['week'] } }),
    day: field.number({ label: { zh: '几号', en: 'Day of the month' }, hint: { zh: '1 到 28', en: '1 to 28' }, default: 1, min: 1, max: 28, only_when: { field: 'every', in: ['month'] }, required_when: { field: 'every', in: ['month'] } }),
    hour: field.number({ label: { zh: '几点', en: 'Hour' }, hint: { zh: '公司时区，0 到 23', en: 'By the clock of the company, 0 to 23' }, required: true, default: 8, min: 0, max: 23 }),
    recipients: field.references({ label: { zh: '收件人', en: 'Recipients' }, target: 'user', required: true, column: 'recipient_ids' }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Active' }, required: true, default: true }),
  },
  panels: [{ key: 'main', label: { zh: '定时发送', en: 'Schedule' }, fields: ['report', 'every', 'weekday', 'day', 'hour', 'recipients', 'is_active'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'hour', columns: ['report', 'every', 'weekday', 'day', 'hour', 'recipients', 'is_active'] }],
  check: (record, before) => [
    ...(before && before.report !== record.report ? [issue('report', 'readonly', '创建后不能更改', 'Cannot be changed once it is there')] : []),
    ...((record.recipients ?? []).length > mostRecipients ? [issue('recipients', 'too_many', `最多 ${mostRecipients} 位收件人`, `At most ${mostRecipients} recipients`)] : []),
  ],
})
