import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { faultsOfMove } from '../rules/moves.ts'
import { channelOptions, classOptions, clockOptions, kindOptions, priorityOptions, statusOptions } from './request-options.ts'

const open = { status: { nin: ['completed', 'evaluated', 'closed', 'cancelled'] } }

/** What a customer needs of us, from the first word to the rated result (S18). Its status is moved by acts only, its clocks follow from the rest. */
export const request = defineObject({
  name: 'request',
  plural: 'service_requests',
  label: { zh: '服务请求', en: 'Service request' },
  plural_label: { zh: '服务请求', en: 'Service requests' },
  empty_hint: { zh: '电话、表单、邮件里的每一个需求都记在这里，各走八个步骤。', en: 'Every need that comes by call, form or mail stands here and goes through its eight steps.' },
  title: 'subject',
  sort: '-received_at',
  owner: 'owner',
  is_shareable: true,
  has_timeline: true,
  about: 'customer',
  timeline_at: 'received_at',
  fields: {
    number: field.sequence({ label: { zh: '请求编号', en: 'Number' }, format: 'FW-{yyyy}-{000000}', required: true, unique: true, max_length: 60, also_called: ['编号', '工单号', 'ticket', 'ticket id'] }),
    subject: field.text({ label: { zh: '主题', en: 'Subject' }, personal: true, required: true, max_length: 300, also_called: ['标题', 'title'] }),
    description: field.richText({ label: { zh: '描述', en: 'Description' }, personal: true, also_called: ['内容', 'body'] }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', lives_with: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact' }),
    requester_name: field.text({ label: { zh: '来人', en: 'Who asks' }, personal: true, max_length: 200 }),
    requester_phone: field.text({ label: { zh: '来人电话', en: 'Their telephone' }, personal: true, max_length: 60 }),
    requester_mail: field.mail({ label: { zh: '来人邮箱', en: 'Their mail' }, personal: true }),
    channel: field.choice({ label: { zh: '渠道', en: 'Channel' }, required: true, default: 'call', options: channelOptions }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'question', options: kindOptions }),
    priority: field.choice({ label: { zh: '优先级', en: 'Priority' }, required: true, default: 'normal', options: priorityOptions }),
    product: field.reference({ label: { zh: '产品', en: 'Product' }, target: 'product' }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
    owner: field.person({ label: { zh: '处理人', en: 'Assignee' }, hint: { zh: '留空则进入待分派队列', en: 'Left empty, it waits in the queue' } }),
    team: field.reference({ label: { zh: '处理部门', en: 'Team' }, target: 'department' }),
    parent: field.reference({ label: { zh: '上级请求', en: 'Part of' }, target: 'request' }),
    tags: field.tags({ label: { zh: '标签', en: 'Tags' } }),

    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'received', options: statusOptions }),
    resumes_to: field.choice({ label: { zh: '等待后继续', en: 'Goes on as' }, readonly: true, internal: true, options: statusOptions }),
    steps: field.groups({ label: { zh: '步骤', en: 'Steps' }, readonly: true, parts: [
      { name: 'step', label: { zh: '步骤', en: 'Step' }, type: 'choice', required: true, options: statusOptions },
      { name: 'at', label: { zh: '时间', en: 'At' }, type: 'text', required: true },
      { name: 'by', label: { zh: '经办人', en: 'By' }, type: 'text' },
      { name: 'note', label: { zh: '说明', en: 'Note' }, type: 'text' },
    ] }),
    service_class: field.choice({ label: { zh: '服务类别', en: 'Service class' }, readonly: true, options: classOptions }),
    class_reason: field.text({ label: { zh: '类别依据', en: 'Why this class' }, readonly: true, max_length: 500 }),
    entitlement: field.reference({ label: { zh: '所依权益', en: 'Entitlement' }, target: 'entitlement', readonly: true }),

    received_at: field.datetime({ label: { zh: '接收时间', en: 'Received at' }, required: true, readonly: true, default: '@now' }),
    first_response_at: field.datetime({ label: { zh: '首次响应', en: 'First response' }, readonly: true }),
    customer_replied_at: field.datetime({ label: { zh: '客户来信未复', en: 'Customer waits since' }, readonly: true }),
    assigned_at: field.datetime({ label: { zh: '指派时间', en: 'Assigned at' }, readonly: true }),
    completed_at: field.datetime({ label: { zh: '完成时间', en: 'Completed at' }, readonly: true }),
    closed_at: field.datetime({ label: { zh: '关闭时间', en: 'Closed at' }, readonly: true }),
    reopened_count: field.number({ label: { zh: '重开次数', en: 'Times reopened' }, required: true, readonly: true, default: 0, min: 0 }),
    cause: field.text({ label: { zh: '原因', en: 'Cause' }, readonly: true, max_length: 500 }),
    solution: field.richText({ label: { zh: '解决办法', en: 'Solution' }, readonly: true, personal: true }),
    charge: field.money({ label: { zh: '收费', en: 'Charge' }, readonly: true, min: 0 }),
    evaluation: field.rating({ label: { zh: '评价', en: 'Rating' }, readonly: true }),
    evaluation_text: field.text({ label: { zh: '评价内容', en: 'In their words' }, personal: true, readonly: true, max_length: 2000 }),
    cancel_reason: field.text({ label: { zh: '取消原因', en: 'Why cancelled' }, readonly: true, max_length: 500 }),

    // What follows from the rest by the clocks (actions/keep-clocks.ts).
    sla_policy: field.reference({ label: { zh: 'SLA 策略', en: 'SLA policy' }, target: 'sla_policy', readonly: true, derived: true }),
    pauses: field.groups({ label: { zh: '等待时段', en: 'Waits' }, readonly: true, internal: true, parts: [
      { name: 'from', label: { zh: '自', en: 'From' }, type: 'text', required: true },
      { name: 'to', label: { zh: '至', en: 'To' }, type: 'text' },
    ] }),
    response_due_at: field.datetime({ label: { zh: '响应期限', en: 'Response due' }, readonly: true, derived: true }),
    response_state: field.choice({ label: { zh: '响应', en: 'Response' }, readonly: true, derived: true, options: clockOptions }),
    solution_due_at: field.datetime({ label: { zh: '解决期限', en: 'Solution due' }, readonly: true, derived: true }),
    solution_state: field.choice({ label: { zh: '解决', en: 'Solved' }, readonly: true, derived: true, options: clockOptions }),
    next_alarm_at: field.datetime({ label: { zh: '下次检查', en: 'Looked at next' }, readonly: true, derived: true, internal: true }),
    minutes_to_first_response: field.number({ label: { zh: '首次响应用时（工作分钟）', en: 'To first response (working minutes)' }, readonly: true, derived: true, min: 0 }),
    minutes_to_assign: field.number({ label: { zh: '指派用时（工作分钟）', en: 'To assignment (working minutes)' }, readonly: true, derived: true, min: 0 }),
    minutes_to_complete: field.number({ label: { zh: '完成用时（工作分钟）', en: 'To completion (working minutes)' }, readonly: true, derived: true, min: 0 }),
  },
  panels: [
    { key: 'main', label: { zh: '请求', en: 'Request' }, fields: ['subject', 'description', 'customer', 'contact', 'kind', 'priority', 'product', 'channel', 'files'] },
    { key: 'who', label: { zh: '来人', en: 'Who asks' }, fields: ['requester_name', 'requester_phone', 'requester_mail'] },
    { key: 'work', label: { zh: '处理', en: 'Work' }, fields: ['number', 'status', 'owner', 'team', 'parent', 'tags', 'service_class', 'class_reason', 'entitlement', 'cause', 'solution', 'charge', 'cancel_reason'] },
    { key: 'times', label: { zh: '时效', en: 'Times' }, fields: ['sla_policy', 'received_at', 'response_due_at', 'response_state', 'first_response_at', 'minutes_to_first_response', 'assigned_at', 'minutes_to_assign', 'solution_due_at', 'solution_state', 'completed_at', 'minutes_to_complete', 'closed_at', 'reopened_count', 'evaluation', 'evaluation_text'] },
  ],
  views: [
    { key: 'mine', label: { zh: '我的', en: 'Mine' }, filter: { owner: '@me', ...open }, sort: 'solution_due_at', columns: ['subject', 'customer', 'status', 'priority', 'response_state', 'solution_due_at', 'solution_state', 'customer_replied_at'] },
    { key: 'unassigned', label: { zh: '待分派', en: 'Unassigned' }, filter: { owner: { is_empty: true }, ...open }, sort: 'received_at', columns: ['subject', 'customer', 'kind', 'priority', 'channel', 'received_at', 'response_due_at', 'response_state'] },
    { key: 'team', label: { zh: '本部门', en: 'My team' }, filter: { team: '@my_team', ...open }, sort: 'solution_due_at', columns: ['subject', 'customer', 'owner', 'status', 'priority', 'solution_due_at', 'solution_state'] },
    { key: 'waiting', label: { zh: '等待客户', en: 'Waiting for customer' }, filter: { status: 'waiting_customer' }, sort: 'received_at', columns: ['subject', 'customer', 'owner', 'priority', 'received_at', 'customer_replied_at'] },
    { key: 'late', label: { zh: '将超时与超时', en: 'Soon overdue, overdue' }, filter: { ...open, or: [{ response_state: { in: ['warned', 'breached'] }, first_response_at: { is_empty: true } }, { solution_state: { in: ['warned', 'breached'] } }] }, sort: 'solution_due_at', columns: ['subject', 'customer', 'owner', 'status', 'response_due_at', 'response_state', 'solution_due_at', 'solution_state'] },
    { key: 'board', label: { zh: '按步骤', en: 'By step' }, filter: open, sort: 'solution_due_at', columns: ['subject', 'customer', 'owner', 'priority', 'solution_due_at'], display: 'board', board_by: 'status' },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-received_at', columns: ['number', 'subject', 'customer', 'kind', 'status', 'service_class', 'owner', 'received_at', 'minutes_to_first_response', 'minutes_to_complete', 'evaluation'] },
  ],
  search: { fields: ['number', 'subject', 'description', 'requester_name', 'requester_mail', 'requester_phone'], subtitle: ['number', 'status', 'kind'] },
  check: (record, before) => faultsOfMove(record, before),
})
