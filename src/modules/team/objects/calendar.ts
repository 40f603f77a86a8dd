import { issue, type Issue } from '../../../platform/problems.ts'
import { isTimeZone } from '../../../platform/calendar/zones.ts'
import { faultOfSpans } from '../../../platform/calendar/working-hours.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { readyHours } from '../ready/calendar.ts'
import { spanOf, weekdays } from '../rules/calendar-hours.ts'

export const weekdayOptions = options({
  monday: ['周一', 'Monday'],
  tuesday: ['周二', 'Tuesday'],
  wednesday: ['周三', 'Wednesday'],
  thursday: ['周四', 'Thursday'],
  friday: ['周五', 'Friday'],
  saturday: ['周六', 'Saturday'],
  sunday: ['周日', 'Sunday'],
})

/** When the company, or a part of it, works: what terms and clocks are counted by. */
export const calendar = defineObject({
  name: 'calendar',
  plural: 'calendars',
  label: { zh: '工作日历', en: 'Business calendar' },
  plural_label: { zh: '工作日历', en: 'Business calendars' },
  empty_hint: { zh: '工作时间和节假日，期限按它计算。', en: 'Working hours and holidays, by which terms are counted.' },
  title: 'name',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, unique: true, max_length: 100 }),
    time_zone: field.text({ label: { zh: '时区', en: 'Time zone' }, required: true, default: 'Asia/Shanghai', max_length: 60 }),
    hours: field.groups({ label: { zh: '工作时间', en: 'Working hours' }, hint: { zh: '每天可有几段，可跨午夜', en: 'Several spans a day; they may pass midnight' }, default: readyHours, parts: [
      { name: 'weekday', label: { zh: '星期', en: 'Weekday' }, type: 'choice', required: true, options: weekdayOptions },
      { name: 'from', label: { zh: '从', en: 'From' }, type: 'time', required: true },
      { name: 'to', label: { zh: '到', en: 'To' }, type: 'time', required: true },
    ] }),
    holidays: field.choice({ label: { zh: '公共假日', en: 'Public holidays' }, required: true, default: 'china', options: options({ china: ['中国（含调休）', 'China, with make-up days'], none: ['无', 'None'] }) }),
    is_default: field.boolean({ label: { zh: '默认', en: 'Default' }, required: true, default: false }),
  },
  panels: [{ key: 'main', label: { zh: '工作日历', en: 'Business calendar' }, fields: ['name', 'time_zone', 'hours', 'holidays', 'is_default'] }],
  check: (record, before) => [
    ...(record.name?.trim() === '' ? [issue('name', 'required', '请填写名称', 'Name is required')] : []),
    ...(isTimeZone(record.time_zone ?? '') ? [] : [issue('time_zone', 'unknown_time_zone', '没有这个时区', 'There is no such time zone')]),
    ...checkHours(record.hours ?? []),
    // Terms need one: another is made the default instead.
    ...(before?.is_default && !record.is_default ? [issue('is_default', 'needs_default', '请把另一个日历设为默认', 'Make another calendar the default instead')] : []),
  ],
})

function checkHours(hours: readonly { [key: string]: Value }[]): Issue[] {
  const isWrong = weekdays.some((weekday) => faultOfSpans(hours.filter((entry) => entry.weekday === weekday).map(spanOf)) !== null)
  return isWrong ? [issue('hours', 'overlapping_hours', '同一天的时段不能重叠', 'The spans of a day must not overlap')] : []
}
