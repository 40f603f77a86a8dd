import { issue } from '../../../platform/problems.ts'
import { faultOfSpans } from '../../../platform/calendar/working-hours.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { spanOf } from '../rules/calendar-hours.ts'

/** What the company itself says of a day: a holiday of its own, a day worked, other hours. It stands before what is published. */
export const calendarDay = defineObject({
  name: 'calendar_day',
  plural: 'calendar_days',
  label: { zh: '特殊日', en: 'Day of a calendar' },
  plural_label: { zh: '特殊日', en: 'Days of calendars' },
  empty_hint: { zh: '与每周安排或公布的节假日不同的日子。', en: 'Days that differ from the week or from the published holidays.' },
  title: 'day',
  in_navigation: false,
  sort: 'day',
  fields: {
    calendar: field.reference({ label: { zh: '日历', en: 'Calendar' }, target: 'calendar', required: true, lives_with: true }),
    day: field.date({ label: { zh: '日期', en: 'Day' }, required: true }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'holiday', options: options({ holiday: ['休息', 'Off', 'green'], working: ['上班', 'Worked', 'blue'] }) }),
    name: field.text({ label: { zh: '名称', en: 'Name' }, max_length: 100 }),
    hours: field.groups({ label: { zh: '工作时间', en: 'Working hours' }, hint: { zh: '不填则按平日', en: 'As usual where left empty' }, parts: [
      { name: 'from', label: { zh: '从', en: 'From' }, type: 'time', required: true },
      { name: 'to', label: { zh: '到', en: 'To' }, type: 'time', required: true },
    ] }),
  },
  panels: [{ key: 'main', label: { zh: '特殊日', en: 'Day' }, fields: ['calendar', 'day', 'kind', 'name', 'hours'] }],
  check: (record) => [
    ...(record.day !== null && (record.day < '2000' || record.day >= '2100') ? [issue('day', 'out_of_range', '日期应在 2000 年至 2099 年之间', 'The day lies outside the years 2000 to 2099')] : []),
    ...(faultOfSpans((record.hours ?? []).map(spanOf)) ? [issue('hours', 'overlapping_hours', '时段不能重叠', 'The spans must not overlap')] : []),
  ],
})
