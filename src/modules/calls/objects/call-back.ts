import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { faultsOfCallBack } from '../rules/moves.ts'
import { callBackStatusOptions, outcomeOptions, whyOptions } from './call-options.ts'

const open = { status: 'open' }

/** Somebody who is to be called: until it was done, or somebody said why not. Its tries are acts, each kept. */
export const callBack = defineObject({
  name: 'call_back',
  plural: 'call_backs',
  label: { zh: '回访', en: 'Call-back' },
  plural_label: { zh: '回访', en: 'Call-backs' },
  empty_hint: { zh: '未接来电、服务之后、答应过客户的：该回的电话都在这里。', en: 'Missed calls, solved requests, what was promised: whoever is to be called stands here.' },
  title: 'subject',
  sort: 'due_at',
  owner: 'owner',
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '回访编号', en: 'Number' }, format: 'HF-{yyyy}-{000000}', required: true, unique: true, max_length: 60 }),
    subject: field.text({ label: { zh: '事由', en: 'What about' }, personal: true, required: true, max_length: 300 }),
    why: field.choice({ label: { zh: '来源', en: 'Why' }, required: true, readonly: true, default: 'by_hand', options: whyOptions }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', lives_with: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact' }),
    phone: field.text({ label: { zh: '号码', en: 'Number to call' }, hint: { zh: '留空则用客户的电话', en: 'Left empty, the number of the customer' }, personal: true, max_length: 40 }),
    queue: field.reference({ label: { zh: '队列', en: 'Queue' }, target: 'call_queue' }),
    owner: field.person({ label: { zh: '回访人', en: 'Who calls' }, hint: { zh: '留空则队列里谁有空谁回', en: 'Left empty, whoever of the queue is free' } }),
    due_at: field.datetime({ label: { zh: '期限', en: 'Due' }, hint: { zh: '留空则按队列的时限', en: 'Left empty, by the time of the queue' } }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'open', options: callBackStatusOptions }),
    tries: field.number({ label: { zh: '已试次数', en: 'Tries' }, required: true, readonly: true, default: 0, min: 0 }),
    last_try_at: field.datetime({ label: { zh: '最近一次', en: 'Last try' }, readonly: true }),
    attempts: field.groups({ label: { zh: '经过', en: 'What happened' }, readonly: true, personal: true, parts: [
      { name: 'outcome', label: { zh: '结果', en: 'Outcome' }, type: 'choice', required: true, options: outcomeOptions },
      { name: 'at', label: { zh: '时间', en: 'At' }, type: 'datetime', required: true },
      { name: 'by', label: { zh: '经办人', en: 'By' }, type: 'text' },
      { name: 'note', label: { zh: '说明', en: 'Note' }, type: 'text' },
    ] }),
    words: field.richText({ label: { zh: '客户怎么说', en: 'What they said' }, personal: true, readonly: true, max_length: 2000 }),
    reason: field.text({ label: { zh: '放弃原因', en: 'Why given up' }, readonly: true, max_length: 500 }),
    missed_calls: field.number({ label: { zh: '未接次数', en: 'Missed calls' }, required: true, readonly: true, default: 0, min: 0 }),
    after: field.reference({ label: { zh: '回访的服务请求', en: 'After the request' }, target: 'request', readonly: true }),
    request: field.reference({ label: { zh: '新建的服务请求', en: 'Request made of it' }, target: 'request', readonly: true }),
    closed_at: field.datetime({ label: { zh: '结束时间', en: 'Closed at' }, readonly: true }),
    late_at: field.datetime({ label: { zh: '逾期上报', en: 'Told as late' }, readonly: true }),
    // What it came from, so that the same is never asked for twice.
    origin_key: field.text({ label: { zh: '来源标识', en: 'Origin' }, readonly: true, internal: true, max_length: 200 }),
  },
  panels: [
    { key: 'main', label: { zh: '回访', en: 'Call-back' }, fields: ['number', 'subject', 'why', 'customer', 'contact', 'phone', 'queue', 'owner', 'due_at', 'missed_calls', 'after'] },
    { key: 'result', label: { zh: '结果', en: 'Result' }, fields: ['status', 'tries', 'last_try_at', 'attempts', 'words', 'request', 'reason', 'closed_at', 'late_at'] },
  ],
  views: [
    { key: 'open', label: { zh: '待回访', en: 'To call' }, filter: open, sort: 'due_at', columns: ['due_at', 'subject', 'customer', 'phone', 'why', 'tries', 'owner', 'queue'] },
    { key: 'mine', label: { zh: '我的', en: 'Mine' }, filter: { owner: '@me', ...open }, sort: 'due_at', columns: ['due_at', 'subject', 'customer', 'phone', 'why', 'tries'] },
    { key: 'late', label: { zh: '逾期', en: 'Late' }, filter: { ...open, late_at: { is_empty: false } }, sort: 'due_at', columns: ['due_at', 'subject', 'customer', 'why', 'tries', 'owner', 'queue'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['number', 'subject', 'customer', 'why', 'status', 'tries', 'owner', 'due_at', 'closed_at'] },
  ],
  search: { fields: ['number', 'subject', 'phone'], subtitle: ['number', 'status', 'why'] },
  check: (record, before) => [
    ...faultsOfCallBack(record.status, before?.status ?? null),
    ...(record.status === 'open' && !record.due_at ? [issue('due_at', 'required', '待回访的必须有期限', 'What is to be called has a day and time')] : []),
    ...(!before && !record.phone && !record.customer ? [issue('phone', 'required', '号码和客户至少填一个', 'Say the number or the customer')] : []),
  ],
})
