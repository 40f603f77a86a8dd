import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { checkDocument, deriveDocument, documentFields, linePanel, linesOf, totalsPanel } from '../../sales/index.ts'
import { discountRate } from '../rules/discounts.ts'
import { refusedQuoteMove } from '../rules/quote-moves.ts'

/** Where nobody says how long a quote holds. */
const usualValidity = 30

export const quote = defineObject({
  name: 'quote',
  plural: 'quotes',
  label: { zh: '报价', en: 'Quote' },
  plural_label: { zh: '报价', en: 'Quotes' },
  empty_hint: { zh: '给客户的报价：明细、折扣、有效期，客户可在网页上确认。', en: 'What customers are offered: lines, discounts, validity; they accept it on a web page.' },
  title: 'name',
  sort: '-created_at',
  owner: 'owner',
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '报价编号', en: 'Number' }, format: 'BJ-{yyyy}-{000000}', required: true, readonly: true, max_length: 60 }),
    name: field.text({ label: { zh: '主题', en: 'Subject' }, required: true, max_length: 200, also_called: ['subject', 'title'] }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact' }),
    opportunity: field.reference({ label: { zh: '商机', en: 'Opportunity' }, target: 'opportunity' }),
    status: field.choice({
      label: { zh: '状态', en: 'Status' }, required: true, default: 'draft', readonly: true,
      options: options({
        draft: ['草稿', 'Draft'], in_approval: ['审批中', 'In approval', 'gold'], approved: ['待发送', 'Ready to send', 'blue'], sent: ['已发送', 'Sent', 'geekblue'],
        accepted: ['已接受', 'Accepted', 'green'], declined: ['已拒绝', 'Declined', 'volcano'], expired: ['已过期', 'Expired'], replaced: ['已被替换', 'Replaced'],
      }),
    }),
    valid_until: field.date({ label: { zh: '有效期至', en: 'Valid until' }, hint: { zh: `空：${usualValidity} 天`, en: `Empty: ${usualValidity} days` } }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, required: true, default: '@me' }),
    version_number: field.number({ label: { zh: '版次', en: 'Version of the quote' }, required: true, default: 1, readonly: true, min: 1 }),
    root: field.reference({ label: { zh: '首版', en: 'First version' }, target: 'quote', readonly: true }),
    ...documentFields,
    discount_rate: field.percent({ label: { zh: '折扣幅度 %', en: 'Discount given %' }, readonly: true, derived: true }),
    terms: field.richText({ label: { zh: '条款', en: 'Terms' } }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' }, hint: { zh: '印在报价单上', en: 'Printed on the quote' } }),
    sent_at: field.datetime({ label: { zh: '发送时间', en: 'Sent at' }, readonly: true }),
    sent_to: field.mails({ label: { zh: '发送至', en: 'Sent to' }, personal: true, readonly: true }),
    seen_at: field.datetime({ label: { zh: '客户查看时间', en: 'Seen by the customer at' }, readonly: true }),
    answered_at: field.datetime({ label: { zh: '答复时间', en: 'Answered at' }, readonly: true }),
    answered_by: field.text({ label: { zh: '答复人', en: 'Answered by' }, personal: true, readonly: true, max_length: 200 }),
    decline_reason: field.text({ label: { zh: '拒绝原因', en: 'Reason to decline' }, personal: true, readonly: true, max_length: 1000 }),
    // What was sent stays as it was sent, also after an erasing: the law has such papers kept, and the erasing counts them.
    paper: field.file({ label: { zh: '已发送的 PDF', en: 'PDF as sent' }, readonly: true }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
  },
  panels: [
    { key: 'main', label: { zh: '报价', en: 'Quote' }, fields: ['customer', 'contact', 'opportunity', 'name', 'valid_until', 'owner', 'number', 'version_number', 'status'] },
    { key: 'lines', label: { zh: '明细', en: 'Lines' }, fields: [...linePanel, ...totalsPanel, 'discount_rate'] },
    { key: 'terms', label: { zh: '条款', en: 'Terms' }, fields: ['terms', 'remark', 'files'] },
    { key: 'answer', label: { zh: '发送与答复', en: 'Sent and answered' }, fields: ['sent_at', 'sent_to', 'paper', 'seen_at', 'answered_at', 'answered_by', 'decline_reason'] },
  ],
  views: [
    { key: 'open', label: { zh: '进行中', en: 'Open' }, filter: { status: { in: ['draft', 'in_approval', 'approved', 'sent'] } }, sort: '-created_at', columns: ['number', 'name', 'customer', 'status', 'total', 'discount_rate', 'valid_until', 'owner'] },
    { key: 'waiting', label: { zh: '等客户答复', en: 'Waiting for the customer' }, filter: { status: 'sent' }, sort: 'valid_until', columns: ['number', 'name', 'customer', 'total', 'sent_at', 'seen_at', 'valid_until', 'owner'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['number', 'name', 'customer', 'version_number', 'status', 'total', 'valid_until', 'owner'] },
  ],
  search: { fields: ['name', 'number'], subtitle: ['customer', 'number', 'status'], found_by: 'customer' },
  derive: (record, { now, timeZone }) => {
    const document = deriveDocument(record)
    const left = record.prices_include_tax === false ? document.net_total : document.total
    return { ...document, discount_rate: discountRate(linesOf(document), left), valid_until: record.valid_until ?? addDays(dayOf(now, timeZone), usualValidity) }
  },
  check: (record, before) => [...refusedQuoteMove(record, before), ...checkDocument(record)],
})
