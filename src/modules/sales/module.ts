import type { Module } from '../../kernel/definitions/module.ts'
import { announcePrices } from './actions/announce-prices.ts'
import { followPrices } from './actions/follow-prices.ts'
import { refreshAllPurchaseTotals, refreshPurchaseTotals } from './actions/refresh-purchase-totals.ts'
import { savesProduct } from './actions/save-product.ts'
import { showPrices } from './actions/show-prices.ts'
import { showStatistics } from './actions/show-statistics.ts'
import { campaign } from './objects/campaign.ts'
import { price } from './objects/price.ts'
import { priceList } from './objects/price-list.ts'
import { product } from './objects/product.ts'
import { transactionLine } from './objects/transaction.ts'
import { policies } from './policies.ts'
import { customerStatistics } from './queries/transaction-statistics.ts'

export const sales: Module = {
  name: 'sales',
  label: { zh: '销售', en: 'Sales' },
  needs: ['team', 'customers', 'notices'],
  objects: [transactionLine, product, priceList, price, campaign],
  policies,
  verbs: { product: savesProduct },
  actions: [showStatistics, showPrices],
  sections: [
    { object: 'customer', name: 'statistics', json: customerStatistics },
  ],
  listeners: [
    followPrices,
    {
      name: 'sales.purchase-totals',
      kinds: ['created', 'updated', 'deleted', 'restored'].map((verb) => `sales.transaction.${verb}`),
      // One that moved is missed by the customer it left.
      handle: (ctx, events) => refreshPurchaseTotals(ctx, [...new Set(events.flatMap((event) => [event.about_id, event.before?.customer].filter((id) => typeof id === 'string')))]),
    },
  ],
  notices: [
    {
      kind: 'price_changes',
      label: { zh: '即将调价', en: 'Prices change' },
      text: { zh: '{record} 自 {day} 起由 {before} 调为 {after}', en: '{record}: {before} becomes {after} from {day}' },
      text_many: { zh: '{day} 起有 {number} 个价格调整', en: '{number} prices change from {day}' },
      default: { app: true, mail: 'digest' },
    },
  ],
  mornings: [{ name: 'price-changes', run: announcePrices }],
  daily: [{ name: 'purchase-totals', run: refreshAllPurchaseTotals }],
}
