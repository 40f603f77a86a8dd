import { issue, type Issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { checkDocument, deriveDocument, documentFields, linePanel, totalsPanel } from '../../sales/index.ts'
import { difference } from '../rules/amounts.ts'
import { mayMove, nextDue, type Step } from '../rules/steps.ts'
import { orderStateOptions, orderStates, stepOptions } from './order-steps.ts'

/** What a customer ordered, through its steps to the end (S44). Confirmed, its lines stand; who wants others takes it back to draft. */
export const order = defineObject({
  name: 'order',
  plural: 'orders',
  label: { zh: '订单', en: 'Order' },
  plural_label: { zh: '订单', en: 'Orders' },
  empty_hint: { zh: '由报价或合同转来，或直接新建。', en: 'From a quote or contract, or made here.' },
  title: 'number',
  sort: '-ordered_on',
  owner: 'owner',
  is_shareable: true,
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '订单号', en: 'Number' }, format: 'DD-{yyyy}-{000000}', required: true, unique: true, max_length: 60, also_called: ['invoiceno', '单号'] }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true, also_called: ['customer id', 'customerid'] }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact' }),
    quote: field.reference({ label: { zh: '报价', en: 'Quote' }, target: 'quote' }),
    contract: field.reference({ label: { zh: '合同', en: 'Contract' }, target: 'contract' }),
    opportunity: field.reference({ label: { zh: '商机', en: 'Opportunity' }, target: 'opportunity' }),
    kind: field.reference({ label: { zh: '订单类型', en: 'Kind' }, target: 'order_kind' }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, readonly: true, required: true, default: 'draft', options: orderStateOptions }),
    due_on: field.date({ label: { zh: '下一步期限', en: 'Next step due' }, readonly: true, derived: true, late_when: { field: 'status', in: Object.keys(orderStates).filter((state) => state !== 'completed' && state !== 'cancelled') } }),
    ordered_on: field.date({ label: { zh: '下单日期', en: 'Ordered on' }, required: true, default: '@today', also_called: ['invoicedate', 'date', '日期'] }),
    wanted_on: field.date({ label: { zh: '要求交期', en: 'Wanted on' } }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, default: '@me' }),
    ...documentFields,
    paid_total: field.money({ label: { zh: '已收款', en: 'Paid' }, readonly: true, required: true, default: '0.00', currency_of: 'currency' }),
    cost: field.money({ label: { zh: '成本', en: 'Cost' }, hint: { zh: '产品成本；有进货时为进货成本', en: 'Of the products, or of what was bought for it' }, readonly: true }),
    margin: field.money({ label: { zh: '毛利', en: 'Margin' }, readonly: true, derived: true }),
    ship_to: field.text({ label: { zh: '收货地址', en: 'Ship to' }, personal: true, max_length: 500 }),
    terms: field.richText({ label: { zh: '条款', en: 'Terms' } }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
    steps: field.groups({ label: { zh: '步骤', en: 'Steps' }, readonly: true, parts: [
      { name: 'step', label: { zh: '步骤', en: 'Step' }, type: 'choice', required: true, options: stepOptions },
      { name: 'due_on', label: { zh: '期限', en: 'Due on' }, type: 'date' },
      { name: 'done_at', label: { zh: '完成', en: 'Done at' }, type: 'datetime' },
      { name: 'by', label: { zh: '经办人 id', en: 'By (id)' }, type: 'text' },
      { name: 'by_name', label: { zh: '经办人', en: 'By' }, type: 'text' },
      { name: 'note', label: { zh: '说明', en: 'Note' }, type: 'text' },
    ] }),
    cancel_reason: field.text({ label: { zh: '取消原因', en: 'Why cancelled' }, readonly: true, max_length: 500 }),
    is_counted: field.boolean({ label: { zh: '已计入消费', en: 'Counted as consumption' }, readonly: true, internal: true, required: true, default: false }),
    is_historic: field.boolean({ label: { zh: '历史订单', en: 'From before' }, hint: { zh: '由旧系统带入，视为已完成', en: 'Brought from another system: completed, and never moved' }, required: true, default: false, written_with: 'order' }),
  },
  panels: [
    { key: 'main', label: { zh: '订单', en: 'Order' }, fields: ['customer', 'contact', 'kind', 'status', 'due_on', 'ordered_on', 'wanted_on', 'owner', 'quote', 'contract', 'opportunity', 'number'] },
    { key: 'lines', label: { zh: '明细', en: 'Lines' }, fields: [...linePanel] },
    { key: 'totals', label: { zh: '合计', en: 'Totals' }, fields: [...totalsPanel, 'paid_total', 'cost', 'margin'] },
    { key: 'more', label: { zh: '交付与条款', en: 'Delivery and terms' }, fields: ['ship_to', 'terms', 'remark', 'files', 'cancel_reason', 'is_historic'] },
  ],
  views: [
    { key: 'open', label: { zh: '进行中', en: 'Open' }, filter: { status: { nin: ['completed', 'cancelled'] } }, sort: 'due_on', columns: ['number', 'customer', 'status', 'due_on', 'total', 'paid_total', 'owner', 'wanted_on'] },
    { key: 'mine', label: { zh: '我的订单', en: 'Mine' }, filter: { owner: '@me' }, sort: '-ordered_on', columns: ['number', 'customer', 'status', 'due_on', 'total', 'paid_total', 'ordered_on'] },
    { key: 'board', label: { zh: '看板', en: 'Board' }, filter: { status: { nin: ['completed', 'cancelled'] } }, sort: 'due_on', columns: ['number', 'customer', 'total', 'due_on'], display: 'board', board_by: 'status' },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-ordered_on', columns: ['number', 'customer', 'status', 'total', 'paid_total', 'ordered_on', 'owner'] },
  ],
  search: { fields: ['number'], subtitle: ['customer', 'status', 'ordered_on'], found_by: 'customer' },
  derive: (record) => {
    const totals = deriveDocument(record)
    const status = record.is_historic ? 'completed' : record.status
    return { ...totals, status, is_counted: record.is_historic ? true : record.is_counted, due_on: nextDue(stepsOf(record), String(status)), margin: record.cost === null ? null : difference(totals.base_net, record.cost) }
  },
  check: (record, before) => [...checkDocument(record), ...faultsOfMove(record, before)],
})

