import { byRole, everyone, readWrite, through, type Policy } from '../../kernel/access/policy.ts'

/** Prices go with the product: seen by whoever sees it, written by whoever may write price lists. Campaigns are known to everybody: leads name them. */
export const policies: Record<string, Policy> = {
  product: byRole('product'),
  campaign: readWrite(everyone, byRole('campaign')),
  transaction: through('transaction', 'customer'),
  price_list: byRole('price_list'),
  price: readWrite(through('price', 'product'), byRole('price')),
}
