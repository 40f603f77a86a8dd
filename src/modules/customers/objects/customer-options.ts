import { field, options } from '../../../kernel/definitions/fields.ts'

export const personOnly = { field: 'kind', in: ['person'] }
export const businessOnly = { field: 'kind', in: ['organisation'] }

export const sourceOptions = options({
  referral: ['转介绍', 'Referral'],
  campaign: ['活动', 'Campaign'],
  form: ['网站表单', 'Form'],
  hot_line: ['热线', 'Hot line'],
  visit: ['走访', 'Visit'],
  walk_in: ['到店', 'Walk-in'],
  import: ['导入', 'Import'],
  partner: ['合作伙伴', 'Partner'],
  social: ['社交媒体', 'Social media'],
  batch: ['批量开发', 'Batch development'],
  other: ['其他', 'Other'],
})

export const tierOptions = options({ vip: ['VIP', 'VIP', 'gold'], a: ['A', 'A', 'green'], b: ['B', 'B', 'blue'], c: ['C', 'C', 'default'], potential: ['潜力', 'Potential', 'default'] })

export const genderOptions = options({ male: ['男', 'Male'], female: ['女', 'Female'], other: ['其他', 'Other'] })
export const calendarOptions = options({ solar: ['公历', 'Solar'], lunar: ['农历', 'Lunar'] })

/**
 * What a person's file has beyond an organisation's. A birthday is kept as the solar day of birth, which says everything: with
 * the lunar calendar chosen it is celebrated on the lunar day of that date.
 */
export const personOptions = {
  gender: field.choice({ label: { zh: '性别', en: 'Gender' }, personal: true, only_when: personOnly, options: genderOptions }),
  birthday: field.date({ label: { zh: '生日', en: 'Birthday' }, personal: true, only_when: personOnly, also_called: ['birthday', 'bday', '出生日期'] }),
  birthday_calendar: field.choice({ label: { zh: '生日历法', en: 'Birthday by' }, personal: true, only_when: personOnly, default: 'solar', options: calendarOptions }),
  family_status: field.choice({ label: { zh: '婚姻状况', en: 'Family status' }, personal: true, only_when: personOnly, options: options({ single: ['未婚', 'Single'], married: ['已婚', 'Married'], divorced: ['离异', 'Divorced'], widowed: ['丧偶', 'Widowed'] }) }),
  household_stage: field.choice({ label: { zh: '家庭生命周期', en: 'Household stage' }, personal: true, only_when: personOnly, options: options({ single: ['单身', 'Single'], couple: ['二人世界', 'Couple'], young_children: ['子女年幼', 'Young children'], grown_children: ['子女成年', 'Grown children'], empty_nest: ['空巢', 'Empty nest'], retired: ['退休', 'Retired'] }) }),
  occupation_group: field.text({ label: { zh: '职业', en: 'Occupation' }, personal: true, only_when: personOnly, max_length: 100 }),
  income_band: field.choice({ label: { zh: '收入', en: 'Income' }, personal: true, only_when: personOnly, options: options({ low: ['10万以下', 'Below 100,000'], middle: ['10-30万', '100,000-300,000'], upper: ['30-100万', '300,000-1,000,000'], high: ['100万以上', 'Above 1,000,000'] }) }),
  education: field.choice({ label: { zh: '学历', en: 'Education' }, personal: true, only_when: personOnly, options: options({ school: ['高中及以下', 'School'], college: ['大专', 'College'], bachelor: ['本科', 'Bachelor'], master: ['硕士', 'Master'], doctor: ['博士', 'Doctor'] }) }),
  risk_tolerance: field.rating({ label: { zh: '风险承受', en: 'Risk tolerance' }, personal: true, only_when: personOnly }),
  communication_style: field.choice({ label: { zh: '沟通类型', en: 'Communication style' }, personal: true, hint: { zh: '视觉型看图表，听觉型多交谈，触觉型让他试', en: 'Visual: show pictures; auditory: talk it through; kinaesthetic: let them try' }, options: options({ visual: ['视觉型', 'Visual'], auditory: ['听觉型', 'Auditory'], kinaesthetic: ['触觉型', 'Kinaesthetic'] }) }),
  temperament: field.choice({ label: { zh: '气质', en: 'Temperament' }, personal: true, hint: { zh: '胆汁质说结论，多血质聊热络，黏液质给时间，抑郁质讲细节', en: 'Choleric: the result first; sanguine: be lively; phlegmatic: give time; melancholic: give detail' }, options: options({ choleric: ['胆汁质', 'Choleric'], sanguine: ['多血质', 'Sanguine'], phlegmatic: ['黏液质', 'Phlegmatic'], melancholic: ['抑郁质', 'Melancholic'] }) }),
  best_time: field.text({ label: { zh: '方便联系时间', en: 'Best time to call' }, personal: true, only_when: personOnly, max_length: 100 }),
}
