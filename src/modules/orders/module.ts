import { objectOf } from '../../kernel/context.ts'
import { createRecord } from '../../kernel/records/create.ts'
import type { DeclaresAgreements } from '../opportunities/index.ts'
import { savesDocument } from '../sales/index.ts'
import { claimActions, ofOrder } from './actions/claim-actions.ts'
import { takenBackListener, ordersOfFiles } from './actions/import-orders.ts'
import { planListener } from './actions/fill-plans.ts'
import { invoiceActions } from './actions/invoice-actions.ts'
import { matchReceipt, unmatchReceipt } from './actions/match-receipt.ts'
import { orderActions } from './actions/order-actions.ts'
import { orderFromActions } from './actions/order-from.ts'
import { purchaseActions } from './actions/purchase-actions.ts'
import { showAgeing } from './actions/show-ageing.ts'
import { orderNotices } from './notices.ts'
import { claim } from './objects/claim.ts'
import { instalment } from './objects/instalment.ts'
import { invoice } from './objects/invoice.ts'
import { order } from './objects/order.ts'
import { orderKind } from './objects/order-kind.ts'
import { purchase } from './objects/purchase.ts'
import { receipt } from './objects/receipt.ts'
import { receiptMatch } from './objects/receipt-match.ts'
import { shipment } from './objects/shipment.ts'
import { policies } from './policies.ts'
import { defaultKind } from './queries/kinds.ts'
import { acceptedQuotes, confirmedOrders } from './queries/standing-agreements.ts'
import { readyKinds } from './ready-kinds.ts'
import { settleLateOrders, settleOverdueInvoices } from './telling/settle-late.ts'
import { tellLateOrders, tellOverdueInvoices } from './telling/tell-late.ts'

export const orders: DeclaresAgreements = {
  name: 'orders',
  label: { zh: '订单与回款', en: 'Orders and payments' },
  needs: ['team', 'customers', 'sales', 'opportunities', 'quotes', 'notices'],
  objects: [order, invoice, receipt, instalment, receiptMatch, shipment, claim, purchase, orderKind],
  policies,
  verbs: {
    order: { many: ordersOfFiles, ...savesDocument({ object: 'order', customer: 'customer', day: 'ordered_on', completed: async (ctx, input) => ({ ...input, kind: input.kind ?? (await defaultKind(ctx)) }) }) },
    invoice: savesDocument({ object: 'invoice', customer: 'customer', day: 'issued_on' }),
    purchase: savesDocument({ object: 'purchase', customer: 'supplier', day: 'ordered_on', isBought: true }),
    claim: ofOrder('claim'),
    instalment: ofOrder('instalment'),
  },
  actions: [...orderActions, ...orderFromActions, ...invoiceActions, matchReceipt, unmatchReceipt, ...claimActions, ...purchaseActions, showAgeing],
  listeners: [planListener, takenBackListener, settleLateOrders, settleOverdueInvoices],
  agreements: [confirmedOrders, acceptedQuotes],
  notices: orderNotices,
  mornings: [{ name: 'late-orders', run: tellLateOrders }, { name: 'overdue-invoices', run: tellOverdueInvoices }],
  ready: [{
    name: 'orders.kinds', label: { zh: '订单类型', en: 'Kinds of orders' }, object: 'order_kind',
    make: async (ctx) => {
      for (const kind of readyKinds) await createRecord(ctx, objectOf(ctx, 'order_kind'), kind)
    },
  }],
}
