import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { priorityOptions } from '../../requests/index.ts'

/** Where calls wait: who answers, how soon they ought to, and when those that were not answered are called back. */
export const callQueue = defineObject({
  name: 'call_queue',
  plural: 'call_queues',
  label: { zh: '呼叫队列', en: 'Call queue' },
  plural_label: { zh: '呼叫队列', en: 'Call queues' },
  empty_hint: { zh: '热线由谁接、多快接、未接的多久回。', en: 'Who answers a hot line, how soon, and how soon missed calls are returned.' },
  title: 'name',
  sort: 'position',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    position: field.number({ label: { zh: '次序', en: 'Order' }, hint: { zh: '没有说明队列的来电归第一个', en: 'A call of no queue goes by the first' }, required: true, default: 1, min: 0, max: 10_000 }),
    line: field.text({ label: { zh: '热线号码', en: 'Hot line' }, max_length: 40 }),
    people: field.references({ label: { zh: '坐席', en: 'Agents' }, hint: { zh: '看得到并可接听此队列的来电', en: 'They see and answer the calls that wait in it' }, target: 'user', column: 'people_ids' }),
    manager: field.person({ label: { zh: '主管', en: 'Manager' }, hint: { zh: '逾期的回访上报给他', en: 'Is told of late call-backs' } }),
    calendar: field.reference({ label: { zh: '工作日历', en: 'Calendar' }, hint: { zh: '不填则用公司默认', en: 'The company’s default where left empty' }, target: 'calendar' }),
    target_percent: field.number({ label: { zh: '目标接通率（%）', en: 'Target (%)' }, required: true, default: 80, min: 1, max: 100 }),
    target_seconds: field.number({ label: { zh: '在多少秒内', en: 'Within seconds' }, required: true, default: 20, min: 1, max: 3600 }),
    short_seconds: field.number({ label: { zh: '多少秒内挂断不计', en: 'Hung up within seconds: not counted' }, required: true, default: 5, min: 0, max: 600 }),
    most_waiting_minutes: field.number({ label: { zh: '等待多少分钟后视为未接', en: 'Missed after minutes of waiting' }, required: true, default: 15, min: 1, max: 1440 }),
    call_back_minutes: field.number({ label: { zh: '多久内回访（工作分钟）', en: 'Call back within (working minutes)' }, required: true, default: 60, min: 1, max: 100_000 }),
    retries: field.groups({ label: { zh: '未接通后再试', en: 'Next tries' }, hint: { zh: '每次之后隔多少工作分钟；用完后按最后一个间隔继续，并上报主管', en: 'Working minutes after each try; beyond the last it goes on at that pace and the manager is told' }, parts: [
      { name: 'after_minutes', label: { zh: '隔多少工作分钟', en: 'After working minutes' }, type: 'number', required: true, min: 1, max: 100_000 },
    ] }),
    after_request_days: field.number({ label: { zh: '服务完成后几个工作日内回访', en: 'After a solved request, within working days' }, hint: { zh: '留空则不回访', en: 'Left empty: no call' }, min: 1, max: 60 }),
    after_request_priorities: field.choices({ label: { zh: '哪些优先级的请求', en: 'For requests of priority' }, hint: { zh: '不选则全部', en: 'None chosen: all' }, options: priorityOptions, default: [] }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: true }),
  },
  panels: [
    { key: 'main', label: { zh: '队列', en: 'Queue' }, fields: ['name', 'position', 'line', 'people', 'manager', 'calendar', 'is_active'] },
    { key: 'target', label: { zh: '服务水平', en: 'Service level' }, fields: ['target_percent', 'target_seconds', 'short_seconds', 'most_waiting_minutes'] },
    { key: 'call_backs', label: { zh: '回访', en: 'Call-backs' }, fields: ['call_back_minutes', 'retries', 'after_request_days', 'after_request_priorities'] },
  ],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['position', 'name', 'line', 'people', 'manager', 'target_percent', 'target_seconds', 'call_back_minutes', 'is_active'] }],
  check: ({ short_seconds: short, target_seconds: target }) => (short !== null && target !== null && short > target ? [issue('short_seconds', 'too_large', '不计的时间不能长于目标时间', 'What is not counted cannot be longer than the target')] : []),
})
