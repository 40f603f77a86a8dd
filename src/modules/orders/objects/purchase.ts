import { issue, type Issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { checkDocument, deriveDocument, documentFields, linePanel, totalsPanel } from '../../sales/index.ts'

/** What is bought from a supplier (进货), for an order or for stock (S45). */
export const purchase = defineObject({
  name: 'purchase',
  plural: 'purchases',
  label: { zh: '进货单', en: 'Purchase' },
  plural_label: { zh: '进货', en: 'Purchases' },
  empty_hint: { zh: '向供应商进货：下单、收货、付款。', en: 'Bought from suppliers: ordered, received, paid.' },
  title: 'number',
  sort: '-ordered_on',
  owner: 'owner',
  about: 'supplier',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '进货单号', en: 'Number' }, format: 'CG-{yyyy}-{000000}', required: true, unique: true, max_length: 60 }),
    supplier: field.reference({ label: { zh: '供应商', en: 'Supplier' }, target: 'customer', required: true, lives_with: true }),
    order: field.reference({ label: { zh: '为订单', en: 'For order' }, target: 'order' }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, readonly: true, required: true, default: 'draft', options: options({ draft: ['草稿', 'Draft'], ordered: ['已下单', 'Ordered', 'blue'], received: ['已收货', 'Received', 'cyan'], paid: ['已付款', 'Paid', 'green'], cancelled: ['已取消', 'Cancelled'] }) }),
    ordered_on: field.date({ label: { zh: '日期', en: 'Ordered on' }, required: true, default: '@today' }),
    expected_on: field.date({ label: { zh: '预计到货', en: 'Expected on' }, late_when: { field: 'status', in: ['ordered'] } }),
    received_on: field.date({ label: { zh: '收货日期', en: 'Received on' }, readonly: true }),
    paid_on: field.date({ label: { zh: '付款日期', en: 'Paid on' }, readonly: true }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, default: '@me' }),
    ...documentFields,
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
  },
  panels: [
    { key: 'main', label: { zh: '进货', en: 'Purchase' }, fields: ['supplier', 'order', 'status', 'ordered_on', 'expected_on', 'received_on', 'paid_on', 'owner', 'number'] },
    { key: 'lines', label: { zh: '明细', en: 'Lines' }, fields: [...linePanel] },
    { key: 'totals', label: { zh: '合计', en: 'Totals' }, fields: [...totalsPanel] },
    { key: 'more', label: { zh: '备注与附件', en: 'Remark and files' }, fields: ['remark', 'files'] },
  ],
  views: [
    { key: 'open', label: { zh: '进行中', en: 'Open' }, filter: { status: { in: ['draft', 'ordered', 'received'] } }, sort: 'expected_on', columns: ['number', 'supplier', 'order', 'status', 'expected_on', 'total', 'owner'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-ordered_on', columns: ['number', 'supplier', 'order', 'status', 'ordered_on', 'total'] },
  ],
  derive: (record) => deriveDocument(record),
  check: (record, before) => [...checkDocument(record), ...faultsOf(record, before)],
})

const moves: Record<string, string[]> = { draft: ['ordered', 'cancelled'], ordered: ['received', 'cancelled', 'draft'], received: ['paid', 'ordered'], paid: ['received'], cancelled: [] }

type Stored = { status: string | null; total: string | null; supplier: string | null }

function faultsOf(record: Stored, before: Stored | null): Issue[] {
  if (before === null) return record.status === 'draft' ? [] : [issue('status', 'skipped', '新进货单从草稿开始', 'A new purchase begins as a draft')]
  const [from, to] = [String(before.status), String(record.status)]
  const issues = from === to || moves[from]?.includes(to) ? [] : [issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped')]
  const stands = from !== 'draft' && to !== 'draft' && (record.total !== before.total || record.supplier !== before.supplier)
  return stands ? [...issues, issue('lines', 'ordered', '已下单，请先退回草稿', 'It is ordered: take it back to draft first')] : issues
}
