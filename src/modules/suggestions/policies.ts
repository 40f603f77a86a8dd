import { byRole, readWrite, through, verdictOf, type Policy } from '../../kernel/access/policy.ts'
import { sql } from '../../platform/db/sql.ts'

/** What is bought together is known to who sees both products, and purchases at all; written by the computation alone. */
const bothProducts: Policy = (ctx, verb) => {
  if ((verb !== 'see' && verb !== 'export') || verdictOf(ctx, 'transaction', 'see') === false) return []
  const [one, other] = ['product', 'also'].map((side) => through('product_association', side)(ctx, verb)[0])
  if (!one || !other) return []
  const conditions = [one.where, other.where].filter((where) => where !== null)
  return [{ why: { zh: '可见两个产品', en: 'both products may be seen' }, where: conditions.length === 0 ? null : (row) => sql.and(conditions.map((condition) => condition(row))) }]
}

/** A standard range is for everybody who sells: seen by whoever sees products. */
const withProducts: Policy = (ctx) => (verdictOf(ctx, 'product', 'see') === false ? [] : [{ why: { zh: '可见产品者皆可见', en: 'whoever sees products sees it' }, where: null }])

/** What is not for a customer, and what was proposed, goes with the customer: noted by whoever sees the file. */
export const policies: Record<string, Policy> = {
  suggestion_rule: byRole('suggestion_rule'),
  product_association: bothProducts,
  product_exclusion: through('product_exclusion', 'customer'),
  product_proposal: through('product_proposal', 'customer'),
  suggestion_list: readWrite(withProducts, byRole('suggestion_list')),
}
