import { formatPhone } from '../../../platform/phone.ts'
import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { faultsOfMove } from '../rules/moves.ts'
import { secondsBetween } from '../rules/seconds.ts'
import { categoryOptions, directionOptions, resultOptions, statusOptions } from './call-options.ts'

/** One telephone call, by hand today and from the exchange later (S20). Moved by acts only; who answers first has it. */
export const call = defineObject({
  name: 'call',
  plural: 'calls',
  label: { zh: '通话', en: 'Call' },
  plural_label: { zh: '通话', en: 'Calls' },
  empty_hint: { zh: '每一通来电和去电，接了没有，说了什么，后来怎样。', en: 'Every call in and out: whether it was answered, what was said, what became of it.' },
  title: 'summary',
  sort: '-arrived_at',
  owner: 'agent',
  about: 'customer',
  fields: {
    summary: field.text({ label: { zh: '摘要', en: 'Summary' }, derived: true, personal: true, required: true, default: '' }),
    number: field.sequence({ label: { zh: '通话编号', en: 'Number' }, format: 'TH-{yyyy}-{000000}', required: true, unique: true, max_length: 60 }),
    direction: field.choice({ label: { zh: '方向', en: 'Direction' }, required: true, default: 'in', options: directionOptions }),
    phone: field.text({ label: { zh: '对方号码', en: 'Their number' }, hint: { zh: '不显示号码的来电留空', en: 'Left empty where it is withheld' }, personal: true, max_length: 40, also_called: ['来电号码', '主叫', 'caller'] }),
    line: field.text({ label: { zh: '本方号码', en: 'Our number' }, max_length: 40, also_called: ['被叫', 'called'] }),
    queue: field.reference({ label: { zh: '队列', en: 'Queue' }, target: 'call_queue' }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer' }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact' }),
    agent: field.person({ label: { zh: '坐席', en: 'Agent' }, readonly: true }),
    category: field.choice({ label: { zh: '类别', en: 'Category' }, options: categoryOptions }),
    note: field.richText({ label: { zh: '内容', en: 'What was said' }, personal: true, max_length: 20_000 }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'waiting', options: statusOptions }),
    result: field.choice({ label: { zh: '结果', en: 'Result' }, readonly: true, options: resultOptions }),
    arrived_at: field.datetime({ label: { zh: '呼入时间', en: 'Arrived at' }, required: true, readonly: true, default: '@now' }),
    answered_at: field.datetime({ label: { zh: '接听时间', en: 'Answered at' }, readonly: true }),
    ended_at: field.datetime({ label: { zh: '结束时间', en: 'Ended at' }, readonly: true }),
    done_at: field.datetime({ label: { zh: '处理完成', en: 'Done at' }, readonly: true }),
    waiting_seconds: field.number({ label: { zh: '等待（秒）', en: 'Waited (s)' }, readonly: true, derived: true, min: 0 }),
    talk_seconds: field.number({ label: { zh: '通话（秒）', en: 'Talked (s)' }, readonly: true, derived: true, min: 0 }),
    wrap_up_seconds: field.number({ label: { zh: '话后（秒）', en: 'Wrap-up (s)' }, readonly: true, derived: true, min: 0 }),
    interaction: field.reference({ label: { zh: '接触记录', en: 'Interaction' }, target: 'interaction', readonly: true }),
    request: field.reference({ label: { zh: '服务请求', en: 'Service request' }, target: 'request', readonly: true }),
    complaint: field.reference({ label: { zh: '投诉', en: 'Complaint' }, target: 'complaint', readonly: true }),
    lead: field.reference({ label: { zh: '线索', en: 'Lead' }, target: 'lead', readonly: true }),
    call_back: field.reference({ label: { zh: '回访', en: 'Call-back' }, target: 'call_back', readonly: true }),
    // What the exchange calls it: the same call announced twice is one.
    exchange_id: field.text({ label: { zh: '话机系统编号', en: 'Id in the exchange' }, hint: { zh: '同一编号只算一通', en: 'The same is one call' }, unique: true, max_length: 200 }),
  },
  panels: [
    { key: 'main', label: { zh: '通话', en: 'Call' }, fields: ['number', 'direction', 'phone', 'line', 'queue', 'customer', 'contact', 'agent', 'category', 'note', 'exchange_id'] },
    { key: 'times', label: { zh: '时间', en: 'Times' }, fields: ['status', 'arrived_at', 'answered_at', 'ended_at', 'done_at', 'waiting_seconds', 'talk_seconds', 'wrap_up_seconds'] },
    { key: 'result', label: { zh: '结果', en: 'Result' }, fields: ['result', 'interaction', 'request', 'complaint', 'lead', 'call_back'] },
  ],
  views: [
    { key: 'open', label: { zh: '进行中', en: 'Going on' }, filter: { status: { in: ['waiting', 'talking', 'wrap_up'] } }, sort: 'arrived_at', columns: ['arrived_at', 'direction', 'phone', 'customer', 'queue', 'status', 'agent'] },
    { key: 'mine', label: { zh: '我的', en: 'Mine' }, filter: { agent: '@me' }, sort: '-arrived_at', columns: ['arrived_at', 'direction', 'phone', 'customer', 'status', 'category', 'result', 'summary'] },
    { key: 'lost', label: { zh: '未接与放弃', en: 'Missed, abandoned' }, filter: { direction: 'in', status: { in: ['missed', 'abandoned'] } }, sort: '-arrived_at', columns: ['arrived_at', 'phone', 'customer', 'queue', 'status', 'waiting_seconds', 'call_back'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-arrived_at', columns: ['number', 'arrived_at', 'direction', 'phone', 'customer', 'status', 'agent', 'category', 'result', 'waiting_seconds', 'talk_seconds'] },
  ],
  search: { fields: ['number', 'phone', 'note'], subtitle: ['number', 'status', 'arrived_at'] },
  derive: (record) => ({
    summary: Array.from((record.note || (record.phone && formatPhone(record.phone)) || record.number || '').replace(/\s+/g, ' ')).slice(0, 80).join(''),
    waiting_seconds: secondsBetween(record.arrived_at, record.answered_at ?? record.ended_at),
    talk_seconds: record.answered_at ? secondsBetween(record.answered_at, record.ended_at) : null,
    wrap_up_seconds: record.answered_at ? secondsBetween(record.ended_at, record.done_at) : null,
  }),
  check: (record, before) => [
    ...faultsOfMove(record.status, before?.status ?? null),
    ...(before?.interaction && record.customer !== before.customer ? [issue('customer', 'on_time_line', '通话已记入客户的接触记录，客户不能再改', 'It stands on the time line of its customer, who cannot be changed any more')] : []),
  ],
})
