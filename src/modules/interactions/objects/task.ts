import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { issue } from '../../../platform/problems.ts'
import { remindAt } from '../rules/reminder.ts'
import { anchored, parseRepeat, repeatText } from '../rules/repeat.ts'

/** Something to be done by somebody by a day; a promise made to a customer is one of these. */
export const task = defineObject({
  name: 'task',
  plural: 'tasks',
  label: { zh: '任务', en: 'Task' },
  plural_label: { zh: '任务', en: 'Tasks' },
  empty_hint: { zh: '要做的事和对客户的承诺。', en: 'What is to be done, and what was promised.' },
  title: 'name',
  sort: 'due_on',
  owner: 'owner',
  about: 'customer',
  timeline_at: 'created_at',
  is_usual_on_timeline: true,
  fields: {
    name: field.text({ label: { zh: '事项', en: 'What' }, personal: true, required: true, max_length: 500 }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', lives_with: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact' }),
    opportunity: field.reference({ label: { zh: '商机', en: 'Opportunity' }, target: 'opportunity' }),
    request: field.reference({ label: { zh: '服务请求', en: 'Service request' }, target: 'request' }),
    owner: field.person({ label: { zh: '负责人', en: 'Who' }, default: '@me' }),
    starts_on: field.date({ start_of: 'due_on', label: { zh: '开始', en: 'Begins on' }, hint: { zh: '做几天的任务，团队日程里是从开始到期限的一条', en: 'Of a task of several days: the plan of the team shows a bar from here to the day it is due' } }),
    due_on: field.date({ label: { zh: '期限', en: 'Due on' }, late_when: { field: 'status', in: ['open'] } }),
    due_time: field.time({ time_of: 'due_on', label: { zh: '时刻', en: 'At' }, hint: { zh: '留空则为全天', en: 'Left empty, it is of the whole day' } }),
    repeat: field.text({ label: { zh: '重复', en: 'Repeats' }, max_length: 200, also_called: ['rrule'] }),
    remind: field.choice({ label: { zh: '提醒', en: 'Reminder' }, hint: { zh: '没有时刻的任务从上午九点算起', en: 'Counted from nine in the morning where it has no time' }, options: options({ at_time: ['到期时', 'When it is due'], m15: ['提前 15 分钟', '15 minutes before'], h1: ['提前 1 小时', '1 hour before'], h3: ['提前 3 小时', '3 hours before'], d1: ['提前 1 天', 'A day before'], d3: ['提前 3 天', '3 days before'], w1: ['提前 1 周', 'A week before'] }) }),
    remind_at: field.datetime({ label: { zh: '提醒时间', en: 'Reminded at' }, readonly: true, derived: true }),
    reminded_at: field.datetime({ label: { zh: '已提醒', en: 'Was reminded' }, readonly: true, internal: true }),
    follows: field.reference({ label: { zh: '上一次', en: 'The one before' }, target: 'task', readonly: true, internal: true }),
    priority: field.choice({ label: { zh: '优先级', en: 'Priority' }, required: true, default: 'normal', options: options({ high: ['高', 'High', 'gold'], normal: ['普通', 'Normal'], low: ['低', 'Low'] }) }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, default: 'open', options: options({ open: ['待办', 'Open', 'blue'], done: ['完成', 'Done', 'green'], cancelled: ['取消', 'Cancelled'] }) }),
    is_promise: field.boolean({ label: { zh: '对客户的承诺', en: 'Promise to the customer' }, required: true, default: false }),
    // A contact that is taken back takes along what was promised in it, but not what was done for it.
    interaction: field.reference({ label: { zh: '来自接触', en: 'From interaction' }, target: 'interaction', lives_with: { is_promise: true, status: 'open' } }),
    done_at: field.datetime({ label: { zh: '完成时间', en: 'Done at' }, readonly: true }),
    done_by: field.person({ label: { zh: '完成人', en: 'Done by' }, readonly: true }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' }, personal: true }),
  },
  panels: [{ key: 'main', label: { zh: '任务', en: 'Task' }, fields: ['name', 'customer', 'contact', 'opportunity', 'request', 'owner', 'starts_on', 'due_on', 'due_time', 'priority', 'status', 'is_promise', 'repeat', 'remind', 'interaction', 'remind_at', 'done_at', 'done_by', 'remark'] }],
  views: [
    { key: 'mine', label: { zh: '我的待办', en: 'My open tasks' }, filter: { owner: '@me', status: 'open' }, sort: 'due_on', columns: ['name', 'customer', 'due_on', 'priority', 'is_promise'] },
    { key: 'promises', label: { zh: '未兑现的承诺', en: 'Open promises' }, filter: { is_promise: true, status: 'open' }, sort: 'due_on', columns: ['name', 'customer', 'owner', 'due_on'] },
    { key: 'late_promises', label: { zh: '逾期的承诺', en: 'Overdue promises' }, filter: { is_promise: true, status: 'open', due_on: { lt: 'today' } }, sort: 'due_on', columns: ['name', 'customer', 'owner', 'due_on'] },
    { key: 'board', label: { zh: '看板', en: 'Board' }, sort: 'due_on', columns: ['name', 'customer', 'due_on', 'owner'], display: 'board', board_by: 'status' },
    { key: 'calendar', label: { zh: '日历', en: 'Calendar' }, filter: { status: 'open' }, sort: 'due_on', columns: ['name', 'customer', 'owner', 'due_on'], display: 'calendar', calendar_by: 'due_on' },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: 'due_on', columns: ['name', 'customer', 'owner', 'due_on', 'status', 'priority', 'done_at'] },
  ],
  // A card moved on the board and the action alike leave the time at which it was done.
  derive: (record, { now, timeZone }) => ({
    done_at: record.status === 'done' ? (record.done_at ?? now.toISOString()) : null,
    repeat: repeatFrom(record.repeat, record.due_on),
    remind_at: remindAt(record, timeZone),
  }),
  check: (record) => [
    ...(record.starts_on !== null && record.due_on !== null && record.starts_on > record.due_on ? [issue('starts_on', 'after_due', '开始不能晚于期限', 'It cannot begin after the day it is due')] : []),
    ...(record.repeat !== null && parseRepeat(record.repeat) === null ? [issue('repeat', 'invalid_repeat', '不是可用的重复规则（RFC 5545），例如 FREQ=WEEKLY;BYDAY=MO', 'Not a rule of repeating (RFC 5545) such as FREQ=WEEKLY;BYDAY=MO')] : []),
    ...(['starts_on', 'due_time', 'repeat', 'remind'] as const).flatMap((name) => (record[name] !== null && record.due_on === null ? [issue(name, 'needs_day', '需要先有期限', 'It needs a day first')] : [])),
  ],
})

/** With the days it falls on said; what is no rule stays as it is, for `check` to refuse. */
function repeatFrom(text: string | null, day: string | null): string | null {
  const rule = text === null ? null : parseRepeat(text)
  return rule === null || day === null ? text : repeatText(anchored(rule, day))
}
