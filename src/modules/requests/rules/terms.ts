/** Service classes (S30): under a contract B, under warranty or a favour C, else A, which is paid. D, internal, is only ever said by a person. */

export interface Entitlement {
  /** Null: the warranty of the device itself. */
  id: string | null
  name: string
  source: string
  product: string | null
  kinds: readonly string[]
  valid_from: string
  valid_until: string | null
  visits_left: number | null
}

export interface Wanted {
  product: string | null
  kind: string
  /** What is promised for the very device that the request is about. */
  of_asset: string | null
  /** The day that counts, YYYY-MM-DD. */
  day: string
}

export interface Terms {
  service_class: 'a' | 'b' | 'c'
  entitlement: Entitlement | null
  /** Why it is no better class, where the customer is entitled to something: of the nearest miss. */
  missed: Miss | null
}

export type Miss = 'expired' | 'not_yet' | 'other_product' | 'other_kind' | 'no_visits'

const order = ['contract', 'warranty', 'other']

/** What the customer is entitled to decides; of several the contract first, then what was agreed for the device, then what names the product, then what ends soonest. */
export function termsOf(entitlements: readonly Entitlement[], wanted: Wanted): Terms {
  const fitting = entitlements.filter((one) => missOf(one, wanted) === null).toSorted((one, other) => rank(one, wanted) - rank(other, wanted) || (one.valid_until ?? '9999').localeCompare(other.valid_until ?? '9999'))
  const [best] = fitting
  if (best) return { service_class: best.source === 'contract' ? 'b' : 'c', entitlement: best, missed: null }
  const misses = entitlements.map((one) => missOf(one, wanted))
  return { service_class: 'a', entitlement: null, missed: nearest.find((miss) => misses.includes(miss)) ?? null }
}

function rank({ id, source, product }: Entitlement, { of_asset }: Wanted): number {
  return order.indexOf(source) * 3 + (id === null || id === of_asset ? 0 : product === null ? 2 : 1)
}

/** The one that somebody would ask about first. */
const nearest: readonly Miss[] = ['no_visits', 'expired', 'not_yet', 'other_kind', 'other_product']

function missOf(one: Entitlement, { product, kind, day }: Wanted): Miss | null {
  if (one.product !== null && one.product !== product) return 'other_product'
  if (one.kinds.length > 0 && !one.kinds.includes(kind)) return 'other_kind'
  if (day < one.valid_from) return 'not_yet'
  if (one.valid_until !== null && day > one.valid_until) return 'expired'
  return one.visits_left !== null && one.visits_left <= 0 ? 'no_visits' : null
}
