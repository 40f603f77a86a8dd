import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { classOptions, priorityOptions } from '../../requests/index.ts'
import { faultsOfJob } from '../rules/job-moves.ts'
import { historyOf } from '../rules/history-of.ts'

export const jobStatusOptions = options({
  planned: ['已安排', 'Planned', 'blue'],
  on_the_way: ['在路上', 'On the way', 'cyan'],
  checked_in: ['已到场', 'Checked in', 'cyan'],
  done: ['已完成', 'Done', 'green'],
  not_done: ['未做成', 'Not done', 'gold'],
})

/** One visit for a request: when, where, by whom, and what it takes. Whom it is given to and how far it is are said by acts only. */
export const fieldJob = defineObject({
  name: 'field_job',
  plural: 'field_jobs',
  label: { zh: '上门任务', en: 'Visit' },
  plural_label: { zh: '上门任务', en: 'Visits' },
  empty_hint: { zh: '一次上门一条：哪天、哪里、要什么技能，再到派工台派给人。', en: 'One for each time somebody goes there: which day, where, which skills; the dispatch board gives it to somebody.' },
  title: 'subject',
  sort: '-wanted_on',
  owner: 'engineer',
  has_timeline: true,
  about: 'request',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '任务编号', en: 'Number' }, format: 'XC-{yyyy}-{000000}', required: true, unique: true, max_length: 60 }),
    subject: field.text({ label: { zh: '任务', en: 'Visit' }, hint: { zh: '不填则同服务请求', en: 'Left empty: as the request' }, personal: true, required: true, filled: true, max_length: 300 }),
    request: field.reference({ label: { zh: '服务请求', en: 'Service request' }, target: 'request', required: true, lives_with: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', readonly: true, lives_with: true }),
    asset: field.reference({ label: { zh: '设备', en: 'Asset' }, target: 'asset' }),
    priority: field.choice({ label: { zh: '优先级', en: 'Priority' }, required: true, default: 'normal', options: priorityOptions }),
    service_class: field.choice({ label: { zh: '服务类别', en: 'Service class' }, readonly: true, options: classOptions }),
    instructions: field.richText({ label: { zh: '说明', en: 'Instructions' }, personal: true }),
    contact_name: field.text({ label: { zh: '现场联系人', en: 'Whom to ask for' }, personal: true, max_length: 200 }),
    contact_phone: field.text({ label: { zh: '联系电话', en: 'Telephone' }, personal: true, max_length: 60 }),
    place: field.place({ label: { zh: '地点', en: 'Place' }, hint: { zh: '有经纬度时按路程推荐人选', en: 'With coordinates the way there counts when people are proposed' }, personal: true }),
    skills: field.references({ label: { zh: '所需技能', en: 'Skills needed' }, target: 'skill', column: 'skill_ids' }),
    wanted_on: field.date({ label: { zh: '应在哪天', en: 'Wanted on' }, required: true, default: '@today' }),
    minutes: field.number({ label: { zh: '预计分钟', en: 'Minutes planned' }, required: true, default: 60, min: 15, max: 1440 }),

    engineer: field.person({ label: { zh: '工程师', en: 'Engineer' }, readonly: true, written_with: 'field_job' }),
    planned_start: field.datetime({ label: { zh: '计划开始', en: 'Planned start' }, readonly: true, written_with: 'field_job' }),
    planned_end: field.datetime({ label: { zh: '计划结束', en: 'Planned end' }, readonly: true, derived: true }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, written_with: 'field_job', default: 'planned', options: jobStatusOptions }),
    on_the_way_at: field.datetime({ label: { zh: '出发时间', en: 'Set out at' }, readonly: true }),
    checked_in_at: field.datetime({ label: { zh: '到场时间', en: 'Checked in at' }, readonly: true, written_with: 'field_job' }),
    checked_in_place: field.place({ label: { zh: '签到位置', en: 'Checked in where' }, readonly: true }),
    ended_at: field.datetime({ label: { zh: '结束时间', en: 'Ended at' }, readonly: true, written_with: 'field_job' }),
    reason: field.text({ label: { zh: '未做成原因', en: 'Why not done' }, readonly: true, written_with: 'field_job', max_length: 500 }),
    photos: field.files({ label: { zh: '照片', en: 'Photos' } }),
    left_over_since: field.date({ label: { zh: '顺延自', en: 'Left over since' }, readonly: true }),
    left_over_count: field.number({ label: { zh: '顺延次数', en: 'Times left over' }, required: true, readonly: true, default: 0, min: 0 }),
    is_historic: field.boolean({ label: { zh: '历史上门', en: 'From before' }, hint: { zh: '由旧系统带入，已经结束，不再派工', en: 'Brought from another system: it is over, and given to nobody' }, required: true, default: false, written_with: 'field_job' }),
  },
  panels: [
    { key: 'main', label: { zh: '任务', en: 'Visit' }, fields: ['request', 'subject', 'instructions', 'asset', 'priority', 'service_class', 'wanted_on', 'minutes', 'skills', 'number'] },
    { key: 'where', label: { zh: '现场', en: 'On site' }, fields: ['customer', 'place', 'contact_name', 'contact_phone'] },
    { key: 'work', label: { zh: '派工与进度', en: 'Dispatch and progress' }, fields: ['status', 'engineer', 'planned_start', 'planned_end', 'on_the_way_at', 'checked_in_at', 'checked_in_place', 'ended_at', 'reason', 'photos', 'left_over_since', 'left_over_count', 'is_historic'] },
  ],
  views: [
    { key: 'mine', label: { zh: '我的', en: 'Mine' }, filter: { engineer: '@me', status: { nin: ['done', 'not_done'] } }, sort: 'planned_start', columns: ['planned_start', 'subject', 'customer', 'place', 'status', 'priority'] },
    { key: 'unassigned', label: { zh: '待派', en: 'Not dispatched' }, filter: { engineer: { is_empty: true }, status: 'planned' }, sort: 'wanted_on', columns: ['subject', 'customer', 'place', 'priority', 'skills', 'wanted_on', 'left_over_since', 'left_over_count'] },
    { key: 'today', label: { zh: '今天', en: 'Today' }, filter: { planned_start: 'today' }, sort: 'planned_start', columns: ['planned_start', 'engineer', 'subject', 'customer', 'place', 'status'] },
    { key: 'calendar', label: { zh: '日历', en: 'Calendar' }, filter: { planned_start: { is_empty: false } }, sort: 'planned_start', columns: ['subject', 'engineer', 'status'], display: 'calendar', calendar_by: 'planned_start' },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-wanted_on', columns: ['number', 'subject', 'customer', 'engineer', 'planned_start', 'status', 'ended_at', 'reason'] },
  ],
  search: { fields: ['number', 'subject', 'contact_name'], subtitle: ['number', 'status'] },
  derive: (record, { now, timeZone }) => {
    const { planned_start: start, minutes } = record
    const planned_end = start === null ? null : new Date(Date.parse(start) + (minutes ?? 0) * 60_000).toISOString()
    return { planned_end, ...historyOf({ ...record, planned_end }, { now, timeZone }) }
  },
  check: (record, before) => faultsOfJob(record, before),
})
