import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { checkDocument, deriveDocument, documentFields, linePanel, totalsPanel } from '../../sales/index.ts'
import { refusedContractMove } from '../rules/contract-moves.ts'

export const contract = defineObject({
  name: 'contract',
  plural: 'contracts',
  label: { zh: '合同', en: 'Contract' },
  plural_label: { zh: '合同', en: 'Contracts' },
  empty_hint: { zh: '与客户的合同：期限、金额、条款、续签提醒。', en: 'Contracts with customers: term, amount, terms, reminders to renew.' },
  title: 'name',
  sort: '-created_at',
  owner: 'owner',
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '合同编号', en: 'Number' }, format: 'HT-{yyyy}-{000000}', required: true, unique: true, readonly: true, max_length: 60 }),
    name: field.text({ label: { zh: '合同名称', en: 'Name' }, required: true, max_length: 200 }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact' }),
    opportunity: field.reference({ label: { zh: '商机', en: 'Opportunity' }, target: 'opportunity' }),
    parties: field.groups({ label: { zh: '其他签约方', en: 'Other parties' }, hint: { zh: '客户以外：我方主体、担保方、代理方', en: 'Besides the customer: which of our companies, guarantors, agents' }, parts: [
      { name: 'role', label: { zh: '身份', en: 'Signs as' }, type: 'choice', required: true, options: options({ ours: ['我方', 'Our company'], guarantor: ['担保方', 'Guarantor'], agent: ['代理方', 'Agent'], other: ['其他', 'Other'] }) },
      { name: 'name', label: { zh: '名称', en: 'Name' }, type: 'text', required: true },
      { name: 'signatory', label: { zh: '签署人', en: 'Signed by' }, type: 'text' },
    ] }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'single', options: options({ single: ['单次合同', 'Single contract'], framework: ['框架协议', 'Framework agreement'], service: ['服务合同', 'Service contract'], amendment: ['补充协议', 'Amendment'] }) }),
    status: field.choice({
      label: { zh: '状态', en: 'Status' }, required: true, default: 'draft', readonly: true,
      options: options({ draft: ['草稿', 'Draft'], in_approval: ['审批中', 'In approval', 'gold'], approved: ['待签署', 'Ready to sign', 'blue'], signed: ['已签署', 'Signed', 'geekblue'], active: ['执行中', 'Active', 'green'], ended: ['已到期', 'Ended'], terminated: ['已终止', 'Terminated', 'volcano'] }),
    }),
    starts_on: field.date({ label: { zh: '开始日', en: 'Starts on' } }),
    ends_on: field.date({ label: { zh: '结束日', en: 'Ends on' } }),
    renews: field.choice({ label: { zh: '续签方式', en: 'Renewal' }, required: true, default: 'ends', options: options({ ends: ['到期终止', 'Ends with its term'], by_agreement: ['协商续签', 'Renewed by agreement'], automatic: ['自动续期', 'Renews by itself'] }) }),
    notice_days: field.number({ label: { zh: '提前通知天数', en: 'Days of notice' }, min: 0, max: 3650 }),
    signed_on: field.date({ label: { zh: '签署日', en: 'Signed on' }, readonly: true }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, required: true, default: '@me' }),
    quote: field.reference({ label: { zh: '来自报价', en: 'From quote' }, target: 'quote', readonly: true }),
    amends: field.reference({ label: { zh: '补充的合同', en: 'Amends' }, target: 'contract' }),
    end_reason: field.text({ label: { zh: '终止原因', en: 'Why it was terminated' }, readonly: true, max_length: 1000 }),
    ...documentFields,
    terms: field.richText({ label: { zh: '条款', en: 'Terms' } }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
  },
  panels: [
    { key: 'main', label: { zh: '合同', en: 'Contract' }, fields: ['customer', 'contact', 'parties', 'opportunity', 'name', 'kind', 'amends', 'owner', 'number', 'status', 'quote'] },
    { key: 'term', label: { zh: '期限', en: 'Term' }, fields: ['starts_on', 'ends_on', 'renews', 'notice_days', 'signed_on', 'end_reason'] },
    { key: 'lines', label: { zh: '明细', en: 'Lines' }, fields: [...linePanel, ...totalsPanel] },
    { key: 'terms', label: { zh: '条款', en: 'Terms' }, fields: ['terms', 'remark', 'files'] },
  ],
  views: [
    { key: 'running', label: { zh: '执行中', en: 'Running' }, filter: { status: { in: ['signed', 'active'] } }, sort: 'ends_on', columns: ['number', 'name', 'customer', 'status', 'total', 'starts_on', 'ends_on', 'renews', 'owner'] },
    { key: 'preparing', label: { zh: '待签', en: 'To be signed' }, filter: { status: { in: ['draft', 'in_approval', 'approved'] } }, sort: '-created_at', columns: ['number', 'name', 'customer', 'status', 'total', 'owner'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['number', 'name', 'customer', 'kind', 'status', 'total', 'starts_on', 'ends_on', 'owner'] },
  ],
  search: { fields: ['name', 'number'], subtitle: ['customer', 'number', 'status'], found_by: 'customer' },
  derive: (record) => deriveDocument(record),
  check: (record, before) => [
    ...refusedContractMove(record, before),
    ...checkDocument(record),
    ...(record.starts_on && record.ends_on && record.ends_on < record.starts_on ? [issue('ends_on', 'before_start', '结束日早于开始日', 'It ends before it begins')] : []),
    ...((record.kind === 'amendment') === (record.amends === null) ? [issue('amends', 'amends_one', '补充协议须选择所补充的合同，其他合同不选', 'An amendment names the contract it amends, and no other contract does')] : []),
  ],
})
