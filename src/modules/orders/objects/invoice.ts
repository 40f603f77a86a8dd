import { issue, type Issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { checkDocument, deriveDocument, documentFields, linePanel, totalsPanel } from '../../sales/index.ts'
import { difference } from '../rules/amounts.ts'

/** What a customer has to pay and by when (发票). Issued, it stands; a mistake is voided and written anew. */
export const invoice = defineObject({
  name: 'invoice',
  plural: 'invoices',
  label: { zh: '发票', en: 'Invoice' },
  plural_label: { zh: '发票', en: 'Invoices' },
  empty_hint: { zh: '由订单开出，收款与之核销。', en: 'Made from an order; receipts are matched to it.' },
  title: 'number',
  sort: '-issued_on',
  owner: 'owner',
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '单号', en: 'Number' }, format: 'FP-{yyyy}-{000000}', required: true, unique: true, max_length: 60 }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    order: field.reference({ label: { zh: '订单', en: 'Order' }, target: 'order' }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, readonly: true, required: true, default: 'draft', options: options({ draft: ['草稿', 'Draft'], issued: ['已开', 'Issued', 'blue'], paid: ['已收清', 'Paid', 'green'], void: ['作废', 'Void'] }) }),
    kind: field.choice({ label: { zh: '票种', en: 'Kind' }, required: true, default: 'vat_special', options: options({ vat_special: ['增值税专用发票', 'VAT special'], vat_ordinary: ['增值税普通发票', 'VAT ordinary'], receipt: ['收据', 'Receipt'], foreign: ['形式发票', 'Commercial invoice'] }) }),
    tax_number: field.text({ label: { zh: '发票号码', en: 'Tax invoice number' }, max_length: 60 }),
    issued_on: field.date({ label: { zh: '开票日期', en: 'Issued on' }, required: true, default: '@today' }),
    due_on: field.date({ label: { zh: '应收日期', en: 'Due on' }, late_when: { field: 'status', in: ['issued'] } }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, default: '@me' }),
    ...documentFields,
    paid_total: field.money({ label: { zh: '已收款', en: 'Paid' }, readonly: true, required: true, default: '0.00', currency_of: 'currency' }),
    open_amount: field.money({ label: { zh: '未收款', en: 'Open' }, readonly: true, derived: true, required: true, default: '0.00', currency_of: 'currency' }),
    paid_on: field.date({ label: { zh: '收清日期', en: 'Paid on' }, readonly: true }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
    void_reason: field.text({ label: { zh: '作废原因', en: 'Why void' }, readonly: true, max_length: 500 }),
  },
  panels: [
    { key: 'main', label: { zh: '发票', en: 'Invoice' }, fields: ['customer', 'order', 'status', 'kind', 'issued_on', 'due_on', 'tax_number', 'owner', 'number'] },
    { key: 'lines', label: { zh: '明细', en: 'Lines' }, fields: [...linePanel] },
    { key: 'totals', label: { zh: '合计', en: 'Totals' }, fields: [...totalsPanel, 'paid_total', 'open_amount', 'paid_on'] },
    { key: 'more', label: { zh: '备注与附件', en: 'Remark and files' }, fields: ['remark', 'files', 'void_reason'] },
  ],
  views: [
    { key: 'open', label: { zh: '未收清', en: 'Open' }, filter: { status: 'issued' }, sort: 'due_on', columns: ['number', 'customer', 'order', 'due_on', 'total', 'open_amount', 'owner'] },
    { key: 'overdue', label: { zh: '逾期', en: 'Overdue' }, filter: { status: 'issued', due_on: { lt: 'today' } }, sort: 'due_on', columns: ['number', 'customer', 'due_on', 'open_amount', 'owner'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-issued_on', columns: ['number', 'customer', 'status', 'issued_on', 'due_on', 'total', 'open_amount'] },
  ],
  search: { fields: ['number', 'tax_number'], subtitle: ['customer', 'status', 'issued_on'], found_by: 'customer' },
  derive: (record) => {
    const totals = deriveDocument(record)
    return { ...totals, open_amount: record.status === 'issued' || record.status === 'paid' ? difference(totals.total, record.paid_total ?? '0') : '0.00' }
  },
  check: (record, before) => [...checkDocument(record), ...faultsOf(record, before)],
})

const moves: Record<string, string[]> = { draft: ['issued', 'void'], issued: ['paid', 'void'], paid: ['issued'], void: [] }
const standing = ['customer', 'order', 'currency', 'exchange_rate', 'total', 'issued_on'] as const

type Stored = { status: string | null; paid_total: string | null; total: string | null; issued_on: string | null; due_on: string | null } & Record<string, unknown>

function faultsOf(record: Stored, before: Stored | null): Issue[] {
  const issues: Issue[] = []
  if (record.due_on && record.issued_on && record.due_on < record.issued_on) issues.push(issue('due_on', 'before_start', '应收日期早于开票日期', 'It is due before it is issued'))
  if (before === null) return record.status === 'draft' ? issues : [...issues, issue('status', 'skipped', '新发票从草稿开始', 'A new invoice begins as a draft')]
  const [from, to] = [String(before.status), String(record.status)]
  if (from !== to && !moves[from]?.includes(to)) issues.push(issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped'))
  if (from !== 'draft' && to !== 'draft') for (const name of standing) if (record[name] !== before[name]) issues.push(issue(name === 'total' ? 'lines' : name, 'issued', '发票已开出，不能更改', 'The invoice is issued and stands'))
  if (Number(record.paid_total) > Number(record.total)) issues.push(issue('paid_total', 'too_large', '收款超过发票金额', 'More is paid than the invoice comes to'))
  return issues
}
