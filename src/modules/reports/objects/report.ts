import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { questionOf } from '../rules/question.ts'

export const displayOptions = options({ table: ['表格', 'Table'], bar: ['柱形图', 'Bars'], line: ['折线图', 'Line'], pie: ['饼图', 'Pie'], funnel: ['漏斗', 'Funnel'], heat: ['热力图', 'Heat map'], map: ['中国地图', 'Map of China'], figure: ['数字', 'Figure'] })

/** A question over the records of one object, answered to whoever asks it with what that person may see. */
export const report = defineObject({
  name: 'report',
  plural: 'reports',
  label: { zh: '报表', en: 'Report' },
  plural_label: { zh: '报表', en: 'Reports' },
  empty_hint: { zh: '点选对象、分组与指标，就是一张报表；可保存、共享、放到今日、定时发送。', en: 'Choose an object, groups and measures: that is a report. Save it, share it, put it on Today, have it sent.' },
  title: 'name',
  sort: 'name',
  owner: 'owner',
  is_shareable: true,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    remark: field.text({ label: { zh: '说明', en: 'What it tells' }, max_length: 500 }),
    question: field.group({ label: { zh: '报表设置', en: 'Question' }, hint: { zh: '对象、分组、指标、时段与图形', en: 'Object, groups, measures, period and kind of chart' }, required: true }),
    object: field.text({ label: { zh: '对象', en: 'About' }, derived: true, readonly: true, required: true, max_length: 60 }),
    display: field.choice({ label: { zh: '图形', en: 'Shown as' }, derived: true, readonly: true, required: true, options: displayOptions }),
    owner: field.person({ label: { zh: '所有者', en: 'Owner' }, default: '@me' }),
  },
  panels: [{ key: 'main', label: { zh: '报表', en: 'Report' }, fields: ['name', 'remark', 'owner'] }],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'display', 'remark', 'owner', 'updated_at'] },
    { key: 'mine', label: { zh: '我的报表', en: 'Mine' }, filter: { owner: '@me' }, sort: '-updated_at', columns: ['name', 'display', 'remark', 'updated_at'] },
  ],
  derive: ({ question }) => {
    const found = questionOf(question)
    // What does not fit is said by the check; until then it is of nothing.
    return 'question' in found ? { object: found.question.object, display: found.question.display } : { object: '-', display: 'table' }
  },
  check: ({ question }) => {
    const found = question === null ? null : questionOf(question)
    return found && 'issues' in found ? found.issues : []
  },
})
