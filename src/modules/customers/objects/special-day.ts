import { dayOf } from '../../../platform/calendar/zones.ts'
import { lunarOf, nextOccurrence } from '../../../platform/chinese/lunar.ts'
import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { calendarOptions } from './customer-options.ts'

/** A day that returns every year, by the solar or the lunar calendar. `next_on` is kept true by a daily job. */
export const specialDay = defineObject({
  name: 'special_day',
  plural: 'special_days',
  label: { zh: '纪念日', en: 'Special day' },
  plural_label: { zh: '纪念日', en: 'Special days' },
  empty_hint: { zh: '生日、成立日、签约日……到期前提醒。', en: 'Birthdays, founding days, contract days: told of in time.' },
  title: 'name',
  sort: 'next_on',
  about: 'customer',
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact', lives_with: true }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'birthday', options: options({ birthday: ['生日', 'Birthday'], founding: ['成立日', 'Founding day'], wedding: ['结婚纪念日', 'Wedding'], contract: ['签约日', 'Contract day'], custom: ['其他', 'Other'] }) }),
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    day: field.date({ label: { zh: '日期', en: 'Day' }, hint: { zh: '首次发生的公历日期', en: 'The solar date of the first time' }, required: true }),
    calendar: field.choice({ label: { zh: '历法', en: 'Calendar' }, required: true, default: 'solar', options: calendarOptions }),
    lunar_text: field.text({ label: { zh: '农历', en: 'Lunar date' }, derived: true }),
    next_on: field.date({ label: { zh: '下一次', en: 'Next on' }, derived: true }),
    is_automatic: field.boolean({ label: { zh: '来自档案', en: 'From the file' }, hint: { zh: '档案里的生日，随档案改变', en: 'A birthday in a file; it follows the file' }, readonly: true, required: true, default: false }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '纪念日', en: 'Special day' }, fields: ['customer', 'contact', 'kind', 'name', 'day', 'calendar', 'remark', 'is_automatic'] }],
  views: [{ key: 'next', label: { zh: '即将到来', en: 'Coming next' }, sort: 'next_on', columns: ['name', 'customer', 'kind', 'next_on', 'calendar', 'lunar_text', 'day'] }],
  derive: (record, { now, timeZone }) => {
    const calendar = record.calendar === 'lunar' ? 'lunar' : 'solar'
    if (!record.day || !isReachable(record.day, calendar)) return { next_on: null, lunar_text: null }
    return {
      next_on: nextOccurrence({ on: record.day, calendar, after: dayOf(now, timeZone) }),
      lunar_text: lunarOf(record.day)?.text ?? null,
    }
  },
  check: (record, before) => [
    ...(record.day && !isReachable(record.day, record.calendar === 'lunar' ? 'lunar' : 'solar')
      ? [issue('day', 'out_of_range', '日期超出可计算的年份', 'The day lies outside the years that can be computed')]
      : []),
    ...(before?.is_automatic
      ? fromFile.filter((name) => record[name] !== before[name]).map((name) => issue(name, 'from_file', '来自档案里的生日，请在档案里修改', 'It comes from the birthday in the file; change it there'))
      : []),
  ],
})

const fromFile = ['customer', 'contact', 'kind', 'name', 'day', 'calendar'] as const

/** The years that lunar tables cover well; solar days only have to lie before the end of four-digit years. */
export function isReachable(day: string, calendar: 'solar' | 'lunar'): boolean {
  return calendar === 'solar' ? day < '9990' : day >= '1650' && day < '2199'
}