/** The steps of a stored order. */
export function stepsOf(record: { steps?: unknown }): Step[] {
  return (Array.isArray(record.steps) ? record.steps : []).map((one: Partial<Step>) => ({ due_on: null, done_at: null, by: null, by_name: null, note: null, ...one }) as Step)
}

/** What stands in a confirmed order and is not the program's to change either. */
const standing = ['customer', 'currency', 'exchange_rate', 'prices_include_tax', 'total', 'kind'] as const

type Stored = { status: string | null; is_historic: boolean | null; steps?: unknown } & Record<string, unknown>

function faultsOfMove(record: Stored, before: Stored | null): Issue[] {
  if (before === null) return record.is_historic || record.status === 'draft' ? [] : [issue('status', 'skipped', '新订单从草稿开始', 'A new order begins as a draft')]
  const issues: Issue[] = []
  if (record.is_historic !== before.is_historic) issues.push(issue('is_historic', 'fixed', '新建之后不能更改', 'It cannot be changed later'))
  if (!mayMove(String(before.status), String(record.status), stepsOf(record))) issues.push(issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped'))
  if (before.status !== 'draft' && record.status !== 'draft') {
    for (const name of standing) if (record[name] !== before[name]) issues.push(issue(name === 'total' ? 'lines' : name, 'confirmed', '订单已确认，请先退回草稿', 'The order is confirmed: take it back to draft first'))
  }
  return issues
}
