import { issue, type Issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { currencyOptions } from '../../sales/index.ts'
import { difference } from '../rules/amounts.ts'

/** Money that came in (回款), and how much of it is matched to invoices. */
export const receipt = defineObject({
  name: 'receipt',
  plural: 'receipts',
  label: { zh: '收款', en: 'Receipt' },
  plural_label: { zh: '收款', en: 'Receipts' },
  empty_hint: { zh: '收到的款项，与发票核销。', en: 'Money received, matched to invoices.' },
  title: 'number',
  sort: '-received_on',
  owner: 'owner',
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '收款单号', en: 'Number' }, format: 'SK-{yyyy}-{000000}', required: true, unique: true, max_length: 60 }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    received_on: field.date({ label: { zh: '收款日期', en: 'Received on' }, required: true, default: '@today' }),
    amount: field.money({ label: { zh: '金额', en: 'Amount' }, required: true, min: 0.01, max: 1e12, currency_of: 'currency' }),
    currency: field.choice({ label: { zh: '币种', en: 'Currency' }, required: true, default: '@currency', options: currencyOptions }),
    method: field.choice({ label: { zh: '方式', en: 'Method' }, required: true, default: 'bank', options: options({ bank: ['银行转账', 'Bank'], wechat: ['微信', 'WeChat Pay'], alipay: ['支付宝', 'Alipay'], card: ['刷卡', 'Card'], cash: ['现金', 'Cash'], cheque: ['支票', 'Cheque'], draft: ['承兑汇票', 'Bank draft'], other: ['其他', 'Other'] }) }),
    payer: field.text({ label: { zh: '付款人', en: 'Payer' }, personal: true, max_length: 200 }),
    reference: field.text({ label: { zh: '流水号', en: 'Reference' }, max_length: 100 }),
    matched_total: field.money({ label: { zh: '已核销', en: 'Matched' }, readonly: true, required: true, default: '0.00', currency_of: 'currency' }),
    open_amount: field.money({ label: { zh: '未核销', en: 'Not matched' }, readonly: true, derived: true, required: true, default: '0.00', currency_of: 'currency' }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, readonly: true, derived: true, required: true, default: 'open', options: options({ open: ['待核销', 'Open', 'gold'], partly: ['部分核销', 'Partly matched', 'blue'], matched: ['已核销', 'Matched', 'green'] }) }),
    owner: field.person({ label: { zh: '经办人', en: 'Entered by' }, default: '@me' }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, max_length: 500 }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
  },
  panels: [{ key: 'main', label: { zh: '收款', en: 'Receipt' }, fields: ['number', 'customer', 'received_on', 'amount', 'currency', 'method', 'payer', 'reference', 'matched_total', 'open_amount', 'status', 'owner', 'remark', 'files'] }],
  views: [
    { key: 'open', label: { zh: '待核销', en: 'To match' }, filter: { status: { ne: 'matched' } }, sort: 'received_on', columns: ['number', 'customer', 'received_on', 'amount', 'open_amount', 'payer', 'method'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-received_on', columns: ['number', 'customer', 'received_on', 'amount', 'matched_total', 'status', 'method'] },
  ],
  derive: ({ amount, matched_total: matched }) => {
    const open = difference(amount ?? '0', matched ?? '0')
    return { open_amount: open, status: Number(matched) === 0 ? 'open' : Number(open) > 0 ? 'partly' : 'matched' }
  },
  check: (record, before) => faultsOf(record, before),
})

type Stored = { amount: string | null; matched_total: string | null; currency: string | null; customer: string | null }

function faultsOf(record: Stored, before: Stored | null): Issue[] {
  const issues: Issue[] = []
  if (Number(record.matched_total) > Number(record.amount)) issues.push(issue('amount', 'matched', '少于已核销的金额', 'Less than what is matched of it'))
  if (before && Number(before.matched_total) > 0 && (record.currency !== before.currency)) issues.push(issue('currency', 'matched', '已有核销，不能更改币种', 'Matched already: the currency stands'))
  return issues
}
