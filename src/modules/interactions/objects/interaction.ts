import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** One contact with a customer, by whatever channel and department. */
export const interaction = defineObject({
  name: 'interaction',
  plural: 'interactions',
  label: { zh: '接触记录', en: 'Interaction' },
  plural_label: { zh: '接触记录', en: 'Interactions' },
  empty_hint: { zh: '每一次电话、走访、来访和消息都记在这里。', en: 'Every call, visit and message is kept here.' },
  title: 'summary',
  sort: '-at',
  owner: 'owner',
  about: 'customer',
  timeline_at: 'at',
  is_usual_on_timeline: true,
  fields: {
    summary: field.text({ label: { zh: '摘要', en: 'Summary' }, derived: true, required: true, default: '' }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    contacts: field.references({ label: { zh: '联系人', en: 'Contacts' }, target: 'contact', column: 'contact_ids' }),
    opportunity: field.reference({ label: { zh: '商机', en: 'Opportunity' }, target: 'opportunity' }),
    request: field.reference({ label: { zh: '服务请求', en: 'Service request' }, target: 'request' }),
    channel: field.choice({ label: { zh: '渠道', en: 'Channel' }, required: true, default: 'call', options: options({ call: ['电话', 'Call'], visit_out: ['走访', 'Visit out'], visit_in: ['来访', 'Visit in'], meeting: ['会议', 'Meeting'], mail: ['邮件', 'Mail'], sms: ['短信', 'SMS'], wechat: ['微信', 'WeChat'], chat: ['在线聊天', 'Chat'], form: ['表单', 'Form'], social: ['社交媒体', 'Social'], letter: ['信函', 'Letter'] }) }),
    direction: field.choice({ label: { zh: '方向', en: 'Direction' }, required: true, default: 'out', options: options({ out: ['主动', 'Out'], in: ['来自客户', 'In'] }) }),
    at: field.datetime({ label: { zh: '时间', en: 'At' }, required: true, default: '@now' }),
    minutes: field.duration({ label: { zh: '时长（分钟）', en: 'Minutes' }, max: 10_000 }),
    place: field.place({ label: { zh: '地点', en: 'Place' }, personal: true }),
    owner: field.person({ label: { zh: '记录人', en: 'Logged by' }, default: '@me' }),
    staff: field.references({ label: { zh: '在场同事', en: 'Staff present' }, target: 'user', column: 'staff_ids' }),
    level: field.choice({ label: { zh: '沟通层面', en: 'Level' }, options: options({ strategic: ['战略层', 'Strategic'], management: ['管理层', 'Management'], operational: ['操作层', 'Operational'] }) }),
    purpose: field.text({ label: { zh: '目的', en: 'Purpose' }, personal: true, max_length: 200 }),
    content: field.richText({ label: { zh: '内容', en: 'Content' }, personal: true }),
    opinion: field.richText({ label: { zh: '客户意见', en: 'Opinions heard' }, personal: true }),
    result: field.text({ label: { zh: '结果', en: 'Result' }, personal: true, max_length: 500 }),
    next_step: field.text({ label: { zh: '下一步', en: 'Next step' }, personal: true, max_length: 500 }),
    promises: field.groups({ label: { zh: '承诺', en: 'Promises' }, personal: true, hint: { zh: '每个承诺成为一项任务', en: 'Each becomes a task' }, parts: [
      { name: 'what', label: { zh: '承诺内容', en: 'What' }, type: 'text', required: true },
      { name: 'due_on', label: { zh: '期限', en: 'Due on' }, type: 'date' },
    ] }),
    files: field.files({ label: { zh: '附件', en: 'Files' }, personal: true, hint: { zh: '照片、录音、文件', en: 'Pictures, recordings, documents' } }),
    // Given as { version, values } with the contact, kept as the events of the customer's history that hold them (actions/apply-customer-changes.ts).
    customer_changes: field.group({ label: { zh: '客户资料更改', en: 'Changes to the customer' }, hint: { zh: '保存接触时一并写入客户资料', en: 'Written to the customer when the contact is saved' } }),
    satisfaction: field.rating({ label: { zh: '感受到的满意度', en: 'Satisfaction felt' } }),
    cost: field.money({ label: { zh: '成本', en: 'Cost' }, min: 0 }),
  },
  panels: [
    { key: 'main', label: { zh: '接触', en: 'Interaction' }, fields: ['customer', 'contacts', 'opportunity', 'request', 'channel', 'direction', 'at', 'minutes', 'content', 'opinion', 'result', 'next_step', 'promises', 'customer_changes', 'files'] },
    { key: 'more', label: { zh: '更多', en: 'More' }, fields: ['purpose', 'level', 'staff', 'place', 'satisfaction', 'cost', 'owner'] },
  ],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-at', columns: ['at', 'customer', 'channel', 'summary', 'owner', 'next_step'] },
    { key: 'mine', label: { zh: '我的记录', en: 'Mine' }, filter: { owner: '@me' }, sort: '-at', columns: ['at', 'customer', 'channel', 'summary', 'next_step'] },
  ],
  derive: (record) => {
    const text = [record.purpose, record.content, record.opinion, record.result].find((part) => part) ?? ''
    return { summary: Array.from(text.replace(/\s+/g, ' ')).slice(0, 80).join('') }
  },
})
