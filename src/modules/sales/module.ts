import type { Module } from '../../kernel/definitions/module.ts'
import { refreshAllPurchaseTotals, refreshPurchaseTotals } from './actions/refresh-purchase-totals.ts'
import { showStatistics } from './actions/show-statistics.ts'
import { product } from './objects/product.ts'
import { transactionLine } from './objects/transaction.ts'
import { policies } from './policies.ts'
import { customerStatistics } from './queries/transaction-statistics.ts'

export const sales: Module = {
  name: 'sales',
  label: { zh: '销售', en: 'Sales' },
  needs: ['team', 'customers'],
  objects: [transactionLine, product],
  policies,
  actions: [showStatistics],
  sections: [
    { object: 'customer', name: 'statistics', json: customerStatistics },
  ],
  listeners: [
    {
      name: 'sales.purchase-totals',
      kinds: ['sales.transaction.created', 'sales.transaction.deleted', 'sales.transaction.restored'],
      handle: (ctx, events) => refreshPurchaseTotals(ctx, [...new Set(events.flatMap((event) => event.about_id ?? []))]),
    },
  ],
  daily: [{ name: 'purchase-totals', run: refreshAllPurchaseTotals }],
}
