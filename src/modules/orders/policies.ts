import { sql } from '../../platform/db/sql.ts'
import { anyOf, byRole, deletedOnly, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

/** Whoever owns a document, and whoever may see its customer; what hangs on an order goes with it. What counts by now is cancelled, not deleted. */
export const policies: Record<string, Policy> = {
  order_kind: byRole('order_kind'),
  order: deletedOnly(anyOf(byRole('order'), through('order', 'customer')), (row) => sql`${sql.id(row, 'status')} in ('draft', 'cancelled')`, { zh: '已确认的订单不能删除，请取消', en: 'A confirmed order is not deleted: cancel it' }),
  shipment: through('shipment', 'order'),
  claim: anyOf(byRole('claim'), through('claim', 'order')),
  invoice: deletedOnly(anyOf(byRole('invoice'), through('invoice', 'customer')), (row) => sql`${sql.id(row, 'status')} in ('draft', 'void')`, { zh: '已开具的发票不能删除，请作废', en: 'An issued invoice is not deleted: void it' }),
  instalment: through('instalment', 'order'),
  receipt: deletedOnly(anyOf(byRole('receipt'), through('receipt', 'customer')), (row) => sql`${sql.id(row, 'matched_total')} = 0`, { zh: '收款已核销，请先撤回核销', en: 'It is matched to invoices: take that back first' }),
  // Made and taken back by the acts of the receipt only.
  receipt_match: readWrite(through('receipt_match', 'receipt'), () => []),
  purchase: deletedOnly(anyOf(byRole('purchase'), through('purchase', 'supplier')), (row) => sql`${sql.id(row, 'status')} in ('draft', 'cancelled')`, { zh: '已下单的进货不能删除，请取消', en: 'A placed purchase is not deleted: cancel it' }),
}
